import type { Bilingual } from '#domain/language.ts';
import type { Party } from './plan-line.ts';

/** A store by its name; a whole place, whose need is estimated, by its own. */
export function nameOfParty({ storeName, placeName }: Party, told: (text: Bilingual) => string): string {
  return storeName ?? told(placeName);
}
