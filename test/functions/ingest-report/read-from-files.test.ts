import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import type { OperationKey } from '#contract/operations.ts';
import { createHandler } from '#functions/ingest-report/handler.ts';
import { callAsRetailer } from '#support/call-as-retailer.ts';
import { callAsStaff } from '#support/call-as-staff.ts';
import type { GatewayCall } from '#support/call-gateway.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { describeWithData } from '#support/real-data.ts';
import { registerShop } from '#support/registered-shop.ts';

const DATE = '2026-11-23';
const HEADER = 'store;date;product;price';

const tables = tablesOfFile();
let handler: ReturnType<typeof createHandler>;

beforeAll(() => {
  handler = createHandler(tables.platform, hanoi);
});

interface Answer {
  readonly code: string;
  readonly detail: string;
  readonly columns: readonly string[];
  readonly separator: string;
  readonly found: readonly string[];
  readonly issues: readonly { pointer: string; message: string }[];
  readonly accepted: number;
  readonly receipts: readonly { store: string; date: string; accepted: number; warnings: { code: string }[] }[];
  readonly rejected: readonly { row: number; pointer: string; code: string; detail: string; hint: string }[];
}

const aRetailer = () => registerShop(tables.platform);
const post = (retailer: string, call: GatewayCall) =>
  callAsRetailer<Answer>(handler, retailer, 'POST /v1/reports' satisfies OperationKey, call);
const postCsv = (retailer: string, ...lines: string[]) =>
  post(retailer, { body: lines.join('\n'), contentType: 'text/csv' });
const codesOf = ({ rejected }: Answer) => rejected.map(({ row, pointer, code }) => [row, pointer, code]);

describe('a file of quantities', () => {
  test('has each that may mean two numbers refused, with both', async () => {
    const { body } = await postCsv(
      await aRetailer(),
      `${HEADER};stock;sold;incoming`,
      `shop-1;${DATE};01.0004;145000;1.500;;`,
      `shop-1;${DATE};01.0001;15000;;10.000;`,
      `shop-1;${DATE};01.0002;20000;;;2,000`,
      `shop-1;${DATE};01.0027;34000;120,5;1.25;3`,
    );
    expect(codesOf(body)).toEqual([
      [2, '/stock', 'quantity-not-a-number'],
      [3, '/sold', 'quantity-not-a-number'],
      [4, '/incoming', 'quantity-not-a-number'],
    ]);
    expect(body.rejected.map(({ hint }) => hint)).toEqual([
      expect.stringMatching(/1\.5 or 1500/),
      expect.stringMatching(/10 or 10000/),
      expect.stringMatching(/2 or 2000/),
    ]);
    expect(body.receipts).toMatchObject([{ accepted: 1 }]);
  });

  test('is told so in JSON and NDJSON as well, where numbers are what they are', async () => {
    const retailer = await aRetailer();
    const rows = [
      { product: '01.0004', price: 145_000, stock: '1.500' },
      { product: '01.0001', price: 15_000, stock: 1.5 },
    ];
    const json = await post(retailer, { body: { store: 'shop-1', date: DATE, rows } });
    expect(json.body).toMatchObject({ accepted: 1, rejected: [{ pointer: '/rows/0/stock' }] });
    expect(json.body.rejected[0]?.hint).toContain('1.5 or 1500');
    const lines = rows.map((row) => JSON.stringify({ store: 'shop-1', date: DATE, ...row })).join('\r');
    const ndjson = await post(retailer, { body: lines, contentType: 'application/x-ndjson' });
    expect(codesOf(ndjson.body)).toEqual([[1, '/stock', 'quantity-not-a-number']]);
    expect(ndjson.body.rejected[0]?.hint).toContain('1.5 or 1500');
  });
});

describeWithData('cases/stock-thousands-vi.csv', 'stock with thousands (skipped without the file)', (file) => {
  test('is refused in every row', async () => {
    const retailer = await aRetailer();
    const lines = readFileSync(file, 'utf8').replaceAll('a1;2026-11-30', `shop-1;${DATE}`);
    const { body } = await post(retailer, { body: lines, contentType: 'text/csv' });
    expect(body.rejected.map(({ row, code }) => [row, code])).toEqual(
      [2, 3, 4].map((row) => [row, 'quantity-not-a-number']),
    );
  });
});

