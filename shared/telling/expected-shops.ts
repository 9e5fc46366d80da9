import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, parentOf } from '#domain/catalogue.ts';
import { isClosedOn, placeOf, type Store, type StoreKey, storeKey } from '#domain/store.ts';

export interface ExpectedShopsPorts {
  readonly listStores: () => Promise<readonly Store[]>;
  /** The reports of places that lie directly inside another, without their rows. */
  readonly reportHeads: (
    parent: string,
    places: readonly string[],
    date: BusinessDay,
  ) => Promise<readonly { readonly store: StoreKey }[]>;
}

interface ExpectedShop {
  readonly key: StoreKey;
  readonly place: string;
  readonly hasReported: boolean;
}

/** The shops that are open on a day, and whether each has reported, by the small lists of who has. */
export async function expectedShops(
  ports: ExpectedShopsPorts,
  catalogue: Catalogue,
  day: BusinessDay,
): Promise<ExpectedShop[]> {
  const shops = (await ports.listStores())
    .filter((store) => !isClosedOn(store, day))
    .map((store) => ({ key: storeKey(store.retailer, store.id), place: placeOf(store, day) }));
  const places = [...new Set(shops.map(({ place }) => place))];
  const byParent = [...Map.groupBy(places, (place) => parentOf(catalogue, place))];
  const heads = await Promise.all(byParent.map(([parent, own]) => ports.reportHeads(parent, own, day)));
  const reported = new Set(heads.flat().map(({ store }) => store));
  return shops.map((shop) => ({ ...shop, hasReported: reported.has(shop.key) }));
}
