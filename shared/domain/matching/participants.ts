import type { BusinessDay } from '../business-day.ts';
import type { Catalogue } from '../catalogue.ts';
import type { PlaceBalance, StoreBalance } from '../history/balance.ts';
import { present } from '../present.ts';
import type { Product } from '../product.ts';
import { placeOf, type Retailer, type Store, type StoreKey } from '../store.ts';
import type { Stop } from './carriage.ts';
import { basisOf, type DemandBasis } from './demand.ts';
import type { FoodSafetyHold, HeldBy } from './food-safety-hold.ts';
import type { MatchSettings } from './match-settings.ts';
import type { ReservedOf } from './reserved-stock.ts';
import type { Party } from './suggestion.ts';
import { type StockPosition, stockPosition } from './surplus-and-need.ts';

/** A store that can be called, with its figures and what follows from them. */
export interface Participant {
  readonly key: StoreKey;
  readonly product: Product;
  /** Its newest figures; held goods are no stock of it. */
  readonly balance: StoreBalance;
  readonly demand: DemandBasis;
  readonly party: Party;
  readonly stop: Stop;
  readonly position: StockPosition;
  readonly held?: Held;
}

/** Goods of a store that must neither be sold nor moved. */
export interface Held {
  readonly stockMilli: number;
  readonly hold: FoodSafetyHold;
}

/** What is known on a day of who has what, and by which settings it is judged. */
export interface KnownSupply {
  readonly day: BusinessDay;
  readonly balances: readonly PlaceBalance[];
  readonly stores: readonly Store[];
  readonly retailers: readonly Retailer[];
  readonly catalogue: Catalogue;
  readonly settings: MatchSettings;
}

interface KnownOfProduct extends KnownSupply {
  readonly product: Product;
  readonly reserved: ReservedOf;
  readonly heldBy: HeldBy;
}

/** The stores with a balance of the product and somebody to call, by their keys; what is held is cover to nobody. */
export function participantsOf(known: KnownOfProduct): Participant[] {
  const { product, day, catalogue, settings, reserved, heldBy } = known;
  const storeOf = new Map(known.stores.map((store) => [`${store.retailer}/${store.id}`, store]));
  const retailerOf = new Map(known.retailers.map((retailer) => [retailer.id, retailer]));
  const balances = [...newestBalances(known)].sort(([a], [b]) => (a < b ? -1 : 1));
  return balances.flatMap(([key, reported]): Participant[] => {
    const store = storeOf.get(key);
    const retailer = store && retailerOf.get(store.retailer);
    if (!store || !retailer) return [];
    const place = placeOf(store, day);
    const held = heldOf(reported, heldBy(product.id, { retailer: store.retailer, store: store.id, place }));
    const balance = held ? { ...reported, stockMilli: 0 } : reported;
    const figures = { ...balance, channel: store.channel };
    return [
      present({
        key,
        product,
        balance,
        demand: basisOf(balance),
        party: {
          retailer: retailer.id,
          retailerName: retailer.name,
          store: store.id,
          storeName: store.name,
          place,
          contact: retailer.contact,
        },
        stop: { retailer: retailer.id, place, channel: store.channel, point: pointOf(store, place, catalogue) },
        position: stockPosition(figures, product.shelfLifeDays, day, settings, reserved(key, balance.date)),
        held,
      }),
    ];
  });
}

function heldOf({ stockMilli = 0 }: StoreBalance, hold: FoodSafetyHold | undefined): Held | undefined {
  return hold && stockMilli > 0 ? { stockMilli, hold } : undefined;
}

function newestBalances({ product, balances }: KnownOfProduct): Map<StoreKey, StoreBalance> {
  const newest = new Map<StoreKey, StoreBalance>();
  const byPlace = balances.toSorted((a, b) => (a.place < b.place ? -1 : 1));
  for (const { stores } of byPlace) {
    for (const balance of stores) {
      const other = newest.get(balance.store);
      // A store that has moved is in the balances of both its places.
      if (balance.product === product.id && (!other || other.date < balance.date)) newest.set(balance.store, balance);
    }
  }
  return newest;
}

function pointOf({ lat, lon }: Store, place: string, catalogue: Catalogue): Stop['point'] {
  return lat !== undefined && lon !== undefined ? { lat, lon } : catalogue.places.get(place);
}
