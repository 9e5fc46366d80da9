import { type Alert, isLive } from '#domain/alert.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { atLeast } from '#domain/level.ts';
import { DEFAULT_MATCHING } from '#domain/matching/match-settings.ts';
import { matchSupply } from '#domain/matching/nearest-surplus.ts';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import { suggestionId } from '#domain/matching/suggestion.ts';
import { storeKey } from '#domain/store.ts';
import type { RespondPorts } from './respond-ports.ts';

/** Keeps what could be supplied, once per version: first as a whole, so that a replay suggests exactly the same. */
export async function searchSupply(ports: RespondPorts, catalogue: Catalogue, alert: Alert): Promise<void> {
  const product = catalogue.products.get(alert.product);
  if (!product || !calledForSupply(alert)) return;
  let search = await ports.readSearch(alert.id, alert.version);
  if (!search) {
    const [balances, stores, retailers, earlier] = await Promise.all([
      ports.balances(),
      ports.listStores(),
      ports.listRetailers(),
      ports.suggestionsOf(alert.id),
    ]);
    const storeBy = new Map(stores.map((store) => [storeKey(store.retailer, store.id), store]));
    const retailerBy = new Map(retailers.map((retailer) => [retailer.id, retailer]));
    const found = suggestSupply(
      {
        alert: alert.id,
        place: alert.place,
        product,
        day: alert.asOf,
        balances,
        storeOf: (key) => storeBy.get(key),
        retailerOf: (id) => retailerBy.get(id),
        catalogue,
        settings: DEFAULT_MATCHING,
        refused: earlier
          .filter(({ state }) => state === 'declined')
          .map(({ from, to }) => ({ from: storeKey(from.retailer, from.store), to: storeKey(to.retailer, to.store) })),
        idOf: (from, to) => suggestionId(alert.id, ports.hashOf(`${from}|${to}`)),
      },
      matchSupply,
    );
    search = { alert: alert.id, version: alert.version, ...found };
    if (!(await ports.putSearch(search))) search = (await ports.readSearch(alert.id, alert.version)) ?? search;
  }
  for (const suggestion of search.suggestions) await ports.putSuggestion(suggestion);
}

/** A rise that is told at once, and stock that runs out before the price has moved. */
function calledForSupply(alert: Alert): boolean {
  if (!alert.news || !isLive(alert)) return false;
  const rising = alert.direction === 'up' && atLeast(alert.level, 'alert');
  return rising || alert.episode.evidence.rung === 'cover';
}
