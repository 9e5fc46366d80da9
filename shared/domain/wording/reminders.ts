import type { ReminderState } from '../duty/reminder.ts';
import type { Bilingual } from '../language.ts';
import { inEachLanguage, REMINDERS } from './languages.ts';

/** What becomes of a reminder, in one sentence. */
export function explainReminder(state: ReminderState | 'reported'): Bilingual {
  return inEachLanguage(REMINDERS, (words) => words[state]);
}
