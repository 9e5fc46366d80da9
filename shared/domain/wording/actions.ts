import type { Bilingual } from '../language.ts';
import { ACTIONS, inEachLanguage } from './languages.ts';
import type { actions } from './vi/actions.ts';

/** What was done, in a few words; an action of another version is told by its name. */
export function explainAction(action: string): Bilingual {
  return inEachLanguage(ACTIONS, (words) => (isKnown(words, action) ? words[action] : action));
}

function isKnown(words: typeof actions, action: string): action is keyof typeof actions {
  return Object.hasOwn(words, action);
}
