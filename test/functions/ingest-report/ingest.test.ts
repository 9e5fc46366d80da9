import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { createHandler } from '#functions/ingest-report/handler.ts';
import type { GatewayEvent } from '#runtime/gateway-event.ts';
import { reportStore } from '#storage/reports.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { registerShop } from '#support/registered-shop.ts';
import { runsOf } from '#support/seeds.ts';

const DATE = '2026-11-23';
const STORE = { store: 'shop-1', date: DATE };
const PORK = { product: '01.0004', price: 145_000 };
const EGGS = { product: '01.0027', price: 34_000 };

const tables = tablesOfFile();
let handler: ReturnType<typeof createHandler>;

beforeAll(() => {
  handler = createHandler(tables.platform, hanoi);
});

const aStore = () => registerShop(tables.platform);

async function post(
  retailer: string,
  body: unknown,
  options: { type?: string; query?: Record<string, string>; language?: string } = {},
) {
  const bytes =
    body instanceof Uint8Array
      ? Buffer.from(body)
      : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const result = await handler({
    version: '2.0',
    routeKey: 'POST /v1/reports',
    headers: { 'content-type': options.type ?? 'application/json', 'accept-language': options.language ?? 'en' },
    queryStringParameters: options.query ?? {},
    body: bytes.toString('base64'),
    isBase64Encoded: true,
    requestContext: { requestId: 'r', authorizer: { lambda: { retailer, keyId: 'k' } } },
  } as unknown as GatewayEvent);
  return { status: result.statusCode ?? 0, body: JSON.parse(result.body ?? '{}') as Record<string, never> & Answer };
}

interface Answer {
  readonly code: string;
  readonly detail: string;
  readonly accepted: number;
  readonly revision: number;
  readonly receipt: string;
  readonly rejected: { row: number; pointer: string; code: string; hint: string }[];
  readonly rejectedCount: number;
  readonly warnings: { code: string; count?: number }[];
  readonly receipts: { store: string; accepted: number }[];
}

const keptOf = (retailer: string) =>
  reportStore(tables.platform.dynamodb, 'binh-on-market', tables.platform.clock).readReport(
    '00070',
    DATE,
    `${retailer}/shop-1`,
  );

