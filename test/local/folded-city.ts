import { contractClient } from '#contract/client.ts';
import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { type RunningSystem, type SystemOptions, startSystem } from '#infra/local/system.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';

/** Days are closed soon, so that few make up all kinds of them. */
const CITY: Catalogue = { ...SMALL_CITY, detection: { ...SMALL_CITY.detection, correctionDays: 3 } };

export const TODAY: BusinessDay = '2026-11-23';
/** Reported day by day: long enough for some days to take reports no more. */
const LIVE = eachDay(addDays(TODAY, -6), TODAY);
/** Filled from a file. */
export const FIRST: BusinessDay = addDays(TODAY, -20);
export const PAST = eachDay(FIRST, addDays(TODAY, -7));
/** Days before this one take no reports. */
export const STILL_TAKEN = addDays(TODAY, -CITY.detection.correctionDays);
/** The first day that was opened: days before it were filled from the file and are folded by rebuilds alone. */
export const OPENED_FIRST = addDays(LIVE[0] as BusinessDay, -CITY.detection.correctionDays);

const SHOPS = [
  ...['an', 'ba', 'cuc'].map((retailer) => ({ retailer, place: 'hoan-kiem', channel: 'market' }) as const),
  ...['an', 'ba'].map((retailer) => ({ retailer, place: 'cua-nam', channel: 'market' }) as const),
  { retailer: 'kho', place: 'outside/hung-yen', channel: 'producer' } as const,
];
type Shop = (typeof SHOPS)[number];
const storeOf = ({ place }: Shop) => place.slice(place.indexOf('/') + 1);
/** Pork is dear in one ward: once in the past, once since it is live, and today. */
const DEAR = [-13, -12, -11, -5, -4, -3, 0].map((days) => addDays(TODAY, days));

function rowsOf({ place }: Shop, day: BusinessDay) {
  const isDear = place === 'hoan-kiem' && DEAR.includes(day);
  const noise = Number(day.slice(8)) % 5;
  return [
    { product: PORK.id, price: (isDear ? 145_000 : 100_000) + 300 * noise, stock: isDear ? 9 : 60, sold: 20 },
    { product: RICE.id, price: 20_000 + 40 * noise, stock: 500, sold: 30 },
  ];
}

const clock = () => Date.parse(`${TODAY}T18:00:00+07:00`);

/** Starts the city of this test on a folder, on the evening of its last day. */
export function startCity(folder: string, changes: Partial<SystemOptions> = {}): Promise<RunningSystem> {
  return startSystem({ folder, catalogue: CITY, clock, gatherMs: 15, ...changes });
}

/** The past as a file. */
export function pastOf(days: readonly BusinessDay[] = PAST): string {
  const lines = days.flatMap((day) =>
    SHOPS.flatMap((shop) =>
      rowsOf(shop, day).map(({ product, price, stock, sold }) =>
        [shop.retailer, storeOf(shop), day, product, price, stock, sold].join(','),
      ),
    ),
  );
  return `retailer,store,date,product,price,stock,sold\n${lines.join('\n')}\n`;
}

/** Registers the shops; the bearers of their retailers. */
export async function registerShops({ url, staffToken, idle }: RunningSystem): Promise<Map<string, string>> {
  const staff = contractClient({ url, token: staffToken });
  const bearers = new Map<string, string>();
  for (const id of new Set(SHOPS.map(({ retailer }) => retailer))) {
    await staff('PUT /v1/retailers/{id}', { params: { id }, body: { name: id, contact: { name: 'Chị Lan' } } });
    bearers.set(id, (await staff('POST /v1/retailers/{id}/keys', { params: { id } })).bearer);
  }
  for (const shop of SHOPS) {
    const { retailer: id, place, channel } = shop;
    const params = { id, store: storeOf(shop) };
    await staff('PUT /v1/retailers/{id}/stores/{store}', { params, body: { name: place, place, channel } });
  }
  await idle();
  return bearers;
}

/** A city that was filled from a file and then reported day by day, in a folder on which no machine runs any more. */
export async function liveInFolder(folder: string): Promise<void> {
  let today = LIVE[0] as BusinessDay;
  const system = await startCity(folder, { clock: () => Date.parse(`${today}T09:00:00+07:00`) });
  const bearers = await registerShops(system);
  const retailers = [...bearers].map(([id, bearer]) => ({ id, bearer, stores: [] }));
  await system.saveRetailers(retailers);
  const staff = contractClient({ url: system.url, token: system.staffToken });
  await staff('POST /v1/history', { text: pastOf(), contentType: 'text/csv' });
  await system.idle();
  for (today of LIVE) {
    await system.openDay();
    await Promise.all(
      SHOPS.map((shop) =>
        contractClient({ url: system.url, token: bearers.get(shop.retailer) })('POST /v1/reports', {
          body: { store: storeOf(shop), date: today, rows: rowsOf(shop, today) },
        }),
      ),
    );
    await system.idle();
  }
  await system.close();
}