test('a quantity finer than what is kept is refused, and one that a sum has left is not', async () => {
  const retailer = await aRetailer();
  const header = `${HEADER};stock`;
  const { body } = await postCsv(retailer, header, `shop-1;${DATE};01.0004;145000;0.0004`);
  expect(codesOf(body)).toEqual([[2, '/stock', 'quantity-not-a-number']]);
  expect(body.rejected[0]?.detail).toBe('"stock" has more than three decimals; 0.0004 came.');
  const rows = [{ product: '01.0004', price: 145_000, stock: 0.1 + 0.2, sold: 1e9 - 0.001 }];
  expect((await post(retailer, { body: { store: 'shop-1', date: DATE, rows } })).body).toMatchObject({ accepted: 1 });
});

test('a flag that is no word for one is answered with those of a cell', async () => {
  const { body } = await postCsv(await aRetailer(), `${HEADER};confirm`, `shop-1;${DATE};01.0004;145000;ok`);
  expect(codesOf(body)).toEqual([[2, '/confirm', 'not-a-boolean']]);
  expect(body.rejected[0]?.hint).toContain('in a CSV cell write true, yes or x');
});

test.each(['utf-8', 'UTF-8', '"utf-8"'])('a file that declares the charset %s is read', async (charset) => {
  const body = `${HEADER}\nshop-1;${DATE};01.0004;145000`;
  expect((await post(await aRetailer(), { body, contentType: `text/csv; charset=${charset}` })).status).toBe(200);
});

test('a file that declares another charset is refused', async () => {
  const body = `${HEADER}\nshop-1;${DATE};01.0004;145000`;
  const { status, body: answer } = await post(await aRetailer(), {
    body,
    contentType: 'text/csv; Charset=windows-1258',
  });
  expect([status, answer.code]).toEqual([415, 'unsupported-encoding']);
});

describe('dates of a file', () => {
  test.each([
    '23/11/2026',
    '23-11-2026',
    '2026/11/23',
    '23/11/2026 00:00:00',
    '2026-11-23T00:00:00',
    '\u00a02026-11-23\u200b',
  ])('written as %j are the day that they mean', async (written) => {
    const { body } = await postCsv(await aRetailer(), HEADER, `shop-1;${written};01.0004;145000`);
    expect(body.receipts).toMatchObject([{ date: DATE, accepted: 1 }]);
  });

  test.each(['23/11/26', '20261123', '46349', '11/23/2026', '23/11/2026 07:30'])(
    'written as %j are answered with the form to use',
    async (written) => {
      const { body } = await postCsv(await aRetailer(), HEADER, `shop-1;${written};01.0004;145000`);
      expect(codesOf(body)).toEqual([[2, '/date', 'invalid-date']]);
      expect(body.rejected[0]?.hint).toBe(`Write ${DATE}.`);
    },
  );

  test('stay day first beside dates of two digits for the year, or with a time', async () => {
    const { body } = await postCsv(
      await aRetailer(),
      HEADER,
      ...['05/11/2026', '06/11/26', '11/22/26', '07/11/2026 07:15'].map((date) => `shop-1;${date};01.0004;145000`),
    );
    expect(codesOf(body)[0]).toEqual([2, '', 'day-closed']);
    expect(body.rejected.slice(1).map(({ hint }) => hint)).toEqual(
      ['2026-11-06', '2026-11-22', '2026-11-07'].map((date) => `Write ${date}.`),
    );
  });

  test('are not trusted where one of them has its month first', async () => {
    const { body } = await postCsv(
      await aRetailer(),
      HEADER,
      'shop-1;11/12/2026;01.0004;145000',
      'shop-1;11/23/2026;01.0004;145000',
      'shop-1;2026-11-23;01.0004;145000',
    );
    expect(codesOf(body).map(([row]) => row)).toEqual([2, 3]);
    expect(body.rejected[0]?.hint).toContain('2026-12-11 or 2026-11-12');
    expect(body.receipts).toMatchObject([{ date: DATE }]);
  });

  test('of a JSON report keep the form of the contract, and the right one is told', async () => {
    const body = { store: 'shop-1', date: '23/11/2026', rows: [{ product: '01.0004', price: 145_000 }] };
    const answer = await post(await aRetailer(), { body, language: 'vi' });
    expect([answer.status, answer.body.issues]).toEqual([
      422,
      [{ pointer: '/date', message: 'phải là ngày có thật, dạng YYYY-MM-DD: 2026-11-23' }],
    ]);
  });
});

