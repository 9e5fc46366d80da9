import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hanoi } from '#catalog/hanoi.ts';
import { contractClient } from '#contract/client.ts';
import { addDays, eachDay } from '#domain/business-day.ts';
import { startSystem } from '#infra/local/system.ts';

const WARD = '00070';
const PRODUCT = '01.0004';
const TODAY = '2026-11-23';
/** Named as the examples of the document name them, so that what they ask for is there. */
const SHOPS = [
  { retailer: 'sen-vang', store: 'sen-vang-cua-nam' },
  { retailer: 'sen-vang', store: 'sen-vang-tay-ho' },
  { retailer: 'mai-lan', store: 'mai-lan-1' },
  { retailer: 'cho-que', store: 'cho-que-1' },
];
const SUPPLIER = { retailer: 'htx-ven-song', store: 'kho' };

/** A machine in which there is something to find: a rise since yesterday, an alert, and suggestions from a supplier. */
export async function aMarketToAsk() {
  const folder = await mkdtemp(join(tmpdir(), 'binh-on-contract-'));
  const started = Date.now();
  // A clock of its own that goes on, so that every run asks about the same days.
  const clock = () => Date.parse(`${TODAY}T09:00:00+07:00`) + (Date.now() - started);
  const system = await startSystem({ folder, catalogue: hanoi, clock, gatherMs: 20 });
  const staff = contractClient({ url: system.url, token: system.staffToken });
  const keys = new Map<string, string>();
  for (const { retailer: id, store } of [...SHOPS, SUPPLIER]) {
    const isSupplier = id === SUPPLIER.retailer;
    if (!keys.has(id)) {
      await staff('PUT /v1/retailers/{id}', { params: { id }, body: { name: id, contact: { name: 'Nguyễn Thu An' } } });
      keys.set(id, (await staff('POST /v1/retailers/{id}/keys', { params: { id } })).bearer);
    }
    await staff('PUT /v1/retailers/{id}/stores/{store}', {
      params: { id, store },
      body: isSupplier
        ? { name: store, place: 'outside/hung-yen', channel: 'producer' }
        : { name: store, place: WARD, channel: 'market' },
    });
  }
  const past = eachDay(addDays(TODAY, -21), addDays(TODAY, -2)).flatMap((day) =>
    SHOPS.map(({ retailer, store }) => `${retailer},${store},${day},${PRODUCT},145000,150,30`),
  );
  await staff('POST /v1/history', {
    text: ['retailer,store,date,product,price,stock,sold', ...past].join('\n'),
    contentType: 'text/csv',
  });
  for (const date of [addDays(TODAY, -1), TODAY]) {
    for (const { retailer, store } of [SUPPLIER, ...SHOPS]) {
      const row =
        retailer === SUPPLIER.retailer
          ? { price: 110_000, priceType: 'wholesale' as const, stock: 2000 }
          : { price: 188_500, stock: 12, sold: 35 };
      await contractClient({ url: system.url, token: keys.get(retailer) })('POST /v1/reports', {
        body: { store, date, rows: [{ product: PRODUCT, ...row }] },
      });
      await system.idle();
    }
  }
  return {
    url: system.url,
    staffToken: system.staffToken,
    retailerKey: keys.get('sen-vang') ?? '',
    end: async () => {
      await system.close();
      await rm(folder, { recursive: true });
    },
  };
}
