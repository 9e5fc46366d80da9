import { type Alert, isLive } from '#domain/alert/alert.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { atLeast } from '#domain/level.ts';
import { familyOf } from '#domain/matching/product-family.ts';
import { refusedOn } from '#domain/matching/refused-pair.ts';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import { type Suggestion, suggestionId } from '#domain/matching/suggestion.ts';
import { supplyInReach } from '#domain/matching/supply-in-reach.ts';
import type { SupplyRequest } from '#domain/matching/supply-request.ts';
import type { Product } from '#domain/product.ts';
import { type KnownSupplyPorts, readAgreed, readSupply, withOwn } from '#supply-search/find-supply.ts';
import type { PossibleSearch } from '#supply-search/keep-searching.ts';

/** A search of a whole city takes a second or two: what is found by then stands. */
const SEARCH_MS = 5_000;

/** What must be supplied for an alert: for a rise that is told at once, and for stock that runs out before the price moves. */
export function shortOf(catalogue: Catalogue, alert: Alert): Product | undefined {
  if (!alert.news || !isLive(alert)) return undefined;
  const rising = alert.direction === 'up' && atLeast(alert.level, 'alert');
  return rising || alert.episode.evidence.rung === 'cover' ? catalogue.products.get(alert.product) : undefined;
}

export interface PossibleSearchPorts extends KnownSupplyPorts {
  readonly clock: () => number;
  readonly hashOf: (text: string) => string;
}

/** The search that could be made for an alert with what is known now. */
export async function possibleSearch(
  ports: PossibleSearchPorts,
  catalogue: Catalogue,
  { alert, short, pendingSuppliers }: { alert: Alert; short: Product; pendingSuppliers: number },
): Promise<PossibleSearch> {
  const day = alert.asOf;
  const [{ own, lasting, ...supply }, agreed] = await Promise.all([
    readSupply(ports, catalogue, { subject: alert.id, family: familyOf(short, catalogue), day }),
    readAgreed(ports, day),
  ]);
  const request: Omit<SupplyRequest, 'timeIsUp'> = {
    ...supply,
    alert: alert.id,
    places: [alert.place],
    needed: [short],
    refused: refusedOn(day, lasting, own),
    decided: withOwn(agreed, own),
    idOf: idsBeside(own, alert.id, ports.hashOf),
    pendingSuppliers,
  };
  return {
    restsOn: ports.hashOf(supplyInReach({ ...request, timeIsUp: () => false })),
    find: () => {
      const deadline = ports.clock() + SEARCH_MS;
      return suggestSupply({ ...request, timeIsUp: () => ports.clock() >= deadline });
    },
  };
}

/**
 * The same quantity of the same pair has the same id, so that a person accepts what he has read. What was answered stays
 * as it is: proposed once more, it is another suggestion.
 */
function idsBeside(own: readonly Suggestion[], alert: string, hashOf: (text: string) => string): SupplyRequest['idOf'] {
  const answered = new Set(own.filter(({ state }) => state !== 'proposed' && state !== 'ended').map(({ id }) => id));
  return (from, to, quantityMilli) => {
    let line = `${from}|${to}|${quantityMilli}`;
    while (answered.has(suggestionId(alert, hashOf(line)))) line += '|again';
    return suggestionId(alert, hashOf(line));
  };
}
