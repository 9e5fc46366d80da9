import { beforeEach, describe, expect, test } from 'vitest';
import type { OperationKey } from '#contract/operations.ts';
import { createHandler as ingestReport } from '#functions/ingest-report/handler.ts';
import { createHandler } from '#functions/serve-retailer/handler.ts';
import { createHandler as serveStaff } from '#functions/serve-staff/handler.ts';
import { registryStore } from '#storage/registry.ts';
import { auditLines } from '#support/audit-lines.ts';
import { callAsRetailer } from '#support/call-as-retailer.ts';
import { callAsStaff, type StaffCall } from '#support/call-as-staff.ts';
import type { GatewayCall } from '#support/call-gateway.ts';
import { countUnits } from '#support/consumed-units.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';
import { type SheetToWrite, writeWorkbook } from '#workbook/write-workbook.ts';
import { XLSX_TYPE } from '#workbook/xlsx-type.ts';

const TODAY = '2026-11-23';
const BAG = { article: '0012345', product: RICE.id, factor: 5 };
const LOIN = { article: 'THIT-01', product: PORK.id };

const tables = tablesOfFile({ clock: () => now++ });
let now: number;
let registered = 0;

beforeEach(() => {
  now = Date.parse(`${TODAY}T06:30:00+07:00`);
});

const registry = () => registryStore(tables.platform.dynamodb, 'binh-on-registry');

/** A retailer of its own with stores in Hoàn Kiếm, unless other places are given. */
async function aRetailer(places: readonly string[] = ['hoan-kiem']): Promise<string> {
  const id = `chain-${registered++}`;
  await registry().putRetailer({ id, name: 'Sen Vàng', contact: { name: 'Chị An' }, keys: [] });
  for (const [index, place] of places.entries()) {
    const stays = [{ place, validFrom: '2026-01-01' }];
    await registry().putStore({ retailer: id, id: `s${index + 1}`, name: 'Cửa Nam', channel: 'market', places: stays });
  }
  return id;
}

const ask = (retailer: string | undefined, route: OperationKey, call?: GatewayCall) =>
  callAsRetailer(createHandler(tables.platform, SMALL_CITY), retailer, route, call);
const put = (retailer: string | undefined, items: unknown, query: GatewayCall['query'] = {}) =>
  ask(retailer, 'PUT /v1/me/articles', { body: { items }, query });
const listed = async (retailer: string) => (await ask(retailer, 'GET /v1/me/articles')).body['items'];
const send = (retailer: string, rows: readonly unknown[], query: GatewayCall['query'] = {}, store = 's1') =>
  callAsRetailer<Receipt>(ingestReport(tables.platform, SMALL_CITY), retailer, 'POST /v1/reports', {
    body: { store, date: TODAY, rows },
    query,
  });
const sendFile = (retailer: string, text: string, type = 'text/csv') =>
  callAsRetailer<Receipt>(ingestReport(tables.platform, SMALL_CITY), retailer, 'POST /v1/reports', {
    body: text,
    contentType: type,
  });
const staff = (route: OperationKey, call: StaffCall = {}) =>
  callAsStaff(serveStaff(tables.platform, SMALL_CITY), route, call);
const kept = async (retailer: string, store = 's1') => {
  const { body } = await ask(retailer, 'GET /v1/reports/{store}/{date}', { params: { store, date: TODAY } });
  return body['rows'];
};

interface Receipt extends Record<string, unknown> {
  readonly warnings: readonly { readonly code: string; readonly row: number; readonly detail: string }[];
  readonly rejected: readonly { readonly row: number; readonly code: string; readonly hint: string }[];
}

