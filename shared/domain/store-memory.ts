import { DRIFT_LAGS } from './assessment.ts';
import type { BusinessDay } from './business-day.ts';
import { toDayNumber, weekOf } from './business-day.ts';
import type { PriceType } from './report.ts';
import { appendStock, type StockOfDay, type StockSeries, usualSale } from './stock-memory.ts';
import type { Channel, StoreKey } from './store.ts';
import { MIN_REPORTS, TRAILING_REPORTS } from './trailing-reports.ts';
import { followsWeek, meanOverWeek, type WeekdayPercents, weekdayPercents } from './weekday-demand.ts';

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
  /** A price that was held back and not remembered, and in how many reports in a row the store has told it. */
  readonly waiting?: Waiting;
}

export interface Waiting {
  readonly price: number;
  readonly reports: number;
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
  /** How its sales follow the week, worked out once a week; none where nothing speaks for it. */
  readonly weekdays?: WeekdayPercents;
}

export function emptyMemory(store: StoreKey, channel: Channel): StoreMemory {
  return { store, channel, days: [], prices: {}, stock: {} };
}

/** The references of a series as of a day, from reports before it: frozen ones if the place has an episode. */
export function referencesOf(memory: StoreMemory, key: SeriesKey, day: BusinessDay): References {
  return referencesAsOf(memory, day)(key);
}

const NO_REFERENCES: References = { drift: DRIFT_LAGS.map(() => null) };

/** The references of any series of a store as of one day: what they share is looked up once. */
export function referencesAsOf(memory: StoreMemory, day: BusinessDay): (key: SeriesKey) => References {
  const today = toDayNumber(day);
  const end = indexOfDay(memory.days, today);
  const driftEnds = DRIFT_LAGS.map((lag) => indexOfDay(memory.days, today - lag + 1));
  return (key) => {
    const series = memory.prices[key];
    if (!series) return NO_REFERENCES;
    if (series.frozen) return series.frozen;
    const starts = startsOf(series.runs, memory.days);
    const reference = medianOfLast(series.runs, starts, end, TRAILING_REPORTS, MIN_REPORTS);
    const drift = driftEnds.map(
      (driftEnd) => medianOfLast(series.runs, starts, driftEnd, DRIFT_REPORTS, DRIFT_REPORTS) ?? null,
    );
    return reference === undefined ? { drift } : { reference, drift };
  };
}

/** Index of each run's first day among the store's report days; a run mostly ends where the next one begins. */
function startsOf(runs: readonly number[], days: readonly number[]): readonly number[] {
  const starts = new Array<number>(runs.length / 3);
  let next = days.length;
  for (let run = starts.length - 1; run >= 0; run--) {
    const first = runs[3 * run + 1] as number;
    const guess = next - (runs[3 * run + 2] as number);
    next = days[guess] === first ? guess : indexOfDay(days, first);
    starts[run] = next;
  }
  return starts;
}

/**
 * Median of the last `most` prices that were reported before the store's report day of index `end`; none of fewer than
 * `least`. Taken from the runs as they are: nine of ten reports repeat the price before, so that often one run is all.
 */
