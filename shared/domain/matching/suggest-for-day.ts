import type { BusinessDay } from '../business-day.ts';
import type { Product } from '../product.ts';
import { type FoundSupply, type SupplyRequest, suggestSupply } from './suggest-supply.ts';
import { suggestionId } from './suggestion.ts';
import { type Trip, tripsOf } from './trip-loads.ts';

type DayRequest = Omit<SupplyRequest, 'alert' | 'product' | 'refused' | 'withSubstitutes' | 'idOf'> & {
  readonly refusedOf: (product: string) => SupplyRequest['refused'];
  readonly hashOf: (text: string) => string;
};

export interface FoundForDay {
  readonly searches: readonly (FoundSupply & { readonly product: string })[];
  /** All that is suggested, by pair: what one vehicle could carry. */
  readonly trips: readonly Trip[];
}

/** Who could supply whom at a place after the cut-off of a day, for every product of which a store tells its stock. */
export function suggestForDay(request: DayRequest): FoundForDay {
  const told = new Set(request.balances.flatMap(({ stores }) => stores.map(({ product }) => product)));
  const products = [...request.catalogue.products.values()].filter(({ id }) => told.has(id));
  const searches = products.map((product) => ({ product: product.id, ...searchOf(request, product) }));
  const suggestions = searches.flatMap((search) => search.suggestions);
  return { searches, trips: tripsOf(suggestions, request.catalogue, request.settings) };
}

function searchOf({ refusedOf, hashOf, ...request }: DayRequest, product: Product): FoundSupply {
  const alert = daySearchId(request.place, product.id, request.day);
  return suggestSupply({
    ...request,
    alert,
    product,
    // What one shop has left must not be promised for two products of a family on one day.
    withSubstitutes: false,
    refused: refusedOf(product.id),
    idOf: (from, to) => suggestionId(alert, hashOf(`${from}|${to}`)),
  });
}

/** Stands where an alert's id does, and is read like one: place, product, the kind, the day. */
function daySearchId(place: string, product: string, day: BusinessDay): string {
  return `${place.replaceAll('/', '~')}_${product}_daily_${day}`;
}
