import { DRIFT_LAGS } from './assessment.ts';
import type { BusinessDay } from './business-day.ts';
import { toDayNumber } from './business-day.ts';
import type { PriceType } from './report.ts';
import { median } from './statistics.ts';
import type { Channel, StoreKey } from './store.ts';

/** Reports in a trailing reference, and how many of them it needs. */
export const TRAILING_REPORTS = 28;
export const MIN_REPORTS = 7;
/** Reports in the medians that drift is measured from. */
const DRIFT_REPORTS = 7;
/** Days kept: the longest drift lag, its seven reports, and room for gaps. */
const MEMORY_DAYS = 112;
/** A store that has been silent for so long is forgotten. */
const FORGET_AFTER_DAYS = 120;

/** `<product>|<priceType>`. */
export type SeriesKey = string;

export function seriesKey(product: string, priceType: PriceType): SeriesKey {
  return `${product}|${priceType}`;
}

/** What a store's prices are compared with, VND. */
export interface References {
  readonly reference?: number;
  /** By the order of `DRIFT_LAGS`; null where the history does not reach. */
  readonly drift: readonly (number | null)[];
}

/** The past prices of one product in one store: three numbers a run (price, first day, number of the store's report days). */
export interface PriceSeries {
  readonly runs: readonly number[];
  /** References that stand still while the place has an episode of the product. */
  readonly frozen?: References;
}

/** The past stock and sales of one product in one store, thousandths of a unit, newest last. */
export interface StockSeries {
  readonly stocks: readonly number[];
  readonly sold: readonly number[];
  readonly lastDay: number;
  readonly price: number;
  readonly stock?: number;
  readonly incoming?: number;
}

/**
 * What earlier days hand on for one store: the days it reported on, and its prices as runs, since nine of ten reports
 * repeat the price before. Plain JSON: it is kept as it is. Days are day numbers.
 */
export interface StoreMemory {
  readonly store: StoreKey;
  readonly channel: Channel;
  readonly days: readonly number[];
  readonly prices: Readonly<Record<SeriesKey, PriceSeries>>;
  readonly stock: Readonly<Record<string, StockSeries>>;
}

export function emptyMemory(store: StoreKey, channel: Channel): StoreMemory {
  return { store, channel, days: [], prices: {}, stock: {} };
}

/** The references of a series as of a day, from reports before it: frozen ones if the place has an episode. */
export function referencesOf(memory: StoreMemory, key: SeriesKey, day: BusinessDay): References {
  const series = memory.prices[key];
  if (!series) return { drift: DRIFT_LAGS.map(() => null) };
  if (series.frozen) return series.frozen;
  const today = toDayNumber(day);
  const trailing = lastPrices(memory, series, today - 1, TRAILING_REPORTS);
  return {
    ...(trailing.length >= MIN_REPORTS ? { reference: median(trailing) } : {}),
    drift: DRIFT_LAGS.map((lag) => {
      const then = lastPrices(memory, series, today - lag, DRIFT_REPORTS);
      return then.length >= DRIFT_REPORTS ? median(then) : null;
    }),
  };
}

/** The last `count` prices reported on or before a day, newest first. */
function lastPrices(memory: StoreMemory, series: PriceSeries, upTo: number, count: number): number[] {
  const prices: number[] = [];
  for (let run = series.runs.length - 3; run >= 0 && prices.length < count; run -= 3) {
    const first = series.runs[run + 1] as number;
    if (first > upTo) continue;
    const start = indexOfDay(memory.days, first);
    const end = Math.min(start + (series.runs[run + 2] as number), indexOfDay(memory.days, upTo + 1));
    const taken = Math.min(end - start, count - prices.length);
    for (let i = 0; i < taken; i++) prices.push(series.runs[run] as number);
  }
  return prices;
}

/** Index of the first day that is not before `day`. */
function indexOfDay(days: readonly number[], day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as number) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Day number of the last report of a series, or none. */
export function lastReportOf(memory: StoreMemory, key: SeriesKey): number | undefined {
  const runs = memory.prices[key]?.runs;
  if (!runs || runs.length === 0) return undefined;
  const first = runs.at(-2) as number;
  const count = runs.at(-1) as number;
  return memory.days[indexOfDay(memory.days, first) + count - 1];
}

/** One store's figures of one product on the day that is being remembered. */
export interface Remembered {
  readonly prices: readonly { readonly key: SeriesKey; readonly price: number }[];
  readonly stock: readonly {
    readonly product: string;
    readonly price: number;
    readonly stock?: number;
    readonly sold?: number;
    readonly incoming?: number;
  }[];
}

/**
 * The memory after a day: with the day's believed prices and stock if the store reported, else only aged.
 * None when the store has been silent so long that it is forgotten.
 *
 * @param frozen decides, per series, whether its references stand still from now on and at which values.
 */