describe('a report', () => {
  test('is kept, and kept once when it is sent again', async () => {
    const retailer = await aStore();
    const report = { ...STORE, reportedAt: `${DATE}T06:00:00+07:00`, rows: [PORK, EGGS] };
    const first = await post(retailer, report);
    const again = await post(retailer, { ...report, rows: [EGGS, PORK] });
    expect([first.status, first.body.revision, first.body.accepted]).toEqual([201, 1, 2]);
    expect([again.status, again.body.revision, again.body.receipt]).toEqual([200, 1, first.body.receipt]);
  });

  test('keeps its good rows, and says of each bad one where, why and what to do', async () => {
    const retailer = await aStore();
    const { status, body } = await post(retailer, {
      ...STORE,
      rows: [
        PORK,
        { ...EGGS, price: '34.000' },
        { ...EGGS, price: 340_000 },
        { product: 'Thịt lợn nạc thăn', price: 1 },
        { ...EGGS, stock: -1 },
        PORK,
        EGGS,
      ],
    });
    expect([status, body.accepted]).toEqual([201, 2]);
    expect(body.rejected.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/rows/1/price', 'price-not-integer'],
      ['/rows/2/price', 'price-out-of-band'],
      ['/rows/3/product', 'unknown-product'],
      ['/rows/4/stock', 'negative-stock'],
      ['/rows/5/product', 'duplicate-row'],
    ]);
    expect(body.rejected[0]?.hint).toContain('34000');
    expect(body.rejected[1]?.hint).toContain('x10');
    expect(body.rejected[2]?.hint).toContain('01.0004');
  });

  test('with strict=… keeps all or nothing, and dryRun keeps nothing', async () => {
    const retailer = await aStore();
    const rows = [PORK, { ...EGGS, price: 1 }];
    expect((await post(retailer, { ...STORE, rows }, { query: { mode: 'strict' } })).status).toBe(422);
    expect((await post(retailer, { ...STORE, rows }, { query: { dryRun: 'true' } })).status).toBe(200);
    expect(await keptOf(retailer)).toBeUndefined();
  });

  test('replaces the day, a patch changes and withdraws only what it names', async () => {
    const retailer = await aStore();
    await post(retailer, { ...STORE, reportedAt: `${DATE}T06:00:00+07:00`, rows: [PORK, EGGS] });
    const patched = await post(
      retailer,
      {
        ...STORE,
        reportedAt: `${DATE}T06:05:00+07:00`,
        rows: [
          { ...PORK, price: 150_000 },
          { product: EGGS.product, withdraw: true },
        ],
      },
      { query: { mode: 'patch' } },
    );
    expect([patched.status, patched.body.revision]).toEqual([200, 2]);
    expect((await keptOf(retailer))?.day.rows).toEqual([
      { product: PORK.product, priceType: 'retail', price: 150_000 },
    ]);
    const replaced = await post(
      retailer,
      { ...STORE, reportedAt: `${DATE}T06:10:00+07:00`, rows: [EGGS] },
      { query: { confirmDrop: 'true' } },
    );
    expect(replaced.body.warnings).toMatchObject([{ code: 'rows-dropped', count: 1 }]);
  });

  test('older than the kept one never replaces it', async () => {
    const retailer = await aStore();
    await post(retailer, { ...STORE, reportedAt: `${DATE}T06:10:00+07:00`, rows: [PORK] });
    const late = await post(retailer, { ...STORE, reportedAt: `${DATE}T06:00:00+07:00`, rows: [EGGS] });
    expect([late.status, late.body.code]).toEqual([409, 'superseded']);
  });

  test('of the same time as the kept one stands by its content, and is told to be dated later', async () => {
    const retailer = await aStore();
    const at = `${DATE}T06:10:00+07:00`;
    const reports = [PORK, { ...PORK, price: 150_000 }].map((row) => ({ ...STORE, reportedAt: at, rows: [row] }));
    const [first, second] = [await post(retailer, reports[0]), await post(retailer, reports[1])];
    const kept = await keptOf(retailer);
    // In the other order the same one stands.
    const other = await aStore();
    for (const report of reports.toReversed()) await post(other, report);
    expect((await keptOf(other))?.day.rows).toEqual(kept?.day.rows);
    const refused = reports[kept?.day.rows[0]?.price === PORK.price ? 1 : 0];
    expect([first.status, [200, 409]]).toEqual([201, expect.arrayContaining([second.status])]);
    const english = await post(retailer, refused);
    expect([english.status, english.body.code]).toEqual([409, 'superseded']);
    expect(english.body.detail).toMatch(
      /^Another report of the same time .* Send a later "reportedAt", or leave it out/,
    );
    expect((await post(retailer, refused, { language: 'vi' })).body.detail).toContain('cùng thời điểm');
    const { reportedAt: _, ...undated } = refused ?? {};
    expect((await post(retailer, undated)).status).toBe(200);
  });

  test('of another retailer’s store is answered like one that does not exist', async () => {
    const [own, other] = [await aStore(), await aStore()];
    await post(other, { ...STORE, rows: [PORK] });
    const nowhere = await post(own, { ...STORE, store: 'no-such', rows: [PORK] });
    expect([nowhere.status, nowhere.body.code]).toEqual([403, 'not-your-store']);
    expect(await keptOf(own)).toBeUndefined();
  });

  test.each([
    ['a future day', { ...STORE, date: '2026-11-24', rows: [PORK] }, 422, 'future-date'],
    ['a closed day', { ...STORE, date: '2026-11-15', rows: [PORK] }, 422, 'day-closed'],
    [
      'a clock that runs ahead',
      { ...STORE, reportedAt: `${DATE}T07:00:00+07:00`, rows: [PORK] },
      422,
      'future-reported-at',
    ],
    ['no good row', { ...STORE, rows: [{ product: 'x', price: 1 }] }, 422, 'no-valid-rows'],
    ['a wrong shape', { store: 1 }, 422, 'invalid-request'],
    ['broken JSON', '{"store":', 400, 'malformed-json'],
  ])('refuses %s in both languages', async (_, body, status, code) => {
    const retailer = await aStore();
    const english = await post(retailer, body);
    const vietnamese = await post(retailer, body, { language: 'vi' });
    expect([english.status, english.body.code]).toEqual([status, code]);
    expect(vietnamese.body.detail).not.toBe(english.body.detail);
    expect(vietnamese.body.detail).toBe(vietnamese.body.detail.normalize('NFC'));
  });

  test('in any order of versions ends as the newest', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat({ max: 4 }), { maxLength: 3 }),
        async (minutes, repeats) => {
          const retailer = await aStore();
          const send = (minute: number) =>
            post(retailer, {
              ...STORE,
              reportedAt: `${DATE}T06:${String(minute).padStart(2, '0')}:00+07:00`,
              rows: [{ ...PORK, price: 140_000 + minute }],
            });
          for (const minute of minutes) await send(minute);
          for (const index of repeats) await send(minutes[index % minutes.length] as number);
          expect((await keptOf(retailer))?.day.rows[0]?.price).toBe(140_000 + Math.max(...minutes));
        },
      ),
      { numRuns: runsOf({ few: 8, all: 40 }) },
    );
  });
});

