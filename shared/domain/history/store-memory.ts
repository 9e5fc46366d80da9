import type { BusinessDay } from '../business-day.ts';
import { toDayNumber, weekOf } from '../business-day.ts';
import { present } from '../present.ts';
import type { Channel, StoreKey } from '../store.ts';
import { isDisplaced } from './doubt.ts';
import { inKeyOrder } from './key-order.ts';
import { DRIFT_LAGS, type Quote } from './quote.ts';
import {
  indexOfDay,
  keptRuns,
  lastDayOf,
  lastReports,
  NO_RUNS,
  type PriceRuns,
  withoutReports,
  withPrice,
} from './runs/price-runs.ts';
import { windowMedians } from './runs/window-medians.ts';
import { type SeriesKey, seriesKeysOf } from './series-key.ts';
import { appendStock, type StockOfDay, type StockSeries, usualSale } from './stock-memory.ts';
import { MIN_REPORTS, TRAILING_REPORTS } from './trailing-reports.ts';
import { followsWeek, meanOverWeek, type WeekdayPercents, weekdayPercents } from './weekday-demand.ts';

/** Reports in the medians that drift is measured from. */
const DRIFT_REPORTS = 7;
/** Days kept: the longest drift lag, its seven reports, and room for gaps. */
const MEMORY_DAYS = 112;
/** A store that has been silent for so long is forgotten. */
const FORGET_AFTER_DAYS = 120;

/** What a store's prices are compared with, VND. */
export interface References {
  readonly reference?: number;
  /** By the order of `DRIFT_LAGS`; null where the history does not reach. */
  readonly drift: readonly (number | null)[];
}

/** The past prices of one product in one store. */
export interface PriceSeries {
  readonly runs: PriceRuns;
  /** References that stand still while the place has an episode of the product. */
  readonly frozen?: References;
  /** A price that was held back and not remembered, and in how many reports in a row the store has told it. */
  readonly waiting?: Waiting;
  /** Reports far from this past since one was held back; none in what was kept before they were counted. */
  readonly displaced?: number;
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
  /** How its sales follow the week, worked out once a week; undefined if nothing speaks for it. */
  readonly weekdays?: WeekdayPercents;
}

export function emptyMemory(store: StoreKey, channel: Channel): StoreMemory {
  return { store, channel, days: [], prices: {}, stock: {} };
}

/** What a store's price of one series is compared with, in the form of a quote. */
export type Past = Pick<Quote, 'reference' | 'drift'>;

const NO_PAST: Past = { reference: undefined, drift: undefined };

/** The pasts of a store's series as of a day, from the reports before it; frozen ones if the place has an episode. */
export function pastsAsOf(memory: StoreMemory, day: BusinessDay): (key: SeriesKey) => Past {
  const today = toDayNumber(day);
  const windows = [
    ...DRIFT_LAGS.map((lag) => ({ end: indexOfDay(memory.days, today - lag + 1), ...OF_DRIFT })),
    { end: indexOfDay(memory.days, today), ...TRAILING },
  ];
  const mediansOver = windowMedians(memory.days);
  return (key) => {
    const series = memory.prices[key];
    if (!series) return NO_PAST;
    if (series.frozen?.reference !== undefined) return pastOf(series.frozen);
    const drift = mediansOver(series.runs, windows);
    const reference = drift.pop();
    return { reference, drift: drift.some(isKnown) ? drift : undefined };
  };
}

const TRAILING = { most: TRAILING_REPORTS, least: MIN_REPORTS };
const OF_DRIFT = { most: DRIFT_REPORTS, least: DRIFT_REPORTS };

function isKnown(price: number | null | undefined): boolean {
  return price != null;
}

function pastOf({ reference, drift }: References): Past {
  return { reference, drift: drift.some(isKnown) ? drift.map((then) => then ?? undefined) : undefined };
}

/** The same as it is kept. */
function referencesOf({ reference, drift = [] }: Past): References {
  const kept = DRIFT_LAGS.map((_, lag) => drift[lag] ?? null);
  return reference === undefined ? { drift: kept } : { reference, drift: kept };
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
  readonly repeats: (price: number) => number;
}

export const NO_RECENT_PRICES: RecentPrices = new Map();

