import type { PriceType } from '../report/report.ts';

/** `<product>|<priceType>`: one product's prices of one type in a store. A text becomes a key by `seriesKey` alone. */
export type SeriesKey = `${string}|${PriceType}`;

/** The very same text for a series each time: looking a series up by a text that was put together anew takes five times as long. */
export function seriesKey(product: string, priceType: PriceType): SeriesKey {
  let ofProduct = KEYS.get(product);
  if (!ofProduct) {
    ofProduct = { retail: `${product}|retail`, promo: `${product}|promo`, wholesale: `${product}|wholesale` };
    KEYS.set(product, ofProduct);
  }
  return ofProduct[priceType];
}

/** The product and price type of a series. */
export function parseSeriesKey(key: SeriesKey): { readonly product: string; readonly priceType: PriceType } {
  const bar = key.lastIndexOf('|');
  return { product: key.slice(0, bar), priceType: key.slice(bar + 1) as PriceType };
}

/** The series of a record, in its order. */
export function seriesKeysOf(bySeries: Readonly<Record<SeriesKey, unknown>>): SeriesKey[] {
  return Object.keys(bySeries) as SeriesKey[];
}

const KEYS = new Map<string, Readonly<Record<PriceType, SeriesKey>>>();