describe("a retailer's own articles", () => {
  test('are listed as they were put, and put again they change nothing', async () => {
    const retailer = await aRetailer();
    expect(await listed(retailer)).toEqual([]);
    const { status, body } = await put(retailer, [LOIN, BAG]);
    expect([status, body]).toEqual([200, { articles: 2, added: 2, changed: 0, removed: 0, alike: [] }]);
    expect(await listed(retailer)).toEqual([BAG, LOIN]);
    expect((await put(retailer, [BAG, { ...LOIN, factor: 1, gtin: null }])).body).toMatchObject({
      added: 0,
      changed: 0,
    });
  });

  test('are replaced by a full list, and changed one by one by a patch', async () => {
    const retailer = await aRetailer();
    await put(retailer, [LOIN, BAG]);
    await put(
      retailer,
      [
        { ...BAG, factor: 10 },
        { article: 'x', product: RICE.id, gtin: '89300012' },
      ],
      { mode: 'patch' },
    );
    expect(await listed(retailer)).toEqual([
      { ...BAG, factor: 10 },
      LOIN,
      { article: 'x', product: RICE.id, gtin: '89300012' },
    ]);
    await put(retailer, [{ article: 'x', withdraw: true }], { mode: 'patch' });
    await put(retailer, [LOIN]);
    expect(await listed(retailer)).toEqual([LOIN]);
  });

  test('are not lost by a list of a few of them without a word', async () => {
    const retailer = await aRetailer();
    await put(retailer, [LOIN, BAG, { article: 'a', product: RICE.id }, { article: 'b', product: RICE.id }]);
    const { status, body } = await put(retailer, [LOIN]);
    expect([status, body]).toMatchObject([409, { code: 'articles-would-drop', droppedCount: 3 }]);
    expect(await listed(retailer)).toHaveLength(4);
    expect((await put(retailer, [LOIN], { confirmDrop: 'true' })).body).toMatchObject({ removed: 3 });
  });

  test('are kept all or not at all: each entry that is wrong is named with its reason', async () => {
    const retailer = await aRetailer();
    const wrong = [
      [7, 'not-an-object', ''],
      [{ ...LOIN, prodcut: 1 }, 'unknown-member', '/prodcut'],
      [{ product: PORK.id }, 'invalid-article', '/article'],
      [{ ...LOIN, article: '=1+1' }, 'invalid-article', '/article'],
      [{ ...LOIN, article: 'x'.repeat(41) }, 'invalid-article', '/article'],
      [{ ...LOIN, product: '01.0040' }, 'unknown-product', '/product'],
      [{ ...LOIN, gtin: 12_345_678 }, 'invalid-gtin', '/gtin'],
      [{ ...LOIN, factor: '5' }, 'invalid-factor', '/factor'],
      [{ ...LOIN, factor: 0 }, 'invalid-factor', '/factor'],
      [{ ...LOIN, factor: 0.1234567 }, 'invalid-factor', '/factor'],
      [{ ...LOIN, withdraw: true }, 'withdraw-needs-patch', '/withdraw'],
    ] as const;
    const { status, body } = await put(retailer, [BAG, ...wrong.map(([entry]) => entry), { ...BAG, factor: 6 }]);
    expect([status, body['code']]).toEqual([422, 'articles-refused']);
    const rejected = body['rejected'] as { row: number; code: string; pointer: string; detail: string; hint: string }[];
    expect(rejected.map(({ row, code, pointer }) => [row, code, pointer])).toEqual([
      ...wrong.map(([, code, member], index) => [index + 1, code, `/items/${index + 1}${member}`]),
      [wrong.length + 1, 'duplicate-article', `/items/${wrong.length + 1}/article`],
    ]);
    for (const { detail, hint } of rejected) expect([detail, hint]).not.toContain('');
    expect(await listed(retailer)).toEqual([]);
  });

  test('may come as CSV in Vietnamese, and are given back as CSV that can be sent again', async () => {
    const retailer = await aRetailer();
    const csv = 'Mã nội bộ;Tên hàng;Mã hàng;Hệ số\r\n0012345;Gạo 5kg;01.0001;5\r\n"THIT;01";Thăn;01.0004;0,4\r\n';
    const putCsv = (text: string) => ask(retailer, 'PUT /v1/me/articles', { body: text, contentType: 'text/csv' });
    expect((await putCsv(csv)).body).toMatchObject({ added: 2 });
    const { body: file } = await ask(retailer, 'GET /v1/me/articles', { query: { format: 'csv' } });
    expect(file).toBe('article,product,gtin,factor\r\n0012345,01.0001,,5\r\n"THIT;01",01.0004,,0.4\r\n');
    expect((await putCsv(String(file))).body).toMatchObject({ articles: 2, added: 0, changed: 0 });
    expect((await putCsv('Mã nội bộ\n1\n')).body).toMatchObject({ status: 422, code: 'missing-columns' });
    expect((await putCsv('sku,article,product\n1,2,01.0001\n')).body).toMatchObject({ code: 'repeated-columns' });
    expect((await putCsv('sku,product,factor\n1,01.0001,"1.500"\n')).body).toMatchObject({
      code: 'articles-refused',
      rejected: [{ row: 2, code: 'invalid-factor' }],
    });
  });

  test('of one product need a barcode each, and who puts them is told', async () => {
    const retailer = await aRetailer();
    const two = [BAG, { article: '0012346', product: RICE.id }];
    expect((await put(retailer, two)).body['alike']).toEqual([{ product: RICE.id, articles: ['0012345', '0012346'] }]);
    const apart = two.map((own, index) => ({ ...own, gtin: `8930000${index}` }));
    expect((await put(retailer, apart)).body['alike']).toEqual([]);
    const { body } = await send(
      retailer,
      two.map(({ article }) => ({ article, price: 100_000 })),
    );
    expect(body.rejected).toEqual([expect.objectContaining({ row: 1, code: 'price-out-of-band' })]);
  });

  test('are nobody else’s: not another retailer’s, not without a key, not a person’s', async () => {
    const [retailer, other] = [await aRetailer(), await aRetailer()];
    await put(retailer, [LOIN]);
    expect(await listed(other)).toEqual([]);
    expect((await send(other, [{ article: LOIN.article, price: 145_000 }])).body.rejected).toMatchObject([
      { code: 'unknown-article' },
    ]);
    for (const route of ['GET /v1/me/articles', 'PUT /v1/me/articles', 'GET /v1/me/articles/suggestions'] as const) {
      expect((await ask(undefined, route, { body: { items: [] } })).status).toBe(401);
      const asStaff = await callAsStaff(createHandler(tables.platform, SMALL_CITY), route, { body: { items: [] } });
      expect(asStaff.status).toBe(403);
    }
  });
});

