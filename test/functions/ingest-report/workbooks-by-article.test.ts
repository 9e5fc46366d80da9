import { beforeAll, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { createHandler as ingestReport } from '#functions/ingest-report/handler.ts';
import { createHandler as serveRetailer } from '#functions/serve-retailer/handler.ts';
import { registryStore } from '#storage/registry.ts';
import { callAsRetailer } from '#support/call-as-retailer.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { readWorkbook } from '#workbook/read-workbook.ts';
import { type SheetToWrite, writeWorkbook } from '#workbook/write-workbook.ts';
import { XLSX_TYPE } from '#workbook/xlsx-type.ts';

const TODAY = '2026-11-30';
const SHOP = 'sen-1';
const tables = tablesOfFile({ clock: () => Date.parse(`${TODAY}T06:30:00+07:00`) });
let ingest: ReturnType<typeof ingestReport>;
let serve: ReturnType<typeof serveRetailer>;

beforeAll(() => {
  ingest = ingestReport(tables.platform, hanoi);
  serve = serveRetailer(tables.platform, hanoi);
});

let registered = 0;

/** A retailer of its own, whose numbers are a bag of 5 kg of rice, one of 3 kg, and pork. */
async function aRetailer(): Promise<string> {
  const retailer = `own-${registered++}`;
  const registry = registryStore(tables.platform.dynamodb, tables.platform.env['REGISTRY_TABLE'] ?? '');
  const places = [{ place: '00070', validFrom: '0001-01-01' }];
  await registry.putStore({ retailer, id: SHOP, name: 'Sen Vàng', channel: 'market', places });
  const items = [
    { article: '00234', product: '01.0002', gtin: '8930000000019', factor: 5 },
    { article: '777', product: '01.0002', gtin: '8930000000026', factor: 3 },
    { article: '1000311', product: '01.0004' },
    { article: '01000311', product: '01.0005' },
  ];
  const { status } = await callAsRetailer(serve, retailer, 'PUT /v1/me/articles', { body: { items } });
  expect(status).toBe(200);
  return retailer;
}

interface Answer {
  readonly receipts?: readonly {
    readonly accepted: number;
    readonly warnings: readonly { readonly code: string; readonly cell?: string; readonly detail: string }[];
  }[];
  readonly rejected?: readonly {
    readonly cell: string;
    readonly pointer: string;
    readonly code: string;
    readonly detail: string;
    readonly hint: string;
  }[];
}

function post<Body = Answer>(retailer: string, rows: SheetToWrite['rows'], query = {}, accept?: string) {
  const body = writeWorkbook([{ name: 'Báo cáo', rows: [HEADER, ...rows] }]);
  const call = { body, query: { store: SHOP, date: TODAY, ...query }, contentType: XLSX_TYPE };
  return callAsRetailer<Body>(ingest, retailer, 'POST /v1/reports', accept ? { ...call, accept } : call);
}

async function keptOf(retailer: string) {
  const params = { store: SHOP, date: TODAY };
  const { body } = await callAsRetailer<{ readonly rows: readonly object[] }>(
    serve,
    retailer,
    'GET /v1/reports/{store}/{date}',
    { params },
  );
  return body.rows;
}

const HEADER = ['Mã nội bộ', 'Tên hàng', 'Đơn vị', 'Giá bán lẻ', 'Tồn kho (tấn)', 'Mã hàng'];

test('rows of a workbook name own articles: prices are of one unit, stocks are converted once', async () => {
  const retailer = await aRetailer();
  const { status, body } = await post(retailer, [
    ['00234', 'Gạo ST25 túi 5kg', 'túi', 150_000, 1.5],
    [1_000_311, 'Thịt lợn nạc thăn', undefined, 145_000, 0.02, '01.0004'],
  ]);
  expect(body.rejected).toEqual([]);
  expect(status).toBe(200);
  expect(await keptOf(retailer)).toEqual([
    { product: '01.0002', gtin: '8930000000019', priceType: 'retail', price: 30_000, stock: 1500 },
    { product: '01.0004', priceType: 'retail', price: 145_000, stock: 20 },
  ]);
  expect(body.receipts?.[0]?.warnings).toMatchObject([
    { code: 'converted-quantity', cell: 'Báo cáo!E2', detail: expect.stringContaining('1,500 kg') },
    { code: 'converted-quantity', cell: 'Báo cáo!E3' },
  ]);
});

test('what is rounded in an article is said beside its number', async () => {
  const { body } = await post(await aRetailer(), [['777', 'Gạo túi 3kg', 'túi', 100_000]]);
  expect(body.receipts?.[0]?.warnings).toMatchObject([{ code: 'article-rounded', cell: 'Báo cáo!A2' }]);
});

test('a number that nobody mapped is refused by its cell with the nearest goods, and waits to be mapped', async () => {
  const retailer = await aRetailer();
  const { body } = await post(retailer, [
    ['00234', 'Gạo ST25 túi 5kg', 'túi', 150_000],
    ['9999', 'Thịt lợn nạc thăn', 'kg', 145_000],
    [1_000_311, 'Hàng thịt', undefined, 145_000],
  ]);
  expect(body.receipts?.[0]?.accepted).toBe(1);
  expect(body.rejected).toMatchObject([
    { cell: 'Báo cáo!A3', pointer: '/article', code: 'unknown-article', hint: expect.stringContaining('01.0004') },
    { cell: 'Báo cáo!A4', pointer: '/article', code: 'unknown-article', detail: expect.stringContaining('"01000311"') },
  ]);
  const waiting = await callAsRetailer(serve, retailer, 'GET /v1/me/articles/suggestions', {});
  expect(waiting.body).toMatchObject({
    total: 1,
    items: [{ article: '9999', name: 'Thịt lợn nạc thăn', unit: 'kg', stores: 1 }],
  });
});

test('another retailer has no part in these numbers', async () => {
  await aRetailer();
  const stranger = `own-${registered++}`;
  const registry = registryStore(tables.platform.dynamodb, tables.platform.env['REGISTRY_TABLE'] ?? '');
  const places = [{ place: '00070', validFrom: '0001-01-01' }];
  await registry.putStore({ retailer: stranger, id: SHOP, name: 'Chợ Quê', channel: 'market', places });
  const { status, body } = await post(stranger, [['00234', 'Gạo ST25 túi 5kg', 'túi', 150_000]]);
  expect(status).toBe(422);
  expect(body.rejected).toMatchObject([{ cell: 'Báo cáo!A2', code: 'unknown-article' }]);
});

test('the workbook that comes back says what is wrong beside the row', async () => {
  const rows = [['9999', 'Thịt lợn nạc thăn', 'kg', 145_000]];
  const { body } = await post<Uint8Array>(await aRetailer(), rows, {}, XLSX_TYPE);
  const { sheets } = await readWorkbook(body, 100);
  const said = [...(sheets[0]?.rows[1]?.cells.values() ?? [])].flatMap((cell) =>
    cell.kind === 'text' ? [cell.text] : [],
  );
  expect(said.join('|')).toContain('The article "9999" is no product');
});
