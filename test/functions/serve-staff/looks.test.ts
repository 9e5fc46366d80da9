import { beforeAll, beforeEach, expect, test } from 'vitest';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { registryStore } from '#storage/registry.ts';
import { trailStore } from '#storage/trail.ts';
import { callAsStaff, LAN, type StaffCall } from '#support/call-as-staff.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { SMALL_CITY } from '#support/small-city.ts';

let now = Date.parse('2026-11-23T06:30:00+07:00');
const tables = tablesOfFile({ clock: () => now });
let handler: ReturnType<typeof createHandler>;
beforeAll(async () => {
  const registry = registryStore(tables.platform.dynamodb, 'binh-on-registry');
  const contact = { name: 'Chị Lan', phone: '0900 000 000' };
  await registry.putRetailer({ id: 'an', name: 'An', contact, keys: [] });
  const places = [{ place: 'cua-nam', validFrom: '2026-01-01' }] as const;
  await registry.putStore({ retailer: 'an', id: 'an-1', name: 'An 1', channel: 'market', places });
});
beforeEach(() => {
  handler = createHandler(tables.platform, SMALL_CITY);
});

const looks = () => trailStore(tables.platform.dynamodb, 'binh-on-trail').linesOfDay('look', '2026-11-23');
const retailers = (options: StaffCall = {}) => callAsStaff(handler, 'GET /v1/retailers', options);

test('who is shown contacts leaves a line, one an hour; who is shown none leaves none', async () => {
  for (let again = 0; again < 3; again++) expect((await retailers()).status).toBe(200);
  await callAsStaff(handler, 'GET /v1/thresholds');
  await retailers({ group: 'staff', places: 'soc-son', person: 'p-bbbbccccddddeeee' });
  expect(await looks()).toMatchObject([{ by: LAN, action: 'look-at-contacts', subject: 'contacts/v1/retailers' }]);
  now += 3_600_000;
  await retailers();
  expect(await looks()).toHaveLength(2);
});

test('looks are read apart from changes: of the whole city by its leads, by others their own', async () => {
  interface Trail {
    readonly items: { readonly action: string; readonly by: string; readonly inWords: { readonly vi: string } }[];
  }
  const read = (options: StaffCall) =>
    callAsStaff<Trail>(handler, 'GET /v1/audit', { query: { kind: 'look' }, ...options });
  const all = (await read({ group: 'lead' })).body.items;
  expect(all).toMatchObject([{ by: LAN, inWords: { vi: 'Xem thông tin liên hệ' } }, { by: LAN }]);
  expect((await read({ group: 'staff', places: 'cua-nam', person: 'p-bbbbccccddddeeee' })).body.items).toEqual([]);
  expect((await callAsStaff<Trail>(handler, 'GET /v1/audit')).body.items).toEqual([]);
});

test('nobody looks without a line: where it cannot be kept, nothing is shown', async () => {
  const { TRAIL_TABLE: _, ...env } = tables.platform.env;
  const deaf = createHandler({ ...tables.platform, env: { ...env, TRAIL_TABLE: 'binh-on-nowhere' } }, SMALL_CITY);
  const { status, body } = await callAsStaff(deaf, 'GET /v1/retailers');
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain('0900');
});
