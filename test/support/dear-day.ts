import type { Alert } from '#domain/alert/alert.ts';
import { reconcileAlerts } from '#domain/alert/reconciliation.ts';
import { EMPTY_MEMORY, type PlaceMemory } from '#domain/assessment/place-day.ts';
import { addDays, eachDay, toDayNumber, weekdayOf } from '#domain/business-day.ts';
import { type DailyMovements, noteMovement } from '#domain/detection/calendar-habit.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import { seriesKey } from '#domain/history/series-key.ts';
import { emptyMemory, remember, type StoreMemory } from '#domain/history/store-memory.ts';
import { retailerOf, type StoreKey, storeIdOf } from '#domain/store.ts';
import { assessPlaceDay } from '#functions/assess-place/assess-place.ts';
import type { Platform } from '#runtime/platform.ts';
import { assessmentOutputs } from '#storage/assessment-outputs.ts';
import { deskStore } from '#storage/desk.ts';
import { goodsGroups } from '#storage/goods-group.ts';
import { stageMemories } from '#storage/market/memory-items.ts';
import { marketStore } from '#storage/market.ts';
import { registryStore } from '#storage/registry.ts';
import { packStoreDay, reportStore } from '#storage/reports.ts';
import { PORK, RICE, SMALL_CITY } from './small-city.ts';

export const TODAY = '2026-11-23';
export const YESTERDAY = addDays(TODAY, -1);
const USUAL = { [PORK.id]: 100_000, [RICE.id]: 20_000 };

/** Today's pork as a multiple of the usual price, and today's rice in days of sales, by store; none of a silent one. */
const SHOPS = [
  { store: 'sen/hk', place: 'hoan-kiem', pork: 1.1, rice: 1 },
  { store: 'mai/hk', place: 'hoan-kiem', pork: 1.12, rice: 1 },
  { store: 'cuc/hk', place: 'hoan-kiem', pork: 1.19, rice: 2 },
  { store: 'dao/hk', place: 'hoan-kiem', pork: 1.3, rice: 4 },
  { store: 'lan/hk', place: 'hoan-kiem', pork: 10, rice: 4 },
  { store: 'sen/cn', place: 'cua-nam', pork: 1.13, rice: 2 },
  { store: 'mai/cn', place: 'cua-nam', pork: 1.16, rice: 1 },
  { store: 'cuc/cn', place: 'cua-nam', pork: 1.4, rice: 1 },
  { store: 'dao/cn', place: 'cua-nam', pork: undefined, rice: undefined },
  { store: 'sen/hy', place: 'outside/hung-yen', pork: 1.2, rice: 9 },
  { store: 'mai/hy', place: 'outside/hung-yen', pork: 1.2, rice: 9 },
  { store: 'cuc/hy', place: 'outside/hung-yen', pork: 1.2, rice: 9 },
] as const;
/** Where rice is an eighth dearer on each Monday, as today is one, and today by a third. */
export const DEAR_ON_MONDAYS = 'outside/hung-yen';
const PLACES = ['hoan-kiem', 'cua-nam', 'outside/hung-yen', 'ha-noi'];

function rowsOf(place: string, pork: number, rice: number) {
  const price = place === DEAR_ON_MONDAYS ? 27_000 : 20_000;
  return [
    { product: PORK.id, priceType: 'retail' as const, price: Math.round(100_000 * pork) },
    { product: RICE.id, priceType: 'retail' as const, price, stockMilli: rice * 8_000, soldMilli: 8_000 },
  ];
}

/** What a place remembers of eight weeks. */
function memoryOf(place: string): PlaceMemory {
  if (place !== DEAR_ON_MONDAYS) return EMPTY_MEMORY;
  const weeks = eachDay(addDays(TODAY, -56), YESTERDAY).map(toDayNumber);
  const movements = weeks.reduce<DailyMovements | undefined>(
    (known, day) => noteMovement(known, day, weekdayOf(day) === 0 ? 1.125 : 1),
    undefined,
  );
  return movements ? { ...EMPTY_MEMORY, movements: { [RICE.id]: movements } } : EMPTY_MEMORY;
}

/** What is known of a shop after ten usual days. */
function tenUsualDays(store: StoreKey): StoreMemory {
  const prices = new Map(Object.entries(USUAL).map(([product, price]) => [seriesKey(product, 'retail'), price]));
  const stock = [{ product: RICE.id, price: 20_000, stock: 80_000, sold: 8_000 }];
  return eachDay(addDays(YESTERDAY, -9), YESTERDAY).reduce(
    (memory, day) => remember(memory, day, { prices, stock }) ?? memory,
    emptyMemory(store, 'market'),
  );
}

/** Keeps a day of these shops, assessed, with the alerts that it raised. */
export async function keepDearDay({ dynamodb, clock }: Pick<Platform, 'dynamodb' | 'clock'>): Promise<Alert[]> {
  const market = marketStore(dynamodb, 'binh-on-market', clock);
  const [desk, registry] = [deskStore(dynamodb, 'binh-on-desk'), registryStore(dynamodb, 'binh-on-registry')];
  const reports = reportStore(dynamodb, 'binh-on-market', clock);
  for (const place of PLACES) {
    const memories = SHOPS.filter((shop) => shop.place === place).map(({ store }) => tenUsualDays(store));
    for (const item of stageMemories(place, YESTERDAY, memoryOf(place), memories, goodsGroups(SMALL_CITY)))
      await market.put(item, undefined);
    await market.open(place, TODAY, undefined);
  }
  for (const { store, place, pork, rice } of SHOPS) {
    const retailer = retailerOf(store);
    const id = storeIdOf(store);
    const places = [{ place, validFrom: '2026-01-01' }];
    await registry.putStore({ retailer, id, name: `Cửa hàng ${store}`, channel: 'market', places });
    if (pork === undefined) continue;
    const head = { store, channel: 'market', place, date: TODAY, reportedAt: clock(), source: 'live' } as const;
    await reports.putReport(packStoreDay({ ...head, rows: rowsOf(place, pork, rice) }), 1, undefined);
  }
  const assessDay = assessPlaceDay({
    ...market,
    ...assessmentOutputs({ market, desk, registry }, SMALL_CITY),
    rulesOf: async (date) => rulesAsOf({ thresholds: [], ceilings: [] }, SMALL_CITY, date),
  });
  for (const place of PLACES) {
    if ((await assessDay(place, TODAY)) !== 'assessed') throw new Error(`${place} was not assessed`);
  }
  const found: Alert[] = [];
  for (const place of PLACES) {
    const episodes = await desk.readEpisodes(place);
    if (episodes) found.push(...reconcileAlerts(episodes.value, []));
  }
  for (const alert of found) await desk.putAlert(alert);
  return found;
}
