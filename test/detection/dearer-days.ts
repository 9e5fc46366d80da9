import { hanoi } from '#catalog/hanoi.ts';
import { type BusinessDay, toDayNumber, weekdayOf } from '#domain/business-day.ts';
import { lunarDaysUpTo } from '#domain/detection/lunar-days.ts';
import type { CalendarSettings } from './market-settings.ts';

const SATURDAY = 5;

/** What the calendar makes of a price on a day, as a factor. */
export function dearerOn(day: BusinessDay, { weekends, lunarDays }: CalendarSettings): number {
  const today = toDayNumber(day);
  const { firsts, fifteenths } = lunarDaysUpTo(day, 0, hanoi.lunarYears);
  const isLunarDay = firsts.includes(today) || fifteenths.includes(today);
  return (weekdayOf(today) >= SATURDAY ? 1 + weekends : 1) * (isLunarDay ? 1 + lunarDays : 1);
}
