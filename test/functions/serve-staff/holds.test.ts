import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { deskStore } from '#storage/desk.ts';
import { registryStore } from '#storage/registry.ts';
import { auditLines } from '#support/audit-lines.ts';
import { callAsStaff, LAN, type StaffCall } from '#support/call-as-staff.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { anAlert, anEpisode, PORK, RICE, SMALL_CITY } from '#support/small-city.ts';
import { someSuggestion } from '#support/some-suggestion.ts';

const MORNING = Date.parse('2026-11-23T08:00:00+07:00');
const DAY_MS = 86_400_000;
const tables = tablesOfFile({ clock: () => now });
let handler: ReturnType<typeof createHandler>;
let now = MORNING;
let made = 0;

beforeAll(async () => {
  handler = createHandler(tables.platform, SMALL_CITY);
  await registry().putRetailer({ id: 'hoa-sen', name: 'Hoa Sen (mẫu)', contact: { name: 'Chị Lan' }, keys: [] });
  const places = [{ place: 'cua-nam', validFrom: '2026-01-01' }];
  await registry().putStore({ retailer: 'hoa-sen', id: 'a', name: 'A', channel: 'market', places });
});
beforeEach(() => {
  now = MORNING;
});

const registry = () => registryStore(tables.platform.dynamodb, 'binh-on-registry');
const desk = () => deskStore(tables.platform.dynamodb, 'binh-on-desk');

interface Hold {
  readonly id: string;
  readonly state: string;
  readonly code?: string;
}

const ORDER = { product: PORK.id, reason: 'Chờ kết quả kiểm nghiệm', document: '128/CCATTP' };
const newId = () => `attp-${++made}`;
const put = (id: string, body: object, options: StaffCall = {}) =>
  callAsStaff<Hold>(handler, 'PUT /v1/holds/{id}', { group: 'lead', params: { id }, body, ...options });
const lift = (id: string, options: StaffCall = {}) =>
  callAsStaff<Hold>(handler, 'DELETE /v1/holds/{id}', { group: 'lead', params: { id }, ...options });
const list = async (query: Record<string, string> = {}) =>
  (
    await callAsStaff<{ items: Hold[]; history: Hold[] }>(handler, 'GET /v1/holds', {
      group: 'staff',
      places: 'soc-son',
      query,
    })
  ).body;

/** No hold of another test must keep this one's goods. */
async function liftAll(): Promise<void> {
  for (const { id } of (await list()).items) await lift(id);
}

describe('a hold', () => {
  test('is entered, seen by everybody, changed and lifted, each with a line in the audit trail', async () => {
    const id = newId();
    const order = { ...ORDER, retailer: 'hoa-sen', store: 'a', place: 'cua-nam', through: '2026-11-30' };
    expect(await put(id, order)).toMatchObject({
      status: 201,
      body: {
        ...order,
        id,
        from: '2026-11-23',
        state: 'in-force',
        productName: PORK.name,
        placeName: { vi: 'Phường Cửa Nam' },
        by: LAN,
      },
    });
    now += DAY_MS;
    expect(await put(id, { ...order, through: '2026-12-07' })).toMatchObject({
      status: 200,
      body: { from: '2026-11-23', through: '2026-12-07' },
    });
    expect((await list({ product: PORK.id })).items.map((hold) => hold.id)).toContain(id);
    expect((await list({ product: RICE.id })).items).toEqual([]);
    expect((await lift(id)).status).toBe(204);
    expect((await lift(id)).status).toBe(204);
    expect((await list()).history).toMatchObject([{ id, state: 'lifted', lifted: { on: '2026-11-24' } }]);
    const lines = (await auditLines(tables.platform)).filter(({ subject }) => subject === `hold/${id}`);
    // All at one instant of the clock, and so in no order.
    expect(lines.map(({ action }) => action).toSorted()).toEqual(['lift-hold', 'set-hold', 'set-hold']);
    const changed = lines.find(({ action, before }) => action === 'set-hold' && before !== undefined);
    expect(changed?.before).toMatchObject({ through: '2026-11-30' });
    expect(await put(id, order)).toMatchObject({ status: 409, body: { code: 'hold-lifted' } });
  });

  test('stays with its product', async () => {
    const id = newId();
    await put(id, ORDER);
    expect(await put(id, { ...ORDER, product: RICE.id })).toMatchObject({
      status: 409,
      body: { code: 'hold-of-another-product', product: PORK.id },
    });
    expect((await list({ product: PORK.id })).items.map((hold) => hold.id)).toContain(id);
    await lift(id);
  });

  test('ends after its last day', async () => {
    const id = newId();
    await put(id, { ...ORDER, from: '2026-11-24', through: '2026-11-24' });
    const stateOf = async () => {
      const { items, history } = await list();
      return [...items, ...history].find((hold) => hold.id === id)?.state;
    };
    expect(await stateOf()).toBe('coming');
    now += DAY_MS;
    expect(await stateOf()).toBe('in-force');
    now += DAY_MS;
    expect(await stateOf()).toBe('over');
    expect((await lift(id)).status).toBe(204);
    expect(await stateOf()).toBe('over');
  });

  test('is never made to have ended before today', async () => {
    const id = newId();
    await put(id, ORDER);
    now += 2 * DAY_MS;
    expect(await put(id, { ...ORDER, through: '2026-11-24' })).toMatchObject({
      status: 422,
      body: { code: 'rule-in-the-past' },
    });
    expect(await put(id, { ...ORDER, through: '2026-11-25' })).toMatchObject({
      status: 200,
      body: { from: '2026-11-23', state: 'in-force' },
    });
    await lift(id);
  });

  test('begins today at the earliest, and names what there is', async () => {
    const refusalOf = async (changes: object) => {
      const { status, body } = await put(newId(), { ...ORDER, ...changes });
      return `${status} ${body.code}`;
    };
    expect(await refusalOf({ from: '2026-11-22' })).toBe('422 rule-in-the-past');
    expect(await refusalOf({ product: '99' })).toBe('422 unknown-product');
    expect(await refusalOf({ retailer: 'khong-co' })).toBe('422 unknown-retailer');
    expect(await refusalOf({ retailer: 'hoa-sen', store: 'z' })).toBe('422 unknown-store');
    expect(await refusalOf({ place: 'khong-co' })).toBe('404 unknown-place');
    for (const changes of [{ store: 'a' }, { from: '2026-11-25', through: '2026-11-24' }, { document: '' }]) {
      expect((await put(newId(), { ...ORDER, ...changes })).status).toBe(422);
    }
    expect(await put(newId(), { ...ORDER, through: '2026-11-22' })).toMatchObject({ status: 422 });
    expect((await lift('khong-co')).status).toBe(404);
  });

  test('is entered and lifted only by who is responsible for the whole city', async () => {
    expect((await put(newId(), ORDER, { places: 'cua-nam' })).status).toBe(403);
    expect((await put(newId(), ORDER, { group: 'staff' })).status).toBe(403);
    const id = newId();
    await put(id, { ...ORDER, from: '2026-12-24' });
    expect((await lift(id, { places: 'cua-nam' })).status).toBe(403);
  });
});

