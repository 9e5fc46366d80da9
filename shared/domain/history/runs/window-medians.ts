/**
 * Medians over windows of a store's reports, taken from the runs as they are.
 *
 * 1. Find the index of each run's first day, from the newest run back: a run mostly ends where the next one begins,
 *    else by halving.
 * 2. Go back over the runs and count their reports in the window, until there are as many as it takes. If one run has
 *    them all, its price is the median.
 * 3. Else keep the prices of these runs in ascending order, each with its count, by insertion: they are few.
 * 4. Walk over the counts to the middle; of an even number take the mean of the two in the middle.
 *
 * Asks for runs whose first days are among the days. For r runs in a window r^2 steps at worst, mostly r.
 */
import { indexOfDay, type PriceRuns } from './price-runs.ts';

/** The last reports before one of the store's report days, and how many of them a median needs. */
export interface ReportWindow {
  /** Index of the report day before which the window ends. */
  readonly end: number;
  readonly most: number;
  readonly least: number;
}

/**
 * The medians of a store's series over windows of its reports; none of a window with fewer than `least` prices.
 *
 * Prices are counted into the same lists again and again: a city's day asks for some 700,000 medians.
 */
export function windowMedians(days: readonly number[]) {
  const starts: number[] = [];
  const prices: number[] = [];
  const counts: number[] = [];
  return (runs: PriceRuns, windows: readonly ReportWindow[]): (number | undefined)[] => {
    findStarts(runs, days, starts);
    return windows.map((window) => medianOver(runs, window, starts, prices, counts));
  };
}

/** Index of each run's first day among the report days; a run mostly ends where the next one begins. */
function findStarts(runs: PriceRuns, days: readonly number[], starts: number[]): void {
  let next = days.length;
  for (let run = runs.length / 3 - 1; run >= 0; run--) {
    const first = runs[3 * run + 1];
    const guess = next - runs[3 * run + 2];
    next = days[guess] === first ? guess : indexOfDay(days, first);
    starts[run] = next;
  }
}

/** @param prices the window's prices, ascending, and `counts` how often each was reported: written over. */
function medianOver(
  runs: PriceRuns,
  { end, most, least }: ReportWindow,
  starts: readonly number[],
  prices: number[],
  counts: number[],
): number | undefined {
  let found = 0;
  let distinct = 0;
  for (let run = runs.length / 3 - 1; run >= 0 && found < most; run--) {
    const start = starts[run];
    const taken = Math.min(Math.min(start + runs[3 * run + 2], end) - start, most - found);
    if (taken <= 0) continue;
    const price = runs[3 * run];
    if (taken === most) return price;
    let position = distinct++;
    for (; position > 0 && prices[position - 1] > price; position--) {
      prices[position] = prices[position - 1];
      counts[position] = counts[position - 1];
    }
    prices[position] = price;
    counts[position] = taken;
    found += taken;
  }
  if (found < least || found === 0) return undefined;
  const upper = found >> 1;
  const high = valueAt(prices, counts, upper);
  return found % 2 === 1 ? high : (valueAt(prices, counts, upper - 1) + high) / 2;
}

/** The value at a position of values of which each stands as often as its count says. */
function valueAt(values: readonly number[], counts: readonly number[], position: number): number {
  let at = 0;
  for (let passed = counts[0]; passed <= position; passed += counts[at]) at++;
  return values[at];
}
