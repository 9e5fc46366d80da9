import type { ReceivedFrom } from '#contract/client.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Bilingual } from '#domain/language.ts';

export type Calendar = ReceivedFrom<'GET /v1/calendar'>;

/** A span of days that explains prices. */
export interface ChartMark {
  readonly from: BusinessDay;
  readonly to: BusinessDay;
  readonly name: Bilingual;
}

/** Tết, storms and public holidays: a holiday inside another mark is part of it, and one of several days stands once. */
export function chartMarks({ marks, days }: Calendar): ChartMark[] {
  const isInside = (day: BusinessDay) => marks.some(({ from, to }) => from <= day && day <= to);
  const holidays = days.filter(({ kind, date }) => kind === 'holiday' && !isInside(date));
  const spans = Map.groupBy(holidays, ({ name, date }) => `${name.vi} ${date.slice(0, 4)}`);
  const joined = [...spans.values()].flatMap((same) => {
    const [first, last] = [same[0], same.at(-1)];
    return first && last ? [{ from: first.date, to: last.date, name: first.name }] : [];
  });
  return [...marks, ...joined].toSorted((a, b) => (a.from < b.from ? -1 : 1));
}
