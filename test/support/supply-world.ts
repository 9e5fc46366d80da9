import type { PlaceBalance, StoreBalance } from '#domain/history/balance.ts';
import { DEFAULT_MATCHING } from '#domain/matching/match-settings.ts';
import type { SupplyRequest } from '#domain/matching/supply-request.ts';
import { type Channel, type Retailer, retailerOf, type Store, type StoreKey, storeIdOf } from '#domain/store.ts';
import { PORK, SMALL_CITY } from './small-city.ts';

/** One shop or supplier with its figures, in whole units. */
export interface Shop {
  readonly key: StoreKey;
  readonly place: string;
  readonly channel?: Channel;
  readonly stock?: number;
  readonly demand?: number;
  readonly incoming?: number;
  readonly date?: string;
  readonly lat?: number;
  readonly lon?: number;
  readonly product?: string;
}

export function storeOfShop({ key, place, channel = 'supermarket', lat, lon }: Shop): Store {
  const retailer = retailerOf(key);
  return {
    retailer,
    id: storeIdOf(key),
    name: `Cửa hàng ${key}`,
    channel,
    ...(lat !== undefined && { lat }),
    ...(lon !== undefined && { lon }),
    places: [{ place, validFrom: '2026-01-01' }],
  };
}

export function retailerOfShop({ key }: Shop): Retailer {
  const id = retailerOf(key);
  return { id, name: `Hệ thống ${id}`, contact: { name: `Chị Lan (${id})`, phone: '0900 000 000' } };
}

export function balancesOf(shops: readonly Shop[]): PlaceBalance[] {
  const places = [...new Set(shops.map(({ place }) => place))];
  return places.map((place) => ({
    place,
    asOf: '2026-11-23',
    stores: shops.filter((shop) => shop.place === place).map(balanceOf),
  }));
}

function balanceOf({ key, channel, stock, demand, incoming, date, product }: Shop): StoreBalance {
  return {
    store: key,
    channel: channel ?? 'supermarket',
    product: product ?? PORK.id,
    date: date ?? '2026-11-23',
    price: 150_000,
    ...(stock !== undefined && { stockMilli: Math.round(stock * 1000) }),
    ...(incoming !== undefined && { incomingMilli: Math.round(incoming * 1000) }),
    ...(demand !== undefined && {
      demandPerDayMilli: Math.round(demand * 1000),
      demandBasis: { reported: 28, differenced: 0 },
    }),
  };
}

/** Pork is short in Hoàn Kiếm on 23/11/2026. */
export function aSupplyRequest(shops: readonly Shop[], changes: Partial<SupplyRequest> = {}): SupplyRequest {
  return {
    alert: 'hoan-kiem_01.0004_up_2026-11-21',
    places: ['hoan-kiem'],
    needed: [PORK],
    day: '2026-11-23',
    balances: balancesOf(shops),
    stores: shops.map(storeOfShop),
    retailers: shops.map(retailerOfShop),
    catalogue: SMALL_CITY,
    settings: DEFAULT_MATCHING,
    refused: [],
    holds: [],
    decided: [],
    idOf: (from, to) => `${from}>${to}`,
    timeIsUp: () => false,
    ...changes,
  };
}
