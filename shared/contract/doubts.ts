import * as z from 'zod';
import { DOUBTS } from '#domain/history/doubt.ts';
import { PRICE_TYPES } from '#domain/report/report.ts';
import { HOAN_KIEM, PORK_LOIN } from './examples.ts';
import {
  bilingual,
  businessDay,
  contactOut,
  count,
  onDate,
  placeId,
  price,
  productId,
  readableText,
  shownId,
  unit,
} from './fields.ts';
import type { Operation } from './operation.ts';

const doubtId = z.string().min(1).max(300).meta({
  description: 'One held-back price, as the list gives it: it names the price, so that a corrected one has another.',
  example: '2026-11-23~sen-vang~sen-vang-cua-nam~01.0004~1540000',
});

const fields = {
  id: doubtId,
  date: businessDay,
  place: placeId,
  placeName: bilingual,
  retailer: shownId,
  store: shownId,
  storeName: z.string(),
  product: productId,
  productName: bilingual,
  unit,
  unitName: bilingual,
  price,
};

const doubtShown = z
  .object({
    ...fields,
    expected: price.meta({ description: 'What it was held against.' }),
    doubt: z.enum(DOUBTS).exactOptional(),
    inWords: bilingual.meta({ description: 'Why it is held back.' }),
    contact: contactOut.exactOptional(),
    contactOf: z.enum(['store', 'retailer']).exactOptional(),
    mayBeDecided: z.boolean().meta({ description: 'False once the day takes no corrections any more.' }),
  })
  .meta({ id: 'DoubtfulPrice' });

const EXAMPLE = {
  id: '2026-11-23~sen-vang~sen-vang-cua-nam~01.0004~1540000',
  date: '2026-11-23',
  ...HOAN_KIEM,
  retailer: 'sen-vang',
  store: 'sen-vang-cua-nam',
  storeName: 'Siêu thị Sen Vàng – Cửa Nam',
  ...PORK_LOIN,
  unit: 'kg',
  unitName: { vi: 'kg', en: 'kg' },
  price: 1540000,
} as const;

const doubtsAnswer = z
  .object({
    date: businessDay,
    total: count,
    items: z.array(doubtShown).meta({ description: 'The farthest from what was expected first; at most 200.' }),
  })
  .meta({
    id: 'DoubtfulPrices',
    example: {
      date: '2026-11-23',
      total: 1,
      items: [
        {
          ...EXAMPLE,
          expected: 130000,
          doubt: 'slipped-digits',
          inWords: {
            vi: 'Lệch khoảng 10, 100 hoặc 1.000 lần so với các báo cáo trước của điểm bán.',
            en: "About 10, 100 or 1,000 times off the store's earlier reports.",
          },
          contact: { name: 'Trần Thu Hà', phone: '0900 000 201' },
          contactOf: 'store',
          mayBeDecided: true,
        },
      ],
    },
  });

const decisionBody = z
  .strictObject({
    verdict: z.enum(['confirm', 'drop']).meta({
      description:
        "confirm: the price is right and counts from now on. drop: it is taken out of the shop's report of that day.",
    }),
    note: readableText(500).meta({ description: 'How you know; kept in the audit trail.' }).exactOptional(),
  })
  .meta({ id: 'DoubtDecision', example: { verdict: 'confirm', note: 'Đã gọi quầy, giá niêm yết đúng như vậy' } });

const decisionAnswer = z
  .object({
    ...fields,
    priceType: z.enum(PRICE_TYPES),
    verdict: z.enum(['confirm', 'drop']),
    outcome: z.enum(['done', 'already']),
    revision: count.meta({ description: "Of the shop's report, which the decision has changed." }),
  })
  .meta({
    id: 'DoubtDecided',
    example: { ...EXAMPLE, priceType: 'retail', verdict: 'confirm', outcome: 'done', revision: 2 },
  });

/** Prices that are held back, and what staff say of them. */
export const DOUBT_OPERATIONS = {
  'GET /v1/doubts': {
    summary: 'Prices of a day that are held back until somebody supports them',
    tag: 'Market',
    query: onDate.extend({
      place: placeId.meta({ description: 'With all that lies inside.' }).exactOptional(),
    }),
    status: 200,
    answer: doubtsAnswer,
    refusals: [404, 422],
  },
  'POST /v1/doubts/{id}': {
    summary: 'Says that a held-back price is right, or takes it out',
    description:
      "For who is in charge of the shop's place. It changes the shop's report of that day as a correction by the retailer would, and the day is assessed again at once. A report that the retailer sends after it stands over it.",
    tag: 'Market',
    params: z.object({ id: doubtId }),
    body: decisionBody,
    status: 200,
    answer: decisionAnswer,
    refusals: [400, 404, 409, 422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
