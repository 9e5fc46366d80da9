import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { catalogue } from '#catalog/city.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Cell, Sheet } from '#domain/workbook/sheet.ts';
import { readWorkbook } from '#workbook/read-workbook.ts';
import { type CellToWrite, writeWorkbook } from '#workbook/write-workbook.ts';
import { XLSX_TYPE } from '#workbook/xlsx-type.ts';
import { type Caller, callerOf, refusalOf } from './call-api.ts';
import { eventually } from './eventually.ts';
import { putStore, type Retailers } from './register-market.ts';
import { tell } from './tell.ts';
import { OTHER_WARD } from './the-market.ts';

const OFFICE = { retailer: 'mai-lan', store: 'mai-lan-2', name: 'Mai Lan 2' } as const;
const STALL = { retailer: 'cho-que', store: 'quay-12', name: 'Chợ Quê – quầy 12' } as const;
/** Goods that the rest of the story leaves alone. */
const [BEEF, EGGS] = ['01.0005', '01.0027'];
/** Columns of the template, counted from 0. */
const [PRICE, STOCK] = [4, 6];

/** Those without a programmer: an office fills in the template, a stall scans a sheet; staff see both. */
export async function reportOtherwise(
  { admin, apiUrl }: { readonly admin: Caller; readonly apiUrl: string },
  retailers: Retailers,
  today: BusinessDay,
): Promise<void> {
  for (const { retailer, store, name } of [OFFICE, STALL]) {
    await putStore(admin, retailer, store, { name, place: OTHER_WARD, channel: 'market' });
  }
  await reportByWorkbook(retailers[OFFICE.retailer]);
  await reportByPhone(admin, apiUrl, today);
  // Coverage tells of the latest assessment, which follows a report within seconds.
  const told = await eventually('coverage knows of both', async () => {
    const { items } = await admin.call('GET /v1/coverage', { query: { date: today, place: OTHER_WARD } });
    const both = [OFFICE, STALL].map(({ store }) => items.find((item) => item.store === store));
    return both.every((item) => item?.state === 'reported' || item?.state === 'late') ? both : undefined;
  });
  assert.deepEqual(
    told.map((item) => [item?.rows, item?.carriedRows]),
    [
      [1, undefined],
      [2, 1],
    ],
  );
  tell('coverage has both, and that the stall left one price as it was');
}

async function reportByWorkbook(office: Caller): Promise<void> {
  const { store } = OFFICE;
  const template = await office.call('GET /v1/template.xlsx', { query: { store } });
  const { sheets } = await readWorkbook(template, 1000);
  const bytes = writeWorkbook(sheets.map((sheet) => ({ name: sheet.name, rows: filledIn(sheet) })));
  const receipt = await office.call('POST /v1/reports', { text: bytes, contentType: XLSX_TYPE });
  assert.ok('receipts' in receipt, JSON.stringify(receipt));
  assert.deepEqual(
    receipt.receipts.map((each) => [each.store, each.accepted]),
    [[store, 1]],
  );
  assert.deepEqual(
    receipt.rejected.map(({ cell, code }) => [cell?.replace(/\d+$/, ''), code]),
    [[`${OFFICE.name}!E`, 'price-not-integer']],
  );
  tell(`an office sends the template filled in: ${receipt.rejected[0]?.cell}: ${receipt.rejected[0]?.hint}`);
}

/** Beef with its stock, and eggs by a price that may mean several things. */
function filledIn({ rows }: Sheet): (CellToWrite | string | number | undefined)[][] {
  return Array.from({ length: rows.at(-1)?.row ?? 0 }, (_, index) => {
    const cells = rows.find(({ row }) => row === index + 1)?.cells ?? new Map<number, Cell>();
    const code = cells.get(1);
    const product = code?.kind === 'text' ? code.text : '';
    return Array.from({ length: 10 }, (_none, column) => {
      if (product === BEEF && column === PRICE) return leastPrice(BEEF);
      if (product === BEEF && column === STOCK) return 12.5;
      if (product === EGGS && column === PRICE) return '34k';
      return written(cells.get(column + 1));
    });
  });
}

function written(cell: Cell | undefined): CellToWrite | string | number | undefined {
  if (cell?.kind === 'date' && cell.day !== undefined) return { value: { day: cell.day } };
  return cell?.kind === 'text' ? cell.text : cell?.kind === 'number' ? cell.number : undefined;
}

function leastPrice(product: string): number {
  return catalogue.products.get(product)?.band.min ?? 0;
}

async function reportByPhone(admin: Caller, apiUrl: string, today: BusinessDay): Promise<void> {
  const { retailer, store } = STALL;
  const printed = await admin.call('POST /v1/retailers/{id}/enrolments', {
    params: { id: retailer },
    body: { stores: [store], days: 14, phones: 1 },
  });
  const code = printed.items[0]?.code ?? '';
  const anybody = callerOf(apiUrl);
  const sheet = { retailer, store, code, secret: randomBytes(32).toString('base64url'), name: 'Android' };
  const { bearer } = await anybody.call('POST /v1/enrolments', { body: sheet });
  const another = { ...sheet, secret: randomBytes(32).toString('base64url') };
  const usedUp = await refusalOf(anybody.call('POST /v1/enrolments', { body: another }));
  assert.equal(usedUp.problem?.code, 'code-used-up');

  const phone = callerOf(apiUrl, bearer);
  const latest = await phone.call('GET /v1/reports/{store}/latest', { params: { store } });
  assert.equal(latest.store.id, store);
  const rows = [
    { product: BEEF, price: leastPrice(BEEF), entered: 'typed' },
    { product: EGGS, price: leastPrice(EGGS), entered: 'carried' },
  ] as const;
  const receipt = await phone.call('POST /v1/reports', { body: { store, date: today, rows } });
  assert.equal(receipt.accepted, rows.length);
  const elsewhere = await refusalOf(phone.call('GET /v1/me/articles'));
  assert.deepEqual([elsewhere.status, elsewhere.problem?.code], [403, 'store-key-only']);
  const { items } = await admin.call('GET /v1/retailers/{id}/phones', { params: { id: retailer } });
  assert.deepEqual(
    items.map((item) => [item.store, item.name]),
    [[store, 'Android']],
  );
  tell(`a stall scans its sheet: the phone reports ${receipt.accepted} goods of ${store}, and can do nothing else`);
}
