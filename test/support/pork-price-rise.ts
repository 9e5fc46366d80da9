import { EMPTY_MEMORY } from '#domain/assessment/place-day.ts';
import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import { seriesKey } from '#domain/history/series-key.ts';
import { emptyMemory, remember, type StoreMemory } from '#domain/history/store-memory.ts';
import type { StoreKey } from '#domain/store.ts';
import { storeKey } from '#domain/store.ts';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { goodsGroups } from '#storage/goods-group.ts';
import { stageMemories } from '#storage/market/memory-items.ts';
import { marketStore } from '#storage/market.ts';
import { packStoreDay, reportStore } from '#storage/reports.ts';
import { PORK, SMALL_CITY } from './small-city.ts';

export const TODAY: BusinessDay = '2026-11-23';
export const DAYS = eachDay(addDays(TODAY, -1), TODAY);
const RISEN_WARD = 'hoan-kiem';
const WARDS = [RISEN_WARD, 'cua-nam'];

/** Odd to the last digit, so that none of them stands in a text by chance. */
export const CALM_PRICE = 101_357;
export const RISEN_PRICE = 143_891;

/** Enough chains in each ward to agree on their own. */
const SHOPS = WARDS.flatMap((place) =>
  ['hoa-sen', 'binh-minh', 'an-khang'].map((retailer) => ({ key: storeKey(retailer, place), place })),
);
type Shop = (typeof SHOPS)[number];

/**
 * Lays a market into the tables: a calm week is remembered, two days are open and reported, and pork is dear today in
 * one ward of two.
 */
export async function layMarket(platform: Platform): Promise<void> {
  const market = marketStore(platform.dynamodb, tableOf(platform), platform.clock);
  const dayBefore = addDays(DAYS[0] as BusinessDay, -1);
  const remembered = WARDS.flatMap((ward) =>
    stageMemories(
      ward,
      dayBefore,
      EMPTY_MEMORY,
      SHOPS.filter(({ place }) => place === ward).map(({ key }) => calmWeek(key, dayBefore)),
      goodsGroups(SMALL_CITY),
    ).filter(({ empty }) => !empty),
  );
  await Promise.all([
    ...remembered.map((item) => market.put(item, undefined)),
    ...DAYS.flatMap((date) => [...WARDS, 'ha-noi'].map((place) => market.open(place, date, undefined))),
    ...DAYS.flatMap((date) =>
      SHOPS.map((shop) =>
        report(platform, shop, date, date === TODAY && shop.place === RISEN_WARD ? RISEN_PRICE : CALM_PRICE),
      ),
    ),
  ]);
}

/** The shops of the dear ward take today's reports back: nothing was dear. */
export async function correctMarket(platform: Platform): Promise<void> {
  const shops = SHOPS.filter(({ place }) => place === RISEN_WARD);
  await Promise.all(shops.map((shop) => report(platform, shop, TODAY, CALM_PRICE)));
}

async function report(platform: Platform, { key, place }: Shop, date: BusinessDay, price: number): Promise<void> {
  const reports = reportStore(platform.dynamodb, tableOf(platform), platform.clock);
  const before = await reports.readReport(place, date, key);
  const rows = [{ product: PORK.id, priceType: 'retail' as const, price, stockMilli: 50_000, soldMilli: 10_000 }];
  const day = {
    store: key,
    channel: 'market' as const,
    place,
    date,
    reportedAt: platform.clock(),
    source: 'live' as const,
  };
  await reports.putReport(packStoreDay({ ...day, rows }), (before?.revision ?? 0) + 1, before?.hash);
}

function tableOf({ env }: Platform): string {
  return requireSettings(env, ['MARKET_TABLE']).MARKET_TABLE;
}

function calmWeek(store: StoreKey, last: BusinessDay): StoreMemory {
  const prices = new Map([[seriesKey(PORK.id, 'retail'), CALM_PRICE]]);
  return eachDay(addDays(last, -7), last).reduce(
    (memory, day) => remember(memory, day, { prices, stock: [] }) ?? memory,
    emptyMemory(store, 'market'),
  );
}
