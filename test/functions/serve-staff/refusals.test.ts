import { beforeAll, expect, test } from 'vitest';
import { placeKey } from '#domain/matching/suggestion.ts';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { registryStore } from '#storage/registry.ts';
import { auditLines } from '#support/audit-lines.ts';
import { callAsStaff, LAN, type StaffCall } from '#support/call-as-staff.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';

const tables = tablesOfFile();
let handler: ReturnType<typeof createHandler>;
const registry = () => registryStore(tables.platform.dynamodb, 'binh-on-registry');

beforeAll(async () => {
  handler = createHandler(tables.platform, SMALL_CITY);
  for (const [id, place] of [
    ['hk', 'hoan-kiem'],
    ['cn', 'cua-nam'],
    ['ss', 'soc-son'],
  ] as const) {
    const places = [{ place, validFrom: '2026-01-01' }];
    await registry().putStore({ retailer: 'hoa-sen', id, name: `Hoa Sen ${id}`, channel: 'market', places });
  }
  const pairs = [
    { product: PORK.id, from: 'hoa-sen/cn', to: 'hoa-sen/hk', reason: 'never', by: 'lan@example.vn' },
    { product: PORK.id, from: 'hoa-sen/ss', to: 'hoa-sen/hk', reason: 'no-contract', by: 'an@example.vn' },
    { product: PORK.id, from: 'hoa-sen/ss', to: placeKey('soc-son'), reason: 'food-safety', by: 'an@example.vn' },
    { product: RICE.id, from: 'hoa-sen/hk', to: 'hoa-sen/cn', reason: 'never', by: 'lan@example.vn' },
  ] as const;
  for (const [index, pair] of pairs.entries()) {
    await registry().putRefusedPair({ ...pair, at: 1, through: `2027-0${index + 1}-01` });
  }
  const ended = { reason: 'never', by: 'lan@example.vn', at: 1, through: '2026-11-22' } as const;
  await registry().putRefusedPair({ product: PORK.id, from: 'hoa-sen/cn', to: 'hoa-sen/ss', ...ended });
});

interface Refusal {
  readonly id: string;
  readonly product: string;
  readonly from: { readonly store?: string };
  readonly to: { readonly store?: string; readonly place: string };
}

const ask = (query: Record<string, string>, options: StaffCall = {}) =>
  callAsStaff<{ items: Refusal[]; cursor?: string }>(handler, 'GET /v1/refusals', {
    group: 'staff',
    query,
    ...options,
  });
const pairOf = ({ product, from, to }: Refusal) => `${product} ${from.store} ${to.store ?? to.place}`;
const listed = async (query: Record<string, string> = {}, options: StaffCall = {}) =>
  (await ask(query, options)).body.items.map(pairOf);
const takeBack = (id: string, options: StaffCall = {}) =>
  callAsStaff(handler, 'DELETE /v1/refusals/{id}', { group: 'staff', params: { id }, ...options });

const OF_RICE = `${RICE.id} hk cn`;
const NEVER = `${PORK.id} cn hk`;
const NO_CONTRACT = `${PORK.id} ss hk`;
const FOOD_SAFETY = `${PORK.id} ss soc-son`;

test('the refusals in force are listed by product, giver and receiver, with names', async () => {
  expect(await listed()).toEqual([OF_RICE, NEVER, NO_CONTRACT, FOOD_SAFETY]);
  expect((await ask({})).body.items[1]).toMatchObject({
    productName: PORK.name,
    from: { retailer: 'hoa-sen', storeName: 'Hoa Sen cn', placeName: { vi: 'Phường Cửa Nam' } },
    to: { place: 'hoan-kiem', placeName: { vi: 'Phường Hoàn Kiếm' } },
    reason: 'never',
    by: 'lan@example.vn',
    at: '1970-01-01T00:00:00.001Z',
    through: '2027-01-01',
  });
});

test('they can be asked for by product, place of the receiver, author, reason and last day', async () => {
  expect(await listed({ product: PORK.id })).toEqual([NEVER, NO_CONTRACT, FOOD_SAFETY]);
  expect(await listed({ place: 'soc-son' })).toEqual([FOOD_SAFETY]);
  expect(await listed({ place: 'ha-noi' })).toHaveLength(4);
  expect(await listed({ by: 'an@example.vn' })).toEqual([NO_CONTRACT, FOOD_SAFETY]);
  expect(await listed({ reason: 'no-contract,food-safety' })).toEqual([NO_CONTRACT, FOOD_SAFETY]);
  expect(await listed({ endsBy: '2027-02-01' })).toEqual([NEVER, NO_CONTRACT]);
  expect((await ask({ product: '99' })).status).toBe(404);
  expect((await ask({ reason: 'sold-out' })).status).toBe(422);
});

test('they can be read page by page', async () => {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await ask({ limit: '1', ...(cursor === undefined ? {} : { cursor }) });
    expect(body.items.length).toBeLessThanOrEqual(1);
    found.push(...body.items.map(pairOf));
    cursor = body.cursor;
  } while (cursor !== undefined);
  expect(found).toEqual([OF_RICE, NEVER, NO_CONTRACT, FOOD_SAFETY]);
});

test('a ward sees and takes back only what concerns its receivers', async () => {
  expect(await listed({}, { places: 'cua-nam' })).toEqual([OF_RICE]);
  expect((await ask({ place: 'soc-son' }, { places: 'cua-nam' })).status).toBe(403);
  const [, never] = (await ask({})).body.items;
  expect((await takeBack(never?.id ?? '', { places: 'cua-nam' })).status).toBe(403);
  expect(await listed()).toContain(NEVER);
});

test('one that is taken back is over, and the audit trail tells how it stood', async () => {
  const [rice] = (await ask({ product: RICE.id })).body.items;
  expect((await takeBack(rice?.id ?? '', { places: 'cua-nam' })).status).toBe(204);
  expect((await takeBack(rice?.id ?? '')).status).toBe(204);
  expect(await listed({ product: RICE.id })).toEqual([]);
  expect(await registry().refusedPairs(RICE.id)).toMatchObject([{ through: '2026-11-22' }]);
  const lines = (await auditLines(tables.platform)).filter(({ action }) => action === 'take-back-refusal');
  expect(lines).toMatchObject([{ by: LAN, before: { through: '2027-04-01', reason: 'never' } }]);
  expect((await takeBack('bm8')).status).toBe(404);
  expect((await takeBack('!')).status).toBe(422);
});
