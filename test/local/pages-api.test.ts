import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ContractClient, contractClient, type RefusedRequest } from '#contract/client.ts';
import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import { type RunningSystem, startSystem } from '#infra/local/system.ts';
import { mailsIn } from '#support/mails-in.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';

/*
 * What the pages ask, of a city of six shops: two weeks are calm, then pork rises in one ward, one price is far too
 * high, one row is refused, and one shop has been silent for three days.
 */
const TODAY: BusinessDay = '2026-11-23';
const FIRST = addDays(TODAY, -14);
const SHOPS = [
  { retailer: 'an', store: 'an-1', place: 'hoan-kiem', email: 'an@example.vn' },
  { retailer: 'ba', store: 'ba-1', place: 'hoan-kiem', email: undefined },
  { retailer: 'cuc', store: 'cuc-1', place: 'hoan-kiem', email: 'cuc@example.vn' },
  { retailer: 'an', store: 'an-2', place: 'cua-nam', email: undefined },
  { retailer: 'ba', store: 'ba-2', place: 'cua-nam', email: undefined },
  { retailer: 'cuc', store: 'cuc-2', place: 'cua-nam', email: undefined },
] as const;
const SILENT = 'cuc-2';
const SILENT_SINCE = addDays(TODAY, -3);
const USUAL = 100_000;
const DOUBTFUL = 5 * USUAL;

let folder: string;
let system: RunningSystem;
let lan: ContractClient;
let ofCuaNam: ContractClient;
const bearers = new Map<string, string>();
const now = Date.parse(`${TODAY}T09:00:00+07:00`);

async function register(): Promise<void> {
  for (const { retailer: id, email } of SHOPS.slice(0, 3)) {
    const contact = { name: `Chị ${id}`, phone: '0900 000 001', ...(email === undefined ? {} : { email }) };
    await lan('PUT /v1/retailers/{id}', { params: { id }, body: { name: `Chuỗi ${id}`, contact } });
    bearers.set(id, (await lan('POST /v1/retailers/{id}/keys', { params: { id } })).bearer);
  }
  for (const { retailer, store, place } of SHOPS) {
    const body = { name: `Cửa hàng ${store}`, place, channel: 'market' as const };
    await lan('PUT /v1/retailers/{id}/stores/{store}', { params: { id: retailer, store }, body });
  }
  await system.idle();
}

async function fillPast(): Promise<void> {
  const rows = eachDay(FIRST, addDays(TODAY, -1)).flatMap((date) =>
    SHOPS.filter(({ store }) => store !== SILENT || date < SILENT_SINCE).flatMap(({ retailer, store }) => [
      [retailer, store, date, PORK.id, USUAL, 200, 20].join(),
      [retailer, store, date, RICE.id, date === addDays(TODAY, -1) ? 20_400 : 20_000, 500, 20].join(),
    ]),
  );
  const text = ['retailer,store,date,product,price,stock,sold', ...rows].join('\n');
  await lan('POST /v1/history', { contentType: 'text/csv', text });
  await system.idle();
}

async function reportToday(): Promise<void> {
  for (const { retailer, store, place } of SHOPS) {
    if (store === SILENT) continue;
    const call = contractClient({ url: system.url, token: bearers.get(retailer) ?? '' });
    const pork = store === 'an-2' ? DOUBTFUL : place === 'hoan-kiem' ? 1.3 * USUAL : USUAL;
    const rows = [
      { product: PORK.id, price: pork, stock: 30, sold: 20 },
      { product: RICE.id, price: 20_000, stock: 500, sold: 20 },
      ...(store === 'an-2' ? [{ product: 'khong-co', price: 1_000 }] : []),
    ];
    await call('POST /v1/reports', { body: { store, date: TODAY, rows } });
  }
  await system.idle();
}

