import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { createHandler as ingestReport } from '#functions/ingest-report/handler.ts';
import { createHandler as serveRetailer } from '#functions/serve-retailer/handler.ts';
import { registryStore } from '#storage/registry.ts';
import { callAsRetailer } from '#support/call-as-retailer.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { madeWorkbook } from '#support/made-workbook.ts';
import { describeWithData } from '#support/real-data.ts';
import { readWorkbook } from '#workbook/read-workbook.ts';
import { type SheetToWrite, writeWorkbook } from '#workbook/write-workbook.ts';
import { XLSX_TYPE } from '#workbook/xlsx-type.ts';

const TODAY = '2026-11-30';
let instant = Date.parse(`${TODAY}T06:30:00+07:00`);
const tables = tablesOfFile({ clock: () => instant++ });
let ingest: ReturnType<typeof ingestReport>;
let serve: ReturnType<typeof serveRetailer>;

beforeAll(() => {
  ingest = ingestReport(tables.platform, hanoi);
  serve = serveRetailer(tables.platform, hanoi);
});

interface Rejected {
  readonly row: number;
  readonly cell: string;
  readonly code: string;
  readonly detail: string;
  readonly hint: string;
}

interface Answer {
  readonly code?: string;
  readonly detail?: string;
  readonly receipts?: readonly {
    readonly store: string;
    readonly date: string;
    readonly accepted: number;
    readonly warnings: readonly { readonly code: string; readonly row?: number; readonly cell?: string }[];
  }[];
  readonly rejected?: readonly Rejected[];
}

interface Kept {
  readonly rows: readonly {
    readonly product: string;
    readonly priceType: string;
    readonly price: number;
    readonly stock?: number;
    readonly sold?: number;
    readonly incoming?: number;
  }[];
}

let registered = 0;

/** A retailer of its own with stores of these ids. */
async function aRetailer(...stores: readonly { readonly id: string; readonly name: string }[]): Promise<string> {
  const retailer = `excel-${registered++}`;
  const registry = registryStore(tables.platform.dynamodb, tables.platform.env['REGISTRY_TABLE'] ?? '');
  for (const store of stores.length > 0 ? stores : [{ id: 'shop-1', name: 'Cửa hàng mẫu' }]) {
    const places = [{ place: '00070', validFrom: '0001-01-01' }];
    await registry.putStore({ retailer, ...store, channel: 'market', places });
  }
  return retailer;
}

function post<Body = Answer>(retailer: string, body: Uint8Array, query: Record<string, string> = {}, accept?: string) {
  const call = { body, query, contentType: XLSX_TYPE, ...(accept ? { accept } : {}) };
  return callAsRetailer<Body>(ingest, retailer, 'POST /v1/reports', call);
}

async function keptOf(retailer: string, store: string, date: string): Promise<Kept['rows']> {
  const params = { store, date };
  const { body } = await callAsRetailer<Kept>(serve, retailer, 'GET /v1/reports/{store}/{date}', { params });
  return body.rows ?? [];
}

const HEADER = ['Mã hàng', 'Tên hàng', 'Giá bán lẻ', 'Giá khuyến mại', 'Tồn kho'];
const sheet = (...rows: SheetToWrite['rows']): SheetToWrite => ({ name: 'Báo cáo', rows: [HEADER, ...rows] });
const OF_TODAY = { store: 'shop-1', date: TODAY };

interface ExpectedRow {
  readonly sheet: string;
  readonly row: number;
  readonly store: string;
  readonly date: string;
  readonly verdict: 'keep' | 'either' | 'reject' | 'absent';
  readonly product: string;
  readonly priceType: string;
  readonly price: number;
  readonly optional?: readonly string[];
  readonly lost?: readonly string[];
  readonly cells: Readonly<Record<string, string>>;
}

interface ExpectedFile {
  readonly file: string;
  readonly kinds: readonly string[];
  readonly query: Record<string, string>;
  readonly expect: string;
  readonly statuses?: readonly number[];
  readonly rows?: readonly ExpectedRow[];
}

interface Expected {
  readonly files: readonly ExpectedFile[];
  readonly stores: readonly { readonly id: string; readonly name: string }[];
}

