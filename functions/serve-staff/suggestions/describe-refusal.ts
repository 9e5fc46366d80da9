import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { RefusedPair } from '#domain/matching/refused-pair.ts';
import { placeOfKey } from '#domain/matching/suggestion.ts';
import { placeOf, type Store, storeKey } from '#domain/store.ts';
import { nameOfPlace, namesOfProduct } from '../http/names.ts';

/** A giver or receiver as it is registered today; a whole place has no store. */
interface RefusedSide {
  readonly retailer?: string;
  readonly store?: string;
  readonly storeName?: string;
  readonly place: string;
}

/** Looks up the side that a key of a refused pair names. */
export function sidesAmong(stores: readonly Store[], today: BusinessDay): (key: string) => RefusedSide {
  const storeOf = new Map<string, Store>(stores.map((store) => [storeKey(store.retailer, store.id), store]));
  return (key) => {
    const store = storeOf.get(key);
    if (!store) return { place: placeOfKey(key) ?? '' };
    return { retailer: store.retailer, store: store.id, storeName: store.name, place: placeOf(store, today) };
  };
}

export function describeRefusal(
  key: string,
  { product, reason, by, at, through }: RefusedPair,
  { from, to }: { readonly from: RefusedSide; readonly to: RefusedSide },
  catalogue: Catalogue,
) {
  return {
    id: refusalId(key),
    product,
    productName: namesOfProduct(catalogue, product).productName,
    from: { ...from, placeName: nameOfPlace(catalogue, from.place) },
    to: { ...to, placeName: nameOfPlace(catalogue, to.place) },
    reason,
    by,
    at: new Date(at).toISOString(),
    through,
  };
}

/** The key under which a pair is kept, as one segment of a path. */
function refusalId(key: string): string {
  return Buffer.from(key).toString('base64url');
}

export function refusalKey(id: string): string {
  return Buffer.from(id, 'base64url').toString('utf8');
}
