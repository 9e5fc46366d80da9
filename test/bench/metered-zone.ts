import { EMPTY_MEMORY } from '#domain/assessment/place-day.ts';
import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import { type Catalogue, withAncestors } from '#domain/catalogue.ts';
import { seriesKey } from '#domain/history/series-key.ts';
import { emptyMemory, remember, type StoreMemory } from '#domain/history/store-memory.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { storeKey } from '#domain/store.ts';
import { tableNameOf } from '#infra/local/embedded-database.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';
import { goodsGroups } from '#storage/goods-group.ts';
import { stageMemories } from '#storage/market/memory-items.ts';
import { marketStore } from '#storage/market.ts';
import { registryStore } from '#storage/registry.ts';
import { packStoreDay, reportStore } from '#storage/reports.ts';
import { newKey } from '#storage/retailer-key.ts';
import { callAsRetailer } from '#support/call-as-retailer.ts';
import { aStreamRecord } from '#support/stream-delivery.ts';
import type { PostedRow } from './large-store-day.ts';
import type { MeteredFunctions, WokenName } from './metered-functions.ts';
import { byProduct, type Shelves, type Shop, shelvesOf } from './shelves.ts';

const RETAILERS = 8;
/** What a store is remembered by reaches further back than the history: as after months of use. */
const REMEMBERED_DAYS = 90;
const MARKET = tableNameOf('market');

/** Shops in some wards of one zone, with a past, whose morning is played window by window. */
export interface MeteredZone {
  readonly shops: readonly Shop[];
  /** Fills so many days of the past of all shops up to yesterday, and folds them. */
  readonly fillHistory: (days: number) => Promise<void>;
  /** Sends a shop's report of today, and returns the bytes of its body. */
  readonly report: (shop: Shop, dearer?: (product: string) => number, prefix?: string) => Promise<number>;
  /** Hands over what was written before; a place-day of which `comesNow` says no is passed over. */
  readonly window: (comesNow?: (partition: string, account: string) => Promise<boolean>) => Promise<void>;
  /** Hands over until nothing waits, all accounts under `prefix`. */
  readonly settle: (prefix: string) => Promise<void>;
}

