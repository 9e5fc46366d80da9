/**
 * How prices moved at this time of earlier years.
 *
 * 1. Cut each month into thirds, and let the middle day of a third stand for it.
 * 2. Find the day that stands in its place in each of the five years before: near Tết that at the same distance from
 *    Tết, so that a late Tết is compared with late ones; else that of the same date.
 * 3. Divide the mean price of that day's third by the mean of the three thirds before it, of which two must be known.
 * 4. The season's factor is the median of the years, of which two must answer.
 *
 * A trailing reference is about as old as three thirds of a month, so that a price over it compares with this factor.
 * Our own measure; in proportion to the years.
 */
import { type BusinessDay, fromDayNumber, toDayNumber } from '../business-day.ts';
import type { LunarYear } from '../catalogue.ts';
import { median } from '../statistics.ts';
import { formatMonth, type MonthNumber, monthOf, thirdOf } from './monthly-series.ts';

/** Earlier years that are asked, and how many must answer. */
const MOST_YEARS = 5;
const NEEDED_YEARS = 2;
/** Within so many days of Tết the calendar that counts is the lunar one. */
const TET_REACH_DAYS = 45;
/** Thirds of a month that a price is compared with: about as old as a trailing reference. */
const THIRDS_BEFORE = 3;
const NEEDED_BEFORE = 2;

/**
 * The factor of each third of a running month.
 *
 * @param thirds mean prices by thirds of a month, oldest first; @param first number (3 x month + third) of the first.
 * @returns null for a third of which too few years answer; undefined if no third has a factor.
 */
export function seasonOf(
  thirds: readonly (number | null)[],
  first: number,
  running: MonthNumber,
  lunarYears: readonly LunarYear[],
): readonly (number | null)[] | undefined {
  if (thirds.length < 12 * THIRDS_BEFORE * (NEEDED_YEARS - 1)) return undefined;
  const factors = [0, 1, 2].map((third) => {
    const now = middleOf(running, third);
    const moves = Array.from({ length: MOST_YEARS }, (_, index) => sameDayOfYear(now, index + 1, lunarYears)).flatMap(
      (then) => moveInto(thirds, thirdNumberOf(then) - first) ?? [],
    );
    return moves.length >= NEEDED_YEARS ? Number(median(moves).toFixed(4)) : null;
  });
  return factors.some((factor) => factor !== null) ? factors : undefined;
}

/** Mean price of a third over that of the three before; undefined if too few of them are known. */
function moveInto(thirds: readonly (number | null)[], index: number): number | undefined {
  const price = thirds[index];
  const before = [1, 2, 3].flatMap((back) => thirds[index - back] ?? []);
  if (price === null || price === undefined || before.length < NEEDED_BEFORE) return undefined;
  return price / (before.reduce((sum, value) => sum + value, 0) / before.length);
}

/** The day of an earlier year that stands where a day stands: by its distance from Tết near it, else by its date. */
export function sameDayOfYear(day: BusinessDay, yearsBack: number, lunarYears: readonly LunarYear[]): BusinessDay {
  const distanceTo = ({ tet }: LunarYear) => toDayNumber(day) - toDayNumber(tet);
  const near = lunarYears.find((known) => Math.abs(distanceTo(known)) <= TET_REACH_DAYS);
  const then = near && lunarYears.find(({ year }) => year === near.year - yearsBack);
  if (near && then) return fromDayNumber(toDayNumber(then.tet) + distanceTo(near));
  return `${formatMonth(monthOf(day) - 12 * yearsBack)}${day.slice(7)}`;
}

function middleOf(month: MonthNumber, third: number): BusinessDay {
  return `${formatMonth(month)}-${['05', '15', '25'][third]}`;
}

function thirdNumberOf(day: BusinessDay): number {
  return 3 * monthOf(day) + thirdOf(day);
}
