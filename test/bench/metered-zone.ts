import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { EMPTY_MEMORY } from '#domain/assessment/place-day.ts';
import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import { type Catalogue, withAncestors } from '#domain/catalogue.ts';
import { seriesKey } from '#domain/history/series-key.ts';
import { emptyMemory, remember, type StoreMemory } from '#domain/history/store-memory.ts';
import { storeKey } from '#domain/store.ts';
import { tableNameOf } from '#infra/local/embedded-database.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';
import type { GatewayEvent } from '#runtime/gateway-event.ts';
import { goodsGroups } from '#storage/goods-group.ts';
import { stageMemories } from '#storage/market/memory-items.ts';
import { marketStore } from '#storage/market.ts';
import { partitionOf } from '#storage/place-day-key.ts';
import { registryStore } from '#storage/registry.ts';
import { newKey } from '#storage/retailer-key.ts';
import { readPartition } from '#storage/table-client.ts';
import { callAsRetailer } from '#support/call-as-retailer.ts';
import { aStreamRecord } from '#support/stream-delivery.ts';
import type { PostedRow } from './large-store-day.ts';
import type { MeteredFunctions, WokenName } from './metered-functions.ts';
import { byProduct, historyFile, type Shelves, type Shop, shelvesOf } from './shelves.ts';

const RETAILERS = 8;
const HISTORY_DAYS = 28;
/** What a store is remembered by reaches further back than the history: as after months of use. */
const REMEMBERED_DAYS = 90;
/** Of one place in one file, so that a file stays under the 4 MB that one request takes. */
const DAYS_OF_A_FILE = 14;
const MARKET = tableNameOf('market');

type Item = Readonly<Record<string, unknown>>;

/** Shops in some wards of one zone, with a past, whose morning is played window by window. */
export interface MeteredZone {
  readonly shops: readonly Shop[];
  /** Fills the past of all shops up to yesterday, and assesses it. */
  readonly fillHistory: () => Promise<void>;
  /** Sends a shop's report of today, and returns the bytes of its body. */
  readonly report: (shop: Shop, dearer?: (product: string) => number) => Promise<number>;
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

    async fillHistory() {
      const market = marketStore(functions.silent, MARKET, Date.now);
      const groupOf = goodsGroups(catalogue);
      const first = addDays(today, -HISTORY_DAYS);
      for (const ward of size.wards) {
        const memories = shops
          .filter(({ place }) => place === ward)
          .map((shop) => rememberedShop(shop, first, () => byProduct(nextDay(shop))));
        for (const item of stageMemories(ward, addDays(first, -1), EMPTY_MEMORY, memories, groupOf)) {
          if (!item.empty) await market.put(item, undefined);
        }
      }
      const past = eachDay(first, addDays(today, -1));
      for (let from = 0; from < past.length; from += DAYS_OF_A_FILE) {
        for (const ward of size.wards) {
          const days = past
            .slice(from, from + DAYS_OF_A_FILE)
            .flatMap((date) =>
              shops
                .filter(({ place }) => place === ward)
                .map((shop) => ({ shop, date, rows: byProduct(nextDay(shop)) })),
            );
          await functions.onAccountOf('history', () => postHistory(functions, historyFile(days)));
        }
      }
      // All in one batch, oldest day first: a past is assessed once.
      const written = [...functions.takeWaiting('assess-place').values()].flat();
      await call('assess-place', 'history', written);
      functions.takeWaiting('assess-place');
    },

    async report(shop, dearer) {
      const body = { store: shop.store, date: today, rows: nextDay(shop, dearer) };
      await functions.onAccountOf('authorize', () => functions.authorize(key.bearer));
      const { status } = await functions.onAccountOf('ingest', () =>
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

async function postHistory(functions: MeteredFunctions, body: string): Promise<void> {
  const { statusCode } = await functions.ingest({
    version: '2.0',
    routeKey: 'POST /v1/history',
    headers: { 'content-type': 'text/csv' },
    body,
    isBase64Encoded: false,
    requestContext: {
      requestId: 'history',
      authorizer: {
        jwt: { claims: { token_use: 'id', sub: 'lan', 'cognito:groups': '[admin]', 'custom:places': '*' }, scopes: [] },
      },
    },
  } as unknown as GatewayEvent);
  if (statusCode !== 200) throw new Error(`History was answered ${statusCode}`);
}

/** Puts copies of a zone's leaves beside them, under other names: the places that a whole city has besides those measured. */
export async function copyLeaves(
  { silent }: MeteredFunctions,
  {
    city,
    zone,
    date,
    copies,
  }: { readonly city: string; readonly zone: string; readonly date: BusinessDay; readonly copies: number },
): Promise<void> {
  const market = { dynamodb: silent, name: MARKET, is: 'market' } as const;
  const put = (item: object) => silent.send(new PutCommand({ TableName: MARKET, Item: { ...item } }));
  const heads = await readPartition(market, partitionOf(city, date), 'leaf#');
  for (const head of heads.filter(({ child }) => child === zone)) {
    const leaf = String(head['sk']).slice('leaf#'.length);
    const facts = await readPartition(market, partitionOf(leaf, date), 'up');
    for (let copy = 0; copy < copies; copy++) {
      const name = `copy-${copy}-${leaf}`;
      await Promise.all(facts.map((fact) => put({ ...fact, pk: partitionOf(name, date) })));
      await put({ ...head, sk: `leaf#${name}`, child: `copy-${copy}` });
    }
  }
}

/** The items of a place-day. */
export async function itemsOf({ silent }: MeteredFunctions, place: string, date: BusinessDay): Promise<Item[]> {
  return readPartition({ dynamodb: silent, name: MARKET, is: 'market' }, partitionOf(place, date));
}
