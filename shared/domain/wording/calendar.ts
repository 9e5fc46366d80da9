import type { Bilingual } from '../language.ts';
import { CALENDAR, inEachLanguage } from './languages.ts';
import type { calendar } from './vi/calendar.ts';

/** What special days are called, in every language. */
export function calendarWords(): Readonly<Record<keyof typeof calendar, Bilingual>> {
  const named = (name: keyof typeof calendar) => inEachLanguage(CALENDAR, (words) => words[name]);
  return {
    tet: named('tet'),
    closed: named('closed'),
    dayOff: named('dayOff'),
    workingDay: named('workingDay'),
    first: named('first'),
    fifteenth: named('fifteenth'),
  };
}