/** What a skipped test is named after, where the workbooks are not there. */
const NO_FILES: Expected = { files: [{ file: 'any workbook', query: {}, expect: 'rows', kinds: [] }], stores: [] };

describeWithData('workbooks', 'workbooks as shops send them', (folder) => {
  const path = join(folder, 'expected.json');
  const { files, stores } = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Expected) : NO_FILES;

  test.each(files)('$file ($kinds) is read as it was meant', async ({ file, query, rows = [], statuses }) => {
    const retailer = await aRetailer(...stores);
    const { status, body } = await post(retailer, readFileSync(join(folder, file)), query);
    if (statuses) {
      expect(statuses).toContain(status);
      return;
    }
    expect(status).toBe(200);
    const days = new Map<string, Kept['rows']>();
    for (const { store, date } of rows) days.set(`${store} ${date}`, await keptOf(retailer, store, date));
    const meant = rows.map(({ store, date, product, priceType }) => `${store} ${date} ${product} ${priceType}`);
    for (const [day, kept] of days) {
      for (const { product, priceType } of kept) expect(meant).toContain(`${day} ${product} ${priceType}`);
    }
    for (const row of rows) {
      const rejected = body.rejected?.filter(({ cell }) =>
        Object.values(row.cells).some((own) => cell === `${row.sheet}!${own}`),
      );
      const kept = days.get(`${row.store} ${row.date}`)?.find((each) => {
        return each.product === row.product && each.priceType === row.priceType;
      });
      if (row.verdict === 'reject') {
        expect(kept, JSON.stringify(row)).toBeUndefined();
        expect(rejected).not.toEqual([]);
      }
      if (row.verdict !== 'keep' && !(row.verdict === 'either' && kept)) continue;
      expect(kept?.price, JSON.stringify(row)).toBe(row.price);
      for (const member of ['stock', 'sold', 'incoming'] as const) {
        const may = row.optional?.includes(member) || row.lost?.includes(member);
        if (!(may && kept?.[member] === undefined)) {
          expect(kept?.[member], `${member} of ${JSON.stringify(row)}`).toBe(
            (row as { [Name in typeof member]?: number })[member],
          );
        }
      }
    }
  });
});

