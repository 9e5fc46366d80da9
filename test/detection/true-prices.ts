import { median } from '#domain/statistics.ts';

/** Days of a store's usual price, days that are kept, and days of the median that a lag is measured from. */
const USUAL_DAYS = 28;
const KEPT_DAYS = 112;
const LAG_DAYS = 7;

/** What a store truly asks for a good, day by day, whether or not it reports: the truth that detectors are judged by. */
export interface TruePrices {
  readonly add: (price: number) => void;
  /** Median of the last 28 days, VND; none before the seventh. */
  readonly usual: () => number | undefined;
  /** Median of the seven days that ended so many days ago, VND. */
  readonly before: (lagDays: number) => number | undefined;
  readonly latest: () => number | undefined;
}

export function truePrices(): TruePrices {
  const kept = new Float64Array(KEPT_DAYS);
  let added = 0;
  const medianOf = (newest: number, count: number) => {
    const oldest = Math.max(0, newest - count + 1, added - KEPT_DAYS);
    if (newest - oldest + 1 < LAG_DAYS) return undefined;
    return median(Array.from({ length: newest - oldest + 1 }, (_, index) => kept[(oldest + index) % KEPT_DAYS] ?? 0));
  };
  return {
    add: (price) => {
      kept[added % KEPT_DAYS] = price;
      added++;
    },
    usual: () => medianOf(added - 1, USUAL_DAYS),
    before: (lagDays) => medianOf(added - 1 - lagDays, LAG_DAYS),
    latest: () => (added === 0 ? undefined : kept[(added - 1) % KEPT_DAYS]),
  };
}