/** What a request was refused with. */
async function refusal(
  request: Promise<unknown>,
): Promise<{ readonly status: number; readonly code: string | undefined }> {
  const error = (await request.then(
    () => undefined,
    (raised: unknown) => raised,
  )) as RefusedRequest | undefined;
  return { status: error?.status ?? 200, code: error?.problem?.code };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-pages-'));
  system = await startSystem({ folder, catalogue: SMALL_CITY, clock: () => now, gatherMs: 15 });
  lan = contractClient({ url: system.url, token: system.staffToken });
  await register();
  const person = { name: 'Hà', emails: ['ha@example.vn'], places: ['cua-nam'] };
  const { id } = await lan('POST /v1/people', { body: person });
  const { token } = await lan('POST /v1/people/{id}/invite', { params: { id } });
  ofCuaNam = contractClient({ url: system.url, token: token ?? '' });
  await fillPast();
  await reportToday();
}, 120_000);
afterAll(async () => {
  await system?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the morning', () => {
  test('is one small answer: the clock, who has reported, what is on, and who is silent', async () => {
    const today = await lan('GET /v1/today');
    expect(today.clock).toMatchObject({
      date: TODAY,
      figures: 'provisional',
      lastClosed: addDays(TODAY, -1),
      closedDay: false,
    });
    expect(today.coverage).toEqual({ expected: 6, reported: 5, late: 0 });
    expect(today.events).toMatchObject({ total: 1, items: [{ goodsName: PORK.name, direction: 'up' }] });
    expect(today.silent).toMatchObject({
      total: 1,
      items: [{ store: SILENT, lastReported: addDays(SILENT_SINCE, -1), streak: 4, contactOf: 'retailer' }],
    });
    expect(today.doubts).toBe(1);
    expect(today.calm).toBeUndefined();
    expect(gzipSync(JSON.stringify(today)).length).toBeLessThan(30_000);
  });

  test('of a calm ward tells that ward alone: what was looked at on the last closed day, and how near it came', async () => {
    const today = await lan('GET /v1/today', { query: { place: 'cua-nam' } });
    expect(today).toMatchObject({ place: 'cua-nam', coverage: { expected: 3, reported: 2 }, events: { total: 0 } });
    expect(today.calm).toMatchObject({
      date: addDays(TODAY, -1),
      expected: 3,
      reported: 2,
      goods: 2,
      moves: [{ product: RICE.id, place: 'cua-nam', direction: 'up', changePct: 2, watchPct: 5 }],
      leastCover: { product: PORK.id, place: 'cua-nam', coverDays: 10 },
      aboveCeiling: 0,
    });
    expect(JSON.stringify(today.calm)).not.toContain('hoan-kiem');
  });

  test('shows somebody of one ward nothing of another, and refuses to', async () => {
    const today = await ofCuaNam('GET /v1/today');
    expect(today.coverage).toEqual({ expected: 3, reported: 2, late: 0 });
    expect(JSON.stringify(today)).not.toContain('hoan-kiem');
    expect(await refusal(ofCuaNam('GET /v1/today', { query: { place: 'hoan-kiem' } }))).toEqual({
      status: 403,
      code: 'not-your-place',
    });
  });
});

describe('one good', () => {
  const params = { place: 'hoan-kiem', product: PORK.id };

  test('is told shop by shop: its price beside its usual one, what it has, and how long that lasts', async () => {
    const { items, registered } = await lan('GET /v1/market/{place}/{product}/stores', { params });
    expect(registered).toBe(3);
    expect(items).toHaveLength(3);
    expect(items[0]).toMatchObject({
      store: 'an-1',
      state: 'reported',
      price: 130_000,
      usual: USUAL,
      stock: 30,
      stockOn: TODAY,
    });
    expect(items[0]?.changePct).toBeCloseTo(30);
    expect(items[0]?.coverDays).toBeGreaterThan(0);
    expect(items[0]?.receivedAt).toBe(new Date(now).toISOString());
  });

  test('is told of silent shops with what they said last, and of held-back prices with the doubt', async () => {
    const { items } = await lan('GET /v1/market/{place}/{product}/stores', {
      params: { ...params, place: 'cua-nam' },
    });
    expect(items.find(({ store }) => store === SILENT)).toMatchObject({
      state: 'silent',
      price: USUAL,
      saidOn: addDays(SILENT_SINCE, -1),
    });
    expect(items.find(({ store }) => store === 'an-2')).toMatchObject({ doubt: 'far-from-usual' });
    expect(items.find(({ store }) => store === 'ba-2')).not.toHaveProperty('doubt');
  });

  test('is told page by page of the whole city, each shop once', async () => {
    const shown: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await lan('GET /v1/market/{place}/{product}/stores', {
        params: { place: SMALL_CITY.city, product: PORK.id },
        query: { limit: 2, cursor },
      });
      shown.push(...page.items.map(({ store }) => store));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(shown.toSorted()).toEqual(SHOPS.map(({ store }) => store).toSorted());
  });

  test('stands on the map ward by ward; who takes no part never looks normal', async () => {
    const { items } = await lan('GET /v1/map', { query: { product: PORK.id } });
    const of = (place: string) => items.find((ward) => ward.place === place);
    expect(of('hoan-kiem')).toMatchObject({ direction: 'up', changePct: 30, agreeing: 3, reporting: 3, registered: 3 });
    expect(of('hoan-kiem')?.percent).toEqual({ vi: '+30\u00a0%', en: '+30%' });
    expect(of('cua-nam')).toMatchObject({ state: 'normal', registered: 3 });
    expect(of('soc-son')).toMatchObject({ state: 'not-taking-part', registered: 0 });
    expect(items.map(({ place }) => place)).not.toContain('outside/hung-yen');
    const own = await ofCuaNam('GET /v1/map', { query: { product: PORK.id } });
    expect(own.items.map(({ place }) => place)).toEqual(['cua-nam']);
  });

  test('that is in no catalogue is refused', async () => {
    expect(await refusal(lan('GET /v1/map', { query: { product: 'khong-co' } }))).toEqual({
      status: 404,
      code: 'unknown-product',
    });
  });
});