describe('a workbook', () => {
  test('is answered with a receipt a store-day, and what is refused with its cell and what was likely meant', async () => {
    const retailer = await aRetailer();
    const rows = [
      ['01.0004', 'Thịt lợn nạc thăn', '145.000 đ/kg', undefined, 12.5],
      ['01.0005', 'Thịt bò thăn', '271k', undefined, 3],
      ['01.0006', 'Thịt bò bắp', 255000, undefined, '1.500'],
      ['99.9999', 'Không rõ', 1000],
      ['01.0004', 'Thịt bò thăn', 145000, undefined, 12.5],
    ];
    const { status, body } = await post(retailer, writeWorkbook([sheet(...rows)]), OF_TODAY);
    expect(status).toBe(200);
    expect(body.receipts?.map(({ store, date, accepted }) => [store, date, accepted])).toEqual([['shop-1', TODAY, 1]]);
    expect(body.rejected?.map(({ row, cell, code }) => [row, cell, code])).toEqual([
      [3, 'Báo cáo!C3', 'price-not-integer'],
      [4, 'Báo cáo!E4', 'quantity-not-a-number'],
      [5, 'Báo cáo!A5', 'unknown-product'],
    ]);
    expect(body.rejected?.[0]?.hint).toMatch(/271000/);
  });

  test('with a good code beside the name of another good is taken by its code, with a warning at the cell', async () => {
    const retailer = await aRetailer();
    const { body } = await post(retailer, writeWorkbook([sheet(['01.0004', 'Thịt bò thăn', 145000])]), OF_TODAY);
    expect(body.receipts?.[0]?.warnings).toEqual([
      expect.objectContaining({ code: 'name-differs', row: 2, cell: 'Báo cáo!A2' }),
    ]);
  });

  test('of a trial keeps nothing, and strict keeps all or nothing', async () => {
    const retailer = await aRetailer();
    const bytes = writeWorkbook([sheet(['01.0004', '', 145000], ['01.0005', '', '271k'])]);
    expect((await post(retailer, bytes, { ...OF_TODAY, dryRun: 'true' })).status).toBe(200);
    const strict = await post(retailer, bytes, { ...OF_TODAY, mode: 'strict' });
    expect([strict.status, strict.body.code, strict.body.rejected?.[0]?.cell]).toEqual([
      422,
      'rows-refused',
      'Báo cáo!C3',
    ]);
    expect(await keptOf(retailer, 'shop-1', TODAY)).toEqual([]);
  });

  test('of another retailer’s store is refused as any other report is', async () => {
    const retailer = await aRetailer();
    const bytes = writeWorkbook([sheet(['01.0004', '', 145000])]);
    const foreign = await post(retailer, bytes, { store: 'shop-2', date: TODAY });
    expect([foreign.status, foreign.body.code]).toEqual([403, 'not-your-store']);
    const said = {
      name: 'A',
      rows: [['Điểm bán', 'shop-2'], ['Ngày', { value: { day: TODAY } }], HEADER, ['01.0004', '', 145000]],
    };
    const { status, body } = await post(retailer, writeWorkbook([said]));
    expect([status, body.code]).toEqual([422, 'no-store']);
    expect(
      (await callAsRetailer(ingest, undefined, 'POST /v1/reports', { body: bytes, contentType: XLSX_TYPE })).status,
    ).toBe(401);
  });

  test.each<[string, Uint8Array, number, string]>([
    ['what is no workbook', Buffer.from('store,date\n'), 415, 'text-not-workbook'],
    ['a workbook without a table', writeWorkbook([{ name: 'A', rows: [['Xin chào', 'bạn']] }]), 422, 'no-table'],
    ['a million empty rows', madeWorkbook({ sheets: { A: '<row/>'.repeat(300_000) } }), 413, 'too-many-rows'],
    ['over 4 MB', new Uint8Array(4 * 1024 * 1024 + 1), 413, 'body-too-large'],
  ])('%s is refused with one sentence in each language', async (_, bytes, status, code) => {
    const answer = await post(await aRetailer(), bytes, OF_TODAY);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body.detail).toBeTruthy();
  });

  test('parameters of workbooks are refused with another type', async () => {
    const body = { store: 'shop-1', date: TODAY, rows: [{ product: '01.0004', price: 145000 }] };
    const { status } = await callAsRetailer(ingest, await aRetailer(), 'POST /v1/reports', {
      body,
      query: { store: 'shop-1' },
    });
    expect(status).toBe(422);
  });
});

describe('a workbook that is sent back', () => {
  const bytes = writeWorkbook([
    { name: 'Ghi chú', rows: [['Không phải bảng', 'x']] },
    { ...sheet(['01.0004', '', 145000], ['01.0005', '', '271k']), widths: [10, 20] },
  ]);

  async function cellsOf(workbook: Uint8Array) {
    const { sheets } = await readWorkbook(workbook, 100);
    return sheets.map(({ rows }) =>
      rows.map(({ cells }) => [...cells].map(([column, cell]) => [column, ...Object.values(cell).slice(1)])),
    );
  }

  test('is the same, with what is wrong in two columns more', async () => {
    const { status, body } = await post<Uint8Array>(await aRetailer(), bytes, OF_TODAY, XLSX_TYPE);
    expect(status).toBe(200);
    const [before, after] = [await cellsOf(bytes), await cellsOf(body)];
    expect(after[0]).toEqual(before[0]);
    expect(after[1]?.map((row) => row.filter(([column]) => Number(column) <= 5))).toEqual(before[1]);
    expect(after[1]?.[0]?.slice(-2)).toEqual([
      [6, 'Error'],
      [7, 'How to mend'],
    ]);
    expect(after[1]?.[1]).toEqual(before[1]?.[1]);
    expect(after[1]?.[2]?.at(-1)?.[1]).toMatch(/Type 271000/);
  });

  test('comes with a refusal, too, and mended and sent again its columns are used anew', async () => {
    const retailer = await aRetailer();
    const bad = writeWorkbook([sheet(['01.0005', '', '271k'])]);
    const first = await post<Uint8Array>(retailer, bad, OF_TODAY, `application/json;q=0.5, ${XLSX_TYPE}`);
    expect(first.status).toBe(422);
    const again = await post<Uint8Array>(retailer, first.body, OF_TODAY, XLSX_TYPE);
    expect(await cellsOf(again.body)).toEqual(await cellsOf(first.body));
  });
});

