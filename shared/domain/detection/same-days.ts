import { type BusinessDay, toDayNumber } from '../business-day.ts';
import type { LunarYear } from '../catalogue.ts';
import { lunarDaysUpTo } from './lunar-days.ts';

/** What days of a habit have in common: the weekday, or their distance from a 1st or 15th of the lunar month. */
export const HABIT_DAYS = ['weekday', 'lunar-day'] as const;
export type HabitDay = (typeof HABIT_DAYS)[number];

/** Earlier days that are the same in the calendar as a day, as days ago, the latest first. */
export interface SameDays {
  readonly as: HabitDay;
  readonly daysAgo: readonly number[];
}

/** So many days are looked back on: four lunar months, and a week around the first of these. */
export const HABIT_MEMORY_DAYS = 126;
const DAYS_OF_WEEK = 7;
/** The day itself, the eve and the day after: who sells for a lunar day does so on any of these. */
const NEAR_LUNAR_DAY = [-1, 0, 1];

/**
 * The earlier days that are the same as a day: all of its weekday, and near a lunar day those at the same distance from
 * 1sts and 15ths together, and from its own kind alone, for a habit of the 1st may be none of the 15th.
 */
export function sameDaysAs(day: BusinessDay, lunarYears: readonly LunarYear[]): SameDays[] {
  const weekly = Array.from(
    { length: Math.floor(HABIT_MEMORY_DAYS / DAYS_OF_WEEK) },
    (_, week) => DAYS_OF_WEEK * (week + 1),
  );
  return [{ as: 'weekday', daysAgo: weekly }, ...lunarSameDays(day, lunarYears)];
}

function lunarSameDays(day: BusinessDay, lunarYears: readonly LunarYear[]): SameDays[] {
  const today = toDayNumber(day);
  const { firsts, fifteenths } = lunarDaysUpTo(day, HABIT_MEMORY_DAYS, lunarYears);
  const distance = NEAR_LUNAR_DAY.find((days) => firsts.includes(today - days) || fifteenths.includes(today - days));
  if (distance === undefined) return [];
  const before = (days: readonly number[]) =>
    days
      .map((lunarDay) => today - lunarDay - distance)
      .filter((daysAgo) => daysAgo > 0 && daysAgo <= HABIT_MEMORY_DAYS)
      .sort((a, b) => a - b);
  const ownKind = firsts.includes(today - distance) ? firsts : fifteenths;
  return [before([...firsts, ...fifteenths]), before(ownKind)].map((daysAgo) => ({ as: 'lunar-day', daysAgo }));
}
