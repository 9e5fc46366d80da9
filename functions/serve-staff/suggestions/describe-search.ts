import type { AnswerOf } from '#contract/operations.ts';
import { placeOfAlert } from '#domain/alert/alert.ts';
import { type BusinessDay, daysBetween } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { SupplySearch, UnmetNeed } from '#domain/matching/supply-search.ts';
import type { Trip } from '#domain/matching/trips.ts';
import { ROOT_PLACE } from '#domain/place.ts';
import { present } from '#domain/present.ts';
import { fromMilli } from '#domain/report/report.ts';
import { explainCause, remarksOn } from '#domain/wording/searches.ts';
import { nameOfPlace, namesOfProduct } from '../http/names.ts';
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
        .filter(({ product }) => isWanted({ to: { place: placeSearched(search) }, product }))
        .map(({ product, words }) => ({
          product,
          productName: namesOfProduct(catalogue, product).productName,
          text: words,
        })),
    ),
  };
}

/** The place that a search of an alert or a day is about; that of an event may be about several. */
function placeSearched({ subject }: SupplySearch): string {
  return placeOfAlert(subject) ?? ROOT_PLACE;
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

export function describeTrip({ from, zone, stops, ...trip }: Trip, catalogue: Catalogue) {
  const described = stops.map(({ to, km, lines }) => ({
    to: describeParty(to, catalogue),
    km,
    suggestions: lines.map(({ id }) => id),
  }));
  return {
    ...trip,
    from: describeParty(from, catalogue),
    zone,
    zoneName: nameOfPlace(catalogue, zone),
    stops: described,
    suggestions: described.flatMap(({ suggestions }) => suggestions),
  };
}
