import assert from 'node:assert/strict';
import type { BusinessDay } from '#domain/business-day.ts';
import { eventually } from './eventually.ts';
import { npmRun, type Scene } from './operate.ts';
import type { Retailers } from './register-market.ts';
import { tell } from './tell.ts';
import { SHOPS, SUPPLIER, WARD } from './the-market.ts';

const RICE = '01.0001';

interface Shelf {
  readonly price: number;
  readonly priceType?: 'wholesale';
  readonly stock: number;
  readonly sold?: number;
}

/** The cut-off comes: what a shop lacks without any alert is matched, and nothing is proposed a second time. */
export async function closeDay(scene: Scene, retailers: Retailers, today: BusinessDay): Promise<void> {
  const [shop] = SHOPS;
  const patch = async (retailer: keyof Retailers, store: string, shelf: Shelf) =>
    retailers[retailer].call('POST /v1/reports', {
      query: { mode: 'patch' },
      body: { store, date: today, rows: [{ product: RICE, ...shelf }] },
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
  await holdWhatWasSuggested(scene, today);
}

/** The supplier's goods are held for food safety: the shop that was to get them is looked after once more. */
async function holdWhatWasSuggested({ admin }: Scene, today: BusinessDay): Promise<void> {
  const [shop] = SHOPS;
  const order = {
    product: RICE,
    retailer: SUPPLIER.retailer,
    reason: 'Chờ kết quả kiểm nghiệm',
    document: '128/CCATTP',
  };
  await admin.call('PUT /v1/holds/{id}', { params: { id: 'attp-128' }, body: order });
  const { items, remarks } = await eventually('the family of rice is matched again', async () => {
    const found = await admin.call('GET /v1/suggestions', { query: { day: today, product: RICE } });
    return found.unmet?.some(({ to }) => to.store === shop.store) && found;
  });
  assert.deepEqual(
    items.map(({ held }) => held?.document),
    [order.document],
  );
  tell(`a hold has the goods matched again: ${remarks?.[0]?.text.vi}`);
}