describe('a suggestion whose goods are held', () => {
  interface Answer {
    readonly id: string;
    readonly state: string;
    readonly held?: object;
  }
  const answer = (id: string, how: 'accept' | 'decline' | 'complete', body: object = {}) =>
    callAsStaff<Answer>(handler, `POST /v1/suggestions/{id}/${how}`, { group: 'staff', params: { id }, body });
  const listed = async (alert: string) =>
    (
      await callAsStaff<{ items: Answer[] }>(handler, 'GET /v1/suggestions', {
        group: 'staff',
        query: { alert },
      })
    ).body.items[0];

  // After the days of the tests above, so that what they lifted is lifted.
  beforeEach(() => {
    now = MORNING + 2 * DAY_MS;
  });

  async function aProposal(): Promise<{ id: string; alert: string }> {
    await liftAll();
    const openedOn = new Date(Date.UTC(2026, 0, 1 + ++made)).toISOString().slice(0, 10);
    const alert = anAlert({ episode: anEpisode({ openedOn }) });
    await desk().putAlert(alert);
    const { from, to } = someSuggestion(alert.id);
    const sides = { from: { ...from, place: 'cua-nam' }, to: { ...to, place: 'hoan-kiem' } };
    const suggestion = someSuggestion(alert.id, sides);
    await desk().putSuggestion(suggestion);
    return { id: suggestion.id, alert: alert.id };
  }

  test('is shown as held and cannot be accepted until the hold is lifted', async () => {
    const { id, alert } = await aProposal();
    expect(await listed(alert)).not.toHaveProperty('held');
    const hold = newId();
    await put(hold, { ...ORDER, retailer: 'hoa-sen', store: 'a', through: '2026-11-30' });
    const held = { hold, document: ORDER.document, reason: ORDER.reason, through: '2026-11-30' };
    expect(await listed(alert)).toMatchObject({ state: 'proposed', held });
    expect(await answer(id, 'accept')).toMatchObject({
      status: 409,
      body: {
        code: 'held-for-food-safety',
        hold,
        detail: "The giver's goods are held for food safety by 128/CCATTP (Chờ kết quả kiểm nghiệm) and must not move.",
      },
    });
    await lift(hold);
    expect(await answer(id, 'accept')).toMatchObject({ status: 200, body: { state: 'accepted' } });
  });

  test('that was accepted before says so, and what was really moved can still be stated', async () => {
    const { id, alert } = await aProposal();
    await answer(id, 'accept');
    await put(newId(), ORDER);
    expect(await listed(alert)).toMatchObject({ state: 'accepted', held: { document: ORDER.document } });
    expect(await answer(id, 'complete', { quantity: 10 })).toMatchObject({ status: 200, body: { state: 'completed' } });
    expect(await listed(alert)).not.toHaveProperty('held');
  });

  test('can be declined', async () => {
    const { id } = await aProposal();
    await put(newId(), ORDER);
    expect(await answer(id, 'decline', { reason: 'food-safety' })).toMatchObject({ body: { state: 'declined' } });
  });
});
