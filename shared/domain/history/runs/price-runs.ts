/**
 * Past prices as runs of equal ones, and how a run begins, goes on, is cut and ends.
 *
 * 1. A run is a price that the store told in so many of its reports, one after the other.
 * 2. It is kept with its first day and the number of reports: which days these are, the store's own days say.
 * 3. A report goes on with the last run if it tells the same price and the one before it was the store's last.
 * 4. A run is cut by moving its first day to a later report, or by lowering its number.
 *
 * Run-length encoding, since nine of ten reports repeat the price before: three numbers a run. Asks for days in
 * ascending order, and for runs whose first days are among them. A day is found by halving.
 */

/**
 * The past prices of one product in one store, oldest first: price, first day, number of reports of each run. `days`,
 * in what follows, are the day numbers of all the store's reports.
 */
export type PriceRuns = readonly number[];

export const NO_RUNS: PriceRuns = [];

/** Index of the first day that is not before `day`. */
export function indexOfDay(days: readonly number[], day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle] < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The day number of the last report of a series. */
export function lastDayOf(runs: PriceRuns, days: readonly number[]): number | undefined {
  return days[indexOfDay(days, runs[runs.length - 2]) + runs[runs.length - 1] - 1];
}

/** The runs without what lies before the first kept day, so that a run's first day is always one of the kept days. */
export function keptRuns(runs: PriceRuns, days: readonly number[], firstKept: number | undefined): PriceRuns {
  if (firstKept === undefined) return NO_RUNS;
  if (runs.length === 0 || runs[1] >= firstKept) return runs;
  let [from, count] = [0, 0];
  // Of the runs that began earlier, the one that goes on is shortened.
  for (; from < runs.length && runs[from + 1] < firstKept; from += 3) {
    const end = indexOfDay(days, runs[from + 1]) + runs[from + 2];
    count = end - indexOfDay(days, firstKept);
    if (count > 0) break;
  }
  const kept = runs.slice(from);
  if (count > 0) [kept[1], kept[2]] = [firstKept, count];
  return kept;
}

/** The runs with one more report; the price goes on in its run only if the store's report before said the same. */
export function withPrice(
  runs: PriceRuns,
  price: number,
  today: number,
  previousDay: number | undefined,
  days: readonly number[],
): PriceRuns {
  const { length } = runs;
  const next = runs.slice();
  if (length > 0 && runs[length - 3] === price && lastDayOf(runs, days) === previousDay) {
    next[length - 1]++;
  } else next.push(price, today, 1);
  return next;
}

/** The last reports of the runs. */
export function lastReports(runs: PriceRuns, reports: number, days: readonly number[]): PriceRuns {
  const last: number[] = [];
  let wanted = reports;
  for (let run = runs.length - 3; run >= 0 && wanted > 0; run -= 3) {
    const [price, first, count] = runs.slice(run, run + 3);
    const taken = Math.min(count, wanted);
    const start = indexOfDay(days, first) + count - taken;
    last.unshift(price, days[start], taken);
    wanted -= taken;
  }
  return last;
}

/** The runs without the reports from one day to before another (day numbers). */
export function withoutReports(runs: PriceRuns, from: number, before: number, days: readonly number[]): PriceRuns {
  const [start, end] = [indexOfDay(days, from), indexOfDay(days, before)];
  const kept: number[] = [];
  const keep = (price: number, first: number, after: number) => {
    if (after > first) kept.push(price, days[first], after - first);
  };
  for (let run = 0; run < runs.length; run += 3) {
    const [price, firstDay, count] = runs.slice(run, run + 3);
    const first = indexOfDay(days, firstDay);
    keep(price, first, Math.min(first + count, start));
    keep(price, Math.max(first, end), first + count);
  }
  return kept;
}
