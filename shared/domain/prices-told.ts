import type { PriceType, ReportRow } from './report.ts';
import { median } from './statistics.ts';
import { type Channel, isSupplier } from './store.ts';
import { type SeriesKey, seriesKey } from './store-memory.ts';

/** What a store-day says of one product and price type. */
export interface ToldSeries {
  readonly key: SeriesKey;
  readonly product: string;
  readonly priceType: PriceType;
  readonly price: number;
  readonly confirmed: boolean;
}

/** A store counts once per product and price type, by the median of its rows; a supplier's prices are asking prices, whatever they are called. */
export function pricesTold(rows: readonly ReportRow[], channel: Channel): ToldSeries[] {
  const supplier = isSupplier(channel);
  const told = new Map<SeriesKey, ToldSeries>();
  const several = new Map<SeriesKey, number[]>();
  for (const { product, price, priceType: written, confirmed = false } of rows) {
    const priceType = supplier ? 'wholesale' : written;
    const key = seriesKey(product, priceType);
    const known = told.get(key);
    if (!known) {
      told.set(key, { key, product, priceType, price, confirmed });
      continue;
    }
    const prices = several.get(key) ?? [known.price];
    prices.push(price);
    several.set(key, prices);
    if (confirmed && !known.confirmed) told.set(key, { ...known, confirmed });
  }
  if (several.size === 0) return [...told.values()];
  return [...told.values()].map((series) => {
    const prices = several.get(series.key);
    return prices ? { ...series, price: median(prices) } : series;
  });
}
