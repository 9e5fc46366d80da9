import * as z from 'zod';
import { DOUBTS } from '#domain/history/doubt.ts';
import { PRICE_TYPES } from '#domain/report/report.ts';
import { HOAN_KIEM, PORK_LOIN } from './examples.ts';
import {
  bilingual,
  businessDay,
  channel,
  count,
  cursorOut,
  instantOut,
  onDate,
  paging,
  percent,
  placeId,
  price,
  productId,
  quantity,
  shownId,
  unit,
} from './fields.ts';
import type { Operation } from './operation.ts';

const storeRow = z
  .object({
    retailer: shownId,
    store: shownId,
    storeName: z.string(),
    channel,
    place: placeId,
    placeName: bilingual,
    state: z.enum(['reported', 'silent']).meta({
      description:
        '`silent`: no price of the product that day; `price` is then what the shop said last, `saidOn`, within three weeks.',
    }),
    priceType: z.enum(PRICE_TYPES).exactOptional(),
    price: price.exactOptional(),
    saidOn: businessDay.meta({ description: 'Of a silent shop: the day of its price.' }).exactOptional(),
    usual: price.meta({ description: "The shop's own usual price." }).exactOptional(),
    changePct: percent.meta({ description: '(price − usual) ÷ usual × 100.' }).exactOptional(),
    doubt: z
      .enum(DOUBTS)
      .meta({ description: 'Why the price waits for a second source or for the retailer or staff to confirm it.' })
      .exactOptional(),
    stock: quantity
      .meta({ description: 'The latest that the shop told; absent where it has told more since that day.' })
      .exactOptional(),
    stockOn: businessDay.meta({ description: 'The day of the stock.' }).exactOptional(),
    coverDays: z.number().meta({ description: 'Days that the stock lasts at the usual demand.' }).exactOptional(),
    receivedAt: instantOut.meta({ description: "Of the shop's report of that day." }).exactOptional(),
  })
  .meta({ id: 'StoreOfProduct' });

const storesAnswer = z
  .object({
    place: placeId,
    placeName: bilingual,
    product: productId,
    productName: bilingual,
    unit,
    unitName: bilingual,
    date: businessDay,
    registered: count.meta({ description: 'Shops of the place that may sell it, on all pages.' }),
    items: z.array(storeRow).meta({
      description:
        'Shops that have said a price of it that day or within three weeks, by place and name; one row for each price type.',
    }),
    cursor: cursorOut,
  })
  .meta({
    id: 'StoresOfProduct',
    example: {
      ...HOAN_KIEM,
      ...PORK_LOIN,
      unit: 'kg',
      unitName: { vi: 'kg', en: 'kg' },
      date: '2026-11-23',
      registered: 2,
      items: [
        {
          retailer: 'sen-vang',
          store: 'sen-vang-cua-nam',
          storeName: 'Siêu thị Sen Vàng – Cửa Nam',
          channel: 'supermarket',
          ...HOAN_KIEM,
          state: 'reported',
          priceType: 'retail',
          price: 154000,
          usual: 130000,
          changePct: 18.461538462,
          stock: 42.5,
          stockOn: '2026-11-23',
          coverDays: 1.5,
          receivedAt: '2026-11-22T23:12:00.000Z',
        },
        {
          retailer: 'cho-que',
          store: 'cho-que-hang-be',
          storeName: 'Chợ Hàng Bè',
          channel: 'market',
          ...HOAN_KIEM,
          state: 'silent',
          priceType: 'retail',
          price: 131000,
          saidOn: '2026-11-20',
        },
      ],
    },
  });

const wardOnMap = z
  .object({
    place: placeId,
    placeName: bilingual,
    parent: placeId.meta({ description: 'The zone or city in which it lies.' }),
    state: z.enum(['not-taking-part', 'no-data', 'normal', 'watch', 'alert', 'crisis']).meta({
      description: '`not-taking-part`: no shop is registered there. `no-data`: nobody has reported the product.',
    }),
    direction: z
      .enum(['up', 'down'])
      .meta({ description: 'Of the level; of a normal ward that of its change.' })
      .exactOptional(),
    changePct: percent.exactOptional(),
    percent: bilingual.meta({ description: 'The same as it is told.' }).exactOptional(),
    median: price.exactOptional(),
    agreeing: count
      .meta({ description: 'n of the m shops that are beyond the threshold; with a level.' })
      .exactOptional(),
    reporting: count.exactOptional(),
    stores: count.meta({ description: 'Shops whose retail price of the day counts.' }),
    registered: count.meta({ description: 'Shops registered there on that day.' }),
  })
  .meta({ id: 'WardOnMap' });

const mapAnswer = z
  .object({
    product: productId,
    productName: bilingual,
    unit,
    unitName: bilingual,
    date: businessDay,
    items: z.array(wardOnMap).meta({ description: 'Wards and communes of the asker, in the order of the catalogue.' }),
  })
  .meta({
    id: 'ProductMap',
    example: {
      ...PORK_LOIN,
      unit: 'kg',
      unitName: { vi: 'kg', en: 'kg' },
      date: '2026-11-23',
      items: [
        {
          ...HOAN_KIEM,
          parent: 'inner',
          state: 'alert',
          direction: 'up',
          changePct: 18.4,
          percent: { vi: '+18\u00a0%', en: '+18%' },
          median: 152500,
          agreeing: 14,
          reporting: 20,
          stores: 18,
          registered: 24,
        },
      ],
    },
  });

/** One product, shop by shop and ward by ward. */
export const PRODUCT_OPERATIONS = {
  'GET /v1/market/{place}/{product}/stores': {
    summary: 'One product in the shops of a place on a day: price, usual price, stock, who is silent',
    description:
      'Page by page, in the order of places: of a ward one page holds all. Prices are kept for good; stock is the latest.',
    tag: 'Market',
    params: z.object({ place: placeId, product: productId }),
    query: onDate.extend(paging),
    status: 200,
    answer: storesAnswer,
    refusals: [400, 404, 422],
  },
  'GET /v1/map': {
    summary: 'One product in every ward on a day: change, level, and how many agree',
    tag: 'Market',
    query: onDate.extend({ product: productId }),
    status: 200,
    answer: mapAnswer,
    refusals: [404, 422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