describe('names and codes', () => {
  test.each(['\u00a0', '\u202f', '\u200b', '\ufeff', '\t'])('are the same with %j around them', async (blank) => {
    const retailer = await aRetailer();
    const [store, product] = [`${blank}shop-1${blank}`, `${blank}01.0004${blank}`];
    const csv = await postCsv(retailer, HEADER, `"${store}";"${DATE}${blank}";"${product}";"145000${blank}"`);
    expect(csv.body.receipts).toMatchObject([{ store: 'shop-1', accepted: 1 }]);
    const json = await post(retailer, { body: { store, date: DATE, rows: [{ product, price: 145_000 }] } });
    expect([json.status, json.body.accepted]).toEqual([200, 1]);
    const history = await callAsStaff<{ receipts: number }>(handler, 'POST /v1/history', {
      body: `retailer;${HEADER}\r"${blank}${retailer}";"${store}";2026-11-01;"${product}";145000\r\n`,
      contentType: 'text/csv',
    });
    expect(history.body).toMatchObject({ receipts: 1, rejected: [] });
  });

  test('a name is a code where it is one good’s, and a hint where it is several', async () => {
    const retailer = await aRetailer();
    const { body } = await postCsv(
      retailer,
      'Cửa hàng;Ngày;Mã hàng;Tên hàng;Giá',
      `shop-1;23/11/2026;;Gạo nếp;20000`,
      `shop-1;23/11/2026;01.0004;Thịt lợn;145000`,
      `shop-1;23/11/2026;;gạo;20000`,
      `shop-1;23/11/2026;1.001;;20000`,
    );
    expect(body.receipts).toMatchObject([{ accepted: 2, warnings: [] }]);
    expect(codesOf(body)).toEqual([
      [4, '/product', 'unknown-product'],
      [5, '/product', 'unknown-product'],
    ]);
    expect(body.rejected[0]?.hint).toContain('01.0021 Glutinous rice');
    expect(body.rejected[1]?.hint).toContain('01.0001');
  });
});

describe('a header that cannot be used', () => {
  test('is told with what separates it and every column it has, in the language of the caller', async () => {
    const retailer = await aRetailer();
    const body = 'Cửa hàng|Ngày;Giá\n';
    const english = await post(retailer, { body, contentType: 'text/csv' });
    expect([english.status, english.body]).toMatchObject([
      422,
      {
        code: 'missing-columns',
        columns: ['store', 'date', 'product'],
        separator: ';',
        found: ['Cửa hàng|Ngày', 'Giá'],
      },
    ]);
    expect(english.body.detail).toContain('semicolon (;) between columns and has 2: "Cửa hàng|Ngày", "Giá"');
    const vietnamese = await post(retailer, { body, contentType: 'text/csv', language: 'vi' });
    expect(vietnamese.body.detail).toContain('store (cửa hàng), date (ngày), product (mã hàng)');
    expect(vietnamese.body.detail).toContain('dấu chấm phẩy (;)');
  });

  test('is told by the columns that it names twice', async () => {
    const { body } = await postCsv(await aRetailer(), `${HEADER};Giá;Ngày`, '');
    expect(body).toMatchObject({ code: 'repeated-columns', columns: ['date', 'price'] });
    expect(body.detail).toContain('date ("date", "Ngày"); price ("price", "Giá")');
  });

  test('stands above no more rows than a JSON report may have', async () => {
    const { status, body } = await postCsv(await aRetailer(), HEADER, '"a\n'.repeat(1_000_000));
    expect([status, body.code]).toEqual([422, 'too-many-rows']);
  });
});

test('what is wrong is told in the language of the caller, and in no other', async () => {
  const retailer = await aRetailer();
  const body = { store: '', date: 1, reportedAt: 'soon', rows: [] };
  const [vi, en] = await Promise.all([
    post(retailer, { body, language: 'vi' }),
    post(retailer, { body, language: 'en' }),
  ]);
  expect(vi.body.issues).toEqual([
    { pointer: '/store', message: 'phải từ 1 ký tự trở lên' },
    { pointer: '/date', message: 'phải là chuỗi' },
    { pointer: '/reportedAt', message: 'phải là thời điểm kèm múi giờ, như 2026-11-23T06:12:00+07:00' },
    { pointer: '/rows', message: 'phải từ 1 phần tử trở lên' },
  ]);
  expect(en.body.issues[2]?.message).toBe('an instant with its offset, like 2026-11-23T06:12:00+07:00');
  expect(vi.body.issues.map(({ pointer }) => pointer)).toEqual(en.body.issues.map(({ pointer }) => pointer));
});
