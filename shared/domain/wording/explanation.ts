import type { Bilingual } from '../language.ts';

/** A refusal in words: what is wrong, and what to do. */
export interface Explanation {
  readonly detail: Bilingual;
  readonly hint: Bilingual;
}