describe('a row that names an article', () => {
  test('is kept as its product: the price of a unit, the quantities in units, the barcode of the article', async () => {
    const retailer = await aRetailer();
    await put(retailer, [{ ...BAG, gtin: '8930000000019' }, LOIN]);
    const { status, body } = await send(retailer, [
      { article: '0012345', price: 92_000, stock: 12, sold: 3, incoming: 0.5, unit: 'túi' },
      { article: ' THIT-01', price: 145_000, unit: 'KG', stock: 33.5 },
    ]);
    expect([status, body.warnings, body.rejected]).toEqual([201, [], []]);
    expect(await kept(retailer)).toEqual([
      {
        product: RICE.id,
        gtin: '8930000000019',
        priceType: 'retail',
        price: 18_400,
        stock: 60,
        sold: 15,
        incoming: 2.5,
      },
      { product: PORK.id, priceType: 'retail', price: 145_000, stock: 33.5 },
    ]);
  });

  test('says in the receipt what was rounded', async () => {
    const retailer = await aRetailer();
    await put(retailer, [
      { article: 'g', product: RICE.id, factor: 0.333333 },
      { article: 'h', product: PORK.id, factor: 3 },
    ]);
    const { body } = await send(retailer, [
      { article: 'g', price: 6000, stock: 0.1 },
      { article: 'h', price: 400_000, stock: 2 },
    ]);
    expect(await kept(retailer)).toMatchObject([
      { price: 18_000, stock: 0.033 },
      { price: 133_333, stock: 6 },
    ]);
    expect(body.warnings.map(({ code, row }) => [code, row])).toEqual([
      ['article-rounded', 0],
      ['article-rounded', 0],
      ['article-rounded', 1],
    ]);
    expect(body.warnings[2]?.detail).toMatch(/400,000\sVND for 3 kg was rounded to 133,333\sVND for 1 kg/);
  });

  test('comes in CSV and NDJSON, too, and beside rows of products', async () => {
    const retailer = await aRetailer();
    await put(retailer, [BAG]);
    const csv = `Cửa hàng,Ngày,Mã nội bộ,Mã hàng,Giá\ns1,${TODAY},0012345,,92000\ns1,${TODAY},,01.0004,145000\n`;
    expect((await sendFile(retailer, csv)).body).toMatchObject({ receipts: [{ accepted: 2 }], rejectedCount: 0 });
    expect(await kept(retailer)).toMatchObject([{ price: 18_400 }, { price: 145_000 }]);
    const line = { store: 's1', date: TODAY, article: '0012345', price: 95_000 };
    await sendFile(retailer, `${JSON.stringify(line)}\n`, 'application/x-ndjson');
    expect(await kept(retailer)).toMatchObject([{ price: 19_000 }]);
    const onlyArticles = `store,date,article,price\ns1,${TODAY},0012345,90000\n`;
    expect((await sendFile(retailer, onlyArticles)).body).toMatchObject({ rejectedCount: 0 });
  });

  test('that is no product yet is refused with what it may be by its name, and never taken by itself', async () => {
    const retailer = await aRetailer();
    const rows = [
      { product: PORK.id, price: 145_000 },
      { article: '555', name: 'Gạo tẻ thường túi 5kg', unit: 'túi', price: 92_000 },
      { article: '556', price: 92_000 },
    ];
    const { body } = await send(retailer, rows);
    expect(body.rejected).toMatchObject([
      {
        row: 1,
        code: 'unknown-article',
        pointer: '/rows/1/article',
        hint: expect.stringContaining('01.0001 Plain rice'),
      },
      { row: 2, code: 'unknown-article' },
    ]);
    expect(body.rejected[1]?.hint).not.toContain('01.');
    const suggestions = await ask(retailer, 'GET /v1/me/articles/suggestions');
    expect(suggestions.body).toMatchObject({
      total: 2,
      items: [
        { article: '555', unit: 'túi', stores: 1, lastOn: TODAY, proposals: [{ product: RICE.id, factor: 5 }] },
        { article: '556', proposals: [] },
      ],
    });
    expect((await send(retailer, rows)).body.rejected).toHaveLength(2);
    await put(retailer, [{ article: '555', product: RICE.id, factor: 5 }]);
    expect((await ask(retailer, 'GET /v1/me/articles/suggestions')).body).toMatchObject({ total: 1 });
    expect((await send(retailer, rows)).body.rejected).toHaveLength(1);
  });

  test('is tried without leaving a trace', async () => {
    const retailer = await aRetailer();
    await send(
      retailer,
      [
        { article: '555', price: 92_000 },
        { product: PORK.id, price: 145_000 },
      ],
      { dryRun: 'true' },
    );
    expect((await ask(retailer, 'GET /v1/me/articles/suggestions')).body).toMatchObject({ total: 0 });
  });

  test('asks what an article of a name may be', async () => {
    const retailer = await aRetailer();
    const query = { name: 'GAO TE THUONG 10KG', unit: 'bao' };
    const { body } = await ask(retailer, 'GET /v1/me/articles/suggestions', { query });
    expect(body).toMatchObject({ total: 0, items: [], proposals: [{ product: RICE.id, factor: 10, unit: 'kg' }] });
  });

  test('is refused where its product says something else, or its price may be of two things', async () => {
    const retailer = await aRetailer();
    await put(retailer, [BAG, LOIN]);
    const { body } = await send(retailer, [
      { article: LOIN.article, product: RICE.id, price: 20_000 },
      { article: BAG.article, product: RICE.id, price: 92_000 },
      { article: BAG.article, unit: 'kg', price: 18_400 },
      { article: LOIN.article, product: PORK.id, price: 145_000 },
      { article: 'unknown', product: RICE.id, price: 18_000 },
      { article: LOIN.article, priceType: 'promo', unit: 'con', price: 145_000 },
      { article: BAG.article, priceType: 'promo', price: 18_400 },
      { article: BAG.article, priceType: 'wholesale', price: '92.000' },
      { article: BAG.article, priceType: 'wholesale', price: 92_000, stock: -1 },
    ]);
    expect(body.rejected.map(({ row, code }) => [row, code])).toEqual([
      [0, 'article-of-other-product'],
      [1, 'article-or-unit'],
      [2, 'article-or-unit'],
      [5, 'unit-mismatch'],
      [6, 'price-out-of-band'],
      [7, 'price-not-integer'],
      [8, 'negative-stock'],
    ]);
    expect(body.rejected[4]?.hint).toContain('0012345');
    expect(await kept(retailer)).toMatchObject([{ product: RICE.id, price: 18_000 }, { product: PORK.id }]);
  });
});

