import type { AnswerOf } from '#contract/operations.ts';
import { placeOfAlert } from '#domain/alert/alert.ts';
import { type BusinessDay, daysBetween } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { SupplySearch, UnmetNeed } from '#domain/matching/supply-search.ts';
import type { Trip } from '#domain/matching/trip-loads.ts';
import { ROOT_PLACE } from '#domain/place.ts';
import { present } from '#domain/present.ts';
import { fromMilli } from '#domain/report/report.ts';
import { explainCause, remarksOn } from '#domain/wording/searches.ts';
import { namesOfProduct } from '../http/names.ts';
import { describeParty } from './describe-suggestion.ts';

/** What searches found beside their suggestions: the need that is left, and what is to be said of each product. */
export function describeSearches(
  searches: readonly SupplySearch[],
  isWanted: (line: { readonly to: { readonly place: string }; readonly product: string }) => boolean,
  catalogue: Catalogue,
  today: BusinessDay,
) {
  return {
    unmet: searches.flatMap(({ unmet }) => unmet.filter(isWanted)).map((need) => describeNeed(need, catalogue, today)),
    // A remark speaks of the whole place that was searched.
    remarks: searches.flatMap((search) =>
      remarksOn(search, catalogue)
        .filter(({ product }) => isWanted({ to: { place: placeOfAlert(search.subject) ?? ROOT_PLACE }, product }))
        .map(({ product, words }) => ({
          product,
          productName: namesOfProduct(catalogue, product).productName,
          text: words,
        })),
    ),
  };
}

function describeNeed(
  { product, to, quantityMilli, cause, figures }: UnmetNeed,
  catalogue: Catalogue,
  today: string,
): NonNullable<AnswerOf<'GET /v1/suggestions'>['unmet']>[number] {
  return present({
    product,
    ...namesOfProduct(catalogue, product),
    to: describeParty(to, catalogue),
    quantity: fromMilli(quantityMilli),
    cause,
    causeText: explainCause(cause),
    figures,
    ageDays: figures === undefined ? undefined : Math.max(0, daysBetween(figures, today)),
  });
}

export function describeTrip({ from, to, ...trip }: Trip, catalogue: Catalogue) {
  return { ...trip, from: describeParty(from, catalogue), to: describeParty(to, catalogue) };
}
