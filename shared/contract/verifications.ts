import * as z from 'zod';
import { FALSE_ALARM_REASONS } from '#domain/alert/false-alarm-reason.ts';
import { VERDICTS } from '#domain/event/finding.ts';
import { eventParams } from './events.ts';
import { HOAN_KIEM, PORK_LOIN } from './examples.ts';
import {
  author,
  bilingual,
  businessDay,
  contactOut,
  count,
  cursorOut,
  instant,
  instantOut,
  level,
  paging,
  percent,
  placeId,
  price,
  productId,
  readableText,
  rung,
  shownId,
} from './fields.ts';
import type { Operation } from './operation.ts';
import { storeKeyText } from './store-key-text.ts';

export const verdict = z.enum(VERDICTS).meta({
  description:
    '`right`: the price is as reported. `wrong`: it is another. `no-price`: the goods are there, no price is shown and the seller does not say. `not-sold`: the shop has none. `closed`: the shop is shut. `taken-back`: what was said before was a mistake, nobody has looked. `no-price` and `closed` speak neither for nor against an alert.',
  example: 'right',
});

const storeShown = z.string().meta({ description: '`<retailer>/<store>`.', example: 'sen-vang/sen-vang-cua-nam' });

const found = z
  .object({
    verdict,
    seenPrice: price.exactOptional(),
    note: z.string().exactOptional(),
    at: instantOut.meta({ description: 'When it was seen.' }),
    receivedAt: instantOut.meta({ description: 'When it came in: a phone without network sends it later.' }),
    ...author,
  })
  .meta({ id: 'Found' });

const shopGood = z
  .object({
    product: productId,
    productName: bilingual,
    unitName: bilingual,
    alert: z.string().meta({ description: 'The alert whose evidence has this row.' }),
    rung,
    figuresOn: businessDay.meta({
      description: 'The day of these prices: that on which the level of the alert was reached.',
    }),
    saidOn: businessDay
      .meta({ description: 'Where the shop was silent that day: when it said its price.' })
      .exactOptional(),
    price,
    usual: price.meta({ description: "The shop's own usual price, that of the lag, or the ceiling." }),
    changePct: percent.meta({ description: '(price − usual) ÷ usual × 100.' }),
    percent: bilingual.meta({ description: 'The same as it is told.' }),
    found: found
      .meta({ description: 'What stands; nothing where nobody has looked at this good since the day of these prices.' })
      .exactOptional(),
  })
  .meta({ id: 'ShopGood' });

const shop = z
  .object({
    store: storeShown,
    storeName: z.string(),
    retailer: shownId,
    retailerName: z.string(),
    place: placeId,
    placeName: bilingual,
    address: z.string().exactOptional(),
    contact: contactOut.exactOptional(),
    contactOf: z
      .enum(['store', 'retailer'])
      .meta({ description: 'Whose contact it is: where the store has none, that of its retailer.' })
      .exactOptional(),
    lat: z.number().exactOptional(),
    lon: z.number().exactOptional(),
    goods: z.array(shopGood).meta({ description: 'Beyond the threshold, the greatest change first.' }),
  })
  .meta({ id: 'ShopToVerify' });

const FOUND = {
  verdict: 'right',
  at: '2026-11-23T02:10:00.000Z',
  receivedAt: '2026-11-23T02:41:00.000Z',
  by: 'p-7f3k2m9q',
} as const;

const SHOP = {
  store: 'sen-vang/sen-vang-cua-nam',
  storeName: 'Sen Vàng Cửa Nam',
  retailer: 'sen-vang',
  retailerName: 'Siêu thị Sen Vàng',
  ...HOAN_KIEM,
  address: '12 phố Mẫu, phường Cửa Nam',
  contact: { name: 'Trần Thu Hà', phone: '0900 000 201' },
  contactOf: 'store',
  goods: [
    {
      product: PORK_LOIN.product,
      productName: PORK_LOIN.productName,
      unitName: { vi: 'kg', en: 'kg' },
      alert: '00070_01.0004_up_2026-11-22',
      rung: 'trailing',
      figuresOn: '2026-11-23',
      price: 154000,
      usual: 130000,
      changePct: 18.461538462,
      percent: { vi: '+18\u00a0%', en: '+18%' },
    },
  ],
} as const;

