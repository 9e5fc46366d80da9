import { describe, expect, test } from 'vitest';
import { EMPTY_MEMORY, type PlaceMemory } from '#domain/assessment/place-day.ts';
import type { StoreMemory } from '#domain/history/store-memory.ts';
import { storeKey } from '#domain/store.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';
import { goodsGroups } from '#storage/goods-group.ts';
import { memoriesOf, stageMemories } from '#storage/market/memory-items.ts';
import type { StagedItem } from '#storage/staged-item.ts';
import type { Attributes } from '#storage/table-client.ts';
import { momentsOf } from '#support/seeds.ts';

const DAY = '2026-11-23';
const MOST_BYTES = 300 * 1024;
const groupOf = goodsGroups({ products: new Map() });

function aStoreMemory(goods: number): StoreMemory {
  const draw = seededNumbers(goods);
  const runs = () => Array.from({ length: 16 }, (_, run) => [Math.round(1e5 * draw()), 20_700 + 7 * run, 7]).flat();
  const products = Array.from({ length: goods }, (_, index) => `G${String(index).padStart(5, '0')}`);
  return {
    store: storeKey('sen', '1'),
    channel: 'supermarket',
    days: Array.from({ length: 112 }, (_, day) => 20_700 + day),
    prices: Object.fromEntries(products.map((product) => [`${product}|retail`, { runs: runs() }])),
    stock: {},
  };
}

/** What a place remembers after ten years. */
function aPlaceMemory(goods: number): PlaceMemory {
  const draw = seededNumbers(goods);
  const prices = (count: number) => Array.from({ length: count }, () => Number((1e5 * draw()).toPrecision(6)));
  const products = Array.from({ length: goods }, (_, index) => `G${String(index).padStart(5, '0')}`);
  const past = Object.fromEntries(
    products.map((product) => [product, { first: 24_000, months: prices(120), thirds: prices(216) }]),
  );
  return { ...EMPTY_MEMORY, movements: {}, months: { past, screening: {} } };
}

function bytesOf({ attributes }: StagedItem): number {
  return (attributes['data'] as Uint8Array | undefined)?.length ?? 0;
}

function kept(items: readonly StagedItem[]): Attributes[] {
  return items
    .filter(({ empty }) => !empty)
    .map(({ pk, sk, attributes }) => ({ pk, sk, ...attributes }))
    .sort((a, b) => (a.sk < b.sk ? -1 : 1));
}

describe('what a day hands on', () => {
  test.each([
    ['a shop of 60 goods', 1, aStoreMemory(60), EMPTY_MEMORY],
    ['a shop of 400 goods', 5, aStoreMemory(400), EMPTY_MEMORY],
    ['a shop of 1,000 goods', 17, aStoreMemory(1_000), EMPTY_MEMORY],
    ['a shop of 20,000 goods', 65, aStoreMemory(20_000), EMPTY_MEMORY],
    ['ten years of 1,000 goods at a place', 1, aStoreMemory(60), aPlaceMemory(1_000)],
  ])('is read as it was, in items under 300 KB: %s', (_, itemsOfTheShop, store, memory) => {
    const items = stageMemories('hoan-kiem', DAY, memory, [store], groupOf);
    expect(Math.max(...items.map(bytesOf))).toBeLessThan(MOST_BYTES);
    expect(items.filter(({ sk, empty }) => sk.startsWith('carry#') && !empty)).toHaveLength(itemsOfTheShop);
    const { memory: read, stores, isDone } = memoriesOf(kept(items));
    expect(isDone).toBe(true);
    expect(stores).toEqual([store]);
    expect(read.months).toEqual(memory.months);
  });

  test('changes in one item of a shop of many goods when something of one good is remembered', () => {
    const store = aStoreMemory(1_000);
    const [good = ''] = Object.keys(store.prices);
    const waiting = { runs: [1_000, 20_700, 1], waiting: { price: 10_000, reports: 1 } };
    const [before, after] = [store, { ...store, prices: { ...store.prices, [good]: waiting } }].map((own) =>
      stageMemories('hoan-kiem', DAY, EMPTY_MEMORY, [own], groupOf),
    );
    const hashes = new Set(before?.map(({ hash }) => hash));
    expect(after?.filter(({ hash }) => !hashes.has(hash))).toHaveLength(1);
  });

  test.each(momentsOf([60, 20_000], 1))(
    'keeps apart what stands still in a shop of %i goods, unless it is too much',
    (goods) => {
      const moving = aStoreMemory(goods);
      const frozen = { reference: 1_000, drift: [null, 900, 1_000] };
      const still = (share: number): StoreMemory => ({
        ...moving,
        prices: Object.fromEntries(
          Object.entries(moving.prices).map(([key, series], index) => [
            key,
            index < share * goods ? { ...series, frozen } : series,
          ]),
        ),
      });
      const staged = (store: StoreMemory) => stageMemories('hoan-kiem', DAY, EMPTY_MEMORY, [store], groupOf);
      const hashes = new Set(staged(moving).map(({ hash }) => hash));
      const few = still(0.01);
      expect(staged(few).filter(({ hash }) => !hashes.has(hash))).toMatchObject([{ sk: 'carry#sen/1#still' }]);
      for (const store of [few, still(1)]) {
        expect(memoriesOf(kept(staged(store))).stores).toEqual([store]);
        expect(Math.max(...staged(store).map(bytesOf))).toBeLessThan(MOST_BYTES);
      }
    },
  );

  test('is read from the groups that its head names while those of another number are not yet emptied', () => {
    const before = stageMemories('hoan-kiem', DAY, EMPTY_MEMORY, [aStoreMemory(1_000)], groupOf);
    const grown = aStoreMemory(20_000);
    const after = stageMemories('hoan-kiem', DAY, EMPTY_MEMORY, [grown], groupOf);
    const bySortKey = new Map([...before, ...after].map((item) => [item.sk, item]));
    expect(memoriesOf(kept([...bySortKey.values()])).stores).toEqual([grown]);
  });
});
