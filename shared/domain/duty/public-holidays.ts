import { addDays, type BusinessDay, toDayNumber, weekdayOf } from '../business-day.ts';
import type { LunarYear } from '../catalogue.ts';
import type { Bilingual } from '../language.ts';

export interface Holiday {
  readonly day: BusinessDay;
  readonly name: Bilingual;
}

// Labour Code 45/2019/QH14, article 112: 1 January, five days of Tết, the 10th of the third lunar month, 30 April, 1 May,
// and 2 September with one day beside it. Article 111.3: for one that falls on a day of rest the next working day is free.
// Resolution 80-NQ/TW of 07/01/2026 adds 24 November; the change of article 112 was ordered by resolution 30/NQ-CP of 2026.
// Which five days are Tết's, and which day is beside 2 September, is decided each year: where that differs from the usual
// form, the desk's settings name the days (`daysOff`, `workingDays`).

const NEW_YEAR: Bilingual = { vi: 'Tết Dương lịch', en: "New Year's Day" };
const TET: Bilingual = { vi: 'Tết Nguyên đán', en: 'Lunar New Year' };
const HUNG_KINGS: Bilingual = { vi: 'Giỗ Tổ Hùng Vương', en: "Hùng Kings' Day" };
const REUNIFICATION: Bilingual = { vi: 'Ngày Chiến thắng', en: 'Reunification Day' };
const LABOUR: Bilingual = { vi: 'Ngày Quốc tế lao động', en: 'Labour Day' };
const NATIONAL: Bilingual = { vi: 'Quốc khánh', en: 'National Day' };
const CULTURE: Bilingual = { vi: 'Ngày Văn hóa Việt Nam', en: 'Culture Day' };

const CULTURE_DAY_FROM = 2026;
const SATURDAY = 5;
const FRIDAY = 4;
/** The last day of the old year and the first four of the new one, as in most years. */
const TET_DAYS = [-1, 0, 1, 2, 3];

/** The public holidays of a year with the days given for those at a weekend; without lunar ones where the moon is not known. */
export function publicHolidays(year: number, lunarYears: readonly LunarYear[]): Holiday[] {
  const lunar = lunarYears.find((known) => known.year === year);
  const named = [
    { day: `${year}-01-01`, name: NEW_YEAR },
    ...(lunar ? TET_DAYS.map((days) => ({ day: addDays(lunar.tet, days), name: TET })) : []),
    ...hungKings(lunar).map((day) => ({ day, name: HUNG_KINGS })),
    { day: `${year}-04-30`, name: REUNIFICATION },
    { day: `${year}-05-01`, name: LABOUR },
    ...nationalDays(year).map((day) => ({ day, name: NATIONAL })),
    ...(year >= CULTURE_DAY_FROM ? [{ day: `${year}-11-24`, name: CULTURE }] : []),
  ].toSorted((a, b) => (a.day < b.day ? -1 : 1));
  return withDaysGiven(named);
}

/** True for Saturdays, Sundays, public holidays and what the settings name; never for a day that they say is worked. */
export function isDayOff(
  day: BusinessDay,
  {
    lunarYears,
    settings,
  }: {
    readonly lunarYears: readonly LunarYear[];
    readonly settings: { readonly daysOff: readonly BusinessDay[]; readonly workingDays: readonly BusinessDay[] };
  },
): boolean {
  if (settings.workingDays.includes(day)) return false;
  if (settings.daysOff.includes(day) || isWeekend(day)) return true;
  return publicHolidays(Number(day.slice(0, 4)), lunarYears).some((holiday) => holiday.day === day);
}

/** The 10th of the third lunar month. No year until 2042 has a leap month before it. */
function hungKings(lunar: LunarYear | undefined): BusinessDay[] {
  const [first, second] = lunar?.monthDays ?? [];
  return lunar && first !== undefined && second !== undefined ? [addDays(lunar.tet, first + second + 9)] : [];
}

/** 2 September, and the day beside it that makes the longer rest. */
function nationalDays(year: number): BusinessDay[] {
  const [before, day, after] = [`${year}-09-01`, `${year}-09-02`, `${year}-09-03`] as const;
  const isAfter = isWeekend(before) || weekdayOf(toDayNumber(after)) === FRIDAY;
  return isAfter ? [day, after] : [before, day];
}

function withDaysGiven(holidays: readonly Holiday[]): Holiday[] {
  const taken = new Set(holidays.map(({ day }) => day));
  const given = holidays.flatMap(({ day, name }) => {
    if (!isWeekend(day)) return [];
    let next = addDays(day, 1);
    while (isWeekend(next) || taken.has(next)) next = addDays(next, 1);
    taken.add(next);
    return [{ day: next, name }];
  });
  return [...holidays, ...given].toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

function isWeekend(day: BusinessDay): boolean {
  return weekdayOf(toDayNumber(day)) >= SATURDAY;
}
