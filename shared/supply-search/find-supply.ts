import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { PlaceBalance } from '#domain/history/balance.ts';
import type { FoodSafetyHold } from '#domain/matching/food-safety-hold.ts';
import { type MatchSettings, settingsWith } from '#domain/matching/match-settings.ts';
import type { KnownSupply } from '#domain/matching/participants.ts';
import type { Family } from '#domain/matching/product-family.ts';
import type { RefusedPair } from '#domain/matching/refused-pair.ts';
import { DECIDED_DAYS } from '#domain/matching/reserved-stock.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import type { FoundSupply, SupplySearch } from '#domain/matching/supply-search.ts';
import { present } from '#domain/present.ts';
import { isClosedOn, type Retailer, type Store } from '#domain/store.ts';

/** What every search for supply reads. */
export interface KnownSupplyPorts {
  /** The balances of a product, and of others beside it: those of its family are among them. */
  readonly balances: (product: string) => Promise<readonly PlaceBalance[]>;
  readonly listStores: () => Promise<readonly Store[]>;
  readonly listRetailers: () => Promise<readonly Retailer[]>;
  readonly refusedPairs: (product: string) => Promise<readonly RefusedPair[]>;
  readonly foodSafetyHolds: () => Promise<readonly FoodSafetyHold[]>;
  /** What was accepted, changed or completed under any alert or day, of suggestions made since a day. */
  readonly agreedSince: (day: BusinessDay) => Promise<readonly Suggestion[]>;
  /** The suggestions made for an event or a day's search, as they are now. */
  readonly suggestionsOf: (subject: string) => Promise<readonly Suggestion[]>;
  /** What staff have set of the weights. */
  readonly readMatchSettings: () => Promise<{ readonly changes: Partial<MatchSettings> } | undefined>;
}

/** Where every search for supply is kept. */
export interface KeptSearchPorts {
  readonly readSearch: (subject: string, version: number) => Promise<SupplySearch | undefined>;
  /** Puts a search where none is kept, or in place of the one that was read; false when another one stands. */
  readonly putSearch: (search: SupplySearch, read?: SupplySearch) => Promise<boolean>;
  /** False when the suggestion is kept already. */
  readonly putSuggestion: (suggestion: Suggestion) => Promise<boolean>;
}

/** What a search for supply knows. */
export interface ReadSupply extends KnownSupply {
  readonly holds: readonly FoodSafetyHold[];
  /** Pairs that staff have refused for long, also those that have ended. */
  readonly lasting: readonly RefusedPair[];
  /** What was suggested for the same subject before. */
  readonly own: readonly Suggestion[];
}

/** Reads what is known now of who has goods of some families and who lacks them, for an event's or a day's search. */
export async function readSupply(
  ports: KnownSupplyPorts,
  catalogue: Catalogue,
  {
    subject,
    families,
    day,
  }: { readonly subject: string; readonly families: readonly Family[]; readonly day: BusinessDay },
): Promise<ReadSupply> {
  const [set, balances, stores, retailers, holds, lasting, own] = await Promise.all([
    ports.readMatchSettings(),
    Promise.all(families.map(([{ id }]) => ports.balances(id))),
    ports.listStores(),
    ports.listRetailers(),
    ports.foodSafetyHolds(),
    Promise.all(families.flat().map(({ id }) => ports.refusedPairs(id))),
    ports.suggestionsOf(subject),
  ]);
  const settings = settingsWith(set?.changes);
  return {
    day,
    catalogue,
    settings,
    balances: balances.flat(),
    stores: stores.filter((store) => !isClosedOn(store, day)),
    retailers,
    holds,
    lasting: lasting.flat(),
    own,
  };
}

/** What was accepted, changed or completed and may still be on its way. */
export function readAgreed(ports: KnownSupplyPorts, day: BusinessDay): Promise<readonly Suggestion[]> {
  return ports.agreedSince(addDays(day, -DECIDED_DAYS));
}

/** Lists over all places may lag behind; what belongs to the subject itself is taken as it is now. */
export function withOwn(listed: readonly Suggestion[], own: readonly Suggestion[]): Suggestion[] {
  const ids = new Set(own.map(({ id }) => id));
  return [...listed.filter(({ id }) => !ids.has(id)), ...own];
}

/** Raised when other searches or answers were kept meanwhile; its trigger is tried again. */
export class SearchOvertaken extends Error {
  override readonly name = 'SearchOvertaken';
}

/** A search that is about to be made. */
interface NextSearch {
  /** A text of what must not move, where a search is made again when that changes. */
  readonly barred?: string;
  readonly find: () => Promise<FoundSupply>;
}

/**
 * Keeps who could supply whom: first as a whole, once for a subject, a version and what is barred, so that whoever
 * repeats it or goes on after a crash suggests exactly the same; then each suggestion. Raises `SearchOvertaken`.
 *
 * @param next is asked after the kept search has been read: what it reads is then no older than what it replaces.
 */
export async function searchOnce(
  ports: KeptSearchPorts,
  { subject, version }: Pick<SupplySearch, 'subject' | 'version'>,
  next: () => Promise<NextSearch>,
): Promise<void> {
  const kept = await ports.readSearch(subject, version);
  const { barred, find } = await next();
  let search = kept;
  if (!search || search.barred !== barred) {
    search = present({ subject, version, barred, ...(await find()) });
    if (!(await ports.putSearch(search, kept))) search = await ports.readSearch(subject, version);
    if (!search || search.barred !== barred) {
      throw new SearchOvertaken(`${subject} was searched with other bars meanwhile`);
    }
  }
  for (const suggestion of search.suggestions) await ports.putSuggestion(suggestion);
}