describe('coverage', () => {
  test('tells of a silent shop since when, and whom to ask', async () => {
    const { items } = await lan('GET /v1/coverage');
    expect(items.find(({ store }) => store === SILENT)).toMatchObject({
      state: 'not-reported',
      lastReported: addDays(SILENT_SINCE, -1),
      streak: 4,
      contact: { name: 'Chị cuc' },
      contactOf: 'retailer',
    });
    expect(items.find(({ store }) => store === 'an-1')).not.toHaveProperty('contact');
  });

  test('counts the rows that were refused at the door, by reason', async () => {
    const { refused, items } = await lan('GET /v1/coverage');
    expect(refused).toMatchObject([{ code: 'unknown-product', rows: 1, stores: 1 }]);
    expect(refused[0]?.inWords.vi).toBe('Mã mặt hàng không có trong danh mục');
    expect(items.find(({ store }) => store === 'an-2')).toMatchObject({ refusedRows: 1 });
    expect((await lan('GET /v1/coverage', { query: { place: 'hoan-kiem' } })).refused).toEqual([]);
  });

  test('of some days is a grid of wards and days', async () => {
    const grid = await lan('GET /v1/coverage/grid', { query: { from: addDays(TODAY, -3), to: TODAY } });
    expect(grid.days.map(({ reported }) => reported)).toEqual([5, 5, 5, 5]);
    expect(grid.places).toMatchObject([
      { place: 'cua-nam', expected: [3, 3, 3, 3], reported: [2, 2, 2, 2] },
      { place: 'hoan-kiem', reported: [3, 3, 3, 3] },
    ]);
    expect((await ofCuaNam('GET /v1/coverage/grid')).places.map(({ place }) => place)).toEqual(['cua-nam']);
    const long = lan('GET /v1/coverage/grid', { query: { from: addDays(TODAY, -31), to: TODAY } });
    expect(await refusal(long)).toEqual({ status: 422, code: 'invalid-range' });
  });
});

describe('a reminder', () => {
  const stores = ['cuc/cuc-2', 'an/an-1', 'ba/ba-2'];

  test('is kept once a shop and day, and not for one that has reported', async () => {
    const body = { stores, note: 'Chợ có mở cửa không?' };
    const { items } = await lan('POST /v1/coverage/reminders', { body });
    expect(items).toMatchObject([
      { store: 'cuc/cuc-2', outcome: 'kept', state: 'waiting' },
      { store: 'an/an-1', outcome: 'reported' },
      { store: 'ba/ba-2', outcome: 'reported' },
    ]);
    const again = await lan('POST /v1/coverage/reminders', { body: { stores: ['cuc/cuc-2'] } });
    expect(again.items).toMatchObject([{ outcome: 'already' }]);
    const { items: covered } = await lan('GET /v1/coverage');
    const silent = covered.find(({ store }) => store === SILENT);
    expect(silent).toMatchObject({ remindedAt: new Date(now).toISOString(), canBeReminded: true });
    expect(silent?.reminder).toMatchObject({ state: 'waiting', at: new Date(now).toISOString() });
  });

  test('goes by mail to the contact, who is told which shop and what was added, once', async () => {
    await system.lookAgain();
    await system.idle();
    await system.lookAgain();
    await system.idle();
    const mails = await mailsIn(join(folder, 'outbox'));
    const reminders = mails.filter(({ headers }) => headers['x-daily-mail'] === 'reminder');
    expect(reminders).toHaveLength(1);
    const [{ headers, parts }] = reminders as [(typeof reminders)[number]];
    expect(headers['to']).toBe('cuc@example.vn');
    expect(parts['text/plain']).toContain('Cửa hàng cuc-2');
    expect(parts['text/plain']).toContain('Chợ có mở cửa không?');
    const again = await lan('POST /v1/coverage/reminders', { body: { stores: ['cuc/cuc-2'] } });
    expect(again.items).toMatchObject([{ outcome: 'already', state: 'sent' }]);
  });

  test('is for shops of own places alone', async () => {
    const body = { stores: ['an/an-1'] };
    expect(await refusal(ofCuaNam('POST /v1/coverage/reminders', { body }))).toEqual({
      status: 404,
      code: 'unknown-store',
    });
  });
});

