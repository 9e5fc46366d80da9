import { expect, test } from 'vitest';
import type { StoreDay } from '#domain/report/report.ts';
import { type AwaitSuppliersPorts, awaitSuppliers } from '#functions/respond-to-alert/await-suppliers.ts';
import { PORK, RICE } from '#support/small-city.ts';
import { balancesOf, type Shop, storeOfShop } from '#support/supply-world.ts';

const DAY = '2026-11-23';
const SUPPLIER: Shop = { key: 'ven-song/kho', place: 'outside/hung-yen', channel: 'producer', stock: 2_000 };
const SHOP: Shop = { key: 'hoa-sen/cn', place: 'cua-nam', stock: 100, demand: 10 };

/** A world in which a supplier's report is assessed after so many pauses. */
function worldWhere(
  assessedAfter: number,
  { report = {}, before = [] }: { report?: Partial<StoreDay['rows'][number]>; before?: readonly Shop[] } = {},
) {
  let pauses = 0;
  const row = { product: PORK.id, priceType: 'wholesale' as const, price: 110_000, stockMilli: 2_000_000, ...report };
  const ports: AwaitSuppliersPorts = {
    clock: () => pauses * 2_000,
    waitUntil: 20_000,
    pause: async () => {
      pauses += 1;
    },
    listStores: async () => [SUPPLIER, SHOP].map(storeOfShop),
    balances: async () => balancesOf(pauses < assessedAfter ? before : [SUPPLIER]),
    readReport: async (place, date, store) => ({
      day: { store, channel: 'producer', place, date, reportedAt: 0, source: 'live', rows: [row] },
    }),
  };
  return { ports, wait: () => awaitSuppliers(ports, { families: [[PORK]], day: DAY }), pauses: () => pauses };
}

test('a report that is assessed is not waited for, and shops are not waited for at all', async () => {
  const world = worldWhere(0);
  expect(await world.wait()).toBe(0);
  expect(world.pauses()).toBe(0);
});

test('a report that is pending is waited for until it is assessed', async () => {
  const world = worldWhere(3);
  expect(await world.wait()).toBe(0);
  expect(world.pauses()).toBe(3);
});

test('nobody is waited for beyond the moment, and who is pending then is counted', async () => {
  const world = worldWhere(Number.POSITIVE_INFINITY);
  expect(await world.wait()).toBe(1);
  expect(world.pauses()).toBe(10);
  expect(await awaitSuppliers({ ...world.ports, waitUntil: 0 }, { families: [[PORK]], day: DAY })).toBe(1);
  expect(world.pauses()).toBe(10);
});

test('a correction is pending until its own stock is known', async () => {
  const world = worldWhere(2, { before: [{ ...SUPPLIER, stock: 5 }] });
  expect(await world.wait()).toBe(0);
  expect(world.pauses()).toBe(2);
});

test('the balances of a whole city are not read where no supplier offers anything', async () => {
  const { ports } = worldWhere(9, { report: { product: RICE.id } });
  const balances = async () => expect.fail('nobody has to know them');
  expect(await awaitSuppliers({ ...ports, balances }, { families: [[PORK]], day: DAY })).toBe(0);
});

test('a report of other goods, or without a stock, promises nothing', async () => {
  expect(await worldWhere(9, { report: { product: RICE.id } }).wait()).toBe(0);
  const silent = worldWhere(9);
  const { readReport } = silent.ports;
  const ports: AwaitSuppliersPorts = {
    ...silent.ports,
    readReport: async (place, day, store) => {
      const kept = await readReport(place, day, store);
      const rows = kept?.day.rows.map(({ stockMilli: _milli, ...row }) => row) ?? [];
      return kept && { day: { ...kept.day, rows } };
    },
  };
  expect(await awaitSuppliers(ports, { families: [[PORK]], day: DAY })).toBe(0);
  expect(silent.pauses()).toBe(0);
});