export async function registerZone(
  functions: MeteredFunctions,
  catalogue: Catalogue,
  today: BusinessDay,
  size: { readonly wards: readonly string[]; readonly shopsOfAWard: number; readonly rows: number },
): Promise<MeteredZone> {
  const registry = registryStore(functions.silent, tableNameOf('registry'));
  const market = marketStore(functions.silent, MARKET, Date.now);
  const draw = seededNumbers(20_261_123);
  const key = newKey('chuoi-0', (count) => new Uint8Array(count));
  const shops = size.wards.flatMap((place) =>
    Array.from({ length: size.shopsOfAWard }, (_, index): Shop => {
      return { retailer: `chuoi-${index % RETAILERS}`, store: `diem-${index}-${place}`, place };
    }),
  );
  for (let index = 0; index < RETAILERS; index++) {
    await registry.putRetailer({
      id: `chuoi-${index}`,
      name: `Chuỗi ${index} (mẫu)`,
      contact: { name: 'Nguyễn Thu An', phone: '0900 000 100' },
      keys: [{ id: key.keyId, hash: key.hash, createdAt: 0 }],
    });
  }
  for (const { retailer, store, place } of shops) {
    const places = [{ place, validFrom: '2026-01-01' }];
    await registry.putStore({ retailer, id: store, name: `Điểm bán ${store}`, channel: 'market', places });
  }
  const shelves = new Map(shops.map(({ store }) => [store, shelvesOf(catalogue, size.rows, draw)]));
  const nextDay = ({ store }: Shop, dearer?: (product: string) => number) =>
    (shelves.get(store) as Shelves).nextDay(dearer);

  const accountOf = (partition: string) => {
    const split = partition.lastIndexOf('#');
    const kind = catalogue.places.get(partition.slice(0, split))?.kind ?? 'root';
    return partition.slice(split + 1) > today ? `the next day of a ${kind}` : kind;
  };
  const call = (name: WokenName, account: string, keys: readonly { readonly pk: string; readonly sk: string }[]) =>
    functions.onAccountOf(account, async () => {
      const records = keys.map((written, index) => aStreamRecord(index, written));
      const { batchItemFailures } = await functions.woken[name]({ Records: records });
      if (batchItemFailures.length > 0) throw new Error(`${name} failed on ${keys[0]?.pk}`);
    });
  const desk = async (prefix: string) => {
    for (const [, keys] of functions.takeWaiting('reconcile-alerts')) {
      await call('reconcile-alerts', `${prefix}reconcile`, keys);
    }
    for (const [, keys] of functions.takeWaiting('respond-to-alert')) {
      await call('respond-to-alert', `${prefix}respond`, keys);
    }
  };
  const depthOf = (partition: string) =>
    withAncestors(catalogue, partition.slice(0, partition.lastIndexOf('#'))).length;

  return {
    shops,

    async fillHistory(days) {
      const first = addDays(today, -days);
      const placed = placesAround(catalogue, size.wards);
      for (const place of placed) {
        const memories = shops
          .filter((shop) => shop.place === place)
          .map((shop) => rememberedShop(shop, first, () => byProduct(nextDay(shop))));
        for (const item of stageMemories(place, addDays(first, -1), EMPTY_MEMORY, memories, goodsGroups(catalogue))) {
          if (!item.empty) await market.put(item, undefined);
        }
        await market.open(place, first, undefined);
      }
      const reports = reportStore(functions.silent, MARKET, Date.now);
      for (const date of eachDay(first, addDays(today, -1))) {
        for (const shop of shops) {
          const packed = packStoreDay(dayOf(shop, date, byProduct(nextDay(shop))));
          await reports.putReport(packed, 1, undefined);
        }
      }
      await registry.putOpenedThrough(addDays(today, -1));
      await registry.requestRebuild(catalogue.city, first);
      await functions.rebuild(catalogue.city);
    },

    async report(shop, dearer, prefix = '') {
      const body = { store: shop.store, date: today, rows: nextDay(shop, dearer) };
      await functions.onAccountOf(`${prefix}authorize`, () => functions.authorize(key.bearer));
      const { status } = await functions.onAccountOf(`${prefix}ingest`, () =>
        callAsRetailer(functions.ingest, shop.retailer, 'POST /v1/reports', { body }),
      );
      if (status !== 201) throw new Error(`A report was answered ${status}`);
      return Buffer.byteLength(JSON.stringify(body));
    },

    async window(comesNow) {
      const waiting = [...functions.takeWaiting('assess-place')];
      for (const [partition, keys] of waiting.sort(([a], [b]) => depthOf(b) - depthOf(a))) {
        const account = accountOf(partition);
        if (comesNow && !(await comesNow(partition, account))) continue;
        // The lanes of the stream are many against the place-days of one window: each has an invocation of its own.
        await call('assess-place', account, keys);
      }
      await desk('');
    },

    async settle(prefix) {
      for (let waiting = functions.takeWaiting('assess-place'); waiting.size > 0; ) {
        for (const [partition, keys] of waiting) await call('assess-place', `${prefix}${accountOf(partition)}`, keys);
        await desk(prefix);
        waiting = functions.takeWaiting('assess-place');
      }
    },
  };
}

/** What is remembered of a shop on the morning of a day. */
function rememberedShop({ retailer, store }: Shop, day: BusinessDay, nextDay: () => PostedRow[]): StoreMemory {
  return eachDay(addDays(day, -REMEMBERED_DAYS), addDays(day, -1)).reduce(
    (memory, date) => {
      const rows = nextDay();
      const reported = {
        prices: new Map(rows.map(({ product, priceType, price }) => [seriesKey(product, priceType), price])),
        stock: rows.map(({ product, price, stock, sold }) => ({
          product,
          price,
          stock: stock * 1000,
          sold: sold * 1000,
        })),
      };
      return remember(memory, date, reported) ?? memory;
    },
    emptyMemory(storeKey(retailer, store), 'market'),
  );
}

/** A shop's report of a past day, as it is kept. */
function dayOf({ retailer, store, place }: Shop, date: BusinessDay, rows: readonly PostedRow[]): StoreDay {
  return {
    store: storeKey(retailer, store),
    channel: 'market',
    place,
    date,
    reportedAt: Date.parse(`${date}T06:30:00+07:00`),
    source: 'live',
    rows: rows.map(({ product, price, priceType, stock, sold }) => ({
      product,
      price,
      priceType,
      stockMilli: 1_000 * stock,
      soldMilli: 1_000 * sold,
    })),
  };
}

/** The places, and all in which they lie. */
function placesAround(catalogue: Catalogue, places: readonly string[]): string[] {
  return [...new Set(places.flatMap((place) => withAncestors(catalogue, place)))];
}