describe('what articles cost', () => {
  const MANY = Array.from({ length: 20_000 }, (_, index) => ({
    article: `89${String((index * 7_919_993_717) % 1e11).padStart(11, '0')}`,
    product: index % 2 ? PORK.id : RICE.id,
    gtin: String(8_930_000_000_000 + ((index * 7_919_993) % 1e9)),
    factor: index % 3 ? undefined : (index % 50) + 0.5,
  }));

  test('twenty thousand of a chain stay far below what an item may hold, and one more is refused', async () => {
    const retailer = await aRetailer();
    expect((await put(retailer, MANY)).body).toMatchObject({ articles: 20_000 });
    expect(await listed(retailer)).toHaveLength(20_000);
    const { status, body } = await put(retailer, [{ article: 'one-more', product: RICE.id }], { mode: 'patch' });
    expect([status, body['code']]).toEqual([422, 'too-many-articles']);
    const longest = MANY.map((own, index) => ({ ...own, article: longNumber(index) }));
    expect((await put(retailer, longest, { confirmDrop: 'true' })).body).toMatchObject({ articles: 20_000 });
  });

  test('a report that names none reads and writes nothing more, one that does a unit for each 4 KB of them', async () => {
    const [few, many, none] = [await aRetailer(), await aRetailer(), await aRetailer()];
    await put(few, [LOIN]);
    await put(many, [...MANY.slice(1), LOIN]);
    const units = countUnits(tables.platform.dynamodb);
    const costOf = async (retailer: string, row: object) => {
      [units.read, units.written] = [0, 0];
      expect((await send(retailer, [{ price: 145_000, ...row }])).status).toBe(201);
      return { ...units };
    };
    const plain = await costOf(none, { product: PORK.id });
    expect(await costOf(await aRetailer(), { product: PORK.id })).toEqual(plain);
    const [withFew, withMany] = [await costOf(few, LOIN_ROW), await costOf(many, LOIN_ROW)];
    expect(withFew).toEqual({ read: plain.read + 2, written: plain.written });
    expect(withMany.written).toBe(plain.written);
    expect(withMany.read).toBeLessThan(100);
  });
});

