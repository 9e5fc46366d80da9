import type { Bilingual } from '#domain/language.ts';
import type { Comparison, Suggestion } from '#domain/matching/suggestion.ts';
import type { FoundSupply } from '#domain/matching/supply-search.ts';
import { remarksOn } from '#domain/wording/searches.ts';
import { explainComparison, explainSuggestion } from '#domain/wording/suggestions.ts';
import { SMALL_CITY } from './small-city.ts';

interface WordedComparison extends Comparison {
  readonly words: Bilingual;
}

interface WordedSuggestion extends Suggestion {
  readonly explanation: Bilingual;
  readonly comparison?: WordedComparison;
}

interface WordedSupply extends FoundSupply {
  readonly suggestions: readonly WordedSuggestion[];
  readonly remarks: readonly { readonly product: string; readonly words: Bilingual }[];
}

/** What a search found, with the words that everybody who shows it makes of it. */
export function inWords(found: FoundSupply, catalogue = SMALL_CITY): WordedSupply {
  return {
    ...found,
    suggestions: found.suggestions.map(({ comparison, ...suggestion }) => {
      const words = explainComparison({ ...suggestion, ...(comparison && { comparison }) }, catalogue);
      const explanation = explainSuggestion(suggestion, catalogue);
      return { ...suggestion, explanation, ...(comparison && words && { comparison: { ...comparison, words } }) };
    }),
    remarks: remarksOn(found, catalogue),
  };
}
