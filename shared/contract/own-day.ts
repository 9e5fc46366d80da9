import * as z from 'zod';
import { ROW_CODES } from '#domain/report/judgement.ts';
import { PRICE_TYPES } from '#domain/report/report.ts';
import { HOAN_KIEM, PORK_LOIN } from './examples.ts';
import { bilingual, businessDay, count, instantOut, placeId, price, productId, storeId, unit } from './fields.ts';
import type { Operation } from './operation.ts';

const refused = z.object({
  code: z.enum(ROW_CODES),
  inWords: bilingual.meta({ description: 'Why, in a few words.' }),
  rows: count,
});

const storeToday = z.object({
  store: storeId,
  name: z.string(),
  state: z.enum(['reported', 'late', 'waiting', 'closed']).meta({
    description:
      'late: the first report came after the cut-off; waiting: none has come; closed: none is expected of it today.',
  }),
  receivedAt: instantOut.exactOptional(),
  revision: count.exactOptional(),
  accepted: count.meta({ description: 'Rows that are kept of today.' }).exactOptional(),
  rejected: z.array(refused).meta({ description: 'Rows that were refused when it was sent last, by reason.' }),
  streak: count.meta({
    description: 'Days in a row with a report, up to today or, while none has come, yesterday; at most 16 weeks.',
  }),
});

const doubtful = z.object({
  product: productId,
  productName: bilingual,
  priceType: z.enum(PRICE_TYPES),
  price,
  inWords: bilingual.meta({ description: 'Why it is held back until it is confirmed.' }),
});

const besideOthers = z
  .object({
    day: businessDay.meta({ description: 'The latest day whose cut-off is past.' }),
    items: z.array(
      z.object({
        product: productId,
        productName: bilingual,
        unit,
        own: price.meta({ description: 'Your price of that day, as it stood at the cut-off.' }),
        of: z.enum(['place', 'area']).meta({ description: 'Of your ward, or of the zone around it.' }),
        place: placeId,
        placeName: bilingual,
        lower: price.meta({ description: 'Lower quarter.' }),
        middle: price,
        upper: price.meta({ description: 'Upper quarter.' }),
      }),
    ),
  })
  .meta({
    id: 'BesideOthers',
    description:
      'Your retail prices beside those of your ward: one value a retailer, rounded to two significant digits, as all stood at the cut-off. A good is there if you reported it, four retailers besides you did, and none of them has over a third of their stores.',
  });

const ownDayAnswer = z
  .object({
    date: businessDay,
    cutOffAt: instantOut.meta({ description: 'After it a first report is late.' }),
    stores: z.array(storeToday).meta({ description: 'All of yours, or the one that was asked for.' }),
    doubtful: z
      .array(doubtful)
      .meta({ description: 'Of one store: prices of today that are held back.' })
      .exactOptional(),
    beside: besideOthers.meta({ description: 'Of one store.' }).exactOptional(),
  })
  .meta({
    id: 'OwnDay',
    example: {
      date: '2026-11-23',
      cutOffAt: '2026-11-23T08:00:00.000Z',
      stores: [
        {
          store: 'sen-vang-cua-nam',
          name: 'Siêu thị Sen Vàng – Cửa Nam',
          state: 'reported',
          receivedAt: '2026-11-22T23:12:01.000Z',
          revision: 1,
          accepted: 24,
          rejected: [{ code: 'price-missing', inWords: { vi: 'Thiếu giá', en: 'No price' }, rows: 1 }],
          streak: 12,
        },
      ],
      doubtful: [],
      beside: {
        day: '2026-11-22',
        items: [
          {
            ...PORK_LOIN,
            unit: 'kg',
            own: 145000,
            of: 'place',
            ...HOAN_KIEM,
            lower: 140000,
            middle: 150000,
            upper: 160000,
          },
        ],
      },
    },
  });

/** What a retailer gets back for what it reports. */
export const OWN_DAY_OPERATIONS = {
  'GET /v1/me/today': {
    summary: 'What has come of you today, what was refused and why, and your prices beside your ward',
    description:
      'With `store`, and of a retailer with one store, also what is doubtful, and your prices beside those of others.',
    tag: 'Retailers',
    query: z.strictObject({ store: storeId.exactOptional() }),
    status: 200,
    answer: ownDayAnswer,
    refusals: [422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
