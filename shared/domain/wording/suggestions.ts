import type { Bilingual } from '../language.ts';
import { TIERS, type Tier } from '../matching/match-settings.ts';
import { isStoreParty, neededProduct, type Party, type PlaceParty, type Suggestion } from '../matching/suggestion.ts';
import { inEachLanguage, SUGGESTIONS } from './languages.ts';
import { goodNamed, type Named, placeNamed } from './names.ts';
import { paragraph } from './paragraph.ts';

/**
 * One paragraph with every number that a suggestion rests on, in every language: what is kept are its facts, and goods
 * and places are named as the catalogue names them now. The first form kept the words, which are shown as they are.
 */
export function explainSuggestion(suggestion: Suggestion, named: Named): Bilingual {
  const { product, substitute, quantityMilli, from, to, cover, figures, need, reasons, basis, explanation } =
    suggestion;
  if (explanation) return explanation;
  const { name, unit: units } = goodNamed(product, named);
  const insteadOf = substitute && goodNamed(substitute.insteadOf, named).name;
  return inEachLanguage(SUGGESTIONS, (suggestions, language) => {
    const unit = units[language];
    const nameOf = (party: Party | PlaceParty) => {
      const place = placeNamed(party.place, named)[language];
      return isStoreParty(party) ? `${party.storeName} (${place})` : place;
    };
    const left = basis && { stockAfterMilli: basis.leftMilli, keepBackMilli: basis.keepBackMilli, unit };
    const held = basis?.held;
    return paragraph([
      suggestions.line({
        quantityMilli,
        unit,
        giver: nameOf(from),
        receiver: nameOf(to),
        substitute: insteadOf && { name: name[language], insteadOf: insteadOf[language] },
        tier: tierOf(suggestion),
        roadKm: suggestion.distanceKm,
        costDong: suggestion.cost,
      }),
      cover.to ? suggestions.coverOfReceiver(cover.to) : '',
      held ? suggestions.heldOfReceiver({ ...held, unit }) : '',
      left && reasons.includes('supplier-offer') ? suggestions.supplierLeft(left) : '',
      left && !reasons.includes('supplier-offer') ? suggestions.shopLeft({ ...left, cover: cover.from }) : '',
      suggestions.figuresOf({ giver: figures.from, receiver: figures.to }),
      suggestions.need(need),
      basis && reasons.includes('consider-joining') ? suggestions.joinLoads({ loadPct: 100 * basis.loadShare }) : '',
    ]);
  });
}

/** Who else could give, and what one unit more would change, in every language; none where that is not known. */
export function explainComparison(suggestion: Suggestion, named: Named): Bilingual | undefined {
  const { comparison, from } = suggestion;
  if (!comparison || comparison.words) return comparison?.words;
  const { alternatives, limit } = comparison;
  const { unit } = goodNamed(neededProduct(suggestion), named);
  return inEachLanguage(SUGGESTIONS, (suggestions, language) => {
    const others = alternatives.map(({ from: other, product, ...more }) =>
      suggestions.other({
        ...more,
        storeName: other.storeName,
        substitute: product === undefined ? undefined : goodNamed(product, named).name[language],
        unit: unit[language],
      }),
    );
    const names = { giver: from.storeName, unit: unit[language] };
    return paragraph([suggestions.others(others), suggestions.limit(limit, names)]);
  });
}

/** The kind of source, which stands first among the reasons. */
function tierOf({ reasons }: Suggestion): Tier {
  return TIERS.find((tier) => reasons.includes(tier)) ?? 'supplier';
}