export function recentPricesOf(memory: StoreMemory, day: BusinessDay): RecentPrices {
  const pasts = pastsAsOf(memory, day);
  return new Map(
    seriesKeysOf(memory.prices).map((key) => [
      key,
      {
        reference: pasts(key).reference,
        previous: lastPriceOf(memory, key),
        repeats: (price: number) => repeatsOf(memory, key, price),
      },
    ]),
  );
}

/** Day number of the last report of a series, or none. */
export function lastReportOf(memory: StoreMemory, key: SeriesKey): number | undefined {
  const runs = memory.prices[key]?.runs;
  return runs && runs.length > 0 ? lastDayOf(runs, memory.days) : undefined;
}

/** True when a store has told another price than before since a day (day number). */
export function hasChangedSince({ prices }: StoreMemory, since: number): boolean {
  for (const { runs } of Object.values(prices)) {
    if (runs.length > 3 && (runs.at(-2) as number) >= since && runs.at(-3) !== runs.at(-6)) return true;
  }
  return false;
}

/** The days (day numbers) on which a store has told another price than before. A row that was left out or held back is none. */
export function changedDays({ prices }: StoreMemory): ReadonlySet<number> {
  const days = new Set<number>();
  for (const { runs } of Object.values(prices)) {
    for (let run = 3; run < runs.length; run += 3) {
      if (runs[run] !== runs[run - 3]) days.add(runs[run + 1] as number);
    }
  }
  return days;
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
      if (first >= start && run > 0 && runs[run] !== runs[run - 3]) changes++;
    }
  }
  return { reports, changes };
}

/** One store's figures of one product on the day that is being remembered. */
export interface Remembered {
  /** Accepted prices, VND. */
  readonly prices: ReadonlyMap<SeriesKey, number>;
  readonly heldBack?: ReadonlyMap<SeriesKey, number>;
  readonly stock: readonly StockOfDay[];
  /** True on a day on which markets are shut by custom. */
  readonly marketsAreShut?: boolean;
}

/**
 * The memory after a day: with the day's accepted prices and stock if the store reported, else only aged.
 * None when the store has been silent so long that it is forgotten.
 *
 * @param standsStill the series whose references stand still from now on.
 */
export function remember(
  memory: StoreMemory,
  day: BusinessDay,
  reported: Remembered | undefined,
  standsStill: ReadonlySet<SeriesKey> = NO_SERIES,
): StoreMemory | undefined {
  const today = toDayNumber(day);
  const lastDay = reported ? today : memory.days.at(-1);
  if (lastDay === undefined || today - lastDay > FORGET_AFTER_DAYS) return undefined;
  const keptDays = memory.days.slice(indexOfDay(memory.days, today - MEMORY_DAYS + 1), indexOfDay(memory.days, today));
  const previousDay = keptDays.at(-1);

  const { store, channel } = memory;
  const prices = pricesAfter(memory, day, keptDays, reported, standsStill);
  const days = reported ? [...keptDays, today] : keptDays;
  const stock = reported ? withStockOf(memory.stock, reported, today) : memory.stock;
  const isNewWeek = reported && previousDay !== undefined && weekOf(today) !== weekOf(previousDay);
  const weekdays = isNewWeek ? weekdayPercents(Object.values(stock), today) : memory.weekdays;
  return present({ store, channel, days, prices: inKeyOrder(prices), stock: inKeyOrder(stock), weekdays });
}

const NO_SERIES: ReadonlySet<SeriesKey> = new Set();

