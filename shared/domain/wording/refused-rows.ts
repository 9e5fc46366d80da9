import type { Bilingual } from '../language.ts';
import type { RowCode } from '../report/judgement.ts';
import { inEachLanguage, REFUSED_ROWS } from './languages.ts';

/** Why rows were refused, in a few words: what they are counted under. */
export function nameRefusal(code: RowCode): Bilingual {
  return inEachLanguage(REFUSED_ROWS, (words) => words[code]);
}
