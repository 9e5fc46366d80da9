import type { Catalogue } from '../catalogue.ts';
import { freightPerKm, type MatchSettings } from './match-settings.ts';
import { type Party, type PlaceParty, partyKey, type Suggestion } from './suggestion.ts';

/** What one vehicle could carry from one side to another, whatever the products. */
export interface Trip {
  readonly from: Party;
  readonly to: Party | PlaceParty;
  /** Ids of the suggestions that it carries, in their order. */
  readonly suggestions: readonly string[];
  /** Share of a light truck; above 1 it takes more than one. */
  readonly loadShare: number;
  /** True where even all products together are too little for a trip of their own. */
  readonly considerJoining: boolean;
}

/**
 * The suggestions of a day by pair. Units have no common weight (a bunch has none), so that a load is measured by what
 * its freight would be on a full truck.
 */
export function tripsOf(suggestions: readonly Suggestion[], catalogue: Catalogue, settings: MatchSettings): Trip[] {
  const loadOf = ({ product, quantityMilli, decision }: Suggestion): number => {
    const known = catalogue.products.get(product);
    const rate = known ? freightPerKm(known, settings) : settings.defaultFreightPerUnitKm;
    return ((decision?.quantityMilli ?? quantityMilli) * rate) / (1000 * settings.fullTruckPerKm);
  };
  const byPair = Map.groupBy(suggestions, ({ from, to }) => `${partyKey(from)}|${partyKey(to)}`);
  return [...byPair.values()].map((carried) => {
    const { from, to } = carried[0] as Suggestion;
    const loadShare = carried.reduce((sum, suggestion) => sum + loadOf(suggestion), 0);
    return {
      from,
      to,
      suggestions: carried.map(({ id }) => id),
      loadShare,
      considerJoining: loadShare < settings.joinUnderLoadShare,
    };
  });
}
