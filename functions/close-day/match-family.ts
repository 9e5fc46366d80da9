import { type Alert, isLive } from '#domain/alert.ts';
import type { PlaceBalance } from '#domain/assessment.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { FoodSafetyHold } from '#domain/matching/food-safety-hold.ts';
import { type MatchSettings, settingsWith } from '#domain/matching/match-settings.ts';
import { type Family, familiesOf } from '#domain/matching/product-family.ts';
import type { RefusedPair } from '#domain/matching/refused-pair.ts';
import { DECIDED_DAYS } from '#domain/matching/reserved-stock.ts';
import { suggestForDay } from '#domain/matching/suggest-for-day.ts';
import { daySearchId, neededProduct, type Suggestion } from '#domain/matching/suggestion.ts';
import type { SupplySearch } from '#domain/matching/supply-search.ts';
import type { Retailer, Store } from '#domain/store.ts';

export interface MatchFamilyPorts {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly hashOf: (text: string) => string;
  readonly balances: () => Promise<readonly PlaceBalance[]>;
  readonly listStores: () => Promise<readonly Store[]>;
  readonly listRetailers: () => Promise<readonly Retailer[]>;
  readonly refusedPairs: (product: string) => Promise<readonly RefusedPair[]>;
  readonly foodSafetyHolds: () => Promise<readonly FoodSafetyHold[]>;
  readonly readMatchSettings: () => Promise<{ readonly changes: Partial<MatchSettings> } | undefined>;
  readonly readAlert: (id: string) => Promise<{ readonly value: Alert } | undefined>;
  /** What was accepted, changed or completed, of suggestions made since a day. */
  readonly agreedSince: (day: BusinessDay) => Promise<readonly Suggestion[]>;
  /** What stands proposed or was declined, of suggestions made since a day. */
  readonly notAgreedSince: (day: BusinessDay) => Promise<readonly Suggestion[]>;
  readonly readSearch: (subject: string, version: number) => Promise<SupplySearch | undefined>;
  /** False when another search of this family and day stands. */
  readonly putSearch: (search: SupplySearch) => Promise<boolean>;
  /** False when the suggestion is kept already. */
  readonly putSuggestion: (suggestion: Suggestion) => Promise<boolean>;
}

/** Where a whole city is short a third of the function's time is enough to end with what has been found by then. */
const SEARCH_MS = 45_000;
const VERSION = 1;

/**
 * Keeps who could supply whom with the goods of a family after the cut-off of a day: first as a whole, once, so that
 * whoever repeats it or goes on after a crash suggests exactly the same.
 */
export function matchFamily(ports: MatchFamilyPorts, catalogue: Catalogue) {
  const families = familiesOf(catalogue);
  return async (family: string, day: BusinessDay): Promise<void> => {
    const needed = families.get(family);
    // A good that has left the catalogue since is matched no more.
    if (!needed) return;
    const subject = daySearchId(catalogue.city, day, family);
    let search = await ports.readSearch(subject, VERSION);
    if (!search) {
      search = { subject, version: VERSION, ...(await findSupply(ports, catalogue, { family, needed, day })) };
      if (!(await ports.putSearch(search))) search = (await ports.readSearch(subject, VERSION)) ?? search;
    }
    for (const suggestion of search.suggestions) await ports.putSuggestion(suggestion);
  };
}

interface FamilyDay {
  readonly family: string;
  readonly needed: Family;
  readonly day: BusinessDay;
}

async function findSupply(ports: MatchFamilyPorts, catalogue: Catalogue, { family, needed, day }: FamilyDay) {
  const settings = settingsWith((await ports.readMatchSettings())?.changes);
  const [balances, stores, retailers, holds, lasting, agreed, others] = await Promise.all([
    ports.balances(),
    ports.listStores(),
    ports.listRetailers(),
    ports.foodSafetyHolds(),
    Promise.all(needed.map(({ id }) => ports.refusedPairs(id))),
    ports.agreedSince(addDays(day, -DECIDED_DAYS)),
    // What was proposed before that has expired with its figures.
    ports.notAgreedSince(addDays(day, -settings.maxAgeDays)),
  ]);
  const ids = new Set(needed.map(({ id }) => id));
  const made = [...agreed, ...others].filter((one) => ids.has(one.product) || ids.has(neededProduct(one)));
  const live = await liveAlertsOf(ports, made);
  const deadline = ports.clock() + SEARCH_MS;
  return suggestForDay({
    family,
    needed,
    place: catalogue.city,
    day,
    balances,
    stores,
    retailers,
    catalogue,
    settings,
    lasting: lasting.flat(),
    holds,
    made,
    isLiveAlert: (id) => live.has(id),
    hashOf: ports.hashOf,
    timeIsUp: () => ports.clock() >= deadline,
  });
}

async function liveAlertsOf(ports: MatchFamilyPorts, made: readonly Suggestion[]): Promise<ReadonlySet<string>> {
  const proposedFor = made.flatMap(({ state, alert }) => (state === 'proposed' && alert !== undefined ? [alert] : []));
  const live = new Set<string>();
  for (const id of new Set(proposedFor)) {
    const alert = (await ports.readAlert(id))?.value;
    if (alert && isLive(alert)) live.add(id);
  }
  return live;
}