describe('a file', () => {
  test.each([',', ';', '\t'])('separated by %j keeps the good rows of every store-day', async (separator) => {
    const retailer = await aStore();
    const line = (...cells: (string | number)[]) => cells.join(separator);
    const text = [
      line('store', 'date', 'product', 'price', 'stock'),
      line('shop-1', DATE, PORK.product, PORK.price, '120.5'),
      line('shop-1', DATE, EGGS.product, '34.000', ''),
      line('shop-9', DATE, PORK.product, PORK.price, ''),
    ].join('\r\n');
    const { status, body } = await post(retailer, `\uFEFF${text}`, { type: 'text/csv; charset=utf-8' });
    expect(status).toBe(200);
    expect(body.receipts).toMatchObject([{ store: 'shop-1', accepted: 1 }]);
    expect(body.rejected.map(({ row, code }) => [row, code])).toEqual([
      [3, 'price-not-integer'],
      [4, 'unknown-store'],
    ]);
    expect((await keptOf(retailer))?.day.rows[0]?.stockMilli).toBe(120_500);
  });

  test('of lines of JSON is read line by line', async () => {
    const retailer = await aStore();
    const text = `${JSON.stringify({ ...STORE, ...PORK })}\nnot json\n`;
    const { body } = await post(retailer, text, { type: 'application/x-ndjson' });
    expect(body.receipts).toHaveLength(1);
    expect(body.rejected.map(({ row, code }) => [row, code])).toEqual([[2, 'unreadable-line']]);
  });

  test('that is not UTF-8 says how to save it', async () => {
    const retailer = await aStore();
    const utf16 = Buffer.from('store,date,product,price\n', 'utf16le');
    const { status, body } = await post(retailer, utf16, { type: 'text/csv' });
    expect([status, body.code]).toEqual([400, 'wrong-encoding']);
  });
});

describe('whatever is sent', () => {
  const readable = ({ status, body }: Awaited<ReturnType<typeof post>>) => {
    expect(status).toBeGreaterThanOrEqual(200);
    expect(status).toBeLessThan(500);
    if (status >= 400) expect(body.detail.length).toBeGreaterThan(5);
    expect(body.rejected?.length ?? 0).toBeLessThanOrEqual(100);
  };
  const oddKeys = fc.constantFrom('__proto__', 'constructor', 'product', 'price', '\u202Estock', '\u0000');
  const anyRow = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(oddKeys, fc.jsonValue()),
    fc.constant({ ...PORK, price: 1e308 }),
  );

  test('any JSON gets a readable answer and no good row is lost', async () => {
    const retailer = await aStore();
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 20 }), async (rows) => {
        const answer = await post(retailer, { ...STORE, rows: [...rows, PORK] });
        readable(answer);
        expect([200, 201]).toContain(answer.status);
        expect((await keptOf(retailer))?.day.rows.some(({ product }) => product === PORK.product)).toBe(true);
      }),
      { numRuns: runsOf({ few: 30, all: 150 }) },
    );
  });

  test('any body and any bytes of a file get a readable answer', async () => {
    const retailer = await aStore();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.json(), fc.string(), fc.constant(`${'['.repeat(50_000)}`)),
        fc.uint8Array({ maxLength: 400 }),
        async (text, bytes) => {
          readable(await post(retailer, text));
          readable(await post(retailer, bytes, { type: 'text/csv' }));
          readable(await post(retailer, `store,date,product,price\n${text}`, { type: 'text/csv' }));
          readable(await post(retailer, text, { type: 'application/x-ndjson' }));
        },
      ),
      { numRuns: runsOf({ few: 30, all: 150 }) },
    );
  });

  test('of 10,000 bad rows the first 100 come back with the count of all', async () => {
    const retailer = await aStore();
    const rows = [...Array.from({ length: 10_000 }, () => ({ product: 'x', price: 1 })), PORK];
    const answer = await post(retailer, { ...STORE, rows });
    readable(answer);
    expect([answer.status, answer.body.rejectedCount, answer.body.accepted]).toEqual([201, 10_000, 1]);
  });
});
