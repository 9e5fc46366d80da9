import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OperationKey } from '#contract/operations.ts';
import type { Alert } from '#domain/alert/alert.ts';
import { type Suggestion, suggestionId } from '#domain/matching/suggestion.ts';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { deskStore } from '#storage/desk.ts';
import { auditLines } from '#support/audit-lines.ts';
import { callAsStaff, LAN, type StaffCall } from '#support/call-as-staff.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { keepDelivery } from '#support/kept-deliveries.ts';
import { anAlert, anEpisode, PORK, RICE, SMALL_CITY } from '#support/small-city.ts';
import { someSuggestion } from '#support/some-suggestion.ts';

const NOW = Date.parse('2026-11-23T06:30:00+07:00');
const tables = tablesOfFile({ clock: () => now });
let handler: ReturnType<typeof createHandler>;
let now = NOW;

beforeAll(() => {
  handler = createHandler(tables.platform, SMALL_CITY);
});
beforeEach(() => {
  now += 1000;
});

const call = <Body = Record<string, unknown>>(route: OperationKey, options?: StaffCall) =>
  callAsStaff<Body>(handler, route, { group: 'staff', ...options });
const desk = () => deskStore(tables.platform.dynamodb, 'binh-on-desk');

let days = 0;
/** An alert of its own for each test: every one opens on another day. */
async function anOpenAlert(changes: Partial<Alert> = {}): Promise<Alert> {
  const openedOn = new Date(Date.UTC(2026, 0, 1 + days++)).toISOString().slice(0, 10);
  const alert = anAlert({ episode: anEpisode({ openedOn }), ...changes });
  await desk().putAlert(alert);
  return alert;
}

async function aSuggestion(alert: Alert, changes: Partial<Suggestion> = {}): Promise<Suggestion> {
  const party = (retailer: string, place: string) => ({
    retailer,
    retailerName: `Hệ thống ${retailer}`,
    store: 'kho',
    storeName: `Kho ${retailer}`,
    place,
    contact: { name: 'Chị Lan', phone: '0900 000 000' },
  });
  const suggestion = someSuggestion(alert.id, {
    id: suggestionId(alert.id, `pair-${alert.id.length}`),
    product: alert.product,
    quantityMilli: 120_500,
    from: party('htx-ven-song', 'outside/hung-yen'),
    to: party('sen-vang', alert.place),
    distanceKm: 41.3,
    cost: 415_000,
    reasons: ['supplier'],
    ...changes,
  });
  await desk().putSuggestion(suggestion);
  return suggestion;
}

interface AlertShown {
  readonly id: string;
  readonly state: string;
  readonly suggestions: string[];
  readonly timeline: { kind: string; by?: string; note?: string; day?: string; at?: string; suggestion?: string }[];
}

async function listAll(query: Record<string, string>, options: StaffCall = {}): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await call<{ items: AlertShown[]; cursor?: string }>('GET /v1/alerts', {
      query: { ...query, ...(cursor ? { cursor } : {}) },
      ...options,
    });
    ids.push(...body.items.map(({ id }) => id));
    cursor = body.cursor;
  } while (cursor);
  return ids;
}

