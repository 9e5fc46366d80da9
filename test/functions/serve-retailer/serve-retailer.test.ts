import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { meAnswer, ownReportAnswer } from '#contract/reports.ts';
import { CHANNELS, type Store } from '#domain/store.ts';
import { createHandler as ingestReport } from '#functions/ingest-report/handler.ts';
import { createHandler } from '#functions/serve-retailer/handler.ts';
import { registryStore } from '#storage/registry.ts';
import { callAsRetailer } from '#support/call-as-retailer.ts';
import type { GatewayCall } from '#support/call-gateway.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { rowLike } from '#support/row-like.ts';
import { runsOf } from '#support/seeds.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';

const TODAY = '2026-11-23';
const ROW = { product: PORK.id, price: 145_000 };

const tables = tablesOfFile({ clock: () => now++ });
let now: number;
let registered = 0;

beforeEach(() => {
  now = Date.parse(`${TODAY}T06:30:00+07:00`);
});

const registry = () => registryStore(tables.platform.dynamodb, 'binh-on-registry');

/** A retailer of its own with one store in Hoàn Kiếm, unless the stores are given. */
async function aRetailer(stores: readonly Partial<Store>[] = [{}]): Promise<string> {
  const retailer = `retailer-${registered++}`;
  await registry().putRetailer({ id: retailer, name: 'Sen Vàng', contact: { name: 'Chị An' }, keys: [] });
  for (const store of stores) {
    const places = [{ place: 'hoan-kiem', validFrom: '2026-01-01' }];
    await registry().putStore({ id: 's1', name: 'Cửa Nam', channel: 'market', places, ...store, retailer });
  }
  return retailer;
}

const ask = (
  retailer: string | undefined,
  route: 'GET /v1/me' | 'GET /v1/reports/{store}/{date}',
  call?: GatewayCall,
) => callAsRetailer(createHandler(tables.platform, SMALL_CITY), retailer, route, call);
const reportOf = (retailer: string | undefined, store = 's1', date = TODAY, call: GatewayCall = {}) =>
  ask(retailer, 'GET /v1/reports/{store}/{date}', { params: { store, date }, ...call });
const send = (retailer: string, body: object, query: GatewayCall['query'] = {}) =>
  callAsRetailer(ingestReport(tables.platform, SMALL_CITY), retailer, 'POST /v1/reports', {
    body: { store: 's1', date: TODAY, rows: [ROW], ...body },
    query,
  });
const lastReported = async (retailer: string) => {
  const { body } = await ask(retailer, 'GET /v1/me');
  return Object.fromEntries(meAnswer.parse(body).stores.map((store) => [store.id, store.lastReported]));
};

