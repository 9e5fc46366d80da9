import * as z from 'zod';
import { eventAnswer } from './events.ts';
import { HOAN_KIEM, PORK_LOIN } from './examples.ts';
import {
  bilingual,
  businessDay,
  contactOut,
  count,
  direction,
  instantOut,
  percent,
  placeId,
  productId,
  shownId,
} from './fields.ts';
import type { Operation } from './operation.ts';
import { load } from './plans.ts';
import { silence, silentShop } from './silent-shop.ts';

export const dayClock = z
  .object({
    date: businessDay,
    opensAt: instantOut.meta({ description: 'From when reports of the day are taken.' }),
    cutOffAt: instantOut.meta({ description: 'After it a first report is late.' }),
    figures: z
      .enum(['provisional', 'closed'])
      .meta({ description: 'closed once the cut-off is past; corrections still change them, and are shown at once.' }),
    lastClosed: businessDay.meta({ description: 'The latest day whose cut-off is past: what to show before that.' }),
    closedDay: z.boolean().meta({ description: 'First to third day of Tết: silence is no outage.' }),
  })
  .meta({ id: 'DayClock' });

const waitingCall = z
  .object({
    event: z.string(),
    goodsName: bilingual.meta({ description: 'What the event is of.' }),
    call: shownId.meta({ description: 'The organisation, as in the plan of the event.' }),
    retailerName: z.string(),
    contact: contactOut,
    asked: z.array(load).meta({ description: 'What is proposed for others, in the units of the goods.' }),
    receivers: count,
    madeOn: businessDay.meta({ description: 'The day of its oldest proposal.' }),
  })
  .meta({ id: 'WaitingCall' });

const move = z
  .object({
    place: placeId,
    placeName: bilingual,
    product: productId,
    productName: bilingual,
    direction,
    changePct: percent,
    watchPct: percent.meta({ description: 'The threshold of watch there on that day.' }),
  })
  .meta({ id: 'LargestMove' });

const calmDay = z
  .object({
    date: businessDay.meta({ description: 'The day that was looked at: the latest one that is closed.' }),
    expected: count,
    reported: count,
    goods: count.meta({ description: 'Of which somebody reported.' }),
    moves: z.array(move).meta({
      description:
        'Of all goods at your widest places and those in them the five that came nearest to their threshold of watch, each where it came nearest.',
    }),
    leastCover: z
      .object({
        place: placeId,
        placeName: bilingual,
        product: productId,
        productName: bilingual,
        coverDays: z.number(),
      })
      .meta({ description: 'The stock that would be sold out first; absent where no demand is known.' })
      .exactOptional(),
    aboveCeiling: count.meta({ description: 'Goods of which a shop asks more than the ceiling in force.' }),
  })
  .meta({ id: 'CalmDay' });

const CALM = {
  at: '2026-11-23T08:30:00.000Z',
  clock: {
    date: '2026-11-23',
    opensAt: '2026-11-22T17:00:00.000Z',
    cutOffAt: '2026-11-23T08:00:00.000Z',
    figures: 'closed',
    lastClosed: '2026-11-23',
    closedDay: false,
  },
  coverage: { expected: 5, reported: 4, late: 0 },
  events: { total: 0, unowned: 0, watch: 0, alert: 0, crisis: 0, items: [] },
  calls: { total: 0, items: [] },
  silent: {
    total: 1,
    items: [
      {
        retailer: 'cho-que',
        store: 'cho-que-hang-be',
        name: 'Chợ Hàng Bè',
        channel: 'market',
        ...HOAN_KIEM,
        lastReported: '2026-11-20',
        streak: 3,
        contact: { name: 'Lê Văn Bình', phone: '0900 000 301' },
        contactOf: 'retailer',
      },
    ],
  },
  doubts: 0,
  calm: {
    date: '2026-11-23',
    expected: 5,
    reported: 4,
    goods: 33,
    moves: [{ ...HOAN_KIEM, ...PORK_LOIN, direction: 'up', changePct: 3.8, watchPct: 10 }],
    leastCover: { ...HOAN_KIEM, ...PORK_LOIN, coverDays: 4.2 },
    aboveCeiling: 0,
  },
} as const;

const todayAnswer = z
  .object({
    at: instantOut.meta({ description: 'When this was looked up.' }),
    place: placeId.meta({ description: 'What was asked for; absent for all places of the asker.' }).exactOptional(),
    placeName: bilingual.exactOptional(),
    clock: dayClock,
    coverage: z.object({ expected: count, reported: count, late: count }),
    events: z.object({
      total: count.meta({ description: 'Open events of your places, also those that are silenced.' }),
      unowned: count.meta({ description: 'Of alert and crisis, and nobody is on it.' }),
      watch: count,
      alert: count,
      crisis: count,
      items: z.array(eventAnswer).meta({ description: 'The first 20, in the order of /v1/events.' }),
    }),
    calls: z.object({
      total: count,
      items: z.array(waitingCall).meta({ description: 'At most 20: of the events that are read first.' }),
    }),
    silent: z.object({
      total: count.meta({ description: 'Shops without a report today; 0 on a closed day.' }),
      items: z.array(silentShop.extend(silence)).meta({ description: 'Five of them, the longest silent first.' }),
    }),
    doubts: count.meta({ description: 'Prices that are held back today; see /v1/doubts.' }),
    calm: calmDay.meta({ description: 'What was looked at; absent while an event is open.' }).exactOptional(),
  })
  .meta({ id: 'Today', example: CALM });

/** The morning page. */
export const TODAY_OPERATIONS = {
  'GET /v1/today': {
    summary: 'The morning in one answer: clock, coverage, open events, waiting calls, silent shops',
    tag: 'Events',
    query: z.strictObject({
      place: placeId.meta({ description: 'With all that lies inside; default: all of your places.' }).exactOptional(),
    }),
    status: 200,
    answer: todayAnswer,
    refusals: [404, 422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