function pricesAfter(
  memory: StoreMemory,
  day: BusinessDay,
  keptDays: readonly number[],
  reported: Remembered | undefined,
  standsStill: ReadonlySet<SeriesKey>,
): StoreMemory['prices'] {
  const today = toDayNumber(day);
  const previousDay = keptDays.at(-1);
  const pasts = pastsAsOf(memory, day);
  const prices: Record<SeriesKey, PriceSeries> = {};
  for (const key of keysOf(memory.prices, reported?.prices)) {
    const known = memory.prices[key];
    const kept = keptRuns(known?.runs ?? NO_RUNS, memory.days, keptDays[0]);
    const price = reported?.prices.get(key);
    const runs = price === undefined ? kept : withPrice(kept, price, today, previousDay, memory.days);
    if (runs.length === 0) continue;
    const heldBack = reported?.heldBack?.get(key);
    if (heldBack === undefined && !known?.displaced && !known?.waiting && !standsStill.has(key)) {
      prices[key] = { runs };
      continue;
    }
    // A day on which the store tells nothing of the product leaves it as it is.
    const waiting =
      heldBack === undefined
        ? price === undefined
          ? known?.waiting
          : undefined
        : waitingWith(known?.waiting, heldBack);
    const displaced = displacedAfter(known, price, heldBack, () => pasts(key).reference);
    if (displaced !== undefined && displaced >= MOST_DISPLACED) {
      const near = runsNear(runs, heldBack ?? (price as number));
      if (near.length > 0) prices[key] = { runs: near };
      continue;
    }
    prices[key] = present({
      runs,
      frozen: standsStill.has(key) ? frozenAt(pasts(key)) : undefined,
      waiting,
      displaced,
    });
  }
  return prices;
}

/** A past that has no reference must go on: standing still, it would never have one. */
function frozenAt(past: Past): References | undefined {
  return past.reference === undefined ? undefined : referencesOf(past);
}

/**
 * After so many reports far from its past, none near it between, a series is no error: the past is forgotten, and only
 * what others ask can make its prices doubtful.
 */
const MOST_DISPLACED = 28;

/** Reports in a row far from the past, from the first that was held back on; those accepted meanwhile count, too. */
function displacedAfter(
  known: PriceSeries | undefined,
  price: number | undefined,
  heldBack: number | undefined,
  referenceOf: () => number | undefined,
): number | undefined {
  const before = known?.displaced ?? 0;
  if (heldBack !== undefined) return before + 1;
  if (before === 0) return undefined;
  if (price === undefined) return before;
  return isDisplaced({ price, reference: referenceOf() }) ? before + 1 : undefined;
}

/** The runs without what lies as far from a price as a past that it is doubted by. */
function runsNear(runs: PriceRuns, price: number): PriceRuns {
  return runs.filter((_, at) => !isDisplaced({ price, reference: runs[at - (at % 3)] }));
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

/** A price counts as told again within so much of the one before. */
const SAME_PRICE = 0.02;

function waitingWith(known: Waiting | undefined, price: number): Waiting {
  const isSame = known !== undefined && Math.abs(price / known.price - 1) <= SAME_PRICE;
  return { price, reports: isSame ? known.reports + 1 : 1 };
}

/** How many reports in a row before this one told the price that was held back; 0 when it tells another. */
export function repeatsOf(memory: StoreMemory, key: SeriesKey, price: number): number {
  const waiting = memory.prices[key]?.waiting;
  return waiting ? waitingWith(waiting, price).reports - 1 : 0;
}

/** The series of a store in their order, known ones and new ones; known ones stand in order already. */
function keysOf(known: StoreMemory['prices'], today: Remembered['prices'] | undefined): readonly SeriesKey[] {
  const keys = seriesKeysOf(known);
  let isNew = false;
  for (const key of today?.keys() ?? []) {
    if (known[key] !== undefined) continue;
    keys.push(key);
    isNew = true;
  }
  return isNew ? keys.sort() : keys;
}

/** The memory with only the last reports of a product: a price that has become the new level starts its past anew. */
export function forgetBefore(memory: StoreMemory, key: SeriesKey, reports: number): StoreMemory {
  return withRuns(memory, key, (runs) => lastReports(runs, reports, memory.days));
}

/** The memory without what a product cost on some days: a move that has ended must not be what later prices are compared with. */
export function forgetDuring(memory: StoreMemory, key: SeriesKey, from: BusinessDay, to: BusinessDay): StoreMemory {
  return withRuns(memory, key, (runs) => withoutReports(runs, toDayNumber(from), toDayNumber(to) + 1, memory.days));
}

function withRuns(memory: StoreMemory, key: SeriesKey, change: (runs: PriceRuns) => PriceRuns): StoreMemory {
  const series = memory.prices[key];
  if (!series) return memory;
  return { ...memory, prices: { ...memory.prices, [key]: { ...series, runs: change(series.runs) } } };
}

function sortedByKey<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
