/**
 * The past prices of one product in one store: three numbers a run (price, first day, number of the store's report days),
 * since nine of ten reports repeat the price before. `days` are the day numbers of all the store's reports, ascending.
 */
export type PriceRuns = readonly number[];

export const NO_RUNS: PriceRuns = [];

/** The last reports before one of the store's report days, and how many of them a median needs. */
export interface ReportWindow {
  /** Index of the report day before which the window ends. */
  readonly end: number;
  readonly most: number;
  readonly least: number;
}

/** Index of the first day that is not before `day`. */
export function indexOfDay(days: readonly number[], day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as number) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The medians of a store's series over windows of its reports; none of a window with fewer than `least` prices. Taken from
 * the runs as they are: often one run is all.
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
    const first = runs[3 * run + 1] as number;
    const guess = next - (runs[3 * run + 2] as number);
    next = days[guess] === first ? guess : indexOfDay(days, first);
    starts[run] = next;
  }
}

/** @param prices the window's prices, ascending, and `counts` how often each was told: written over. */
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
    const start = starts[run] as number;
    const taken = Math.min(Math.min(start + (runs[3 * run + 2] as number), end) - start, most - found);
    if (taken <= 0) continue;
    const price = runs[3 * run] as number;
    if (taken === most) return price;
    let position = distinct++;
    for (; position > 0 && (prices[position - 1] as number) > price; position--) {
      prices[position] = prices[position - 1] as number;
      counts[position] = counts[position - 1] as number;
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
  for (let passed = counts[0] as number; passed <= position; passed += counts[at] as number) at++;
  return values[at] as number;
}

/** The day number of the last report of a series. */
export function lastDayOf(runs: PriceRuns, days: readonly number[]): number | undefined {
  return days[indexOfDay(days, runs.at(-2) as number) + (runs.at(-1) as number) - 1];
}

/** The runs without what lies before the first kept day, so that a run's first day is always one of the kept days. */
export function keptRuns(runs: PriceRuns, days: readonly number[], firstKept: number | undefined): PriceRuns {
  if (firstKept === undefined) return NO_RUNS;
  if (runs.length === 0 || (runs[1] as number) >= firstKept) return runs;
  let [from, count] = [0, 0];
  // Of the runs that began earlier, the one that goes on is shortened.
  for (; from < runs.length && (runs[from + 1] as number) < firstKept; from += 3) {
    const end = indexOfDay(days, runs[from + 1] as number) + (runs[from + 2] as number);
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
    next[length - 1] = (runs[length - 1] as number) + 1;
  } else next.push(price, today, 1);
  return next;
}

/** The last reports of the runs. */
export function lastReports(runs: PriceRuns, reports: number, days: readonly number[]): PriceRuns {
  const last: number[] = [];
  let wanted = reports;
  for (let run = runs.length - 3; run >= 0 && wanted > 0; run -= 3) {
    const [price, first, count] = runs.slice(run, run + 3) as [number, number, number];
    const taken = Math.min(count, wanted);
    const start = indexOfDay(days, first) + count - taken;
    last.unshift(price, days[start] as number, taken);
    wanted -= taken;
  }
  return last;
}

/** The runs without the reports from one day to before another (day numbers). */
export function withoutReports(runs: PriceRuns, from: number, before: number, days: readonly number[]): PriceRuns {
  const [start, end] = [indexOfDay(days, from), indexOfDay(days, before)];
  const kept: number[] = [];
  const keep = (price: number, first: number, after: number) => {
    if (after > first) kept.push(price, days[first] as number, after - first);
  };
  for (let run = 0; run < runs.length; run += 3) {
    const [price, firstDay, count] = runs.slice(run, run + 3) as [number, number, number];
    const first = indexOfDay(days, firstDay);
    keep(price, first, Math.min(first + count, start));
    keep(price, Math.max(first, end), first + count);
  }
  return kept;
}
