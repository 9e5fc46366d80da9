import type { BusinessDay } from '../business-day.ts';
import type { LunarYear } from '../catalogue.ts';
import { present } from '../present.ts';
import { type AlpsLevel, alpsOf } from './alps.ts';
import { type IfpaLevel, ifpaOf } from './ifpa.ts';
import { type MonthlySeries, type MonthNumber, monthOf, thirdOf } from './monthly-series.ts';
import { seasonOf } from './season.ts';

/** The price past of one product at a place, oldest first; a month or a third of one without a price is null. */
export interface ProductPast {
  /** Month of the first of `months`. */
  readonly first: MonthNumber;
  /** Means of the daily medians, in the price's unit, to six digits. */
  readonly months: readonly (number | null)[];
  /** The same by thirds (days 1-10, 11-20, 21-end) of the last months. */
  readonly thirds: readonly (number | null)[];
}

export type PricePast = Readonly<Record<string, ProductPast>>;

/** The month that is under way: sum and count of the daily medians in each third, by product. */
export interface RunningMonth {
  readonly month: MonthNumber;
  readonly sums: Readonly<Record<string, readonly number[]>>;
}

/** What the closed months say about a product: taken once a month, holds until the next month closes. */
export interface Screening {
  /** The last closed month. */
  readonly month: MonthNumber;
  readonly alps?: {
    readonly value: number;
    readonly level: AlpsLevel;
    readonly price: number;
    readonly expected: number;
  };
  readonly ifpa?: {
    readonly value: number;
    readonly level: IfpaLevel;
    readonly price: number;
    readonly yearBefore: number;
  };
  /** For each third of the running month: price over that of the month before, as it was in earlier years. */
  readonly season?: readonly (number | null)[];
}

/** What a place hands on about its months. */
export interface MonthsMemory {
  readonly running?: RunningMonth;
  readonly past: PricePast;
  readonly screening: Readonly<Record<string, Screening>>;
}

export const NO_MONTHS: MonthsMemory = { past: {}, screening: {} };

/** Months kept: ten years for the indicators, six years of thirds for the season. */
const MOST_MONTHS = 120;
const MOST_THIRDS = 3 * 72;

/** The memory on a day: when it is the first of a new month, the month before is closed and everything taken anew. */
export function turnMonth(memory: MonthsMemory, day: BusinessDay, lunarYears: readonly LunarYear[]): MonthsMemory {
  const month = monthOf(day);
  const { running } = memory;
  if (!running || running.month >= month) return memory;
  const products = [...new Set([...Object.keys(memory.past), ...Object.keys(running.sums)])].sort();
  const past: Record<string, ProductPast> = {};
  const screening: Record<string, Screening> = {};
  for (const product of products) {
    const own = closeMonth(memory.past[product], running.sums[product], running.month);
    past[product] = own;
    const screened = screen(own, running.month, month, lunarYears);
    if (screened) screening[product] = screened;
  }
  return { past, screening };
}

/** What the season lets expect on a day; nothing once a month has passed in which nobody reported, and none was closed. */
export function seasonOn({ month, season }: Screening, day: BusinessDay): number | undefined {
  return month + 1 === monthOf(day) ? (season?.[thirdOf(day)] ?? undefined) : undefined;
}

/** The memory after a day with the day's median prices. */
export function noteMedians(
  memory: MonthsMemory,
  day: BusinessDay,
  medians: ReadonlyMap<string, number>,
): MonthsMemory {
  if (medians.size === 0) return memory;
  const third = thirdOf(day);
  const sums: Record<string, readonly number[]> = { ...memory.running?.sums };
  for (const [product, price] of medians) {
    const next = [...(sums[product] ?? [0, 0, 0, 0, 0, 0])];
    next[2 * third] = precise((next[2 * third] as number) + price);
    next[2 * third + 1] = (next[2 * third + 1] as number) + 1;
    sums[product] = next;
  }
  const ordered = Object.fromEntries(Object.entries(sums).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...memory, running: { month: monthOf(day), sums: ordered } };
}

function closeMonth(
  known: ProductPast | undefined,
  sums: readonly number[] | undefined,
  month: MonthNumber,
): ProductPast {
  const first = known?.first ?? month;
  const months: (number | null)[] = [...(known?.months ?? [])];
  const thirds: (number | null)[] = [...(known?.thirds ?? [])];
  // Months in which nobody reported the product leave a hole.
  while (first + months.length < month) {
    months.push(null);
    thirds.push(null, null, null);
  }
  const meanOf = (from: number, to: number) => {
    let sum = 0;
    let days = 0;
    for (let third = from; third < to; third++) {
      sum += sums?.[2 * third] ?? 0;
      days += sums?.[2 * third + 1] ?? 0;
    }
    return days > 0 ? Number((sum / days).toPrecision(6)) : null;
  };
  months.push(meanOf(0, 3));
  thirds.push(meanOf(0, 1), meanOf(1, 2), meanOf(2, 3));
  const dropped = Math.max(0, months.length - MOST_MONTHS);
  return { first: first + dropped, months: months.slice(dropped), thirds: thirds.slice(-MOST_THIRDS) };
}

function screen(
  past: ProductPast,
  closed: MonthNumber,
  running: MonthNumber,
  lunarYears: readonly LunarYear[],
): Screening | undefined {
  const series: MonthlySeries = { first: past.first, values: past.months.map((price) => price ?? undefined) };
  const price = past.months.at(-1) ?? undefined;
  const season = seasonOf(past.thirds, 3 * (closed + 1) - past.thirds.length, running, lunarYears);
  const alps = price === undefined ? undefined : alpsOfLast(series, price);
  const ifpa = price === undefined ? undefined : ifpaOfLast(series, closed, price);
  if (!season && !alps && !ifpa) return undefined;
  return present({ month: closed, alps, ifpa, season });
}

function alpsOfLast(series: MonthlySeries, price: number): Screening['alps'] {
  const model = alpsOf(series);
  const last = 'tooShort' in model ? undefined : model.months.at(-1);
  return last && { value: rounded(last.alps), level: last.level, price, expected: precise(last.fit) };
}

function ifpaOfLast(series: MonthlySeries, month: MonthNumber, price: number): Screening['ifpa'] {
  const result = ifpaOf(series, month);
  const yearBefore = series.values[month - 12 - series.first];
  if (!result || 'tooShort' in result || yearBefore === undefined) return undefined;
  return { value: rounded(result.value), level: result.level, price, yearBefore };
}

function rounded(score: number): number {
  return Number(score.toFixed(4));
}

/** Sums and fits without the last bits, so that the same days in another order say the same; most are whole. */
function precise(value: number): number {
  return Number.isInteger(value) && value < 1e12 ? value : Number(value.toPrecision(12));
}