const wardProgress = z
  .object({
    place: placeId,
    placeName: bilingual,
    shops: count.meta({ description: 'Shops to look at there, with those that were looked at.' }),
    lookedAt: count,
    last: z
      .object({ at: instantOut, ...author })
      .meta({ description: 'Who looked at a shop there last, and when.' })
      .exactOptional(),
  })
  .meta({ id: 'WardProgress' });

const shopsAnswer = z
  .object({
    event: z.string(),
    total: count.meta({ description: 'Shops that are still to be verified, on all pages.' }),
    items: z
      .array(shop)
      .meta({ description: 'Farthest from its own usual price first; on the first page at most two of a ward.' }),
    verified: z.array(shop).meta({
      description: 'On the first page: shops of which any good was looked at since the day of its prices.',
    }),
    wards: z
      .array(wardProgress)
      .meta({ description: 'On the first page: how far each ward is, the one with most shops left first.' }),
    cursor: cursorOut,
  })
  .meta({
    id: 'ShopsToVerify',
    example: {
      event: 'pork-up-2026-11-22',
      total: 1,
      items: [SHOP],
      verified: [{ ...SHOP, store: 'cho-que/cho-que-hang-be', goods: [{ ...SHOP.goods[0], found: FOUND }] }],
      wards: [{ ...HOAN_KIEM, shops: 2, lookedAt: 1, last: { at: FOUND.at, by: FOUND.by } }],
    },
  });

const verificationBody = z
  .strictObject({
    event: eventParams.shape.id,
    store: storeKeyText,
    product: productId
      .meta({ description: 'The good that was looked at; without it all goods of the event there.' })
      .exactOptional(),
    verdict,
    seenPrice: z
      .number()
      .positive()
      .max(1_000_000_000)
      .meta({ description: 'VND for one unit, as it was seen.', example: 149000 })
      .exactOptional(),
    note: readableText(300).meta({ description: 'A few words beside it.' }).exactOptional(),
    at: instant.meta({ description: "When it was seen: not in the future, and not before the event's first day." }),
  })
  .refine(({ seenPrice, product }) => seenPrice === undefined || product !== undefined, {
    error: 'a seen price needs its product',
    path: ['product'],
  })
  .refine(({ seenPrice, verdict: said }) => seenPrice === undefined || said === 'right' || said === 'wrong', {
    error: 'a seen price goes with "right" or "wrong"',
    path: ['seenPrice'],
  })
  .meta({
    id: 'VerificationInput',
    example: {
      event: 'pork-up-2026-11-22',
      store: 'sen-vang/sen-vang-cua-nam',
      product: PORK_LOIN.product,
      verdict: 'wrong',
      seenPrice: 132000,
      note: 'Giá niêm yết tại quầy',
      at: '2026-11-23T09:10:00+07:00',
    },
  });

const verificationAnswer = z
  .object({
    event: z.string(),
    store: storeShown,
    place: placeId,
    placeName: bilingual,
    product: productId.exactOptional(),
    verdict,
    seenPrice: price.exactOptional(),
    reported: price.meta({ description: 'What the shop had reported when this came in; of one good.' }).exactOptional(),
    usual: price.meta({ description: 'With what that was compared.' }).exactOptional(),
    isStillBeyond: z
      .boolean()
      .meta({ description: 'True where the price that was seen is past the threshold, too: it confirms the move.' })
      .exactOptional(),
    note: z.string().exactOptional(),
    at: instantOut,
    ...author,
    alerts: z.array(z.string()).meta({ description: 'The alerts in whose timelines it stands.' }),
  })
  .meta({
    id: 'Verification',
    example: {
      event: 'pork-up-2026-11-22',
      store: 'sen-vang/sen-vang-cua-nam',
      ...HOAN_KIEM,
      product: PORK_LOIN.product,
      verdict: 'wrong',
      seenPrice: 132000,
      reported: 154000,
      usual: 130000,
      isStillBeyond: false,
      note: 'Giá niêm yết tại quầy',
      at: '2026-11-23T02:10:00.000Z',
      by: 'p-7f3k2m9q',
      alerts: ['00070_01.0004_up_2026-11-22'],
    },
  });

