import { type PriceType, type ReportRow, toldRows } from '../report/report.ts';
import { median } from '../statistics.ts';
import { type Channel, isSupplier } from '../store.ts';
import { type SeriesKey, seriesKey } from './series-key.ts';

/** What a store-day says of one product and price type. */
export interface ReportedPrice {
  readonly key: SeriesKey;
  readonly product: string;
  readonly priceType: PriceType;
  readonly price: number;
  readonly confirmed: boolean;
}

/** A store counts once per product and price type, by the median of the rows that say something; a supplier's prices are asking prices, whatever they are called. */
export function reportedPrices(rows: readonly ReportRow[], channel: Channel): ReportedPrice[] {
  const supplier = isSupplier(channel);
  const found = new Map<SeriesKey, ReportedPrice>();
  const several = new Map<SeriesKey, number[]>();
  for (const { product, price, priceType: written, confirmed = false } of toldRows(rows)) {
    const priceType = supplier ? 'wholesale' : written;
    const key = seriesKey(product, priceType);
    const known = found.get(key);
    if (!known) {
      found.set(key, { key, product, priceType, price, confirmed });
      continue;
    }
    const prices = several.get(key) ?? [known.price];
    prices.push(price);
    several.set(key, prices);
    if (confirmed && !known.confirmed) found.set(key, { ...known, confirmed });
  }
  if (several.size === 0) return [...found.values()];
  return [...found.values()].map((series) => {
    const prices = several.get(series.key);
    return prices ? { ...series, price: median(prices) } : series;
  });
}
