import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import { PETROL, PORK, RICE } from '#support/small-city.ts';
import type { RunningSystem } from './running-system.ts';

export const TODAY: BusinessDay = '2026-11-23';
const HISTORY_DAYS = 9;
/** Reported live: long enough for an alert to begin, and to end in calm. */
const LIVE = eachDay(addDays(TODAY, -6), TODAY);
const USUAL: Readonly<Record<string, number>> = { [PORK.id]: 100_000, [RICE.id]: 20_000 };
const RISE = 1.4;

const RETAILERS = ['an-khang', 'binh-minh', 'hoa-sen'];
const SHOPS = ['hoan-kiem', 'cua-nam'].flatMap((place) =>
  RETAILERS.map((retailer) => ({ retailer, store: `${retailer}-${place}`, place })),
);
const SUPPLIER = { retailer: 'htx-ven-song', store: 'kho', place: 'outside/hung-yen' };

/** A moment of the market hours, Vietnam time. */
export function at(day: BusinessDay, hour: number): number {
  return Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00+07:00`);
}

/** In minutes: the longest that the desk waits. */
const TWO_WEEKS = 20_160;

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
  // What time alone makes due, a reminder, would be told by whoever is put back later, too.
  const patient = { remindAfter: [], escalate: [], stalledAfter: TWO_WEEKS, stalledNextAfter: TWO_WEEKS };
  const never = { ...patient, insteadAfter: TWO_WEEKS };
  await staff('PUT /v1/desk-settings', { body: { crisis: never, alert: never } });
  await staff('POST /v1/history', { text: pastPrices(), contentType: 'text/csv' });
  await system.idle();

  for (const date of LIVE) {
    setClock(at(date, 8));
    await system.openDay();
    const { retailer, store } = SUPPLIER;
    const rows = [{ product: PORK.id, price: 70_000, priceType: 'wholesale', stock: 5_000 }] as const;
    await system.retailer(keys.get(retailer))('POST /v1/reports', { body: { store, date, rows } });
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
  const riceIsHigh = date < (LIVE[2] as BusinessDay);
  const porkIsHigh = date >= addDays(TODAY, -1);
  const mistyped = date === addDays(TODAY, -3);
  return (place, product) => {
    if (product === RICE.id) return { price: place === 'hoan-kiem' && riceIsHigh ? RISE : 1, stock: 60 };
    if (mistyped && place === 'cua-nam') return { price: RISE, stock: 60 };
    return porkIsHigh ? { price: RISE, stock: place === 'hoan-kiem' ? 4 : 60 } : { price: 1, stock: 60 };
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
    const rows = Object.entries(USUAL).map(([product, usual]) => {
      const { price, stock } = shown(place, product);
      return { product, price: Math.round(usual * price), stock, sold: 20, confirm: true };
    });
    await system.retailer(keys.get(retailer))('POST /v1/reports', { body: { store, date, rows } });
  }
}

async function register({ staff }: RunningSystem): Promise<ReadonlyMap<string, string>> {
  await staff('POST /v1/people', {
    body: {
      name: 'Nguyễn Hải Yến',
      emails: ['can-bo-truc@binh-on.example'],
      channels: [{ kind: 'mail' }],
      places: ['*'],
      levels: ['watch', 'alert', 'crisis'],
    },
  });
  const address = 'https://hooks.binh-on.example/alerts';
  await staff('POST /v1/people', {
    body: {
      name: 'Duty officer',
      emails: ['duty-officer@binh-on.example'],
      channels: [{ kind: 'mail' }, { kind: 'webhook', address, secret: 'a-secret-of-thirty-two-characters' }],
      places: ['hoan-kiem'],
      language: 'en',
    },
  });
  const keys = new Map<string, string>();
  for (const { retailer: id, store, place } of [...SHOPS, SUPPLIER]) {
    if (!keys.has(id)) {
      const body = { name: `${id} (mẫu)`, contact: { name: 'Chị Lan' } };
      await staff('PUT /v1/retailers/{id}', { params: { id }, body });
      keys.set(id, (await staff('POST /v1/retailers/{id}/keys', { params: { id } })).bearer);
    }
    const channel = id === SUPPLIER.retailer ? 'producer' : 'market';
    await staff('PUT /v1/retailers/{id}/stores/{store}', {
      params: { id, store },
      body: { name: store, place, channel },
    });
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
  const { items: alerts } = await staff('GET /v1/alerts', { query: { state: ['open'], limit: 100 } });
  await staff('POST /v1/alerts/{id}/acknowledge', {
    params: { id: alerts[0]?.id ?? '' },
    body: { note: 'Đang liên hệ' },
  });
  const { items: suggestions } = await staff('GET /v1/suggestions');
  const [accepted = '', declined = ''] = suggestions.map(({ id }) => id);
  await staff('POST /v1/suggestions/{id}/accept', { params: { id: accepted } });
  await staff('POST /v1/suggestions/{id}/decline', {
    params: { id: declined },
    body: { reason: 'no-vehicle', note: 'Xe không vào được phố' },
  });
  await staff('PUT /v1/thresholds', {
    body: { product: RICE.id, validFrom: addDays(TODAY, 1), watch: 6, alert: 11, crisis: 22 },
  });
  await staff('PUT /v1/ceilings', {
    body: { product: PETROL.id, effectiveFrom: `${TODAY}T15:00:00+07:00`, price: 21_500 },
  });
}

/** Everything that the API tells staff, as texts by what was asked. */
export async function answersOf({ staff }: RunningSystem): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  const note = (asked: string, answer: object) => answers.set(asked, JSON.stringify(answer, null, 1));
  const alerts = await staff('GET /v1/alerts', { query: { limit: 100 } });
  note('alerts', alerts);
  for (const { id } of alerts.items) {
    note(`alert ${id}`, await staff('GET /v1/alerts/{id}', { params: { id } }));
    note(`suggestions of ${id}`, await staff('GET /v1/suggestions', { query: { alert: id } }));
  }
  // Small pages have cursors, which are signed with a key that is kept as well.
  note('one alert', await staff('GET /v1/alerts', { query: { limit: 1 } }));
  note('two retailers', await staff('GET /v1/retailers', { query: { limit: 2 } }));
  for (const key of ['GET /v1/suggestions', 'GET /v1/retailers'] as const) note(key, await staff(key));
  for (const key of ['GET /v1/thresholds', 'GET /v1/ceilings', 'GET /v1/places'] as const) note(key, await staff(key));
  for (const date of eachDay(addDays(TODAY, -3), TODAY)) {
    note(`coverage of ${date}`, await staff('GET /v1/coverage', { query: { date } }));
  }
  for (const place of ['ha-noi', 'hoan-kiem', 'cua-nam']) {
    note(place, await staff('GET /v1/market/{place}', { params: { place } }));
    for (const product of [PORK.id, RICE.id]) {
      note(`${product} in ${place}`, await staff('GET /v1/market/{place}/{product}', { params: { place, product } }));
    }
  }
  return answers;
}
