import { type BusinessDay, toDayNumber } from '../business-day.ts';
import type { LunarYear } from '../catalogue.ts';

/** The 1st and the 15th of the lunar months (day numbers, ascending): people keep these days, and buy for them. */
export interface LunarDays {
  readonly firsts: readonly number[];
  readonly fifteenths: readonly number[];
}

/** Years whose months reach into the days that are asked for: a lunar year begins weeks after the calendar's. */
const YEARS_BEFORE = 2;

/** The 1sts and 15ths from so many days before a day up to the day after it; none of years whose months are not known. */
export function lunarDaysUpTo(day: BusinessDay, daysBefore: number, lunarYears: readonly LunarYear[]): LunarDays {
  const today = toDayNumber(day);
  const thisYear = Number(day.slice(0, 4));
  const firsts: number[] = [];
  const fifteenths: number[] = [];
  const isAsked = (found: number) => found >= today - daysBefore && found <= today + 1;
  for (const { year, tet, monthDays = [] } of lunarYears) {
    if (year > thisYear || year < thisYear - YEARS_BEFORE) continue;
    let first = toDayNumber(tet);
    for (const days of monthDays) {
      if (isAsked(first)) firsts.push(first);
      if (isAsked(first + 14)) fifteenths.push(first + 14);
      first += days;
    }
  }
  return { firsts, fifteenths };
}
