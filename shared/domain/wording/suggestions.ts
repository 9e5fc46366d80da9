import type { Bilingual } from '../language.ts';
import { type Comparison, isStoreParty } from '../matching/suggestion.ts';
import { type ComparisonFacts, type SuggestionFacts, shouldJoin } from '../matching/suggestion-facts.ts';
import { inEachLanguage, SUGGESTIONS } from './languages.ts';
import { paragraph } from './paragraph.ts';

/** One paragraph with every number that the suggestion rests on, in both languages. */
export function explainSuggestion(facts: SuggestionFacts): Bilingual {
  const { product, insteadOf, quantityMilli, tier, roadKm, costDong, from, to, giver, receiver, need } = facts;
  const { cover, held, date } = receiver;
  return inEachLanguage(SUGGESTIONS, (suggestions, language) => {
    const unit = product.unit[language];
    const [fromPlace, toPlace] = [facts.fromPlace[language], facts.toPlace[language]];
    return paragraph([
      suggestions.line({
        quantityMilli,
        unit,
        giver: `${from.storeName} (${fromPlace})`,
        receiver: isStoreParty(to) ? `${to.storeName} (${toPlace})` : toPlace,
        substitute: insteadOf && { name: product.name[language], insteadOf: insteadOf[language] },
        tier,
        roadKm,
        costDong,
      }),
      cover ? suggestions.coverOfReceiver(cover) : '',
      held ? suggestions.heldOfReceiver({ ...held, unit }) : '',
      giver.supplier
        ? suggestions.supplierLeft({ ...giver, unit })
        : suggestions.shopLeft({ ...giver, cover: giver.cover, unit }),
      suggestions.figuresOf({ giver: giver.date, receiver: date }),
      suggestions.need(need),
      shouldJoin(facts) ? suggestions.joinLoads({ loadPct: 100 * facts.loadShare }) : '',
    ]);
  });
}

/** Who else could give, and what one unit more would change, in both languages. */
export function wordComparison({ alternatives, limit, giver, unit }: ComparisonFacts): Comparison {
  const words = inEachLanguage(SUGGESTIONS, (suggestions, language) => {
    const others = alternatives.map(({ from, substitute, ...more }) =>
      suggestions.other({
        ...more,
        storeName: from.storeName,
        substitute: substitute?.[language],
        unit: unit[language],
      }),
    );
    const names = { giver: giver.storeName, unit: unit[language] };
    return paragraph([suggestions.others(others), suggestions.limit(limit, names)]);
  });
  return { alternatives, limit, words };
}
