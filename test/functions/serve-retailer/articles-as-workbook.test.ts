import { beforeAll, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { createHandler } from '#functions/serve-retailer/handler.ts';
import { callAsRetailer } from '#support/call-as-retailer.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { readWorkbook } from '#workbook/read-workbook.ts';
import { type SheetToWrite, writeWorkbook } from '#workbook/write-workbook.ts';
import { XLSX_TYPE } from '#workbook/xlsx-type.ts';

const tables = tablesOfFile({ clock: () => Date.parse('2026-11-30T06:30:00+07:00') });
let serve: ReturnType<typeof createHandler>;

beforeAll(() => {
  serve = createHandler(tables.platform, hanoi);
});

interface Answer extends Record<string, unknown> {
  readonly code?: string;
  readonly rejected?: readonly { readonly cell: string; readonly row: number; readonly code: string }[];
}

const put = (retailer: string, body: Uint8Array) =>
  callAsRetailer<Answer>(serve, retailer, 'PUT /v1/me/articles', { body, contentType: XLSX_TYPE });
const sheet = (...rows: SheetToWrite['rows']) =>
  writeWorkbook([
    { name: 'Ghi chú', rows: [['Danh mục của siêu thị']] },
    { name: 'Mã riêng', rows: [['DANH MỤC MÃ RIÊNG'], ['Mã riêng', 'Tên', 'Mã hàng', 'Mã vạch', 'Hệ số'], ...rows] },
  ]);

test('own articles are put as a workbook, and the workbook that is given can be put again', async () => {
  const put1 = await put(
    'sen-vang',
    sheet(
      ['0012345', 'Gạo ST25 túi 5kg', '01.0002', 8930000000019, 5],
      [1000311, 'Thịt thăn', '01.0004', undefined, '0,5'],
      [undefined, 'Người lập'],
    ),
  );
  expect([put1.status, put1.body]).toMatchObject([200, { articles: 2, added: 2 }]);
  const items = [
    { article: '0012345', product: '01.0002', gtin: '8930000000019', factor: 5 },
    { article: '1000311', product: '01.0004', factor: 0.5 },
  ];
  const listed = await callAsRetailer(serve, 'sen-vang', 'GET /v1/me/articles', {});
  expect(listed.body).toEqual({ items });
  const call = { query: { format: 'xlsx' } };
  const { body } = await callAsRetailer<Uint8Array>(serve, 'sen-vang', 'GET /v1/me/articles', call);
  expect((await readWorkbook(body, 10)).sheets[0]?.rows).toHaveLength(3);
  expect((await put('sen-vang', body)).body).toMatchObject({ articles: 2, added: 0, changed: 0 });
  expect((await callAsRetailer(serve, 'cho-que', 'GET /v1/me/articles', {})).body).toEqual({ items: [] });
});

test('what is wrong is named by its cell, and nothing is kept', async () => {
  const { status, body } = await put(
    'mai-lan',
    sheet(
      ['a1', '', '01.0002', '', 5],
      ['a2', '', 1.0004],
      ['a3', '', '01.0004', '12'],
      ['a4', '', '01.0004', '', '1.500'],
      [undefined, '', '01.0004'],
    ),
  );
  expect([status, body.code]).toEqual([422, 'articles-refused']);
  expect(body.rejected?.map(({ cell, code }) => `${cell} ${code}`)).toEqual([
    'Mã riêng!C4 unknown-product',
    'Mã riêng!D5 invalid-gtin',
    'Mã riêng!E6 invalid-factor',
    'Mã riêng!A7 invalid-article',
  ]);
  expect((await callAsRetailer(serve, 'mai-lan', 'GET /v1/me/articles', {})).body).toEqual({ items: [] });
});

test('a workbook without the columns, and what is no workbook, are refused with a sentence', async () => {
  const none = await put('mai-lan', writeWorkbook([{ name: 'A', rows: [['Mã hàng', 'Giá']] }]));
  expect([none.status, none.body]).toMatchObject([422, { code: 'missing-columns' }]);
  const text = await put('mai-lan', new TextEncoder().encode('article,product'));
  expect([text.status, text.body]).toMatchObject([415, { code: 'text-not-workbook' }]);
});
