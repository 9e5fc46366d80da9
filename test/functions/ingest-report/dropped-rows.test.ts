import { beforeAll, describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { NO_RECENT_PRICES } from '#domain/history/store-memory.ts';
import type { Store } from '#domain/store.ts';
import { createHandler } from '#functions/ingest-report/handler.ts';
import { type IngestPorts, ingestReport } from '#functions/ingest-report/ingest-report.ts';
import { MAX_PACKED_BYTES } from '#storage/packed.ts';
import { packStoreDay, reportStore } from '#storage/reports.ts';
import { callAsRetailer } from '#support/call-as-retailer.ts';
import { callAsStaff } from '#support/call-as-staff.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { registerShop } from '#support/registered-shop.ts';

const DATE = '2026-11-23';
const PORK = { product: '01.0004', price: 145_000 };
const EGGS = { product: '01.0027', price: 34_000 };
const ROWS = [PORK, EGGS, { ...PORK, priceType: 'promo', price: 140_000 }, { ...EGGS, gtin: '8930000000019' }];

let now = Date.parse('2026-11-23T06:30:00+07:00');
const tables = tablesOfFile({ clock: () => now++ });
let handler: ReturnType<typeof createHandler>;
beforeAll(() => {
  handler = createHandler(tables.platform, hanoi);
});

interface Answer {
  readonly code: string;
  readonly detail: string;
  readonly dropped: object[];
  readonly droppedCount: number;
  readonly warnings: { code: string; count?: number }[];
  readonly rejected: { row: number; code: string; detail: string }[];
}

const aShop = () => registerShop(tables.platform);
const reports = () => reportStore(tables.platform.dynamodb, 'binh-on-market', tables.platform.clock);
const post = (retailer: string, rows: readonly object[], query: Record<string, string> = {}) =>
  callAsRetailer<Answer>(handler, retailer, 'POST /v1/reports', {
    body: { store: 'shop-1', date: DATE, rows },
    query,
  });
const keptRows = async (retailer: string) =>
  (await reports().readReport('00070', DATE, `${retailer}/shop-1`))?.day.rows.length;

describe('a full report that would take more than half of the kept rows out', () => {
  test('is refused with the rows that would be gone, in the caller’s language, and changes nothing', async () => {
    const retailer = await aShop();
    await post(retailer, ROWS);
    const { status, body } = await post(retailer, [{ ...PORK, price: 150_000 }]);
    expect([status, body.code, body.droppedCount]).toEqual([409, 'rows-would-drop', 3]);
    expect(body.dropped).toContainEqual({ product: '01.0027', gtin: '8930000000019', priceType: 'retail' });
    expect(body.detail).toContain('01.0027');
    expect(body.detail).toContain('confirmDrop=true');
    expect(await keptRows(retailer)).toBe(4);
    expect((await post(retailer, [PORK], { dryRun: 'true' })).status).toBe(409);
    expect((await post(retailer, [PORK], { mode: 'strict' })).status).toBe(409);
  });

  test('is kept once its sender confirms it, and warns of the rows', async () => {
    const retailer = await aShop();
    await post(retailer, ROWS);
    const { status, body } = await post(retailer, [PORK], { confirmDrop: 'true' });
    expect([status, body.warnings]).toMatchObject([200, [{ code: 'rows-dropped', count: 3 }]]);
    expect(await keptRows(retailer)).toBe(1);
  });

  test('does not count where half stays, where the same comes again, or where a patch withdraws', async () => {
    const retailer = await aShop();
    await post(retailer, ROWS);
    expect((await post(retailer, ROWS)).status).toBe(200);
    expect((await post(retailer, ROWS.slice(0, 2))).body.warnings).toMatchObject([{ code: 'rows-dropped', count: 2 }]);
    const withdrawn = [PORK, EGGS].map(({ product }) => ({ product, withdraw: true }));
    expect((await post(retailer, withdrawn, { mode: 'patch' })).status).toBe(200);
  });

  test('counts what is kept of it, not what was sent: rows that are refused are gone, too', async () => {
    const retailer = await aShop();
    await post(retailer, ROWS);
    const { status } = await post(retailer, [PORK, ...ROWS.slice(1).map((row) => ({ ...row, price: '34.000' }))]);
    expect(status).toBe(409);
  });

  test('is named line by line in a file, whose other days are kept', async () => {
    const retailer = await aShop();
    await post(retailer, ROWS);
    const file = `store,date,product,price\nshop-1,${DATE},01.0004,150000\nshop-1,2026-11-22,01.0004,150000\n`;
    const send = (query: Record<string, string> = {}) =>
      callAsRetailer<Answer>(handler, retailer, 'POST /v1/reports', { body: file, contentType: 'text/csv', query });
    const { status, body } = await send();
    expect([status, body.rejected]).toMatchObject([200, [{ row: 2, code: 'rows-would-drop' }]]);
    expect(await keptRows(retailer)).toBe(4);
    expect((await send({ confirmDrop: 'true' })).body.rejected).toEqual([]);
    expect(await keptRows(retailer)).toBe(1);
  });

  test('is judged against what is kept when it is written, not when it was first read', async () => {
    const retailer = await aShop();
    const store: Store = {
      retailer,
      id: 'shop-1',
      name: 'A',
      channel: 'market',
      places: [{ place: '00070', validFrom: '2026-01-01' }],
    };
    let isFirst = true;
    const ports: IngestPorts<ReturnType<typeof packStoreDay>> = {
      ...reports(),
      products: hanoi.products,
      pack: packStoreDay,
      maxPackedBytes: MAX_PACKED_BYTES,
      correctionDays: 7,
      recentPrices: async () => NO_RECENT_PRICES,
      clock: tables.platform.clock,
      putReport: async (...write) => {
        // Another till of the shop is faster.
        if (isFirst) await post(retailer, ROWS);
        isFirst = false;
        return reports().putReport(...write);
      },
    };
    const outcome = await ingestReport(ports)({
      store,
      date: DATE,
      rows: [PORK],
      mode: 'full',
      dryRun: false,
      confirmDrop: false,
      source: 'live',
    });
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'rows-would-drop' } });
    expect(await keptRows(retailer)).toBe(4);
  });
});

