import { type BusinessDay, businessDayOf, timeOfDayOf, toDayNumber, weekdayOf } from '#domain/business-day.ts';
import type { ByLanguage, Language } from '#domain/language.ts';

/** How days and instants are written, in the city's time. */
export interface Moments {
  /** "Thứ Hai 30/11/2026". */
  readonly longDay: (day: BusinessDay) => string;
  /** "30/11/2026". */
  readonly day: (day: BusinessDay) => string;
  /** "30/11". */
  readonly shortDay: (day: BusinessDay) => string;
  /** "05:28". */
  readonly time: (instant: string) => string;
  /** "05:28 30/11". */
  readonly timeAndDay: (instant: string) => string;
  /** "42 phút", "3 giờ", "2 ngày": how long something has lasted. */
  readonly lasting: (ms: number) => string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NO_BREAK = '\u00a0';

const WEEKDAYS: ByLanguage<readonly string[]> = {
  vi: ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

const SPANS: ByLanguage<(count: number, unit: 'minute' | 'hour' | 'day') => string> = {
  vi: (count, unit) => `${count}${NO_BREAK}${{ minute: 'phút', hour: 'giờ', day: 'ngày' }[unit]}`,
  en: (count, unit) => `${count}${NO_BREAK}${unit}${count === 1 ? '' : 's'}`,
};

/** Moments as they are written in a language. */
export function momentsIn(language: Language): Moments {
  const span = SPANS[language];
  const day = (date: BusinessDay) => date.split('-').reverse().join('/');
  const shortDay = (date: BusinessDay) => day(date).slice(0, 5);
  const time = (instant: string) => timeOfDayOf(Date.parse(instant));
  return {
    longDay: (date) => `${WEEKDAYS[language][weekdayOf(toDayNumber(date))]} ${day(date)}`,
    day,
    shortDay,
    time,
    timeAndDay: (instant) => `${time(instant)} ${shortDay(businessDayOf(Date.parse(instant)))}`,
    lasting: (ms) => {
      if (ms < HOUR_MS) return span(Math.max(1, Math.floor(ms / MINUTE_MS)), 'minute');
      if (ms < DAY_MS) return span(Math.floor(ms / HOUR_MS), 'hour');
      return span(Math.floor(ms / DAY_MS), 'day');
    },
  };
}