describe('a report that a retailer asks for', () => {
  test('is shown as it is kept, in the units in which it was sent', async () => {
    const retailer = await aRetailer();
    await send(retailer, {
      reportedAt: `${TODAY}T06:12:00+07:00`,
      rows: [
        { product: ` ${RICE.id}`, price: 15_000, stock: 120.5, sold: 33, incoming: 0, unit: 'KG' },
        { ...ROW, gtin: '8930000000019', priceType: 'promo', confirm: true },
        { ...ROW, price: '145.000' },
      ],
    });
    const { status, body } = await reportOf(retailer);
    expect(status).toBe(200);
    expect(body).toEqual({
      store: 's1',
      date: TODAY,
      revision: 1,
      reportedAt: '2026-11-22T23:12:00.000Z',
      receivedAt: expect.stringMatching(/^2026-11-22T23:30:00\.\d{3}Z$/),
      source: 'live',
      rows: [
        { product: RICE.id, priceType: 'retail', price: 15_000, stock: 120.5, sold: 33, incoming: 0 },
        { product: PORK.id, gtin: '8930000000019', priceType: 'promo', price: 145_000, confirm: true },
      ],
    });
  });

  test('shows a correction with its revision, and the same again without a new one', async () => {
    const retailer = await aRetailer();
    const at = (minute: number) => ({ reportedAt: `${TODAY}T06:${minute}:00+07:00` });
    await send(retailer, at(10));
    await send(retailer, { ...at(20), rows: [{ ...ROW, price: 150_000 }] });
    expect((await reportOf(retailer)).body).toMatchObject({ revision: 2, rows: [{ price: 150_000 }] });
    await send(retailer, { ...at(20), rows: [{ ...ROW, price: 150_000 }] });
    await send(retailer, { ...at(15), rows: [{ ...ROW, price: 155_000 }] });
    expect((await reportOf(retailer)).body).toMatchObject({ revision: 2, rows: [{ price: 150_000 }] });
    await send(retailer, { ...at(25), rows: [{ product: PORK.id, withdraw: true }] }, { mode: 'patch' });
    expect((await reportOf(retailer)).body).toMatchObject({ revision: 3, rows: [] });
  });

  test('can be sent again as it is shown, and changes nothing', async () => {
    const retailer = await aRetailer();
    await fc.assert(
      fc.asyncProperty(fc.array(rowLike([PORK.id, RICE.id]), { maxLength: 8 }), async (rows) => {
        await send(retailer, { rows: [ROW, ...rows] });
        const before = await reportOf(retailer);
        expect(ownReportAnswer.parse(before.body)).toEqual(before.body);
        const { reportedAt, rows: shown } = before.body;
        const again = await send(retailer, { reportedAt, rows: shown }, { mode: 'strict' });
        expect([again.status, again.body['revision']]).toEqual([200, before.body['revision']]);
        expect(await reportOf(retailer)).toEqual(before);
      }),
      { numRuns: runsOf({ few: 12, all: 60 }) },
    );
  });

  test('is found where the store stood on that day, after it has moved', async () => {
    const retailer = await aRetailer([
      {
        places: [
          { place: 'hoan-kiem', validFrom: '2026-01-01' },
          { place: 'soc-son', validFrom: TODAY },
        ],
      },
    ]);
    await send(retailer, { date: '2026-11-22' });
    await send(retailer, { rows: [{ ...ROW, price: 150_000 }] });
    expect((await reportOf(retailer, 's1', '2026-11-22')).body).toMatchObject({ rows: [{ price: 145_000 }] });
    expect((await reportOf(retailer)).body).toMatchObject({ rows: [{ price: 150_000 }] });
  });

  test.each([
    ['2026-11-22', 404, 'no-report'],
    ...['2026-02-30', '23/11/2026', 'today', '2026-11-23T00:00', ' '].map(
      (date) => [date, 422, 'invalid-request'] as const,
    ),
  ] as const)('of the day %j is answered %d %s in both languages', async (date, status, code) => {
    const retailer = await aRetailer();
    await send(retailer, {});
    const [english, vietnamese] = [
      await reportOf(retailer, 's1', date),
      await reportOf(retailer, 's1', date, { language: 'vi' }),
    ];
    expect([english.status, english.body['code']]).toEqual([status, code]);
    expect(vietnamese.body['detail']).not.toBe(english.body['detail']);
  });

  test('of another’s store is answered like one of a store that does not exist', async () => {
    const [own, other] = [await aRetailer(), await aRetailer([{ id: 'theirs' }])];
    await send(other, { store: 'theirs' });
    const [theirs, nowhere] = [await reportOf(own, 'theirs'), await reportOf(own, 'nowhere')];
    expect([theirs.status, theirs.body['code']]).toEqual([403, 'not-your-store']);
    expect(theirs).toEqual(nowhere);
    for (const path of [`${other}/theirs`, `../${other}/theirs`, 's1/..', 's1 ', '']) {
      expect(await reportOf(own, path)).toEqual(nowhere);
    }
  });

  test('is not for anyone without a key', async () => {
    expect([(await reportOf(undefined)).status, (await ask(undefined, 'GET /v1/me')).status]).toEqual([401, 401]);
  });
});

