import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, parentOf } from '#domain/catalogue.ts';
import type { RefusedByCode } from '#domain/report/refused-by-code.ts';
import { placeOf, type Store, type StoreKey, storeKey } from '#domain/store.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';

/** What is known of a report without its rows. */
export interface ReportHead {
  readonly store: StoreKey;
  readonly rows: number;
  readonly revision: number;
  readonly receivedAt: number;
  readonly source: 'live' | 'history';
  readonly refused?: RefusedByCode;
  /** Rows that were sent along untouched. */
  readonly carried?: number;
}

export interface ReportedStoresPorts {
  readonly catalogue: Catalogue;
  /** The reports of places that lie directly inside another. */
  readonly reportHeads: (
    parent: string,
    places: readonly string[],
    date: BusinessDay,
  ) => Promise<readonly ReportHead[]>;
}

const AT_ONCE = 16;

/** The reports of these stores for a day, by store, read from the places in which the stores lay on that day. */
export async function reportedStores(
  { catalogue, reportHeads }: ReportedStoresPorts,
  stores: readonly Store[],
  date: BusinessDay,
): Promise<Map<StoreKey, ReportHead>> {
  const wanted = new Set(stores.map((store) => storeKey(store.retailer, store.id)));
  const places = [...new Set(stores.map((store) => placeOf(store, date)))];
  const byParent = [...Map.groupBy(places, (place) => parentOf(catalogue, place))];
  const heads = await aFewAtOnce(byParent, AT_ONCE, ([parent, own]) => reportHeads(parent, own, date));
  return new Map(
    heads
      .flat()
      .filter(({ store }) => wanted.has(store))
      .map((head) => [head.store, head]),
  );
}