describe('the calendar', () => {
  test('names Tết, holidays, days off and lunar days, and what the catalogue notes', async () => {
    const calendar = await lan('GET /v1/calendar', { query: { from: '2026-11-20', to: '2026-11-30' } });
    expect(calendar.days).toMatchObject([{ date: '2026-11-24', kind: 'holiday' }]);
    expect(await refusal(lan('GET /v1/calendar', { query: { from: '2026-11-20', to: '2026-11-19' } }))).toEqual({
      status: 422,
      code: 'invalid-range',
    });
  });
});

describe('a doubtful price', () => {
  const listed = async (call: ContractClient = lan) => (await call('GET /v1/doubts')).items;

  test('is listed with why it waits and whom to ask, to those in charge alone', async () => {
    expect(await listed()).toMatchObject([
      {
        store: 'an-2',
        product: PORK.id,
        price: DOUBTFUL,
        expected: USUAL,
        doubt: 'far-from-usual',
        contactOf: 'retailer',
      },
    ]);
    expect(await listed(ofCuaNam)).toHaveLength(1);
    expect((await lan('GET /v1/doubts', { query: { place: 'hoan-kiem' } })).items).toEqual([]);
  });

  test('is a price that somebody doubts: no other can be decided on', async () => {
    const [doubt] = await listed();
    const sound = (doubt?.id ?? '').replace(`an~an-2~${PORK.id}~${DOUBTFUL}`, `ba~ba-2~${PORK.id}~${USUAL}`);
    const drop = (id: string) => lan('POST /v1/doubts/{id}', { params: { id }, body: { verdict: 'drop' } });
    expect(await refusal(drop(sound))).toEqual({ status: 404, code: 'unknown-doubt' });
    expect(await refusal(drop('2026-11-23~an'))).toEqual({ status: 404, code: 'unknown-doubt' });
  });

  test('that staff confirm counts from then on, once, and the trail says who said so and why', async () => {
    const [doubt] = await listed();
    const order = { params: { id: doubt?.id ?? '' }, body: { verdict: 'confirm' as const, note: 'Đã gọi quầy' } };
    expect(await ofCuaNam('POST /v1/doubts/{id}', order)).toMatchObject({ outcome: 'done', revision: 2 });
    expect(await lan('POST /v1/doubts/{id}', order)).toMatchObject({ outcome: 'already', revision: 2 });
    await system.idle();
    expect(await listed()).toEqual([]);
    // What was refused of the shop's own report is still so.
    expect((await lan('GET /v1/coverage')).refused).toMatchObject([{ code: 'unknown-product', rows: 1, stores: 1 }]);
    const { items } = await lan('GET /v1/audit');
    expect(items.filter(({ action }) => action === 'confirm-price')).toMatchObject([
      { byName: { vi: 'Hà' }, place: 'cua-nam', product: PORK.id, note: 'Đã gọi quầy' },
    ]);
  });

  test('that staff drop is no part of the report any more', async () => {
    const call = contractClient({ url: system.url, token: bearers.get('an') ?? '' });
    const rows = [{ product: RICE.id, price: 60_001 }];
    await call('POST /v1/reports', { query: { mode: 'patch' }, body: { store: 'an-2', date: TODAY, rows } });
    await system.idle();
    const [doubt] = await listed();
    expect(doubt).toMatchObject({ product: RICE.id, doubt: 'far-from-usual' });
    await lan('POST /v1/doubts/{id}', { params: { id: doubt?.id ?? '' }, body: { verdict: 'drop' } });
    await system.idle();
    expect(await listed()).toEqual([]);
    const kept = await call('GET /v1/reports/{store}/{date}', { params: { store: 'an-2', date: TODAY } });
    expect(kept.rows.map(({ product }) => product)).toEqual([PORK.id]);
  });

  test('of a day that takes no corrections stays as it is', async () => {
    const id = `${addDays(TODAY, -60)}~an~an-2~${PORK.id}~1`;
    expect(await refusal(lan('POST /v1/doubts/{id}', { params: { id }, body: { verdict: 'drop' } }))).toEqual({
      status: 409,
      code: 'day-closed',
    });
  });
});

describe('the trail', () => {
  test('shows leads of the city all, newest first and page by page, and others their own places', async () => {
    const all: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await lan('GET /v1/audit', { query: { limit: 5, cursor } });
      all.push(...page.items.map(({ at, action }) => `${at} ${action}`));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(all).toEqual(
      all.toSorted((a, b) => (a.slice(0, 24) < b.slice(0, 24) ? 1 : a.slice(0, 24) > b.slice(0, 24) ? -1 : 0)),
    );
    expect(all.filter((line) => line.endsWith('put-store'))).toHaveLength(6);
    const own = (await ofCuaNam('GET /v1/audit')).items;
    expect(new Set(own.map(({ place }) => place))).toEqual(new Set(['cua-nam']));
    expect(own.map(({ action }) => action)).not.toContain('put-person');
  });
});
