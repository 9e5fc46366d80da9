import type { AnswerOf } from '#contract/operations.ts';
import type { AlertEnd } from '#domain/alert/alert-end.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { HeldBy } from '#domain/matching/food-safety-hold.ts';
import { isOver, type Party, type PlaceParty, type Suggestion, stateOn } from '#domain/matching/suggestion.ts';
import { present } from '#domain/present.ts';
import { fromMilli } from '#domain/report/report.ts';
import { explainComparison, explainSuggestion } from '#domain/wording/suggestions.ts';
import { nameOfPlace, namesOfProduct } from '../http/names.ts';

type SuggestionAnswer = AnswerOf<'POST /v1/suggestions/{id}/accept'>;

/** A suggestion in the units of the API, in its state of today, with the hold that keeps its goods and its event's end. */
export function describeSuggestion(
  suggestion: Suggestion,
  catalogue: Catalogue,
  today: BusinessDay,
  heldBy: HeldBy,
  end: AlertEnd | undefined,
): SuggestionAnswer {
  const { id, event, alert, product, quantityMilli, from, to, distanceKm, cost, cover, need, figures } = suggestion;
  const state = stateOn(suggestion, today, end);
  const { reasons, substitute, madeOn, validThrough, decision } = suggestion;
  return present({
    id,
    event,
    alert,
    product,
    ...namesOfProduct(catalogue, product),
    insteadOf: substitute?.insteadOf,
    quantity: fromMilli(quantityMilli),
    from: describeParty(from, catalogue),
    to: describeParty(to, catalogue),
    distanceKm,
    cost,
    cover,
    need,
    figures,
    reasons: [...reasons],
    explanation: explainSuggestion(suggestion, catalogue),
    comparison: describeComparison(suggestion, catalogue),
    state,
    alertEnd: end ?? suggestion.ended,
    ...(state === 'ended' || isOver(suggestion, today) ? {} : describeHolding(heldBy(product, from))),
    madeOn,
    validThrough,
    decision: decision ? describeDecision(decision) : undefined,
  });
}

function describeHolding(hold: ReturnType<HeldBy>): Pick<SuggestionAnswer, 'held'> {
  if (!hold) return {};
  const { id, document, reason, through } = hold;
  return { held: present({ hold: id, document, reason, through }) };
}

export function describeParty(party: Party | PlaceParty, catalogue: Catalogue) {
  return { ...party, placeName: nameOfPlace(catalogue, party.place) };
}

function describeComparison(suggestion: Suggestion, catalogue: Catalogue): SuggestionAnswer['comparison'] {
  const words = explainComparison(suggestion, catalogue);
  const { comparison } = suggestion;
  if (!comparison || !words) return undefined;
  const { alternatives, limit } = comparison;
  return {
    limit,
    words,
    alternatives: alternatives.map(({ from, product, substitute, ...alternative }) =>
      present({
        substitute: product === undefined ? substitute : namesOfProduct(catalogue, product).productName,
        ...alternative,
        from: describeParty(from, catalogue),
      }),
    ),
  };
}

function describeDecision({
  at,
  quantityMilli,
  ...decision
}: NonNullable<Suggestion['decision']>): SuggestionAnswer['decision'] {
  return present({
    ...decision,
    at: new Date(at).toISOString(),
    quantity: quantityMilli === undefined ? undefined : fromMilli(quantityMilli),
  });
}
