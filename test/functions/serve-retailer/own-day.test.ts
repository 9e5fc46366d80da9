import { beforeEach, describe, expect, test } from 'vitest';
import { addDays } from '#domain/business-day.ts';
import type { Store } from '#domain/store.ts';
import { createHandler as ingestReport } from '#functions/ingest-report/handler.ts';
import { createHandler } from '#functions/serve-retailer/handler.ts';
import { registryStore } from '#storage/registry.ts';
import { callAsRetailer } from '#support/call-as-retailer.ts';
import { callAsStaff } from '#support/call-as-staff.ts';
import type { GatewayCall } from '#support/call-gateway.ts';
import { countUnits } from '#support/consumed-units.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';

const TODAY = '2026-11-23';
const YESTERDAY = addDays(TODAY, -1);
const tables = emptyTablesEachTest({ clock: () => now++ });
let now: number;
const at = (time: string, day = TODAY) => {
  now = Date.parse(`${day}T${time}:00+07:00`);
};
beforeEach(() => at('09:00'));

async function registered(retailer: string, id = 's1', place = 'hoan-kiem', more: Partial<Store> = {}): Promise<void> {
  const registry = registryStore(tables.platform.dynamodb, 'binh-on-registry');
  const known = await registry.readRetailer(retailer);
  if (!known) await registry.putRetailer({ id: retailer, name: retailer, contact: { name: 'Chị An' }, keys: [] });
  const places = [{ place, validFrom: '2026-01-01' }];
  await registry.putStore({ retailer, id, name: `Điểm ${id}`, channel: 'market', places, ...more });
}
const send = (retailer: string, price: number, date = TODAY, store = 's1', rows: readonly object[] = []) =>
  callAsRetailer(ingestReport(tables.platform, SMALL_CITY), retailer, 'POST /v1/reports', {
    body: { store, date, rows: [{ product: PORK.id, price }, ...rows] },
  });
const day = (retailer: string | undefined, query: GatewayCall['query'] = {}) =>
  callAsRetailer<OwnDay>(createHandler(tables.platform, SMALL_CITY), retailer, 'GET /v1/me/today', { query });
const dayOfPhone = (retailer: string, store: string, query: GatewayCall['query'] = {}) =>
  callAsRetailer<OwnDay>(createHandler(tables.platform, SMALL_CITY), retailer, 'GET /v1/me/today', { query }, store);

interface OwnDay {
  readonly stores: readonly { readonly store: string; readonly state: string; readonly streak: number }[];
  readonly doubtful?: readonly object[];
  readonly beside?: {
    readonly day: string;
    readonly items: readonly { readonly product: string; readonly middle: number }[];
  };
}

/** Five retailers of the ward with a price each, as of a day. */
async function five(date = TODAY): Promise<void> {
  for (const [index, id] of ['ca', 'cb', 'cc', 'cd', 'ce'].entries()) {
    await registered(id);
    await send(id, 141_000 + 4000 * index, date);
  }
}

describe('what a retailer gets back', () => {
  test('says what has come, what was refused and why, and what is awaited', async () => {
    await registered('ca');
    await registered('ca', 's2');
    await registered('ca', 's3', 'hoan-kiem', { closures: [{ from: '2026-11-20' }] });
    await send('ca', 145_000, TODAY, 's1', [
      { product: RICE.id },
      { product: RICE.id, price: '15.000' },
      { product: RICE.id },
    ]);
    const { status, body } = await day('ca');
    expect(status).toBe(200);
    expect(body.stores).toMatchObject([
      {
        store: 's1',
        state: 'reported',
        accepted: 1,
        revision: 1,
        rejected: [
          { code: 'price-missing', rows: 2, inWords: { vi: 'Thiếu giá' } },
          { code: 'price-not-integer', rows: 1 },
        ],
        streak: 1,
      },
      { store: 's2', state: 'waiting', rejected: [], streak: 0 },
      { store: 's3', state: 'closed' },
    ]);
    expect(body).not.toHaveProperty('beside');
    at('15:30');
    await send('ca', 145_000, TODAY, 's2');
    expect((await day('ca', { store: 's2' })).body).toMatchObject({ stores: [{ state: 'late' }], doubtful: [] });
  });

  test('is its own alone: not another store, not another retailer, not without a key, not a person', async () => {
    await five();
    expect((await day('ca', { store: 's2' })).body).toMatchObject({ status: 403, code: 'not-your-store' });
    expect((await day('nobody')).body.stores).toEqual([]);
    expect((await day(undefined)).status).toBe(401);
    expect((await callAsStaff(createHandler(tables.platform, SMALL_CITY), 'GET /v1/me/today')).status).toBe(403);
    expect((await day('ca', { date: TODAY })).status).toBe(422);
  });
});