describe('an alert', () => {
  test('tells of which day its figures are, however long it has lasted', async () => {
    const reached = anEpisode({ openedOn: '2025-12-01', escalatedOn: '2025-12-03', lastDay: '2025-12-20' });
    const alert = await anOpenAlert({ episode: reached, asOf: '2025-12-20' });
    const { body } = await call('GET /v1/alerts/{id}', { params: { id: alert.id } });
    expect(body).toMatchObject({ asOf: '2025-12-20', escalatedOn: '2025-12-03', figuresOn: '2025-12-03' });
    // As older versions may have kept it.
    const { escalatedOn: _, ...older } = { ...reached, openedOn: '2025-12-02' };
    const kept = await anOpenAlert({ episode: older, asOf: '2025-12-20' });
    expect((await call('GET /v1/alerts/{id}', { params: { id: kept.id } })).body).toMatchObject({
      figuresOn: '2025-12-20',
    });
  });

  test('is shown with its numbers, its explanation in both languages, and when it ends', async () => {
    const alert = await anOpenAlert();
    const suggestion = await aSuggestion(alert);
    const { status, body } = await call<AlertShown>('GET /v1/alerts/{id}', { params: { id: alert.id } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: alert.id,
      place: 'hoan-kiem',
      placeName: { vi: 'Phường Hoàn Kiếm' },
      product: alert.product,
      unit: 'kg',
      direction: 'up',
      level: 'crisis',
      state: 'open',
      rung: 'trailing',
      observed: 172_000,
      reference: 145_250,
      changePct: 18.4,
      threshold: 15,
      agreeing: 14,
      reporting: 20,
      cause: 'scarcity',
      explanation: { vi: expect.stringContaining('Đề nghị xác minh'), en: expect.stringContaining('Please verify') },
      clearsWhen: { vi: expect.stringContaining('3 ngày'), en: expect.stringContaining('3 reporting days') },
      suggestions: [suggestion.id],
    });
  });

  test('tells its whole life in order: market, people, suggestions, messages', async () => {
    const alert = await anOpenAlert();
    const { id } = await aSuggestion(alert);
    await keepDelivery(tables.platform.dynamodb, 'binh-on-desk', {
      id: 'd',
      alert: alert.id,
      version: 1,
      channel: 'mail-lan',
      kind: 'opened',
      level: 'crisis',
      state: 'sent',
      attempts: 1,
      claimedAt: now,
      sentAt: now + 10,
      told: alert,
    });
    now += 60_000;
    const params = { id: alert.id };
    await call('POST /v1/alerts/{id}/acknowledge', { params, body: { note: 'Đã gọi chợ' } });
    now += 60_000;
    await call('POST /v1/suggestions/{id}/decline', {
      params: { id },
      body: { reason: 'sold-out', note: 'Đã bán hết' },
    });
    const { body } = await call<AlertShown>('GET /v1/alerts/{id}', { params });
    expect(body.timeline.map(({ kind, by, note }) => [kind, by, note])).toEqual([
      ['opened', undefined, undefined],
      ['escalated', undefined, undefined],
      ['suggested', undefined, undefined],
      ['message-sent', undefined, undefined],
      ['acknowledge', LAN, 'Đã gọi chợ'],
      ['suggestion-declined', LAN, 'Đã bán hết'],
    ]);
  });

  test('tells why a message was not sent, also where an earlier version has kept that in words', async () => {
    const alert = await anOpenAlert();
    const quiet = {
      alert: alert.id,
      kind: 'opened',
      level: 'crisis',
      state: 'muted',
      attempts: 0,
      told: alert,
    } as const;
    const unsent = { because: 'silenced', until: '2026-11-30' } as const;
    await keepDelivery(tables.platform.dynamodb, 'binh-on-desk', {
      ...quiet,
      id: 'a',
      version: 1,
      channel: 'a',
      claimedAt: now,
      cause: 'Called a false alarm',
    });
    await keepDelivery(tables.platform.dynamodb, 'binh-on-desk', {
      ...quiet,
      id: 'b',
      version: 2,
      channel: 'a',
      claimedAt: now + 1,
      unsent,
    });
    const { body } = await call<AlertShown>('GET /v1/alerts/{id}', { params: { id: alert.id } });
    const notes = body.timeline.filter(({ kind }) => kind === 'message-muted').map(({ note }) => note);
    expect(notes).toEqual(['Called a false alarm', 'Silenced until 2026-11-30']);
  });

  test('is acknowledged by appending, and asks again once it has become worse', async () => {
    const alert = await anOpenAlert({ level: 'watch' });
    const params = { id: alert.id };
    const answer = await call('POST /v1/alerts/{id}/acknowledge', { params });
    expect(answer).toMatchObject({ status: 200, body: { state: 'acknowledged', status: 'open' } });
    const kept = await desk().readAlert(alert.id);
    await desk().putAlert({ ...alert, level: 'crisis', version: 2 }, kept?.hash);
    const { body } = await call<AlertShown>('GET /v1/alerts/{id}', { params });
    expect(body.state).toBe('open');
    expect(body.timeline.some(({ kind }) => kind === 'acknowledge')).toBe(true);
  });

  test.each(['resolved', 'withdrawn'] as const)('that the market calls %s takes no action any more', async (status) => {
    const alert = await anOpenAlert({ status });
    for (const route of ['POST /v1/alerts/{id}/acknowledge', 'POST /v1/alerts/{id}/resolve'] as const) {
      expect(await call(route, { params: { id: alert.id } })).toMatchObject({
        status: 409,
        body: { code: 'alert-closed', state: status },
      });
    }
    expect(await desk().actionsOf(alert.id)).toEqual([]);
  });

  test('of another place is closed to a limited person, whether it exists or not', async () => {
    const alert = await anOpenAlert();
    const options = { params: { id: alert.id }, places: 'soc-son' };
    for (const route of ['GET /v1/alerts/{id}', 'POST /v1/alerts/{id}/acknowledge'] as const) {
      expect(await call(route, options)).toMatchObject({ status: 403, body: { code: 'not-your-place' } });
    }
    const missing = { ...options, params: { id: alert.id.replace('2026', '2020') } };
    expect((await call('GET /v1/alerts/{id}', missing)).status).toBe(403);
    expect(await desk().actionsOf(alert.id)).toEqual([]);
  });

  test('that does not exist is not found', async () => {
    for (const id of ['nonsense', 'hoan-kiem_01.0004_up_1999-01-01', '____']) {
      expect((await call('GET /v1/alerts/{id}', { params: { id } })).status).toBe(404);
    }
  });

  test('takes no note that is no text, and none of novel length', async () => {
    const { id } = await anOpenAlert();
    for (const body of [{ note: 7 }, { note: 'x'.repeat(1001) }, { notes: 'typo' }, []]) {
      expect((await call('POST /v1/alerts/{id}/resolve', { params: { id }, body })).status).toBe(422);
    }
  });
});