describe('a file', () => {
  const send = (retailer: string, lines: readonly string[], query: Record<string, string> = {}) =>
    callAsRetailer<Answer>(handler, retailer, 'POST /v1/reports', {
      body: ['store,date,product,price', ...lines].join('\n'),
      contentType: 'text/csv',
      query,
    });
  const GOOD = `shop-1,${DATE},01.0004,145000`;
  const BAD = 'shop-1,2026-11-22,01.0004,15.000';

  test('of which nothing is kept is refused, with its lines', async () => {
    const retailer = await aShop();
    const { status, body } = await send(retailer, [BAD, `shop-9,${DATE},01.0004,145000`]);
    expect([status, body.code]).toEqual([422, 'nothing-kept']);
    expect(body.rejected.map(({ row, code }) => [row, code])).toEqual([
      [2, 'price-not-integer'],
      [3, 'unknown-store'],
    ]);
    expect((await send(retailer, [])).status).toBe(422);
  });

  test('in strict mode is kept as a whole or not at all, whichever day is wrong', async () => {
    const retailer = await aShop();
    const { status, body } = await send(retailer, [GOOD, BAD], { mode: 'strict' });
    expect([status, body.code]).toEqual([422, 'rows-refused']);
    expect(body.rejected).toMatchObject([{ row: 3, code: 'price-not-integer' }]);
    expect(await keptRows(retailer)).toBeUndefined();
    expect((await send(retailer, [GOOD], { mode: 'strict' })).status).toBe(200);
    expect(await keptRows(retailer)).toBe(1);
  });

  test('of history of which nothing is kept is refused as well', async () => {
    const retailer = await aShop();
    const body = `retailer,store,date,product,price\n${retailer},shop-9,2026-11-01,01.0004,145000`;
    const answer = await callAsStaff(handler, 'POST /v1/history', { body, contentType: 'text/csv' });
    expect(answer.status).toBe(422);
  });
});
