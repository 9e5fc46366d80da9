import type { BusinessDay } from '#domain/business-day.ts';
import { placeOf, type Store, type StoreKey, storeKey } from '#domain/store.ts';

/** What is known of a report without its rows. */
export interface ReportHead {
  readonly store: StoreKey;
  readonly rows: number;
  readonly revision: number;
  readonly receivedAt: number;
  readonly source: 'live' | 'history';
}

export interface ReportedStoresPorts {
  readonly reportHeads: (place: string, date: BusinessDay) => Promise<readonly ReportHead[]>;
}

const AT_ONCE = 16;

/** The reports of these stores for a day, by store, read from the places in which the stores lay on that day. */
export async function reportedStores(
  { reportHeads }: ReportedStoresPorts,
  stores: readonly Store[],
  date: BusinessDay,
): Promise<Map<StoreKey, ReportHead>> {
  const wanted = new Set(stores.map((store) => storeKey(store.retailer, store.id)));
  const places = [...new Set(stores.map((store) => placeOf(store, date)))];
  const found = new Map<StoreKey, ReportHead>();
  for (let start = 0; start < places.length; start += AT_ONCE) {
    const heads = await Promise.all(places.slice(start, start + AT_ONCE).map((place) => reportHeads(place, date)));
    for (const head of heads.flat()) if (wanted.has(head.store)) found.set(head.store, head);
  }
  return found;
}