function medianOfLast(
  runs: readonly number[],
  starts: readonly number[],
  end: number,
  most: number,
  least: number,
): number | undefined {
  const prices: number[] = [];
  const counts: number[] = [];
  let found = 0;
  for (let run = starts.length - 1; run >= 0 && found < most; run--) {
    const start = starts[run] as number;
    const taken = Math.min(Math.min(start + (runs[3 * run + 2] as number), end) - start, most - found);
    if (taken <= 0) continue;
    const price = runs[3 * run] as number;
    if (taken === most) return price;
    let position = prices.length;
    while (position > 0 && (prices[position - 1] as number) > price) {
      prices[position] = prices[position - 1] as number;
      counts[position] = counts[position - 1] as number;
      position--;
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

/** The value at a position of ascending values that stand as often as their counts say. */
function valueAt(values: readonly number[], counts: readonly number[], position: number): number {
  let passed = 0;
  for (let index = 0; index < values.length; index++) {
    passed += counts[index] as number;
    if (passed > position) return values[index] as number;
  }
  throw new RangeError('No value at this position');
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

/** The price of the last report of a series, VND, or none. */
export function lastPriceOf(memory: StoreMemory, key: SeriesKey): number | undefined {
  return memory.prices[key]?.runs.at(-3);
}

/** What a store's next prices are compared with, VND. */
export type RecentPrices = ReadonlyMap<SeriesKey, RecentPrice>;

interface RecentPrice {
  readonly reference: number | undefined;
  readonly previous: number | undefined;
  /** How often in a row a price was told before it. */
  readonly timesTold: (price: number) => number;
}

export const NO_RECENT_PRICES: RecentPrices = new Map();

export function recentPricesOf(memory: StoreMemory, day: BusinessDay): RecentPrices {
  const referencesOfSeries = referencesAsOf(memory, day);
  return new Map(
    Object.keys(memory.prices).map((key) => [
      key,
      {
        reference: referencesOfSeries(key).reference,
        previous: lastPriceOf(memory, key),
        timesTold: (price: number) => timesTold(memory, key, price),
      },
    ]),
  );
}

/** Day number of the last report of a series, or none. */
export function lastReportOf(memory: StoreMemory, key: SeriesKey): number | undefined {
  const runs = memory.prices[key]?.runs;
  return runs && runs.length > 0 ? lastDayOf(runs, memory.days) : undefined;
}

function lastDayOf(runs: readonly number[], days: readonly number[]): number | undefined {
  return days[indexOfDay(days, runs.at(-2) as number) + (runs.at(-1) as number) - 1];
}

/** True when a store has changed any price since a day (day number). */
export function hasChangedSince(memory: StoreMemory, since: number): boolean {
  for (const key in memory.prices) {
    const { runs } = memory.prices[key] as PriceSeries;
    if (runs.length > 3 && (runs.at(-2) as number) >= since) return true;
  }
  return false;
}

/** How often a store reported prices since a day (day number), and how often it changed one. */
export function paceSince(memory: StoreMemory, since: number): { reports: number; changes: number } {
  const start = indexOfDay(memory.days, since);
  let reports = 0;
  let changes = 0;
  for (const { runs } of Object.values(memory.prices)) {
    for (let run = runs.length - 3; run >= 0; run -= 3) {
      const first = indexOfDay(memory.days, runs[run + 1] as number);
      const end = first + (runs[run + 2] as number);
      if (end <= start) break;
      reports += end - Math.max(first, start);
      if (first >= start && run > 0) changes++;
    }
  }
  return { reports, changes };
}

export interface RememberedPrice {
  readonly key: SeriesKey;
  readonly price: number;
}

/** One store's figures of one product on the day that is being remembered. */
export interface Remembered {
  readonly prices: readonly RememberedPrice[];
  readonly heldBack?: readonly RememberedPrice[];
  readonly stock: readonly StockOfDay[];
  /** True on a day on which markets are shut by custom. */
  readonly marketsAreShut?: boolean;
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
  const keptDays = memory.days.slice(indexOfDay(memory.days, today - MEMORY_DAYS + 1), indexOfDay(memory.days, today));
  const days = reported ? [...keptDays, today] : keptDays;
  const previousDay = keptDays.at(-1);
  const pricesToday = new Map(reported?.prices.map(({ key, price }) => [key, price]));
  const heldBackToday = new Map(reported?.heldBack?.map(({ key, price }) => [key, price]));

  const prices: Record<SeriesKey, PriceSeries> = {};
  for (const key of keysOf(memory.prices, pricesToday)) {
    const known = memory.prices[key];
    const runs = keptRuns(known?.runs ?? NO_RUNS, memory.days, keptDays);
    const price = pricesToday.get(key);
    const next = price === undefined ? runs : withPrice(runs, price, today, previousDay, memory.days);
    if (next.length === 0) continue;
    const references = frozen(key);
    const heldBack = heldBackToday.get(key);
    // A day on which the store tells nothing of the product leaves it as it is.
    const waiting =
      heldBack === undefined ? price === undefined && known?.waiting : waitingWith(known?.waiting, heldBack);
    prices[key] = { runs: next, ...(references ? { frozen: references } : {}), ...(waiting ? { waiting } : {}) };
  }

  const { store, channel } = memory;
  const stock = reported ? withStockOf(memory.stock, reported, today) : memory.stock;
  const isNewWeek = reported && previousDay !== undefined && weekOf(today) !== weekOf(previousDay);
  const weekdays = isNewWeek ? weekdayPercents(Object.values(stock), today) : memory.weekdays;
  return { store, channel, days, prices, stock, ...(weekdays ? { weekdays } : {}) };
}

function withStockOf(known: StoreMemory['stock'], reported: Remembered, today: number): StoreMemory['stock'] {
  if (reported.stock.length === 0) return known;
  const stock: Record<string, StockSeries> = { ...known };
  for (const row of reported.stock) {
    stock[row.product] = appendStock(known[row.product], row, today, reported.marketsAreShut ?? false);
  }
  return sortedByKey(stock);
}

/** Demand per day of a product, as a mean over the week, in thousandths of a unit; none without sales. */
export function demandPerDay({ stock, weekdays }: StoreMemory, product: string): number | undefined {
  const series = stock[product];
  const usual = usualSale(series);
  return series && usual !== undefined ? meanOverWeek(usual, followsWeek(series) ? weekdays : undefined) : undefined;
}

const NO_RUNS: readonly number[] = [];

/** A price counts as told again within so much of the one before. */
const SAME_PRICE = 0.02;

function waitingWith(known: Waiting | undefined, price: number): Waiting {
  const isSame = known !== undefined && Math.abs(price / known.price - 1) <= SAME_PRICE;
  return { price, reports: isSame ? known.reports + 1 : 1 };
}

/** How many reports in a row before this one told the price that was held back; 0 when it tells another. */
export function timesTold(memory: StoreMemory, key: SeriesKey, price: number): number {
  const waiting = memory.prices[key]?.waiting;
  return waiting ? waitingWith(waiting, price).reports - 1 : 0;
}

/** The series of a store in their order, known ones and new ones; known ones stand in order already. */
function keysOf(known: StoreMemory['prices'], today: ReadonlyMap<SeriesKey, number>): readonly SeriesKey[] {
  const keys = Object.keys(known);
  let isNew = false;
  for (const key of today.keys()) {
    if (known[key] !== undefined) continue;
    keys.push(key);
    isNew = true;
  }
  return isNew ? keys.sort() : keys;
}

/** The runs with one more report; the price goes on in its run only if the store's report before said the same. */
function withPrice(
  runs: readonly number[],
  price: number,
  today: number,
  previousDay: number | undefined,
  days: readonly number[],
): readonly number[] {
  const length = runs.length;
  const next = runs.slice();
  if (length > 0 && runs[length - 3] === price && lastDayOf(runs, days) === previousDay) {
    next[length - 1] = (runs[length - 1] as number) + 1;
  } else next.push(price, today, 1);
  return next;
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

/** The runs without what lies before the first kept day, so that a run's first day is always one of the kept days. */
function keptRuns(runs: readonly number[], days: readonly number[], keptDays: readonly number[]): readonly number[] {
  const firstKept = keptDays[0];
  if (firstKept === undefined) return NO_RUNS;
  if (runs.length === 0 || (runs[1] as number) >= firstKept) return runs;
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

function sortedByKey<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
