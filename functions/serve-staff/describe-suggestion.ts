import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { HeldBy } from '#domain/matching/food-safety-hold.ts';
import { isOver, type Party, type PlaceParty, type Suggestion, stateOn } from '#domain/matching/suggestion.ts';
import { fromMilli } from '#domain/report/report.ts';
import { nameOfPlace, namesOfProduct } from './names.ts';

/** A suggestion in the units of the API, in its state of today, with the hold that keeps its goods where they are. */
export function describeSuggestion(suggestion: Suggestion, catalogue: Catalogue, today: BusinessDay, heldBy: HeldBy) {
  const { id, alert, product, quantityMilli, from, to, distanceKm, cost, cover, need, figures } = suggestion;
  const { reasons, explanation, substitute, madeOn, validThrough, comparison, decision } = suggestion;
  return {
    id,
    ...(alert === undefined ? {} : { alert }),
    product,
    ...namesOfProduct(catalogue, product),
    ...(substitute ? { insteadOf: substitute.insteadOf } : {}),
    quantity: fromMilli(quantityMilli),
    from: describeParty(from, catalogue),
    to: describeParty(to, catalogue),
    distanceKm,
    cost,
    cover,
    need,
    figures,
    reasons: [...reasons],
    explanation,
    ...(comparison ? { comparison: describeComparison(comparison, catalogue) } : {}),
    state: stateOn(suggestion, today),
    ...(isOver(suggestion, today) ? {} : describeHolding(heldBy(product, from))),
    madeOn,
    validThrough,
    ...(decision ? { decision: describeDecision(decision) } : {}),
  };
}

function describeHolding(hold: ReturnType<HeldBy>) {
  if (!hold) return {};
  const { id, document, reason, through } = hold;
  return { held: { hold: id, document, reason, ...(through === undefined ? {} : { through }) } };
}

export function describeParty(party: Party | PlaceParty, catalogue: Catalogue) {
  return { ...party, placeName: nameOfPlace(catalogue, party.place) };
}

function describeComparison({ alternatives, ...rest }: NonNullable<Suggestion['comparison']>, catalogue: Catalogue) {
  return {
    ...rest,
    alternatives: alternatives.map(({ from, ...alternative }) => ({
      ...alternative,
      from: describeParty(from, catalogue),
    })),
  };
}

function describeDecision({ at, quantityMilli, ...decision }: NonNullable<Suggestion['decision']>) {
  return {
    ...decision,
    at: new Date(at).toISOString(),
    ...(quantityMilli === undefined ? {} : { quantity: fromMilli(quantityMilli) }),
  };
}
