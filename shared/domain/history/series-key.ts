import type { PriceType } from '../report/report.ts';

/** `<product>|<priceType>`. */
export type SeriesKey = string;

/** The very same text for a series each time: looking a series up by a text that was put together anew takes five times as long. */
export function seriesKey(product: string, priceType: PriceType): SeriesKey {
  let ofProduct = KEYS.get(product);
  if (!ofProduct) {
    ofProduct = { retail: `${product}|retail`, promo: `${product}|promo`, wholesale: `${product}|wholesale` };
    KEYS.set(product, ofProduct);
  }
  return ofProduct[priceType];
}

const KEYS = new Map<string, Readonly<Record<PriceType, SeriesKey>>>();
