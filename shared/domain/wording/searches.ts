import type { Bilingual } from '../language.ts';
import type { Suggestion } from '../matching/suggestion.ts';
import type { UnwordedSuggestion } from '../matching/suggestion-facts.ts';
import type { FoundSupply, SearchGaps, UnwordedSupply } from '../matching/supply-search.ts';
import { UNMET_CAUSES, type UnmetCause } from '../matching/unmet-cause.ts';
import { present } from '../present.ts';
import { inEachLanguage, SEARCHES } from './languages.ts';
import { paragraph } from './paragraph.ts';
import { explainSuggestion, wordComparison } from './suggestions.ts';

/** Puts what a search found into words: what is kept of it. */
export function putInWords({ suggestions, unmet, gapPercent, gaps }: UnwordedSupply): FoundSupply {
  return {
    suggestions: suggestions.map(wordSuggestion),
    unmet,
    gapPercent,
    remarks: gaps.flatMap((left) => {
      const words = remarkOn(left);
      return words ? [{ product: left.product.id, words }] : [];
    }),
  };
}

/** The order of the members is that of what is kept. */
function wordSuggestion({ facts, comparison, ...found }: UnwordedSuggestion): Suggestion {
  const { state, madeOn, validThrough, ...line } = found;
  return present({
    ...line,
    explanation: explainSuggestion(facts),
    comparison: comparison && wordComparison(comparison),
    state,
    madeOn,
    validThrough,
  });
}

/** Why a need stays unmet, as a part of a sentence. */
export function explainCause(cause: UnmetCause): Bilingual {
  return inEachLanguage(SEARCHES, (searches) => searches.causes[cause]);
}

/** Why there is no suggestion, or less than is needed; none when every need is met from known figures. */
function remarkOn(gaps: SearchGaps): Bilingual | undefined {
  const { product, receivers, unmet, held, estimated, sharedBy, notShown, gapPercent, unknown, pending } = gaps;
  const unmetMilli = sumOf(unmet.map(({ quantityMilli }) => quantityMilli));
  const heldMilli = sumOf(held.map(({ stockMilli }) => stockMilli));
  const documents = [...new Set(held.map(({ hold }) => hold.document))].sort().join('; ');
  const causes = causesOf(gaps);
  const {
    'stock-unknown': withoutStock = 0,
    'demand-unknown': withoutDemand = 0,
    'figures-too-old': tooOld = 0,
  } = unknown;
  const remark = inEachLanguage(SEARCHES, (searches, language) => {
    const unit = product.unit[language];
    const why = causes.map(({ cause, milli }) => ({ cause: searches.causes[cause], milli, unit }));
    return paragraph([
      receivers === 0 ? searches.nobodyShort : '',
      unmetMilli > 0 ? searches.stillUnmet({ milli: unmetMilli, unit }) : '',
      // Nobody should read that nobody has any while somebody's report is pending.
      unmetMilli > 0 && pending === 0 ? searches.why(why) : '',
      unmetMilli > 0 && pending > 0 ? searches.pending(pending) : '',
      held.length > 0 ? searches.held({ milli: heldMilli, unit, places: held.length, documents }) : '',
      estimated > 0 ? searches.estimated({ places: estimated, sharedBy }) : '',
      notShown > 0 ? searches.notShown(notShown) : '',
      gapPercent > 0 ? searches.stoppedByTime(gapPercent) : '',
      withoutStock > 0 ? searches.withoutStock(withoutStock) : '',
      withoutDemand > 0 ? searches.withoutDemand(withoutDemand) : '',
      tooOld > 0 ? searches.tooOld(tooOld) : '',
    ]);
  });
  return remark.vi === '' ? undefined : remark;
}

/** How much stays unmet by each cause, in the order of the causes. */
function causesOf({ unmet }: SearchGaps): { readonly cause: UnmetCause; readonly milli: number }[] {
  return UNMET_CAUSES.map((cause) => ({
    cause,
    milli: sumOf(unmet.filter((need) => need.cause === cause).map(({ quantityMilli }) => quantityMilli)),
  })).filter(({ milli }) => milli > 0);
}

function sumOf(quantities: readonly number[]): number {
  return quantities.reduce((sum, quantity) => sum + quantity, 0);
}
