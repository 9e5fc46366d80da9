import { PRICE_TYPES, type ReportRow } from '../report/report.ts';
import { type Channel, isSupplier } from '../store.ts';
import { type Doubt, doubtsOf } from './doubt.ts';
import { reportedPrices } from './reported-prices.ts';
import { type SeriesKey, seriesKey } from './series-key.ts';
import type { RecentPrices } from './store-memory.ts';

const NO_DOUBTS: ReadonlyMap<SeriesKey, Doubt> = new Map();

/** The series of a store-day that are held back until a second source or a confirmation supports them. */
export function doubtfulSeries(
  rows: readonly ReportRow[],
  channel: Channel,
  recent: RecentPrices,
): ReadonlyMap<SeriesKey, Doubt> {
  if (recent.size === 0) return NO_DOUBTS;
  const reported = reportedPrices(rows, channel);
  const doubts = doubtsOf(
    reported.map(({ key, product, price }) => ({
      product,
      price,
      reference: recent.get(key)?.reference,
      previous: recent.get(key)?.previous,
      repeats: recent.get(key)?.repeats(price) ?? 0,
    })),
  );
  if (!doubts) return NO_DOUBTS;
  return new Map(
    reported.flatMap(({ key, product, confirmed }, position) => {
      const doubt = doubts[position];
      if (doubt === undefined || confirmed) return [];
      // A supplier's rows are all asking prices, whatever they are called in the report.
      return isSupplier(channel) ? PRICE_TYPES.map((type) => [seriesKey(product, type), doubt]) : [[key, doubt]];
    }),
  );
}
