import * as z from 'zod';
import { DOUBTS } from '#domain/history/doubt.ts';
import { HOAN_KIEM, PORK_LOIN } from './examples.ts';
import {
  bilingual,
  businessDay,
  cause,
  count,
  direction,
  habitShape,
  instantOut,
  level,
  marketState,
  onDate,
  percent,
  placeId,
  price,
  productId,
  quantity,
  rung,
  thresholds,
  unit,
} from './fields.ts';
import type { Operation } from './operation.ts';

const tile = z.object({ q: z.int(), r: z.int() }).meta({
  id: 'Tile',
  description:
    'Where a ward or commune is on the tile map: a hexagon, its corner on top, whose middle is at x = q + r/2, y = r · √3/2.',
});

const placesAnswer = z
  .object({
    date: businessDay,
    rivers: z
      .array(z.object({ name: bilingual, beyond: z.array(placeId) }))
      .meta({ description: 'What a map shows beside places: a river, and the places on its other side.' }),
    items: z.array(
      z.object({
        id: placeId,
        kind: z.string(),
        name: bilingual,
        parent: z.string().meta({ description: 'The place in which it lies; "*" for none.' }),
        lat: z.number(),
        lon: z.number(),
        population: z.number().exactOptional(),
        tile: tile.exactOptional(),
        state: marketState.meta({ description: 'Left out with `figures=none`.' }).exactOptional(),
        worst: z
          .object({ product: productId, productName: bilingual, level, direction: direction.exactOptional() })
          .meta({ description: 'The product at the worst level, if any is above normal.' })
          .exactOptional(),
        productsReported: count.meta({ description: 'Left out with `figures=none`.' }).exactOptional(),
        stores: count
          .meta({ description: 'Stores registered in the place. Left out with `figures=none`.' })
          .exactOptional(),
        storesReported: count.meta({ description: 'Only with `figures=all`.' }).exactOptional(),
      }),
    ),
  })
  .meta({
    id: 'Places',
    example: {
      date: '2026-11-23',
      rivers: [{ name: { vi: 'Sông Hồng', en: 'Red River' }, beyond: ['z-dong-anh'] }],
      items: [
        {
          id: '00070',
          kind: 'ward',
          name: HOAN_KIEM.placeName,
          parent: 'inner',
          lat: 21.03,
          lon: 105.85,
          tile: { q: 8, r: 5 },
          state: 'watch',
          worst: {
            ...PORK_LOIN,
            level: 'watch',
            direction: 'up',
          },
          productsReported: 24,
          stores: 5,
          storesReported: 4,
        },
      ],
    },
  });

const priceSummary = z
  .object({ median: price, q1: price, q3: price, stores: count, retailers: count })
  .meta({ id: 'PriceSummary', description: 'Prices of one price type; quartiles by linear interpolation.' });

const supply = z
  .object({
    stores: count,
    stock: quantity,
    usualStock: quantity,
    demandPerDay: quantity,
    coveredStock: quantity.meta({ description: 'Stock of the stores whose demand is known.' }),
    sold: quantity,
    shortStores: count,
  })
  .meta({ id: 'Supply', description: "Sums over the reporting stores, in the product's unit." });

const evidence = z
  .object({
    rung,
    observed: price,
    reference: price,
    changePct: percent,
    thresholdPct: percent,
    ownThresholdPct: percent.meta({
      description: "The administration's threshold, before the place's own usual movement widened it.",
    }),
    lagDays: count.exactOptional(),
    habit: z.object(habitShape).exactOptional(),
    agreeing: count,
    reporting: count.meta({
      description: 'Outlets compared, also silent ones with what they said last within a week.',
    }),
    retailers: count,
    cause,
    coverDays: z.number().exactOptional(),
  })
  .meta({ id: 'Evidence', description: 'The numbers behind a signal: enough to check it by hand.' });

const storeCheck = z
  .object({
    kind: z.enum(['peers', 'doubtful', 'frozen']).meta({
      description:
        'Far from the other stores; held back until a second source or the retailer confirms it; or repeated by a feed that has stood still for longer than chance explains.',
    }),
    doubt: z.enum(DOUBTS).meta({ description: 'Why a doubtful price is held back.' }).exactOptional(),
    store: z.string().meta({ description: '<retailer>/<store>', example: 'sen-vang/sen-vang-cua-nam' }),
    storeName: z.string(),
    price,
    expected: price,
  })
  .meta({ id: 'StoreCheck', description: '"Look at this store": never a market alert.' });

/** What one product's day at one place looks like; without `reported` there is no price, and never a price 0. */
const productDay = {
  reported: z.boolean(),
  state: marketState,
  level: level
    .meta({ description: 'Level of the episode; holds on a day without reports while the episode is open.' })
    .exactOptional(),
  direction: direction.exactOptional(),
  retail: priceSummary.exactOptional(),
  promo: priceSummary.exactOptional(),
  wholesale: priceSummary.exactOptional(),
  changePct: percent.exactOptional(),
  habit: z
    .object({
      ...habitShape,
      beyondPct: percent.meta({ description: 'What of the change lies beyond the habit: by this the day is judged.' }),
      inWords: bilingual,
    })
    .meta({ description: 'What of the change is usual on the day by the calendar; absent on ordinary days.' })
    .exactOptional(),
  watchPct: percent
    .meta({ description: "Threshold of watch; of a volatile product widened by the place's own usual movement." })
    .exactOptional(),
  episode: z
    .object({ direction, status: z.enum(['pending', 'open', 'recovering', 'resolved']), level })
    .exactOptional(),
  evidence: evidence.exactOptional(),
  cause: cause.exactOptional(),
  supply: supply.exactOptional(),
  coverDays: z.number().meta({ description: 'Days of cover of the stores whose demand is known.' }).exactOptional(),
  quarantined: count,
};