test('a product that is not there is not found in a list either, and the likely one is named', async () => {
  for (const route of ['GET /v1/alerts', 'GET /v1/suggestions'] as const) {
    const { status, body } = await call(route, { query: { product: '01.004' } });
    expect([status, body]).toMatchObject([
      404,
      { code: 'unknown-product', detail: expect.stringContaining(`${PORK.id} ${PORK.name.en}`) },
    ]);
    expect(body['nearest']).toContainEqual({ id: PORK.id, name: PORK.name });
  }
});

describe('a note', () => {
  test.each([
    ['POST /v1/alerts/{id}/acknowledge', {}],
    ['POST /v1/alerts/{id}/resolve', {}],
    ['POST /v1/alerts/{id}/false-alarm', {}],
    ['POST /v1/alerts/{id}/silence', { until: '2026-11-30' }],
    ['POST /v1/suggestions/{id}/accept', {}],
    ['POST /v1/suggestions/{id}/decline', { reason: 'sold-out' }],
    ['POST /v1/suggestions/{id}/complete', { quantity: 1 }],
  ] as const)('of %s is a text that can be read', async (route, body) => {
    for (const note of ['Đã\u0007gọi', '\u202eiọg', '\u200b\u00a0', '\u3164', '']) {
      const answer = await call(route, { params: { id: 'x' }, body: { ...body, note } });
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid-request' } });
    }
    expect((await call(route, { params: { id: 'x' }, body: { ...body, note: 'Đã gọi,\nchờ xe' } })).status).toBe(404);
  });
});

describe('the list of alerts', () => {
  test('has live ones first, then past ones, newest first, each once over all pages', async () => {
    const past = await anOpenAlert({ status: 'resolved' });
    const older = await anOpenAlert();
    const newer = await anOpenAlert();
    const all = await listAll({ limit: '200' });
    expect(all.filter((id) => [past.id, older.id, newer.id].includes(id))).toEqual([newer.id, older.id, past.id]);
    for (const limit of ['1', '3', '7']) expect(await listAll({ limit })).toEqual(all);
  });

  test('has no cursor on its last page', async () => {
    const all = await listAll({ limit: '200' });
    const { body } = await call<{ cursor?: string }>('GET /v1/alerts', { query: { limit: String(all.length) } });
    expect(body.cursor).toBeUndefined();
  });

  test('filters by state, level, product and place with all that lies inside', async () => {
    const alert = await anOpenAlert({ place: 'soc-son', level: 'watch', product: RICE.id });
    await call('POST /v1/alerts/{id}/resolve', { params: { id: alert.id } });
    const only = [alert.id];
    expect(await listAll({ place: 'soc-son' })).toEqual(only);
    expect(await listAll({ product: RICE.id })).toEqual(only);
    expect(await listAll({ level: 'watch', place: 'ha-noi', product: RICE.id })).toEqual(only);
    expect(await listAll({ state: 'resolved,silenced', product: RICE.id })).toEqual(only);
    expect(await listAll({ state: 'open', product: RICE.id })).toEqual([]);
    expect(await listAll({ level: 'crisis', product: RICE.id })).toEqual([]);
  });

  test('holds a limited person to the own places', async () => {
    const own = await listAll({}, { places: 'soc-son' });
    expect(own.length).toBeGreaterThan(0);
    expect(own.every((id) => id.startsWith('soc-son_'))).toBe(true);
    expect((await call('GET /v1/alerts', { query: { place: 'hoan-kiem' }, places: 'soc-son' })).status).toBe(403);
  });

  test.each([
    { state: 'opened' },
    { level: 'normal' },
    { limit: '0' },
    { limit: '201' },
    { limit: 'x' },
    { stat: 'open' },
  ])('refuses %j instead of showing too much', async (query) => {
    expect(await call('GET /v1/alerts', { query })).toMatchObject({ status: 422, body: { code: 'invalid-request' } });
  });
});

