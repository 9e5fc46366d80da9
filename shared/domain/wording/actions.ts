import { AUDIT_ACTIONS, type AuditAction } from '../audit-entry.ts';
import type { Bilingual } from '../language.ts';
import { ACTIONS, inEachLanguage } from './languages.ts';

/** What was done, in a few words; an action of another version is told by its name. */
export function explainAction(action: string): Bilingual {
  return inEachLanguage(ACTIONS, (words) => (isKnown(action) ? words[action] : action));
}

function isKnown(action: string): action is AuditAction {
  return AUDIT_ACTIONS.some((known) => known === action);
}
