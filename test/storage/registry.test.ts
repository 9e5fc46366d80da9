import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PlaceBalance, StoreBalance } from '#domain/history/balance.ts';
import type { Store } from '#domain/store.ts';
import { FORMS } from '#storage/registry/opened-days.ts';
import { rememberedStores } from '#storage/registry/remembered-stores.ts';
import type { RetailerRecord } from '#storage/registry/retailers.ts';
import { registryStore } from '#storage/registry.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { balancesAt, keepBalance } from '#support/kept-balances.ts';
import { enterCeilings, enterThresholds } from '#support/kept-decisions.ts';

const tables = tablesOfFile();
let registry: ReturnType<typeof registryStore>;

beforeAll(() => {
  registry = registryStore(tables.platform.dynamodb, 'binh-on-registry');
});

const aRetailer = (id: string, changes: Partial<RetailerRecord> = {}): RetailerRecord => ({
  id,
  name: 'Sen Vàng',
  contact: { name: 'Nguyễn Thu An' },
  keys: [],
  ...changes,
});
const aStore = (retailer: string, id: string, changes: Partial<Store> = {}): Store => ({
  retailer,
  id,
  name: 'Cửa Nam',
  channel: 'market',
  places: [{ place: 'hoan-kiem', validFrom: '2026-01-01' }],
  ...changes,
});

describe('retailers and stores', () => {
  test('are written only over what was read', async () => {
    expect(await registry.putRetailer(aRetailer('r1'))).toBe(true);
    expect(await registry.putRetailer(aRetailer('r1'))).toBe(false);
    const kept = await registry.readRetailer('r1');
    expect(kept?.value).toEqual(aRetailer('r1'));
    expect(await registry.putRetailer(aRetailer('r1', { name: 'A' }), kept?.hash)).toBe(true);
    expect(await registry.putRetailer(aRetailer('r1', { name: 'B' }), kept?.hash)).toBe(false);
    expect((await registry.readRetailer('r1'))?.value.name).toBe('A');
  });

  test('of two retailers may bear the same store id, and a longer retailer id is another', async () => {
    await registry.putStore(aStore('r2', 's1'));
    await registry.putStore(aStore('r2-b', 's1', { name: 'Khác', lat: 21, lon: 105.8 }));
    expect(await registry.storesOf('r2')).toEqual([aStore('r2', 's1')]);
    expect((await registry.readStore('r2-b', 's1'))?.value).toEqual(
      aStore('r2-b', 's1', { name: 'Khác', lat: 21, lon: 105.8 }),
    );
    expect((await registry.listStores()).length).toBe(2);
  });

  test('have hashes that do not depend on the order of members', async () => {
    await registry.putStore(aStore('r3', 's1'));
    const first = await registry.readStore('r3', 's1');
    const { places, retailer, ...rest } = aStore('r3', 's1');
    await registry.putStore({ places, ...rest, retailer }, first?.hash);
    expect((await registry.readStore('r3', 's1'))?.hash).toBe(first?.hash);
  });

  test('are read once by a process, and again once one of them has changed or ten minutes have passed', async () => {
    let now = 0;
    let reads = 0;
    const listStores = () => {
      reads++;
      return registry.listStores();
    };
    const remembered = rememberedStores({ ...registry, listStores }, () => now);
    const nameOf = async (id: string) => (await remembered()).find((store) => store.id === id)?.name;
    await registry.putStore(aStore('r4', 'moved'));
    expect(await nameOf('moved')).toBe('Cửa Nam');
    expect(await nameOf('moved')).toBe('Cửa Nam');
    expect(reads).toBe(1);

    const kept = await registry.readStore('r4', 'moved');
    await registry.putStore(aStore('r4', 'moved', { name: 'Khác' }), kept?.hash);
    expect(await nameOf('moved')).toBe('Khác');
    // As it was before, with another store beside it: a stamp never comes back.
    await registry.putStore(aStore('r4', 'moved'), (await registry.readStore('r4', 'moved'))?.hash);
    await registry.putStore(aStore('r4', 'new'));
    expect(await nameOf('new')).toBe('Cửa Nam');
    expect(reads).toBe(3);

    now += 10 * 60_000;
    expect(await nameOf('new')).toBe('Cửa Nam');
    expect(reads).toBe(4);
  });

  test('are listed to the last, over as many pages as the table needs', async () => {
    const name = 'x'.repeat(9_000);
    await Promise.all(
      Array.from({ length: 130 }, (_, index) => registry.putStore(aStore('big', `s${index}`, { name }))),
    );
    expect(await registry.storesOf('big')).toHaveLength(130);
  });
});

