import type { BusinessDay } from '#domain/business-day.ts';
import { isClosedOn, type Store, type StoreKey, storeKey } from '#domain/store.ts';

/** The stores of which a report is expected on a day; of those that are closed then only who has reported all the same. */
export function takingPart(
  stores: readonly Store[],
  heads: ReadonlyMap<StoreKey, unknown>,
  date: BusinessDay,
): readonly Store[] {
  return stores.filter((store) => !isClosedOn(store, date) || heads.has(storeKey(store.retailer, store.id)));
}