describe("what a phone's key gets back", () => {
  test('is of its own store, and nothing of the other stores of the retailer', async () => {
    await five();
    await registered('ca', 's2');
    await send('ca', 145_000, TODAY, 's2', [{ product: RICE.id }]);
    await send('ca', 141_500);
    const { status, body } = await dayOfPhone('ca', 's1');
    expect(status).toBe(200);
    expect(body.stores).toMatchObject([{ store: 's1', streak: 1, revision: 2, accepted: 1, rejected: [] }]);
    // It has but one store: what only one store is told is told without asking for it.
    expect(body.doubtful).toEqual([]);
    expect(body.beside).toBeDefined();
    expect(JSON.stringify(body)).not.toContain('s2');
    expect((await dayOfPhone('ca', 's1', { store: 's1' })).body).toEqual(body);
    expect((await dayOfPhone('ca', 's2')).body.stores).toMatchObject([{ store: 's2', rejected: [{ rows: 1 }] }]);
  });

  test('is refused for another store, of whichever retailer, and empty once its store is no more', async () => {
    await five();
    await registered('ca', 's2');
    await registered('cb', 's3');
    for (const store of ['s2', 's3', 'none', '']) {
      const { status, body } = await dayOfPhone('ca', 's1', { store });
      expect([store, status], JSON.stringify(body)).toEqual([store, 403]);
    }
    expect((await dayOfPhone('ca', 's3')).body.stores).toEqual([]);
  });
});

describe('a price beside those of its ward', () => {
  test('is shown of a day that is closed, and of today not before the cut-off', async () => {
    at('09:00', YESTERDAY);
    await five(YESTERDAY);
    at('09:00');
    await five();
    expect((await day('ca')).body.beside).toEqual({
      day: YESTERDAY,
      items: [
        {
          product: PORK.id,
          productName: PORK.name,
          unit: 'kg',
          own: 141_000,
          of: 'place',
          place: 'hoan-kiem',
          placeName: { vi: 'Phường Hoàn Kiếm', en: 'Phường Hoàn Kiếm' },
          lower: 150_000,
          middle: 150_000,
          upper: 150_000,
        },
      ],
    });
    at('15:01');
    expect((await day('ca')).body.beside?.day).toBe(TODAY);
  });

  test('stands as it was at the cut-off, whatever is reported afterwards and whoever asks', async () => {
    await five();
    at('15:01');
    const first = (await day('cb')).body.beside?.items;
    for (const id of ['ca', 'cc', 'cd', 'ce']) await send(id, 300_000);
    expect((await day('cb')).body.beside?.items).toEqual(first);
    // Whoever has changed its own price since compares nothing.
    expect((await day('ca')).body.beside?.items).toEqual([]);
  });

  test('leaves out who reported or changed after the cut-off, where nobody has asked yet', async () => {
    await five();
    at('15:01');
    await send('ce', 500_000);
    expect((await day('ca')).body.beside?.items).toEqual([]);
  });

  test('is that of the zone where the ward has too few, and nothing where the zone has too few, too', async () => {
    for (const [index, id] of ['ca', 'cb', 'cc', 'cd', 'ce'].entries()) {
      await registered(id, 's1', index < 3 ? 'hoan-kiem' : 'cua-nam');
      await send(id, 141_000 + 4000 * index);
    }
    at('15:01');
    expect((await day('ca')).body.beside?.items).toMatchObject([{ of: 'area', place: 'ha-noi', middle: 150_000 }]);
    await registered('far', 's1', 'outside/hung-yen');
    expect((await day('far')).body.beside?.items).toEqual([]);
  });

  test('costs a few units once it has been asked for', async () => {
    await five();
    at('15:01');
    await day('ca');
    const units = countUnits(tables.platform.dynamodb);
    await day('ca');
    expect(units.written).toBe(0);
    expect(units.read).toBeLessThanOrEqual(6);
  });
});
