import { addDays, type BusinessDay, daysBetween, eachDay, fromDayNumber } from '../business-day.ts';
import { type CalendarMark, type Catalogue, isTetClosing } from '../catalogue.ts';
import { lunarDaysUpTo } from '../detection/lunar-days.ts';
import type { Bilingual } from '../language.ts';
import { calendarWords } from '../wording/calendar.ts';
import type { DeskSettings } from './desk-settings.ts';
import { publicHolidays } from './public-holidays.ts';

/** A day that is not as others, and why. */
export interface SpecialDay {
  readonly date: BusinessDay;
  readonly kind: 'closed' | 'holiday' | 'day-off' | 'working-day' | 'lunar-day';
  readonly name: Bilingual;
}

type Named = Pick<DeskSettings, 'daysOff' | 'workingDays'>;

/** The days of a span that are not as others, in their order; of one day the most telling first. Weekends are ordinary. */
export function specialDays(catalogue: Catalogue, named: Named, from: BusinessDay, to: BusinessDay): SpecialDay[] {
  const isAsked = (date: BusinessDay) => from <= date && date <= to;
  const words = calendarWords();
  const { firsts, fifteenths } = lunarDaysUpTo(to, daysBetween(from, to), catalogue.lunarYears);
  const days: SpecialDay[] = [
    ...eachDay(from, to)
      .filter((date) => isTetClosing(catalogue, date))
      .map((date) => ({ date, kind: 'closed' as const, name: words.closed })),
    ...yearsOf(from, to)
      .flatMap((year) => publicHolidays(year, catalogue.lunarYears))
      .map(({ day, name }) => ({ date: day, kind: 'holiday' as const, name })),
    ...named.daysOff.map((date) => ({ date, kind: 'day-off' as const, name: words.dayOff })),
    ...named.workingDays.map((date) => ({ date, kind: 'working-day' as const, name: words.workingDay })),
    ...firsts.map((day) => ({ date: fromDayNumber(day), kind: 'lunar-day' as const, name: words.first })),
    ...fifteenths.map((day) => ({ date: fromDayNumber(day), kind: 'lunar-day' as const, name: words.fifteenth })),
  ];
  return days.filter(({ date }) => isAsked(date)).toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** What a chart of prices should name within a span: Tết from its eve on, and what the catalogue notes. */
export function marksWithin(
  { lunarYears, marks = [] }: Pick<Catalogue, 'lunarYears' | 'marks'>,
  from: BusinessDay,
  to: BusinessDay,
): CalendarMark[] {
  const { tet: name } = calendarWords();
  const tets = lunarYears.map(({ tet }) => ({ from: addDays(tet, -1), to: addDays(tet, 3), name }));
  return [...tets, ...marks]
    .filter((mark) => mark.from <= to && from <= mark.to)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

function yearsOf(from: BusinessDay, to: BusinessDay): number[] {
  const [first, last] = [from, to].map((day) => Number(day.slice(0, 4))) as [number, number];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