const shareRefuted = z
  .object({
    judged: count.meta({ description: 'Of how many it is a share: those that somebody judged.' }),
    refuted: count,
    share: z
      .number()
      .meta({ description: 'refuted ÷ judged; absent where nothing was judged.', example: 0.25 })
      .exactOptional(),
    isOfFew: z.boolean().meta({ description: 'True below 20: the share says little.' }),
  })
  .meta({ id: 'ShareRefuted' });

const qualityFields = {
  alerts: count.meta({ description: 'All alerts, judged or not.' }),
  withdrawn: count.meta({ description: 'Of these, taken back by a correction of the figures.' }),
  ofAlerts: shareRefuted.meta({
    description:
      'Judged: called false, or a price was verified. Refuted: called false, or most verified prices speak against the move.',
  }),
  ofPrices: shareRefuted.meta({
    description:
      'Prices that were verified. `not-sold` speaks against the move, and `wrong` where the price that was seen is not past the threshold; one that is past it, too, confirms the move. `no-price` and `closed` do not count.',
  }),
};

const QUALITY = {
  alerts: 31,
  withdrawn: 1,
  ofAlerts: { judged: 24, refuted: 3, share: 0.125, isOfFew: false },
  ofPrices: { judged: 12, refuted: 1, share: 0.083333333, isOfFew: true },
} as const;

const qualityAnswer = z
  .object({
    from: businessDay,
    to: businessDay,
    total: z.object(qualityFields),
    byRung: z.array(z.object({ rung, ...qualityFields })),
    byGood: z.array(z.object({ product: productId, productName: bilingual, ...qualityFields })),
    byThreshold: z
      .array(z.object({ level, percent, ...qualityFields }))
      .meta({ description: 'By the threshold that was passed, as the administration set it.' }),
    reasons: z
      .array(z.object({ reason: z.enum([...FALSE_ALARM_REASONS, 'unstated']), inWords: bilingual, count }))
      .meta({ description: 'Why alerts were called false.' }),
  })
  .meta({
    id: 'Quality',
    example: {
      from: '2026-10-01',
      to: '2026-11-30',
      total: QUALITY,
      byRung: [{ rung: 'trailing', ...QUALITY }],
      byGood: [{ product: PORK_LOIN.product, productName: PORK_LOIN.productName, ...QUALITY }],
      byThreshold: [{ level: 'alert', percent: 15, ...QUALITY }],
      reasons: [{ reason: 'promotion', inWords: { vi: 'khuyến mại', en: 'a promotion' }, count: 2 }],
    },
  });

/** What is verified on the spot, and how good the alerts were by it. */
export const VERIFICATION_OPERATIONS = {
  'GET /v1/events/{id}/shops': {
    summary: 'The shops of an event to verify, farthest from their own usual price first',
    description:
      'One row a shop of your places that is beyond the threshold in any good of the event, from the rows of its evidence. A shop of which nobody has looked at any good since the day of its prices stays in the list.',
    tag: 'Events',
    params: eventParams,
    query: z.strictObject({
      place: placeId.meta({ description: 'With all that lies inside.' }).exactOptional(),
      ...paging,
    }),
    status: 200,
    answer: shopsAnswer,
    refusals: [400, 404, 422],
  },
  'POST /v1/verifications': {
    summary: 'What somebody found at a shop of an event; the same sent twice is one',
    description:
      'For who is in charge of the place of the shop. It may be sent later than it was seen. Of two findings of one good in one shop the one that was seen later stands.',
    tag: 'Events',
    body: verificationBody,
    status: 200,
    answer: verificationAnswer,
    alsoAnswers: { 201: verificationAnswer },
    refusals: [400, 404, 422],
  },
  'GET /v1/quality': {
    summary: 'How often alerts proved wrong: by rung, good and threshold, with the reasons',
    description:
      'Of alerts that began from `from` to `to` (100 days at most) at your places, by what was found and said of them within a year. False alarms that were said before version 0.3 are not counted.',
    tag: 'Events',
    query: z.strictObject({ from: businessDay, to: businessDay }),
    status: 200,
    answer: qualityAnswer,
    refusals: [422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
