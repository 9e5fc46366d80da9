import type { Bilingual } from '../language.ts';
import { inEachLanguage, REMINDERS } from './languages.ts';
import type { reminders } from './vi/reminders.ts';

/** What becomes of a reminder, in one sentence. */
export function explainReminder(state: keyof typeof reminders): Bilingual {
  return inEachLanguage(REMINDERS, (words) => words[state]);
}
