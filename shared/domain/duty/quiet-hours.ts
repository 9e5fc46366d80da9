import { addDays, businessDayOf, cutOffOf } from '../business-day.ts';
import type { Level } from '../level.ts';
import { isDayOff } from './public-holidays.ts';
import type { Desk } from './who-is-on-duty.ts';

/** No rest is longer: so many days are looked at. */
const LONGEST_REST_DAYS = 40;

/**
 * The first instant from `at` on at which news of a level may be told: `at` itself unless it lies in the quiet hours, or on
 * a day off where the reader is not on duty.
 */
export function tellableFrom(
  desk: Pick<Desk, 'settings' | 'lunarYears'>,
  at: number,
  { level, isOnDuty }: { readonly level: Level; readonly isOnDuty: boolean },
): number {
  const quiet = desk.settings.quietHours;
  if (!quiet || quiet.except.includes(level)) return at;
  let told = at;
  for (let days = 0; days < LONGEST_REST_DAYS; days++) {
    const today = businessDayOf(told);
    const [begins, ends] = [cutOffOf(today, quiet.from), cutOffOf(today, quiet.to)];
    // Hours that end as they begin are none: kept as all day long they would never end.
    const isOverMidnight = begins > ends;
    const isNight = isOverMidnight ? told < ends || told >= begins : told >= begins && told < ends;
    const isRest = quiet.daysOff && !isOnDuty && isDayOff(today, desk);
    if (!isNight && !isRest) return told;
    const isTomorrow = isRest || (isOverMidnight && told >= begins);
    told = isTomorrow ? cutOffOf(addDays(today, 1), quiet.to) : ends;
  }
  return told;
}
