import type { Catalogue } from '#domain/catalogue.ts';
import type { Party, Suggestion } from '#domain/matching/suggestion.ts';
import { fromMilli } from '#domain/report.ts';
import { nameOfPlace, namesOfProduct } from './names.ts';

/** A suggestion in the units of the API. */
export function describeSuggestion(suggestion: Suggestion, catalogue: Catalogue) {
  const { id, alert, product, quantityMilli, from, to, distanceKm, cost, reasons } = suggestion;
  const { explanation, state, madeOn, decision } = suggestion;
  return {
    id,
    alert,
    product,
    ...namesOfProduct(catalogue, product),
    quantity: fromMilli(quantityMilli),
    from: describeParty(from, catalogue),
    to: describeParty(to, catalogue),
    distanceKm,
    cost,
    reasons: [...reasons],
    explanation,
    state,
    madeOn,
    ...(decision ? { decision: { ...decision, at: new Date(decision.at).toISOString() } } : {}),
  };
}

function describeParty(party: Party, catalogue: Catalogue) {
  return { ...party, placeName: nameOfPlace(catalogue, party.place) };
}