describe('the template', () => {
  const template = (retailer: string, query: Record<string, string> = {}) =>
    callAsRetailer<Uint8Array>(serve, retailer, 'GET /v1/template.xlsx', { query, language: 'vi' });

  test('filled in with prices it is taken whole, and a second one has the goods that were reported', async () => {
    const retailer = await aRetailer();
    const yesterday = {
      store: 'shop-1',
      date: '2026-11-29',
      rows: [
        { product: '01.0004', price: 145000 },
        { product: 'bo.0003', price: 54000 },
      ],
    };
    await callAsRetailer(ingest, retailer, 'POST /v1/reports', { body: yesterday });
    const { body } = await template(retailer, { store: 'shop-1' });
    const [filled] = (await readWorkbook(body, 1000)).sheets;
    const goods = filled?.rows.slice(3).map(({ cells }) => [...cells.values()]);
    expect(goods).toEqual([
      [
        { kind: 'text', text: '01.0004' },
        { kind: 'text', text: 'Thịt lợn nạc thăn' },
        { kind: 'text', text: 'kg' },
        { kind: 'number', number: 145000 },
      ],
      expect.arrayContaining([{ kind: 'text', text: 'bo.0003' }]),
    ]);
    expect((await post(retailer, body)).body.code).toBe('nothing-kept');
  });

  test.each(['vi', 'en'] as const)(
    'of a new store in %s has every good of its channel; filled in, all are kept',
    async (language) => {
      const retailer = await aRetailer();
      const { body } = await callAsRetailer<Uint8Array>(serve, retailer, 'GET /v1/template.xlsx', { language });
      const filled = await filledIn(body);
      const { status, body: answer } = await post(retailer, filled);
      expect(status).toBe(200);
      expect(answer.rejected).toEqual([]);
      const goods = [...hanoi.products.values()].filter(({ channels }) => !channels || channels.includes('market'));
      expect(answer.receipts?.[0]?.accepted).toBe(goods.length);
      const kept = await keptOf(retailer, 'shop-1', TODAY);
      expect(kept.every(({ product, price }) => hanoi.products.get(product)?.band.min === price)).toBe(true);
    },
  );

  test('of several stores has a sheet for each, and of somebody else’s there is none', async () => {
    const retailer = await aRetailer({ id: 'a', name: 'Cửa hàng A' }, { id: 'b', name: 'Cửa hàng B' });
    const { body } = await template(retailer);
    expect((await readWorkbook(body, 1000)).sheets.map(({ name }) => name)).toEqual(['Cửa hàng A', 'Cửa hàng B']);
    expect((await template(retailer, { store: 'shop-1' })).status).toBe(403);
    expect((await callAsRetailer(serve, undefined, 'GET /v1/template.xlsx', {})).status).toBe(401);
  });

  /** Every good's least price, typed into the column of retail prices as a person would. */
  async function filledIn(workbook: Uint8Array): Promise<Uint8Array> {
    const { sheets } = await readWorkbook(workbook, 1000);
    return writeWorkbook(
      sheets.map(({ name, rows }) => ({
        name,
        rows: Array.from({ length: rows.at(-1)?.row ?? 0 }, (_, index) => {
          const cells = rows.find(({ row }) => row === index + 1)?.cells ?? new Map();
          const code = cells.get(1);
          const band = code?.kind === 'text' ? hanoi.products.get(code.text)?.band : undefined;
          return Array.from({ length: 10 }, (_none, column) => {
            const cell = cells.get(column + 1);
            if (band && column === 4) return band.min;
            if (cell?.kind === 'date') return { value: { day: cell.day } };
            return cell?.kind === 'text' ? cell.text : cell?.kind === 'number' ? cell.number : undefined;
          });
        }),
      })),
    );
  }
});
