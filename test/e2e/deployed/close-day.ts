import assert from 'node:assert/strict';
import type { BusinessDay } from '#domain/business-day.ts';
import { eventually } from './eventually.ts';
import { npmRun, type Scene } from './operate.ts';
import type { Retailers } from './register-market.ts';
import { tell } from './tell.ts';
import { SHOPS, SUPPLIER, WARD } from './the-market.ts';

const RICE = '01.0001';

/** The cut-off comes: what a shop lacks without any alert is matched, and nothing is proposed a second time. */
export async function closeDay(scene: Scene, retailers: Retailers, today: BusinessDay): Promise<void> {
  const [shop] = SHOPS;
  const patch = async (retailer: keyof Retailers, store: string, row: object) =>
    retailers[retailer].call('POST /v1/reports', {
      query: { mode: 'patch' },
      body: { store, date: today, rows: [{ product: RICE, ...row }] },
    });
  await patch(SUPPLIER.retailer, SUPPLIER.store, { price: 14_000, priceType: 'wholesale', stock: 3000 });
  await patch(shop.retailer, shop.store, { price: 18_500, stock: 10, sold: 40 });
  const { admin } = scene;
  await eventually('the shelves of rice are known', async () => {
    const { products } = await admin.call('GET /v1/market/{place}', {
      params: { place: WARD },
      query: { date: today },
    });
    return products.some(({ product }) => product === RICE);
  });
  const before = await admin.call('GET /v1/suggestions');
  const woken = await npmRun(scene, 'wake', 'close-day');
  tell(`npm run wake: ${woken.at(-1)}`);
  const day = await eventually('all families of goods are matched', async () => {
    const found = await admin.call('GET /v1/suggestions', { query: { day: today } });
    return found.families?.matched === found.families?.of && found;
  });
  assert.deepEqual(
    day.items.map(({ alert, product, from, to }) => ({ alert, product, from: from.store, to: to.store })),
    [{ alert: undefined, product: RICE, from: SUPPLIER.store, to: shop.store }],
  );
  assert.deepEqual(
    day.trips?.map(({ suggestions }) => suggestions),
    [day.items.map(({ id }) => id)],
  );
  const after = await admin.call('GET /v1/suggestions');
  assert.equal(after.items.length, before.items.length + 1);
  tell(`after the cut-off ${day.families?.of} families are matched: ${day.items[0]?.explanation.vi}`);
}
