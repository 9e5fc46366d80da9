import type { Bilingual } from '../language.ts';
import type { FoundSupply, SearchGaps } from '../matching/supply-search.ts';
import type { LeftCause } from '../matching/unmet-cause.ts';
import { inEachLanguage, SEARCHES } from './languages.ts';
import { goodNamed, type Named } from './names.ts';
import { paragraph } from './paragraph.ts';

/** Why a need stays unmet, as a part of a sentence. */
export function explainCause(cause: LeftCause): Bilingual {
  return inEachLanguage(SEARCHES, (searches) => searches.causes[cause]);
}

/** A product that was searched for, with what is to be said of it. */
interface Remark {
  readonly product: string;
  readonly words: Bilingual;
}

/**
 * Of each product that was searched for, why there is no suggestion, or less than is needed, in every language; none when
 * every need is met from known figures. The first form kept the words, which are shown as they are.
 */
export function remarksOn({ gaps = [], remarks, gapPercent }: FoundSupply, named: Named): readonly Remark[] {
  return (
    remarks ??
    gaps.flatMap((left) => {
      const words = remarkOn(left, gapPercent, goodNamed(left.product, named).unit);
      return words.vi === '' ? [] : [{ product: left.product, words }];
    })
  );
}

function remarkOn(gaps: SearchGaps, gapPercent: number, unitNames: Bilingual): Bilingual {
  const { receivers, unmet, held, estimated, notShown, unknown, pending } = gaps;
  const unmetMilli = unmet.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0);
  const {
    'stock-unknown': withoutStock = 0,
    'demand-unknown': withoutDemand = 0,
    'figures-too-old': tooOld = 0,
  } = unknown;
  return inEachLanguage(SEARCHES, (searches, language) => {
    const unit = unitNames[language];
    const why = unmet.map(({ cause, quantityMilli: milli }) => ({ cause: searches.causes[cause], milli, unit }));
    return paragraph([
      receivers === 0 ? searches.nobodyShort : '',
      unmetMilli > 0 ? searches.stillUnmet({ milli: unmetMilli, unit }) : '',
      // Nobody should read that nobody has any while somebody's report is pending.
      unmetMilli > 0 && pending === 0 ? searches.why(why) : '',
      unmetMilli > 0 && pending > 0 ? searches.pending(pending) : '',
      held
        ? searches.held({ milli: held.stockMilli, unit, places: held.places, documents: held.documents.join('; ') })
        : '',
      estimated ? searches.estimated(estimated) : '',
      notShown > 0 ? searches.notShown(notShown) : '',
      gapPercent > 0 ? searches.stoppedByTime(gapPercent) : '',
      withoutStock > 0 ? searches.withoutStock(withoutStock) : '',
      withoutDemand > 0 ? searches.withoutDemand(withoutDemand) : '',
      tooOld > 0 ? searches.tooOld(tooOld) : '',
    ]);
  });
}