describe('me', () => {
  test('is the retailer with its own stores, and no key, hash or other retailer', async () => {
    await aRetailer([{ id: 'not-mine' }]);
    const retailer = await aRetailer([
      { id: 's2', name: 'Sóc Sơn', channel: 'wholesale', places: [{ place: 'soc-son', validFrom: '2026-01-01' }] },
      { lat: 21.03, lon: 105.85 },
    ]);
    const record = await registry().readRetailer(retailer);
    const keys = [{ id: `${retailer}_abcd2345`, hash: 'kept-hash', createdAt: 1 }];
    await registry().putRetailer({ id: retailer, name: 'Sen Vàng', contact: { name: 'Chị An' }, keys }, record?.hash);
    const { status, body } = await ask(retailer, 'GET /v1/me');
    expect(status).toBe(200);
    expect(body).toEqual({
      id: retailer,
      name: 'Sen Vàng',
      contact: { name: 'Chị An' },
      stores: [
        { id: 's1', name: 'Cửa Nam', place: 'hoan-kiem', channel: 'market', lastReported: null },
        { id: 's2', name: 'Sóc Sơn', place: 'soc-son', channel: 'wholesale', lastReported: null },
      ],
    });
    expect(meAnswer.parse(body)).toEqual(body);
  });

  test('tells for each store the last of the days that still take reports', async () => {
    const ids = ['today', 'both', 'oldest', 'never'];
    const retailer = await aRetailer(ids.map((id) => ({ id })));
    await send(retailer, { store: 'today' });
    await send(retailer, { store: 'both', date: '2026-11-20' });
    await send(retailer, { store: 'both', date: '2026-11-18' });
    await send(retailer, { store: 'oldest', date: '2026-11-16' });
    expect(await lastReported(retailer)).toEqual({
      today: TODAY,
      both: '2026-11-20',
      oldest: '2026-11-16',
      never: null,
    });
    now = Date.parse('2026-11-24T06:30:00+07:00');
    expect(await lastReported(retailer)).toEqual({ today: TODAY, both: '2026-11-20', oldest: null, never: null });
  });

  test('counts no trial and no refused report', async () => {
    const retailer = await aRetailer();
    await send(retailer, {}, { dryRun: 'true' });
    await send(retailer, { rows: [{ ...ROW, price: 1 }] });
    expect(await lastReported(retailer)).toEqual({ s1: null });
  });

  test('tells of a store that has moved where it is now, and when it reported from where it was', async () => {
    const retailer = await aRetailer([
      {
        places: [
          { place: 'hoan-kiem', validFrom: '2026-01-01' },
          { place: 'soc-son', validFrom: '2026-11-22' },
          { place: 'cua-nam', validFrom: '2026-11-24' },
        ],
      },
    ]);
    await send(retailer, { date: '2026-11-21' });
    const { body } = await ask(retailer, 'GET /v1/me');
    expect(meAnswer.parse(body).stores).toMatchObject([{ place: 'soc-son', lastReported: '2026-11-21' }]);
  });

  test('keeps apart two retailers whose stores bear the same ids, and whose own ids begin alike', async () => {
    const short = await aRetailer();
    const long = `${short}-2`;
    await registry().putRetailer({ id: long, name: 'Khác', contact: { name: 'Anh Ba' }, keys: [] });
    const places = [{ place: 'hoan-kiem', validFrom: '2026-01-01' }];
    await registry().putStore({ retailer: long, id: 's1', name: 'Khác', channel: 'market', places });
    await send(long, {});
    expect([await lastReported(short), await lastReported(long)]).toEqual([{ s1: null }, { s1: TODAY }]);
  });

  test('shows every channel that a store may have', async () => {
    const retailer = await aRetailer(CHANNELS.map((channel) => ({ id: channel, channel })));
    const { body } = await ask(retailer, 'GET /v1/me');
    expect(new Set(meAnswer.parse(body).stores.map(({ channel }) => channel))).toEqual(new Set(CHANNELS));
  });

  test('of a retailer that is not registered is refused', async () => {
    const { status, body } = await ask('nobody', 'GET /v1/me');
    expect([status, body['code']]).toEqual([403, 'unknown-retailer']);
  });
});
