import { beforeEach, expect, test } from 'vitest';
import { createHandler } from '#functions/ingest-report/handler.ts';
import { callAsRetailer } from '#support/call-as-retailer.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { recordingMeter } from '#support/recording-meter.ts';
import { registerShop } from '#support/registered-shop.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';

const meter = recordingMeter();
const tables = tablesOfFile({ meter });
let shop: string;

beforeEach(async () => {
  meter.recorded.length = 0;
  shop = await registerShop(tables.platform);
});

const post = (rows: object[], query: Record<string, string> = {}) =>
  callAsRetailer(createHandler(tables.platform, SMALL_CITY), shop, 'POST /v1/reports', {
    query,
    body: { store: 'shop-1', date: '2026-11-23', rows },
  });

const GOOD = { product: PORK.id, price: 145_000 };

test('a report is counted with its rows, and what was refused by its code', async () => {
  await post([GOOD, { product: RICE.id, price: 15 }, { product: 'no-such', price: 1000 }]);
  expect(meter.recorded).toEqual([
    { ReportsReceived: 1, RowsAccepted: 1, RowsQuarantined: 0 },
    { 'RowsRejected price-out-of-band': 1 },
    { 'RowsRejected unknown-product': 1 },
  ]);
});

test('a report that was refused as a whole counts by the reason', async () => {
  await post([{ product: 'no-such', price: 1000 }]);
  expect(meter.recorded).toEqual([
    { ReportsReceived: 0, RowsAccepted: 0, RowsQuarantined: 0 },
    { 'RowsRejected no-valid-rows': 1 },
    { 'RowsRejected unknown-product': 1 },
  ]);
});

test('a trial counts as nothing', async () => {
  await post([GOOD], { dryRun: 'true' });
  expect(meter.recorded).toEqual([]);
});