const LOIN_ROW = { article: LOIN.article };

/** As long as a number may be, and with nothing in common with the next. */
function longNumber(index: number): string {
  let [state, text] = [index + 1, ''];
  while (text.length < 40) {
    state = (state * 48_271) % 2_147_483_647;
    text += state.toString(36).toUpperCase();
  }
  return text.slice(0, 40);
}

describe('staff', () => {
  test('see what waits at their places by retailer, most reported first, with what it may be', async () => {
    const [big, small] = [await aRetailer(['hoan-kiem', 'hoan-kiem', 'cua-nam']), await aRetailer(['cua-nam'])];
    const pork = { product: PORK.id, price: 145_000 };
    const rice = { article: 'R', name: 'Gạo tẻ thường', price: 18_000 };
    await send(big, [pork, { article: 'A', price: 1 }], {}, 's1');
    await send(big, [pork, rice], {}, 's2');
    await send(big, [pork, rice, { article: 'A', price: 1 }], {}, 's3');
    await send(big, [pork, rice], {}, 's1');
    await send(small, [pork, { article: 'Z', price: 1 }]);
    const of = async (call: StaffCall) => (await staff('GET /v1/unmapped-articles', call)).body['items'] as Waiting[];
    const mine = (items: Waiting[]) => items.filter(({ retailer }) => [big, small].includes(retailer));
    const seen = mine(await of({}));
    expect(seen.map(({ retailer }) => retailer)).toEqual([big, small]);
    expect(seen[0]).toMatchObject({
      retailerName: 'Sen Vàng',
      total: 2,
      stores: 3,
      mayMap: true,
      articles: [
        { article: 'R', stores: 3, proposals: [{ product: RICE.id }] },
        { article: 'A', stores: 1 },
      ],
    });
    const ward = mine(await of({ group: 'staff', places: 'cua-nam' }));
    expect(ward).toMatchObject([
      { retailer: big, stores: 1, mayMap: false, articles: [{ article: 'A' }, { article: 'R' }] },
      { retailer: small, mayMap: true },
    ]);
    expect(mine(await of({ group: 'staff', places: 'soc-son' }))).toEqual([]);
    expect((await staff('GET /v1/unmapped-articles', { group: 'none' })).status).toBe(403);
    await put(big, [
      { article: 'A', product: PORK.id },
      { article: 'R', product: RICE.id },
    ]);
    expect(mine(await of({ query: { retailer: big } }))).toEqual([]);
  });

  test('put a list as CSV or as a workbook, with the verdicts that its retailer would get', async () => {
    const id = await aRetailer(['cua-nam']);
    const putFile = (body: string | Uint8Array, contentType: string, call: StaffCall = {}) =>
      staff('PUT /v1/retailers/{id}/articles', { params: { id }, body, contentType, language: 'en', ...call });
    const csv = `article,product,factor\n0012345,${RICE.id},5\n`;
    const sheet = (...rows: SheetToWrite['rows']) =>
      writeWorkbook([{ name: 'Mã', rows: [['Danh mục'], ['Mã riêng', 'Mã hàng', 'Hệ số'], ...rows] }]);
    expect((await putFile(csv, 'text/csv; charset=utf-8')).body).toMatchObject({ articles: 1, added: 1 });
    // An empty file is a list without its columns, and no list of nothing.
    expect((await putFile('', 'text/csv')).body).toMatchObject({ status: 422, code: 'missing-columns' });
    expect(await listed(id)).toEqual([BAG]);
    const more = sheet(['0012345', RICE.id, 5], ['THIT-01', PORK.id]);
    expect((await putFile(more, XLSX_TYPE, { query: { dryRun: 'true' } })).body).toMatchObject({
      added: 1,
      dryRun: true,
    });
    expect((await putFile(more, XLSX_TYPE)).body).toMatchObject({ articles: 2, added: 1 });
    const wrong = sheet(['0012345', RICE.id, '1.500'], ['a', 'nothing']);
    for (const [body, type, language] of [
      [wrong, XLSX_TYPE, 'en'],
      [wrong, XLSX_TYPE, 'vi'],
      ['article,product,factor\na,nothing,0\n', 'text/csv', 'en'],
    ] as const) {
      const refused = await putFile(body, type, { language });
      const own = await ask(id, 'PUT /v1/me/articles', { body, contentType: type, language });
      expect(refused.status).toBe(422);
      expect(refused.body).toEqual({ ...own.body, requestId: refused.body['requestId'] });
    }
    expect(await listed(id)).toEqual([BAG, LOIN]);
    expect((await putFile('article,product\n', XLSX_TYPE)).body).toMatchObject({ code: 'text-not-workbook' });
    expect((await putFile('x', 'application/zip')).status).toBe(415);
    expect((await putFile(new Uint8Array(4 * 1024 * 1024 + 1), XLSX_TYPE)).status).toBe(413);
    for (const call of [{ group: 'none' }, { group: 'staff', places: 'soc-son' }] as const) {
      expect((await putFile(csv, 'text/csv', call)).status).toBe(403);
      // Whose list it is, is asked before any of it is read.
      expect((await putFile('no list', XLSX_TYPE, call)).status).toBe(403);
    }
    const trail = (await auditLines(tables.platform)).filter(({ subject }) => subject === `retailer/${id}`);
    expect(trail.map(({ action }) => action)).toEqual(['put-articles', 'put-articles']);
  });

  test('map for a retailer whose stores are all at their places, and the trail says so', async () => {
    const [both, one] = [await aRetailer(['hoan-kiem', 'cua-nam']), await aRetailer(['cua-nam'])];
    const putFor = (id: string, call: StaffCall = {}) =>
      staff('PUT /v1/retailers/{id}/articles', { params: { id }, body: { items: [BAG] }, ...call });
    const ofWard = { group: 'staff', places: 'cua-nam' } as const;
    expect((await putFor(both, ofWard)).status).toBe(403);
    expect((await putFor(one, { group: 'staff', places: 'soc-son' })).status).toBe(403);
    expect((await putFor('nobody', ofWard)).status).toBe(403);
    expect((await putFor('nobody')).status).toBe(404);
    expect((await putFor(one, { group: 'none' })).status).toBe(403);
    expect(await listed(both)).toEqual([]);
    expect((await putFor(one, ofWard)).body).toMatchObject({ added: 1 });
    expect((await putFor(both)).body).toMatchObject({ added: 1 });
    const list = (id: string, call: StaffCall = {}) =>
      staff('GET /v1/retailers/{id}/articles', { params: { id }, ...call });
    expect((await list(both, ofWard)).body['items']).toEqual([BAG]);
    expect((await list(both, { group: 'staff', places: 'soc-son' })).status).toBe(403);
    await putFor(one, { ...ofWard, body: { items: [{ ...BAG, factor: 10 }] } });
    await putFor(one, ofWard);
    await putFor(one, ofWard);
    const trail = (await auditLines(tables.platform)).filter(({ subject }) => subject === `retailer/${one}`);
    expect(trail.map(({ action }) => action)).toEqual(['put-articles', 'put-articles', 'put-articles']);
    expect(trail[1]).toMatchObject({ before: { items: [BAG] }, after: { items: [{ ...BAG, factor: 10 }] } });
    expect(
      (await putFor(one, { ...ofWard, body: { items: [{ article: 'q', product: 'nothing' }] } })).body,
    ).toMatchObject({
      code: 'articles-refused',
    });
  });
});

interface Waiting {
  readonly retailer: string;
}