describe('the rule book', () => {
  test('keeps every rule with its author; the later entry for the same start stands', async () => {
    const author = { by: 'lan', at: 1 };
    const thresholds = { watch: 5, alert: 10, crisis: 20 };
    await enterThresholds(registry, [{ product: '01.0004', validFrom: '2026-11-23', thresholds, ...author }]);
    await enterThresholds(registry, [
      {
        product: '01.0004',
        validFrom: '2026-11-23',
        thresholds: { ...thresholds, watch: 6 },
        by: 'minh',
        at: 2,
      },
    ]);
    const ceiling = { product: 'xang', effectiveFrom: 1_000, price: 21_000, recordedOn: '2026-11-23', ...author };
    await enterCeilings(registry, [ceiling]);
    expect(await registry.ruleBook()).toEqual({
      thresholds: [
        {
          product: '01.0004',
          validFrom: '2026-11-23',
          thresholds: { watch: 6, alert: 10, crisis: 20 },
          by: 'minh',
          at: 2,
        },
      ],
      ceilings: [ceiling],
      revision: 3,
    });
  });

  test('takes no entry of who has read an older book, and the very same entry twice as one', async () => {
    const { revision } = await registry.ruleBook();
    const rule = (watch: number) => ({
      product: '01.0004',
      validFrom: '2026-11-24' as const,
      thresholds: { watch, alert: 10, crisis: 20 },
      by: 'lan',
      at: 3,
    });
    const entered = await Promise.all([4, 5, 6].map((watch) => registry.putThresholds([rule(watch)], revision)));
    expect(entered.filter(Boolean)).toHaveLength(1);
    const kept = (await registry.ruleBook()).thresholds.find(({ validFrom }) => validFrom === '2026-11-24');
    expect(await registry.putThresholds(kept ? [kept] : [], revision)).toBe(true);
  });
});

describe('balances', () => {
  test('are packed and come back as they were, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.record({ product: fc.string(), store: fc.integer({ max: 9 }), stockMilli: fc.integer() }), {
          maxLength: 9,
          selector: ({ product, store }) => `${store} ${product}`,
        }),
        fc.uuid(),
        async (stores, place) => {
          const balance = {
            place,
            asOf: '2026-11-23',
            stores: stores.map(({ store, ...entry }) => ({
              store: `sen-vang/${store}`,
              channel: 'market',
              date: '2026-11-23',
              price: 1,
              ...entry,
            })),
          } as PlaceBalance;
          await keepBalance(registry, balance);
          const order = ({ store, product }: StoreBalance) => `${store}|${product}`;
          const inOrder = balance.stores.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
          expect(await balancesAt(registry, place)).toEqual(inOrder);
          await keepBalance(registry, { ...balance, stores: inOrder.slice(1) });
          expect(await balancesAt(registry, place)).toEqual(inOrder.slice(1));
        },
      ),
      { numRuns: 10 },
    );
  });
});

describe('the calendar', () => {
  test('moves forward only', async () => {
    expect(await registry.readOpenedThrough()).toBeUndefined();
    for (const day of ['2026-11-22', '2026-11-23', '2026-11-20']) await registry.putOpenedThrough(day);
    expect(await registry.readOpenedThrough()).toEqual({ day: '2026-11-23', forms: FORMS });
  });
});

describe('the signing key', () => {
  test('is made once, also when many ask first', async () => {
    let made = 0;
    const create = () => Uint8Array.from({ length: 32 }, () => ++made % 256);
    const keys = await Promise.all(Array.from({ length: 5 }, () => registry.signingKey(create)));
    const again = await registry.signingKey(() => new Uint8Array(32));
    for (const key of keys) expect(Buffer.from(key).equals(Buffer.from(again))).toBe(true);
  });
});

test('a rebuild that runs out of time at the same day once more is woken once more: no write of it is as the one before', async () => {
  const { platform } = tables;
  const written: unknown[] = [];
  const noting = DynamoDBDocumentClient.from(platform.dynamodb);
  noting.middlewareStack.add(
    (next) => (args) => {
      if ('Item' in args.input) written.push(args.input.Item);
      return next(args);
    },
    { step: 'initialize' },
  );
  const store = registryStore(noting, 'binh-on-registry');
  await store.resumeLater('ha-noi', { at: '2026-11-01', number: 3 });
  await store.resumeLater('ha-noi', { at: '2026-11-01', number: 3 });
  expect(written).toHaveLength(2);
  expect(written[0]).not.toEqual(written[1]);
  expect(await store.readResumption('ha-noi')).toEqual({ at: '2026-11-01', number: 3 });
});