describe('a suggestion', () => {
  test('is shown in units of the API, with whom to call', async () => {
    const alert = await anOpenAlert();
    const { id } = await aSuggestion(alert);
    const { body } = await call<{ items: object[] }>('GET /v1/suggestions', { query: { alert: alert.id } });
    expect(body.items).toMatchObject([
      {
        id,
        quantity: 120.5,
        unit: 'kg',
        from: { retailer: 'htx-ven-song', contact: { name: 'Chị Lan', phone: '0900 000 000' } },
        to: { place: 'hoan-kiem', placeName: { vi: 'Phường Hoàn Kiếm' } },
        state: 'proposed',
      },
    ]);
    expect(JSON.stringify(body)).not.toContain('quantityMilli');
  });

  test('is accepted once; what was accepted may still fall through, with a reason', async () => {
    const { id } = await aSuggestion(await anOpenAlert());
    const accept = () => call('POST /v1/suggestions/{id}/accept', { params: { id }, body: { note: 'Đã gọi' } });
    const decline = (body: object) => call('POST /v1/suggestions/{id}/decline', { params: { id }, body });
    expect(await accept()).toMatchObject({
      status: 200,
      body: { state: 'accepted', decision: { by: LAN } },
    });
    expect(await accept()).toMatchObject({ status: 409, body: { code: 'already-decided', state: 'accepted' } });
    // The audit trail is ordered by its instants.
    now += 1000;
    expect((await decline({})).status).toBe(422);
    expect((await decline({ reason: 'Hết hàng' })).status).toBe(422);
    expect(await decline({ reason: 'sold-out' })).toMatchObject({ status: 200, body: { state: 'declined' } });
    expect((await decline({ reason: 'sold-out' })).status).toBe(409);
    expect((await accept()).status).toBe(409);
    const lines = (await auditLines(tables.platform)).filter(({ subject }) => subject === `suggestion/${id}`);
    expect(lines.map(({ action }) => action)).toEqual(['suggestion-accepted', 'suggestion-declined']);
    // So that whoever is in charge of the receiver's place finds it in the trail.
    expect(lines[0]?.after).toMatchObject({ place: expect.any(String), product: PORK.id });
  });

  test('of two people who decide at once, one is told that the other was first', async () => {
    const { id } = await aSuggestion(await anOpenAlert());
    const answers = await Promise.all([
      call('POST /v1/suggestions/{id}/accept', { params: { id } }),
      call('POST /v1/suggestions/{id}/accept', { params: { id } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('for another place is closed to a limited person', async () => {
    const { id } = await aSuggestion(await anOpenAlert());
    const options = { params: { id }, places: 'soc-son' };
    expect((await call('POST /v1/suggestions/{id}/accept', options)).status).toBe(403);
    const listed = await call<{ items: unknown[] }>('GET /v1/suggestions', { places: 'soc-son' });
    expect(listed.body.items).toEqual([]);
  });

  test('lists page by page, by state', async () => {
    for (const _ of [1, 2, 3]) await aSuggestion(await anOpenAlert());
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await call<{ items: { id: string; state: string }[]; cursor?: string }>('GET /v1/suggestions', {
        query: { limit: '2', ...(cursor ? { cursor } : {}) },
      });
      expect(body.items.every(({ state }) => state === 'proposed')).toBe(true);
      ids.push(...body.items.map(({ id }) => id));
      cursor = body.cursor;
    } while (cursor);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(3);
    const other = await call('GET /v1/suggestions', { query: { state: 'expired' } });
    expect(other.body).toEqual({ items: [] });
  });
});
