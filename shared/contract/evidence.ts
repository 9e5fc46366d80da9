import * as z from 'zod';
import { DOUBTS } from '#domain/history/doubt.ts';
import { alertParams } from './alerts.ts';
import { HOAN_KIEM, PORK_LOIN } from './examples.ts';
import {
  bilingual,
  businessDay,
  count,
  cursorOut,
  direction,
  habitShape,
  level,
  pageLimit,
  paging,
  percent,
  placeId,
  price,
  productId,
  quantity,
  rung,
  shownId,
  unit,
} from './fields.ts';
import type { Operation } from './operation.ts';

/** A city's 3,000 stores come in a few pages; the steps and the result are of all rows on every page. */
const evidenceLimit = pageLimit(1000, 200);

const row = z
  .object({
    retailer: shownId.exactOptional(),
    store: shownId
      .meta({ description: 'Absent where only the sums of a place inside are kept (stock).' })
      .exactOptional(),
    storeName: z.string().exactOptional(),
    place: placeId,
    placeName: bilingual,
    standing: z.enum(['compared', 'not-comparable', 'held-back']).meta({
      description: 'Its part in the numbers: none while its history is too short, or while a doubtful price waits.',
    }),
    price: price.exactOptional(),
    saidOn: businessDay
      .meta({
        description:
          'Where the store is silent on the day: when it said this price last. Absent for a report of the day.',
      })
      .exactOptional(),
    comparedWith: price
      .meta({
        description:
          "The store's own reference (trailing), that of the drift's lag, or the ceiling; what a held-back price was held against.",
      })
      .exactOptional(),
    changePct: percent.meta({ description: '(price − comparedWith) ÷ comparedWith × 100.' }).exactOptional(),
    isBeyond: z.boolean().meta({ description: 'Beyond the threshold, above the ceiling, or short of stock.' }),
    rank: count
      .meta({ description: "From 1: place in the ascending order of changes whose middle is the alert's change." })
      .exactOptional(),
    doubt: z.enum(DOUBTS).meta({ description: 'Why it is held back.' }).exactOptional(),
    stock: quantity.exactOptional(),
    usualStock: quantity.exactOptional(),
    demandPerDay: quantity.exactOptional(),
    coverDays: z.number().meta({ description: 'Stock over demand per day.' }).exactOptional(),
    stores: count
      .meta({ description: 'Stores whose stock is known: 1, or those of the place inside.' })
      .exactOptional(),
    shortStores: count.exactOptional(),
  })
  .meta({ id: 'EvidenceRow' });

const EXAMPLE_ROW = {
  retailer: 'sen-vang',
  store: 'sen-vang-cua-nam',
  storeName: 'Sen Vàng Cửa Nam',
  ...HOAN_KIEM,
  standing: 'compared',
  price: 151000,
  comparedWith: 130000,
  changePct: 16.153846154,
  isBeyond: true,
  rank: 1,
} as const;

const EXAMPLE_STEPS = [
  {
    vi: 'Ngày 23/11/2026 có 3 điểm bán báo giá bán lẻ; so sánh được 3 điểm.',
    en: 'On 23/11/2026 3 outlets reported a retail price; 3 can be compared.',
  },
  {
    vi: 'Sắp xếp 3 mức thay đổi từ thấp đến cao: ở giữa là mức thứ 2: (154.000 đ − 130.000 đ) ÷ 130.000 đ = +18,462 %.',
    en: 'Sort the 3 changes from low to high: in the middle stands number 2: (154,000 VND − 130,000 VND) ÷ 130,000 VND = +18.462%.',
  },
  {
    vi: 'Ngưỡng nội bộ của mức "cảnh báo" khi giá tăng là 15 %: +18,462 % đạt ngưỡng.',
    en: 'The internal threshold for "alert" of a rise is 15%: +18.462% reaches it.',
  },
] as const;

const evidenceAnswer = z
  .object({
    alert: z.string(),
    place: placeId,
    placeName: bilingual,
    product: productId,
    productName: bilingual,
    unit,
    unitName: bilingual,
    date: businessDay.meta({ description: "Day on which the alert's level was reached." }),
    direction,
    level,
    rung,
    lagDays: count.exactOptional(),
    threshold: percent.meta({ description: 'Internal threshold that was passed, percent.' }),
    ownThreshold: percent
      .meta({ description: "As the administration set it, before it was widened by the place's usual movement." })
      .exactOptional(),
    habit: z
      .object(habitShape)
      .meta({ description: 'What is usual on the day by the calendar: `comparedWith` has moved with it.' })
      .exactOptional(),
    needed: z
      .object({ stores: count, retailers: count, changePct: percent, parts: count, days: count })
      .meta({
        description:
          'How many had to agree: stores, retailers (each with at least half of its stores), each by a change of this many percent, places inside, reporting days in a row.',
      })
      .exactOptional(),
    result: z
      .object({
        observed: price,
        reference: price,
        changePct: percent,
        agreeing: count,
        reporting: count,
        retailers: count,
        coverDays: z.number().exactOptional(),
      })
      .meta({ description: 'What all rows together give; absent where they are no longer kept.' })
      .exactOptional(),
    middle: row
      .meta({
        description: 'The row of the middle shop, whose change is the headline; absent where no prices are compared.',
      })
      .exactOptional(),
    isSame: z.boolean().meta({ description: 'True when the result is what the alert tells.' }),
    steps: z.array(bilingual).meta({ description: 'How to get from the rows to the result by hand.' }),
    total: count.meta({ description: 'Rows on all pages.' }),
    items: z.array(row).meta({ description: 'By change, ascending; then those that take no part.' }),
    cursor: cursorOut,
  })
  .meta({
    id: 'AlertEvidence',
    example: {
      alert: '00070_01.0004_up_2026-11-22',
      ...HOAN_KIEM,
      ...PORK_LOIN,
      unit: 'kg',
      unitName: { vi: 'kg', en: 'kg' },
      date: '2026-11-23',
      direction: 'up',
      level: 'alert',
      rung: 'trailing',
      threshold: 15,
      ownThreshold: 15,
      needed: { stores: 3, retailers: 2, changePct: 15, parts: 1, days: 1 },
      result: {
        observed: 154000,
        reference: 130000,
        changePct: 18.461538462,
        agreeing: 3,
        reporting: 3,
        retailers: 2,
      },
      middle: {
        ...EXAMPLE_ROW,
        price: 154000,
        changePct: 18.461538462,
        rank: 2,
      },
      isSame: true,
      steps: EXAMPLE_STEPS,
      total: 3,
      items: [EXAMPLE_ROW],
      cursor: 'eyJ…',
    },
  });

/** The rows behind an alert's numbers. */
export const EVIDENCE_OPERATIONS = {
  'GET /v1/alerts/{id}/evidence': {
    summary: "The rows behind an alert's numbers, and how to recompute them by hand",
    description:
      "Every store's figures on the day on which the level was reached, page by page; the steps and the result are of all rows.",
    tag: 'Alerts',
    params: alertParams,
    query: z.strictObject({ ...paging, limit: evidenceLimit }),
    status: 200,
    answer: evidenceAnswer,
    refusals: [400, 404, 422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
