import assert from 'node:assert/strict';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Caller } from './call-api.ts';
import { eventually } from './eventually.ts';
import type { Retailers } from './register-market.ts';
import { tell } from './tell.ts';
import { PORK, quietDays, SHOCK, SHOPS, SUPPLIER, WARD } from './the-market.ts';

/** Fills twenty quiet days and waits until every shop is remembered by its usual price. */
export async function fillHistory(admin: Caller, today: BusinessDay): Promise<void> {
  const { storeDays, csv } = quietDays(today);
  const history = await admin.call('POST /v1/history', { text: csv, contentType: 'text/csv' });
  assert.deepEqual(history, { receipts: storeDays, rejected: [], rejectedCount: 0, openEpisodes: [] });
  tell(`${history.receipts} store-days of history are kept`);
  await eventually('the usual prices are remembered', async () => {
    const { items } = await admin.call('GET /v1/market/{place}/{product}', { params: { place: WARD, product: PORK } });
    return items.some(({ date, changePct }) => date === addDays(today, -1) && changePct === 0);
  });
  tell('all of them are assessed, day by day: nothing has moved');
}

/** The supplier offers plenty; the shops' prices jump while their shelves empty. */
export async function reportDay(admin: Caller, retailers: Retailers, today: BusinessDay): Promise<void> {
  const offer = { product: PORK, price: 110_000, priceType: 'wholesale', stock: 2000 } as const;
  await retailers[SUPPLIER.retailer].call('POST /v1/reports', {
    body: { store: SUPPLIER.store, date: today, rows: [offer] },
  });
  // The emulator runs one function at a time: one that waits for an offer to be assessed would wait in vain.
  await eventually('the offer is assessed', async () => {
    const { items } = await admin.call('GET /v1/places', { query: { date: today } });
    return items.some(({ id, productsReported }) => id === SUPPLIER.place && productsReported === 1);
  });
  tell('the supplier offers 2,000 kg of pork loin');

  const [first, ...others] = SHOPS;
  await reportWithMistakes(retailers[first.retailer], first.store, today);
  // At the same moment, as jobs on the hour send: the emulator keeps no window of ten seconds, in which the cloud gathers
  // them. An alert that opens before the last is in has its supply searched by what that shop had yesterday.
  await Promise.all(
    others.map(({ retailer, store }) =>
      retailers[retailer].call('POST /v1/reports', { body: { store, date: today, rows: [SHOCK] } }),
    ),
  );
  const own = await retailers[first.retailer].call('GET /v1/me');
  assert.ok(
    own.stores.every(({ lastReported }) => lastReported === today),
    JSON.stringify(own.stores),
  );
  tell(`${others.length} more shops report pork loin at +30 % and nearly sold out`);
}

/** One good row and four bad ones: the good one is kept, each bad one comes back with what is wrong with it. */
async function reportWithMistakes(shop: Caller, store: string, today: BusinessDay): Promise<void> {
  const report = {
    store,
    date: today,
    rows: [
      SHOCK,
      { ...SHOCK, product: '01.0001', price: '18.500' },
      { ...SHOCK, product: '01.0027', price: 350 },
      { ...SHOCK, product: '99.9999' },
      SHOCK,
    ],
  };
  // As text: the contract's types would refuse the mistakes before the API could.
  const request = { text: JSON.stringify(report), contentType: 'application/json' } as const;
  const receipt = await shop.call('POST /v1/reports', request);
  assert.equal(receipt.accepted, 1);
  assert.deepEqual(
    receipt.rejected.map(({ row, pointer, code }) => ({ row, pointer, code })),
    [
      { row: 1, pointer: '/rows/1/price', code: 'price-not-integer' },
      { row: 2, pointer: '/rows/2/price', code: 'price-out-of-band' },
      { row: 3, pointer: '/rows/3/product', code: 'unknown-product' },
      { row: 4, pointer: '/rows/4/product', code: 'duplicate-row' },
    ],
  );
  for (const { row, hint } of receipt.rejected) assert.ok(hint.length > 0, `no hint for row ${row}`);
  tell(`a shop's report: 1 row kept, ${receipt.rejected.map(({ code }) => code).join(', ')} refused, each with a hint`);
  tell(`  such as: ${receipt.rejected[1]?.hint}`);

  const again = await shop.call('POST /v1/reports', request);
  assert.equal(shop.lastStatus(), 200);
  assert.equal(again.revision, receipt.revision);
  tell('the same report sent again changes nothing');
}