const marketProduct = z
  .object({
    product: productId,
    name: bilingual,
    unit,
    unitName: bilingual,
    category: z.string(),
    ...productDay,
    checks: z.array(storeCheck),
  })
  .meta({ id: 'MarketProduct' });

const marketAnswer = z
  .object({
    place: placeId,
    placeName: bilingual,
    date: businessDay,
    state: marketState,
    coverage: z.object({
      stores: count.meta({ description: 'Stores registered in the place on that day.' }),
      storesReported: count,
      products: count,
      productsReported: count,
    }),
    products: z.array(marketProduct),
  })
  .meta({
    id: 'Market',
    example: {
      ...HOAN_KIEM,
      date: '2026-11-23',
      state: 'watch',
      coverage: { stores: 5, storesReported: 4, products: 2, productsReported: 1 },
      products: [
        {
          product: '01.0004',
          name: PORK_LOIN.productName,
          unit: 'kg',
          unitName: { vi: 'kg', en: 'kg' },
          category: 'meat',
          reported: true,
          state: 'watch',
          level: 'watch',
          direction: 'up',
          retail: { median: 152500, q1: 150000, q3: 155000, stores: 4, retailers: 3 },
          changePct: 12.4,
          watchPct: 10,
          cause: 'scarcity',
          quarantined: 0,
          checks: [],
        },
        {
          product: '01.0001',
          name: { vi: 'Thóc tẻ', en: 'Paddy rice' },
          unit: 'kg',
          unitName: { vi: 'kg', en: 'kg' },
          category: 'grain',
          reported: false,
          state: 'no-data',
          quarantined: 0,
          checks: [],
        },
      ],
    },
  });

const seriesAnswer = z
  .object({
    place: placeId,
    placeName: bilingual,
    product: productId,
    productName: bilingual,
    unit,
    unitName: bilingual,
    from: businessDay,
    to: businessDay,
    items: z
      .array(
        z.object({
          date: businessDay,
          ...productDay,
          effectiveThresholds: thresholds
            .meta({ description: 'Of that day there: of a volatile product widened by its own usual movement.' })
            .exactOptional(),
        }),
      )
      .meta({ description: 'Every day of the range.' }),
    thresholds: z
      .array(z.object({ validFrom: businessDay, ...thresholds.shape, source: z.enum(['own', 'catalogue', 'default']) }))
      .meta({ description: 'In force at the start of the range, then each change within it.' }),
    ceilings: z
      .array(z.object({ effectiveFrom: instantOut, price }))
      .meta({ description: 'In force at the start of the range, then each change within it.' }),
    checks: z.array(storeCheck).meta({ description: 'Of the last day of the range.' }),
  })
  .meta({
    id: 'Series',
    example: {
      ...HOAN_KIEM,
      ...PORK_LOIN,
      unit: 'kg',
      unitName: { vi: 'kg', en: 'kg' },
      from: '2026-11-22',
      to: '2026-11-23',
      items: [
        { date: '2026-11-22', reported: false, state: 'no-data', quarantined: 0 },
        {
          date: '2026-11-23',
          reported: true,
          state: 'normal',
          level: 'normal',
          retail: { median: 152500, q1: 150000, q3: 155000, stores: 4, retailers: 3 },
          quarantined: 0,
        },
      ],
      thresholds: [{ validFrom: '2026-11-22', watch: 10, alert: 15, crisis: 25, source: 'default' }],
      ceilings: [],
      checks: [],
    },
  });

/** What staff see of the market. */
export const MARKET_OPERATIONS = {
  'GET /v1/places': {
    summary: 'The areas and their worst level: the map',
    description:
      'Names and tiles come from the catalogue. Who needs no more asks for `figures=none`, which reads nothing of the day; `figures=levels` leaves out who has reported.',
    tag: 'Market',
    query: onDate.extend({
      figures: z
        .enum(['none', 'levels', 'all'])
        .meta({ description: 'What of the day is read. Default: `all`.' })
        .exactOptional(),
    }),
    status: 200,
    answer: placesAnswer,
    refusals: [422],
  },
  'GET /v1/market/{place}': {
    summary: 'All products of a place on a day',
    tag: 'Market',
    params: z.object({ place: placeId }),
    query: onDate,
    status: 200,
    answer: marketAnswer,
    refusals: [404, 422],
  },
  'GET /v1/market/{place}/{product}': {
    summary: 'One product at a place, day by day, with its thresholds and ceilings',
    tag: 'Market',
    params: z.object({ place: placeId, product: productId }),
    query: z.strictObject({
      from: businessDay.meta({ description: 'Default: 29 days before `to`.' }).exactOptional(),
      to: businessDay.meta({ description: 'Default: today. At most 400 days.' }).exactOptional(),
    }),
    status: 200,
    answer: seriesAnswer,
    refusals: [404, 422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