export function remember(
  memory: StoreMemory,
  day: BusinessDay,
  reported: Remembered | undefined,
  frozen: (key: SeriesKey) => References | undefined,
): StoreMemory | undefined {
  const today = toDayNumber(day);
  const lastDay = reported ? today : memory.days.at(-1);
  if (lastDay === undefined || today - lastDay > FORGET_AFTER_DAYS) return undefined;
  const keptDays = memory.days.filter((known) => known > today - MEMORY_DAYS && known < today);
  const days = reported ? [...keptDays, today] : keptDays;
  const previousDay = keptDays.at(-1);
  const pricesToday = new Map(reported?.prices.map(({ key, price }) => [key, price]));

  const prices: Record<SeriesKey, PriceSeries> = {};
  for (const key of [...new Set([...Object.keys(memory.prices), ...pricesToday.keys()])].sort()) {
    const known = memory.prices[key];
    const runs = forgetOldRuns(known?.runs ?? [], memory.days, keptDays);
    const price = pricesToday.get(key);
    if (price !== undefined) appendPrice(runs, price, today, previousDay, memory, key);
    if (runs.length === 0) continue;
    const references = frozen(key);
    prices[key] = { runs, ...(references ? { frozen: references } : {}) };
  }

  const stock: Record<string, StockSeries> = { ...memory.stock };
  for (const row of reported?.stock ?? []) stock[row.product] = appendStock(memory.stock[row.product], row, today);
  return { store: memory.store, channel: memory.channel, days, prices, stock: sortedByKey(stock) };
}

function appendPrice(
  runs: number[],
  price: number,
  today: number,
  previousDay: number | undefined,
  memory: StoreMemory,
  key: SeriesKey,
): void {
  const length = runs.length;
  const continues = length > 0 && runs[length - 3] === price && lastReportOf(memory, key) === previousDay;
  if (continues) runs[length - 1] = (runs[length - 1] as number) + 1;
  else runs.push(price, today, 1);
}

/** The memory with only the last reports of a product: a price that has become the new level starts its past anew. */
export function forgetBefore(memory: StoreMemory, key: SeriesKey, reports: number): StoreMemory {
  const series = memory.prices[key];
  if (!series) return memory;
  const runs: number[] = [];
  let wanted = reports;
  for (let run = series.runs.length - 3; run >= 0 && wanted > 0; run -= 3) {
    const [price, first, count] = series.runs.slice(run, run + 3) as [number, number, number];
    const taken = Math.min(count, wanted);
    const start = indexOfDay(memory.days, first) + count - taken;
    runs.unshift(price, memory.days[start] as number, taken);
    wanted -= taken;
  }
  return { ...memory, prices: { ...memory.prices, [key]: { ...series, runs } } };
}

/** The memory without what a product cost on some days: a move that has ended must not be what later prices are compared with. */
export function forgetDuring(memory: StoreMemory, key: SeriesKey, from: BusinessDay, to: BusinessDay): StoreMemory {
  const series = memory.prices[key];
  if (!series) return memory;
  const [start, end] = [indexOfDay(memory.days, toDayNumber(from)), indexOfDay(memory.days, toDayNumber(to) + 1)];
  const runs: number[] = [];
  const keep = (price: number, first: number, after: number) => {
    if (after > first) runs.push(price, memory.days[first] as number, after - first);
  };
  for (let run = 0; run < series.runs.length; run += 3) {
    const [price, firstDay, count] = series.runs.slice(run, run + 3) as [number, number, number];
    const first = indexOfDay(memory.days, firstDay);
    keep(price, first, Math.min(first + count, start));
    keep(price, Math.max(first, end), first + count);
  }
  return { ...memory, prices: { ...memory.prices, [key]: { ...series, runs } } };
}

/** Drops what lies before the first kept day, so that a run's first day is always one of the kept days. */
function forgetOldRuns(runs: readonly number[], days: readonly number[], keptDays: readonly number[]): number[] {
  const firstKept = keptDays[0];
  if (firstKept === undefined) return [];
  const kept: number[] = [];
  for (let run = 0; run < runs.length; run += 3) {
    const first = runs[run + 1] as number;
    const start = indexOfDay(days, first);
    const dropped = Math.max(0, indexOfDay(days, firstKept) - start);
    const count = (runs[run + 2] as number) - dropped;
    if (count > 0) kept.push(runs[run] as number, dropped > 0 ? firstKept : first, count);
  }
  return kept;
}

function appendStock(known: StockSeries | undefined, row: Remembered['stock'][number], today: number): StockSeries {
  const demand = row.sold ?? soldByDifference(known, row, today);
  // A day that ended without stock tells what was left, not what was wanted.
  const censored = row.stock === 0 || demand === undefined;
  return {
    stocks:
      row.stock === undefined ? (known?.stocks ?? []) : [...(known?.stocks ?? []), row.stock].slice(-TRAILING_REPORTS),
    sold: censored ? (known?.sold ?? []) : [...(known?.sold ?? []), demand].slice(-TRAILING_REPORTS),
    lastDay: today,
    price: row.price,
    ...(row.stock === undefined ? {} : { stock: row.stock }),
    ...(row.incoming === undefined ? {} : { incoming: row.incoming }),
  };
}

/** Sales from yesterday's stock and delivery against today's stock, when nothing else is known. */
function soldByDifference(
  known: StockSeries | undefined,
  row: Remembered['stock'][number],
  today: number,
): number | undefined {
  if (known?.stock === undefined || row.stock === undefined || known.lastDay !== today - 1) return undefined;
  const difference = known.stock + (known.incoming ?? 0) - row.stock;
  return difference > 0 ? difference : undefined;
}

function sortedByKey<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Demand per day in thousandths of a unit: the median of the remembered sales; none without any. */
export function demandPerDay(series: StockSeries | undefined): number | undefined {
  return series && series.sold.length > 0 ? Math.round(median(series.sold)) : undefined;
}

/** The store's usual stock before the day, in thousandths of a unit. */
export function usualStock(series: StockSeries | undefined): number | undefined {
  return series && series.stocks.length >= MIN_REPORTS ? Math.round(median(series.stocks)) : undefined;
}
