import type { CalendarHabit } from '../detection/calendar-habit.ts';
import type { Bilingual } from '../language.ts';
import { HABITS, inEachLanguage } from './languages.ts';

/** What is usual on a day by the calendar: "+12% is usual for this weekday"; inside a sentence. */
export function habitWords(habit: CalendarHabit): Bilingual {
  return inEachLanguage(HABITS, ({ usual }) => usual(habit));
}
