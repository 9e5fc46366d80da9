import { MAD_TO_SIGMA, median, medianAbsoluteDeviation } from '../statistics.ts';

/** Modified z-score beyond which a value is an outlier (Iglewicz and Hoaglin, 1993). */
const OUTLIER_Z = 3.5;
/** Least scale of log prices: in most real windows the MAD is 0 and would flag every difference. */
const LEAST_SCALE = 0.03;
/** A store less than this far from its peers is never worth a visit: shops of one ward differ by a fifth as a rule. */
const LEAST_DISTANCE = Math.log(1.4);

/**
 * Stores whose price lies far from the median of their peers, on a log scale with a floored MAD: a check on that store,
 * never a market alert.
 *
 * @returns the indexes of the far prices, and the peers' median in VND.
 */
export function farFromPeers(prices: readonly number[], minStores: number): { indexes: number[]; expected: number } {
  if (prices.length < minStores || isNarrow(prices)) return { indexes: [], expected: 0 };
  const logs = prices.map(Math.log);
  const centre = median(logs);
  const scale = Math.max(MAD_TO_SIGMA * medianAbsoluteDeviation(logs, centre), LEAST_SCALE);
  const limit = Math.max(OUTLIER_Z * scale, LEAST_DISTANCE);
  const indexes = logs.flatMap((log, index) => (Math.abs(log - centre) > limit ? [index] : []));
  return { indexes, expected: Math.round(Math.exp(centre)) };
}

/** True when no two prices are far enough from each other for one to be far from the middle: spares most markets the sorting. */
function isNarrow(prices: readonly number[]): boolean {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = 0;
  for (const price of prices) {
    if (price < lowest) lowest = price;
    if (price > highest) highest = price;
  }
  return Math.log(highest / lowest) <= LEAST_DISTANCE;
}
