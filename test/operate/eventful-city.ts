import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import { PETROL, PORK, RICE } from '#support/small-city.ts';
import type { RunningSystem } from './running-system.ts';

export const TODAY: BusinessDay = '2026-11-23';
const HISTORY_DAYS = 9;
/** Reported live: long enough for an alert to begin, and to end in calm. */
const LIVE = eachDay(addDays(TODAY, -6), TODAY);
const USUAL: Readonly<Record<string, number>> = { [PORK.id]: 100_000, [RICE.id]: 20_000 };
const DEAR = 1.4;

const RETAILERS = ['an-khang', 'binh-minh', 'hoa-sen'];
const SHOPS = ['hoan-kiem', 'cua-nam'].flatMap((place) =>
  RETAILERS.map((retailer) => ({ retailer, store: `${retailer}-${place}`, place })),
);
const SUPPLIER = { retailer: 'htx-ven-song', store: 'kho', place: 'outside/hung-yen' };

/** A moment of the market hours, Vietnam time. */
export function at(day: BusinessDay, hour: number): number {
  return Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00+07:00`);
}

/**
 * Lives through a week: rice is dear in one ward and calms down, a typing error in the other is corrected, pork becomes
 * dear and scarce since yesterday; an officer acknowledges, declines and sets rules.
 *
 * @returns the keys of the retailers.
 */
export async function liveThroughAWeek(
  system: RunningSystem,
  setClock: (now: number) => void,
): Promise<ReadonlyMap<string, string>> {
  const { staff } = system;
  setClock(at(LIVE[0] as BusinessDay, 6));
  const keys = await register(system);
  await staff.postText('/v1/history', 'text/csv', pastPrices());
  await system.idle();

  for (const date of LIVE) {
    setClock(at(date, 8));
    await system.openDay();
    const { retailer, store } = SUPPLIER;
    await system.retailer(keys.get(retailer) ?? '').post('/v1/reports', {
      store,
      date,
      rows: [{ product: PORK.id, price: 70_000, priceType: 'wholesale', stock: 5_000 }],
    });
    await reportDay(system, keys, date, factorsOn(date));
    await system.idle();
    if (date === addDays(TODAY, -3)) {
      await reportDay(system, keys, date, () => ({ price: 1, stock: 60 }));
      await system.idle();
    }
  }
  await actAsOfficer(system);
  await system.idle();
  return keys;
}

interface Shown {
  readonly price: number;
  readonly stock: number;
}

/** What a shop of a ward shows of a product: its price against the usual one, and its stock. */
function factorsOn(date: BusinessDay): (place: string, product: string) => Shown {
  const dearRice = date < (LIVE[2] as BusinessDay);
  const dearPork = date >= addDays(TODAY, -1);
  const mistyped = date === addDays(TODAY, -3);
  return (place, product) => {
    if (product === RICE.id) return { price: place === 'hoan-kiem' && dearRice ? DEAR : 1, stock: 60 };
    if (mistyped && place === 'cua-nam') return { price: DEAR, stock: 60 };
    return dearPork ? { price: DEAR, stock: place === 'hoan-kiem' ? 4 : 60 } : { price: 1, stock: 60 };
  };
}

/** Every shop's report of a day. */
export async function reportDay(
  system: RunningSystem,
  keys: ReadonlyMap<string, string>,
  date: BusinessDay,
  shown: (place: string, product: string) => Shown,
): Promise<void> {
  for (const { retailer, store, place } of SHOPS) {
    await system.retailer(keys.get(retailer) ?? '').post('/v1/reports', {
      store,
      date,
      rows: Object.entries(USUAL).map(([product, usual]) => {
        const { price, stock } = shown(place, product);
        return { product, price: Math.round(usual * price), stock, sold: 20, confirm: true };
      }),
    });
  }
}

async function register({ staff }: RunningSystem): Promise<ReadonlyMap<string, string>> {
  await staff.put('/v1/recipients/can-bo-truc', {
    email: 'can-bo-truc@binh-on.example',
    places: ['*'],
    levels: ['watch', 'alert', 'crisis'],
    language: 'vi',
  });
  await staff.put('/v1/recipients/duty-officer', {
    email: 'duty-officer@binh-on.example',
    webhook: { url: 'https://hooks.binh-on.example/alerts', secret: 'a-secret-of-thirty-two-characters' },
    places: ['hoan-kiem'],
    levels: ['alert', 'crisis'],
    language: 'en',
  });
  const keys = new Map<string, string>();
  for (const { retailer, store, place } of [...SHOPS, SUPPLIER]) {
    if (!keys.has(retailer)) {
      await staff.put(`/v1/retailers/${retailer}`, { name: `${retailer} (mẫu)`, contact: { name: 'Chị Lan' } });
      const { bearer } = (await staff.post(`/v1/retailers/${retailer}/keys`, {})) as { bearer: string };
      keys.set(retailer, bearer);
    }
    const channel = retailer === SUPPLIER.retailer ? 'producer' : 'market';
    await staff.put(`/v1/retailers/${retailer}/stores/${store}`, { name: store, place, channel });
  }
  return keys;
}

function pastPrices(): string {
  const first = LIVE[0] as BusinessDay;
  const lines = eachDay(addDays(first, -HISTORY_DAYS), addDays(first, -1)).flatMap((date) =>
    SHOPS.flatMap(({ retailer, store }) =>
      Object.entries(USUAL).map(([product, price]) => [retailer, store, date, product, price, 60, 20].join()),
    ),
  );
  return ['retailer,store,date,product,price,stock,sold', ...lines].join('\n');
}

async function actAsOfficer({ staff }: RunningSystem): Promise<void> {
  const { items: alerts } = (await staff.get('/v1/alerts?state=open&limit=100')) as { items: { id: string }[] };
  await staff.post(`/v1/alerts/${alerts[0]?.id}/acknowledge`, { note: 'Đang liên hệ' });
  const { items: suggestions } = (await staff.get('/v1/suggestions')) as { items: { id: string }[] };
  const [accepted, declined] = suggestions;
  await staff.post(`/v1/suggestions/${accepted?.id}/accept`, {});
  await staff.post(`/v1/suggestions/${declined?.id}/decline`, { reason: 'no-vehicle', note: 'Xe không vào được phố' });
  await staff.put('/v1/thresholds', {
    product: RICE.id,
    validFrom: addDays(TODAY, 1),
    watch: 6,
    alert: 11,
    crisis: 22,
  });
  await staff.put('/v1/ceilings', { product: PETROL.id, effectiveFrom: `${TODAY}T15:00:00+07:00`, price: 21_500 });
}

/** Everything that the API tells staff, as texts by address. */
export async function answersOf({ staff }: RunningSystem): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  const ask = async (path: string) => {
    const answer = await staff.get(path);
    answers.set(path, JSON.stringify(answer, null, 1));
    return answer as { items?: { id: string }[] };
  };
  const alerts = await ask('/v1/alerts?limit=100');
  for (const { id } of alerts.items ?? []) {
    await ask(`/v1/alerts/${id}`);
    await ask(`/v1/suggestions?alert=${id}`);
  }
  // Small pages have cursors, which are signed with a key that is kept as well.
  for (const path of ['/v1/alerts?limit=1', '/v1/retailers?limit=2', '/v1/suggestions', '/v1/retailers'])
    await ask(path);
  for (const path of ['/v1/thresholds', '/v1/ceilings', '/v1/places']) await ask(path);
  for (const day of eachDay(addDays(TODAY, -3), TODAY)) await ask(`/v1/coverage?date=${day}`);
  for (const place of ['ha-noi', 'hoan-kiem', 'cua-nam']) {
    await ask(`/v1/market/${place}`);
    for (const product of [PORK.id, RICE.id]) await ask(`/v1/market/${place}/${product}`);
  }
  return answers;
}
