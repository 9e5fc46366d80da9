import { type Alert, isLive } from '#domain/alert.ts';
import { addDays } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { atLeast } from '#domain/level.ts';
import { settingsWith } from '#domain/matching/match-settings.ts';
import { familyOf } from '#domain/matching/product-family.ts';
import { refusedOn } from '#domain/matching/refused-pair.ts';
import { DECIDED_DAYS } from '#domain/matching/reserved-stock.ts';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import { isOver, lineOf, type Suggestion, suggestionId } from '#domain/matching/suggestion.ts';
import type { SupplySearch } from '#domain/matching/supply-search.ts';
import type { Product } from '#domain/product.ts';
import type { RespondPorts } from './respond-ports.ts';

/** A search of a whole city takes a second or two: what is found by then stands. */
const SEARCH_MS = 5_000;

/** Keeps what could be supplied, once per version: first as a whole, so that a replay suggests exactly the same. */
export async function searchSupply(ports: RespondPorts, catalogue: Catalogue, alert: Alert): Promise<void> {
  const product = catalogue.products.get(alert.product);
  if (!product || !calledForSupply(alert)) return;
  let search = await ports.readSearch(alert.id, alert.version);
  if (!search) {
    search = await findSupply(ports, catalogue, alert, product);
    if (!(await ports.putSearch(search))) search = (await ports.readSearch(alert.id, alert.version)) ?? search;
  }
  for (const suggestion of search.suggestions) await ports.putSuggestion(suggestion);
}

async function findSupply(
  ports: RespondPorts,
  catalogue: Catalogue,
  alert: Alert,
  product: Product,
): Promise<SupplySearch> {
  const day = alert.asOf;
  const [balances, stores, retailers, ofAlert, lasting, holds, decided, set] = await Promise.all([
    ports.balances(),
    ports.listStores(),
    ports.listRetailers(),
    ports.suggestionsOf(alert.id),
    Promise.all(familyOf(product, catalogue).map(({ id }) => ports.refusedPairs(id))),
    ports.foodSafetyHolds(),
    ports.agreedSince(addDays(day, -DECIDED_DAYS)),
    ports.readMatchSettings(),
  ]);
  const deadline = ports.clock() + SEARCH_MS;
  const found = suggestSupply({
    alert: alert.id,
    place: alert.place,
    needed: [product],
    day,
    balances,
    stores,
    retailers,
    catalogue,
    settings: settingsWith(set?.changes),
    refused: refusedOn(day, lasting.flat(), ofAlert),
    holds,
    decided: withKept(decided, ofAlert),
    idOf: (from, to) => {
      const earlier = ofAlert.filter((made) => lineOf(made).from === from && lineOf(made).to === to);
      // The same pair again, once what was suggested before is over, is another suggestion.
      const again = earlier.length > 0 && earlier.every((made) => isOver(made, day)) ? `|${day}` : '';
      return suggestionId(alert.id, ports.hashOf(`${from}|${to}${again}`));
    },
    timeIsUp: () => ports.clock() >= deadline,
  });
  return { subject: alert.id, version: alert.version, ...found };
}

/** Lists over all places may lag behind; what belongs to the alert itself is read as it is now. */
function withKept(listed: readonly Suggestion[], kept: readonly Suggestion[]): Suggestion[] {
  const own = new Map(kept.map((suggestion) => [suggestion.id, suggestion]));
  return [...listed.filter(({ id }) => !own.has(id)), ...kept];
}

/** A rise that is told at once, and stock that runs out before the price has moved. */
function calledForSupply(alert: Alert): boolean {
  if (!alert.news || !isLive(alert)) return false;
  const rising = alert.direction === 'up' && atLeast(alert.level, 'alert');
  return rising || alert.episode.evidence.rung === 'cover';
}
