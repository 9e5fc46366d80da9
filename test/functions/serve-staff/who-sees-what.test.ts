import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHandler as createIngest } from '#functions/ingest-report/handler.ts';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { registryStore } from '#storage/registry.ts';
import { callAsStaff, type StaffCall } from '#support/call-as-staff.ts';
import { startTables } from '#support/embedded-tables.ts';
import { SMALL_CITY } from '#support/small-city.ts';

let tables: Awaited<ReturnType<typeof startTables>>;
let handler: ReturnType<typeof createHandler>;

beforeAll(async () => {
  tables = await startTables({ clock: () => Date.parse('2026-11-23T06:30:00+07:00') });
  handler = createHandler(tables.platform, SMALL_CITY);
  const registry = registryStore(tables.platform.dynamodb, 'binh-on-registry');
  for (const place of ['hoan-kiem', 'soc-son']) {
    const places = [{ place, validFrom: '2026-01-01' }];
    await registry.putStore({ retailer: 'sen-vang', id: place, name: place, channel: 'market', places });
  }
});
afterAll(() => tables.close());

const coverage = (options: StaffCall) =>
  callAsStaff<{ items: { store: string }[] }>(handler, 'GET /v1/coverage', { group: 'admin', ...options });
const seen = async (options: StaffCall) => {
  const { status, body } = await coverage(options);
  expect(status).toBe(200);
  return body.items.map(({ store }) => store).sort();
};

describe('an account', () => {
  test('with "*" sees every place', async () => {
    for (const places of ['*', ' * ']) expect(await seen({ places })).toEqual(['hoan-kiem', 'soc-son']);
  });

  test('with places sees them, separated by blanks or commas', async () => {
    expect(await seen({ places: 'soc-son' })).toEqual(['soc-son']);
    expect(await seen({ places: 'soc-son,hoan-kiem' })).toEqual(['hoan-kiem', 'soc-son']);
    expect(await seen({ places: 'ha-noi' })).toEqual(['hoan-kiem', 'soc-son']);
    expect(await seen({ places: 'soc-son no-such-place' })).toEqual(['soc-son']);
  });

  test.each(['', ' ', ',', '**', '[*]', '*,soc-son', 'soc-son *', '"*"', 'everywhere', '%2A', 'undefined', 'soc son*'])(
    'whose places are "%s" sees nothing',
    async (places) => {
      expect(await seen({ places })).toEqual([]);
      expect(
        await callAsStaff(handler, 'GET /v1/market/{place}', { params: { place: 'hoan-kiem' }, places }),
      ).toMatchObject({ status: 403, body: { code: 'not-your-place' } });
    },
  );

  test('sees nothing with any text that names no place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 30 }), async (places) => {
        fc.pre(places.trim() !== '*' && !/(^|[\s,])(hoan-kiem|soc-son|ha-noi|nam|cua-nam)($|[\s,])/.test(places));
        expect(await seen({ places })).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('may change what holds everywhere with "*" alone', async () => {
    const body = { name: 'Mai Lan', contact: { name: 'Lê Thị An', phone: '0900 000 102' } };
    const put = (places: string) =>
      callAsStaff(handler, 'PUT /v1/retailers/{id}', { params: { id: 'mai-lan' }, body, places });
    for (const places of ['', 'hoan-kiem', 'ha-noi']) {
      expect(await put(places)).toMatchObject({ status: 403, body: { code: 'city-wide-only' } });
    }
    expect((await put('*')).status).toBe(201);
  });
});

test('the past is filled by who sees every place', async () => {
  const ingest = createIngest(tables.platform, SMALL_CITY);
  const post = (places: string) =>
    callAsStaff(ingest, 'POST /v1/history', {
      body: 'store,date,product,price\nhoan-kiem,2026-11-01,01.0004,145000\n',
      contentType: 'text/csv',
      places,
    });
  for (const places of ['', 'hoan-kiem', 'ha-noi']) {
    expect(await post(places)).toMatchObject({ status: 403, body: { code: 'city-wide-only' } });
  }
  expect((await post('*')).status).toBe(200);
});

test('an access token, which holds no places, is no proof of who may see what', async () => {
  expect(await coverage({ token: 'access' })).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
});
