import { beforeAll, describe, expect, test } from 'vitest';
import type { OperationKey } from '#contract/operations.ts';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { registryStore } from '#storage/registry.ts';
import { matchesSecret } from '#storage/retailer-key.ts';
import { auditLines } from '#support/audit-lines.ts';
import { callAsStaff, LAN, type StaffCall } from '#support/call-as-staff.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { SMALL_CITY } from '#support/small-city.ts';

const tables = tablesOfFile({ clock: () => now });
let handler: ReturnType<typeof createHandler>;
let now = Date.parse('2026-11-23T06:30:00+07:00');

beforeAll(() => {
  handler = createHandler(tables.platform, SMALL_CITY);
});

const call = (route: OperationKey, options?: StaffCall) => callAsStaff(handler, route, options);
const registry = () => registryStore(tables.platform.dynamodb, 'binh-on-registry');
const audit = async (subject: string) => (await auditLines(tables.platform)).filter((line) => line.subject === subject);

const FACE = { name: 'Sen Vàng', contact: { name: 'Nguyễn Thu An', phone: '0900 000 101' } };
const putRetailer = (id: string, body: unknown = FACE) => call('PUT /v1/retailers/{id}', { params: { id }, body });
const issueKey = (id: string) => call('POST /v1/retailers/{id}/keys', { params: { id }, body: {} });
const putStore = (retailer: string, store: string, body: object, options: StaffCall = {}) =>
  call('PUT /v1/retailers/{id}/stores/{store}', {
    params: { id: retailer, store },
    body: { name: 'Cửa Nam', channel: 'market', ...body },
    ...options,
  });

describe('a store that pauses or closes', () => {
  const coverage = async () =>
    (await call('GET /v1/coverage')).body as { total: { stores: number }; items: { store: string; state: string }[] };
  const shown = async () => {
    const { body } = await call('GET /v1/retailers', { query: { limit: '200' } });
    const { items } = body as { items: { id: string; stores: { id: string; closed?: object }[] }[] };
    return items.find(({ id }) => id === 'pausing')?.stores[0];
  };

  test('is expected to report on no day of it, and on all days again once it is open', async () => {
    await putRetailer('pausing');
    const store = { place: 'cua-nam', address: '12 phố Mẫu' };
    const isExpected = async () => (await coverage()).items.some((item) => item.store === 'pausing-1');
    await putStore('pausing', 'pausing-1', store);
    expect(await isExpected()).toBe(true);

    const closed = { from: '2026-11-23', until: '2026-12-05', reason: 'Sửa chữa' };
    const answer = await putStore('pausing', 'pausing-1', { ...store, closed });
    expect(answer.body).toMatchObject({ closed, address: '12 phố Mẫu' });
    expect(await shown()).toMatchObject({ closed });
    expect(await isExpected()).toBe(false);

    await putStore('pausing', 'pausing-1', store);
    expect(await shown()).not.toHaveProperty('closed');
    expect(await isExpected()).toBe(true);
  });

  test('is refused a last day before the first', async () => {
    await putRetailer('pausing');
    const closed = { from: '2026-11-23', until: '2026-11-22' };
    expect((await putStore('pausing', 'pausing-2', { place: 'cua-nam', closed })).status).toBe(422);
  });
});

describe('a retailer', () => {
  test('is made once, and changed without losing its keys', async () => {
    expect((await putRetailer('sen-vang')).status).toBe(201);
    const { body: key } = await issueKey('sen-vang');
    const changed = await putRetailer('sen-vang', { ...FACE, name: 'Sen Vàng Mới' });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ name: 'Sen Vàng Mới', keys: [{ keyId: key['keyId'] }] });
  });

  test('leaves who changed what, before and after, in the audit trail', async () => {
    await putRetailer('audited');
    await putRetailer('audited', { ...FACE, name: 'Tên mới' });
    const [made, changed] = await audit('retailer/audited');
    expect(made).toMatchObject({ action: 'put-retailer', by: LAN, at: now, after: { name: 'Sen Vàng' } });
    expect(made).not.toHaveProperty('before');
    expect(changed).toMatchObject({ before: { name: 'Sen Vàng' }, after: { name: 'Tên mới' } });
  });

  test.each([
    ['an id that a key could not carry', 'Sen_Vàng', FACE],
    ['a contact without a name', 'r1', { ...FACE, contact: { phone: '0900' } }],
    ['a member that is not in the contract', 'r1', { ...FACE, keys: [] }],
    ['no body', 'r1', {}],
  ])('is refused with %s', async (_, id, body) => {
    expect(await putRetailer(id, body)).toMatchObject({ status: 422, body: { code: 'invalid-request' } });
  });

  test('takes no id that every object has a member by, and neither does a store', async () => {
    await putRetailer('words');
    const answers = [await putRetailer('constructor'), await putStore('words', 'toString', { place: 'cua-nam' })];
    expect(answers.map(({ status }) => status)).toEqual([422, 422]);
    expect(JSON.stringify(answers[0]?.body)).toContain('this one is a word of the system');
  });

  test('has a name in one spelling, however it is typed', async () => {
    const typed = '\u00a0Sen\u202f\u200b Vàng\ufeff'.normalize('NFD');
    const { body } = await putRetailer('typed', { name: typed, contact: { name: `${typed}\t` } });
    expect(body).toMatchObject({ name: 'Sen Vàng', contact: { name: 'Sen Vàng' } });
  });

  test.each([
    'Sen\u0007Vàng',
    'Sen\nVàng',
    '\u202egnàV neS',
    '\u2067Sen\u2069',
    '\u3164',
    '\u2800',
    '\u200b\u00a0',
    '\u0301',
  ])('is refused with the name %j, and so is its contact, or a store', async (name) => {
    await putRetailer('named');
    const answers = [
      await putRetailer('named', { ...FACE, name }),
      await putRetailer('named', { ...FACE, contact: { name } }),
      await putStore('named', 's1', { name, place: 'cua-nam' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422]);
    expect(JSON.stringify(answers[0]?.body)).toContain('a text that can be read');
  });

  test('has its stores where they are put, with whatever blanks the place is written', async () => {
    await putRetailer('placed');
    const { status, body } = await putStore('placed', 's1', { place: '\u00a0cua-nam\u200b' });
    expect([status, body['place']]).toEqual([201, 'cua-nam']);
  });

  test('has stores with an address and somebody to call, until a later PUT leaves them out', async () => {
    await putRetailer('found');
    const where = { address: '12 phố Mẫu', contact: { name: 'Chị Hà', phone: '0900 000 201' } };
    const listed = async () => {
      const { body } = await call('GET /v1/retailers', { query: { limit: '200' } });
      const { items } = body as unknown as { items: { id: string; stores: object[] }[] };
      return items.find(({ id }) => id === 'found')?.stores[0];
    };
    expect(await putStore('found', 's1', { place: 'cua-nam', ...where })).toMatchObject({ status: 201, body: where });
    expect(await listed()).toMatchObject(where);
    expect((await registry().readStore('found', 's1'))?.value).toMatchObject(where);
    const wrong = [
      { address: '\u0007' },
      { contact: { phone: '0900 000 201' } },
      { contact: { name: 'A', phone: 'x' } },
    ];
    for (const member of wrong) {
      expect((await putStore('found', 's1', { place: 'cua-nam', ...member })).status).toBe(422);
    }
    await putStore('found', 's1', { place: 'cua-nam' });
    expect(await listed()).not.toHaveProperty('address');
  });

  test('body that is no JSON is told where it breaks', async () => {
    const answer = await call('PUT /v1/retailers/{id}', { params: { id: 'r1' }, body: '{"name": ' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed-json' } });
  });
});

describe('keys', () => {
  test('are shown once and kept as a hash only', async () => {
    await putRetailer('keyed');
    const { status, body } = await issueKey('keyed');
    expect(status).toBe(201);
    const secret = String(body['bearer']).slice(String(body['keyId']).length + 1);
    const kept = await registry().readRetailer('keyed');
    expect(JSON.stringify(kept)).not.toContain(secret);
    expect(matchesSecret(secret, kept?.value.keys[0]?.hash ?? '')).toBe(true);
    const listed = await call('GET /v1/retailers', { query: { limit: '200' } });
    expect(JSON.stringify(listed)).not.toContain(kept?.value.keys[0]?.hash);
    expect(JSON.stringify(await audit(`key/${body['keyId']}`))).not.toContain(secret);
  });

  test('live two at a time, so that they can be changed over', async () => {
    await putRetailer('rotating');
    const first = (await issueKey('rotating')).body['keyId'] as string;
    const second = (await issueKey('rotating')).body['keyId'] as string;
    expect(await issueKey('rotating')).toMatchObject({
      status: 409,
      body: { code: 'two-live-keys', keys: [first, second] },
    });
    const revoke = { params: { id: 'rotating', keyId: first } };
    expect((await call('DELETE /v1/retailers/{id}/keys/{keyId}', revoke)).status).toBe(204);
    expect((await issueKey('rotating')).status).toBe(201);
  });

  test('are revoked once, however often one asks', async () => {
    await putRetailer('revoking');
    const keyId = (await issueKey('revoking')).body['keyId'] as string;
    const revoke = { params: { id: 'revoking', keyId } };
    for (const _ of [1, 2]) {
      expect((await call('DELETE /v1/retailers/{id}/keys/{keyId}', revoke)).status).toBe(204);
      now += 1000;
    }
    expect((await audit(`key/${keyId}`)).filter(({ action }) => action === 'revoke-key')).toHaveLength(1);
    expect((await registry().readRetailer('revoking'))?.value.keys[0]?.revokedAt).toBe(now - 2000);
  });

  test('of two issued at once never make three live ones', async () => {
    await putRetailer('racing');
    await issueKey('racing');
    await Promise.all([issueKey('racing'), issueKey('racing'), issueKey('racing')]);
    const keys = (await registry().readRetailer('racing'))?.value.keys ?? [];
    expect(keys.filter(({ revokedAt }) => revokedAt === undefined).length).toBeLessThanOrEqual(2);
  });

  test('of an unknown retailer are not to be had', async () => {
    expect(await issueKey('nobody')).toMatchObject({ status: 404, body: { code: 'unknown-retailer' } });
  });
});

describe('a store', () => {
  test('has its first place for all earlier days, and a later one from tomorrow', async () => {
    await putRetailer('moving');
    expect(await putStore('moving', 's1', { place: 'hoan-kiem' })).toMatchObject({
      status: 201,
      body: { place: 'hoan-kiem', placeToday: 'hoan-kiem' },
    });
    expect(await putStore('moving', 's1', { place: 'cua-nam' })).toMatchObject({
      status: 200,
      body: { place: 'cua-nam', placeFrom: '2026-11-24', placeToday: 'hoan-kiem' },
    });
    const listed = await call('GET /v1/retailers', { query: { limit: '200' } });
    expect(JSON.stringify(listed.body)).toContain('"nextPlace":{"place":"cua-nam","from":"2026-11-24"}');
  });

  test('said to be where it is drops a move that is still to come; name and channel change at once', async () => {
    await putRetailer('staying');
    await putStore('staying', 's1', { place: 'hoan-kiem' });
    await putStore('staying', 's1', { place: 'cua-nam' });
    await putStore('staying', 's1', {
      place: 'hoan-kiem',
      name: 'Tên mới',
      channel: 'supermarket',
      lat: 21,
      lon: 105.8,
    });
    expect((await registry().readStore('staying', 's1'))?.value).toEqual({
      retailer: 'staying',
      id: 's1',
      name: 'Tên mới',
      channel: 'supermarket',
      lat: 21,
      lon: 105.8,
      places: [{ place: 'hoan-kiem', validFrom: '2026-11-23' }],
    });
  });

  test.each([
    ['an unknown place', { place: 'atlantis' }, 'unknown-place'],
    ['a place that holds others', { place: 'ha-noi' }, 'unknown-place'],
    ['an unknown channel', { place: 'hoan-kiem', channel: 'kiosk' }, 'invalid-request'],
    ['half a position', { place: 'hoan-kiem', lat: 21 }, 'invalid-request'],
  ])('is refused with %s', async (_, body, code) => {
    await putRetailer('refused');
    expect(await putStore('refused', 's1', body)).toMatchObject({ status: 422, body: { code } });
    expect(await registry().readStore('refused', 's1')).toBeUndefined();
  });

  test('may lie outside the city, and needs a retailer', async () => {
    await putRetailer('htx-ven-song');
    const outside = { place: 'outside/hung-yen', channel: 'producer' };
    expect((await putStore('htx-ven-song', 'kho', outside)).status).toBe(201);
    expect(await putStore('nobody', 'kho', outside)).toMatchObject({ status: 404, body: { code: 'unknown-retailer' } });
  });
});

describe('the list of retailers', () => {
  test('goes on page by page until all were shown once', async () => {
    for (const id of ['p1', 'p2', 'p3', 'p4', 'p5']) await putRetailer(id);
    const shown: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await callAsStaff<{ items: { id: string }[]; cursor?: string }>(handler, 'GET /v1/retailers', {
        query: { limit: '2', ...(cursor ? { cursor } : {}) },
      });
      shown.push(...body.items.map(({ id }) => id));
      cursor = body.cursor;
    } while (cursor);
    expect(shown).toEqual((await registry().listRetailers()).map(({ id }) => id));
  });

  test('refuses a cursor that was forged, changed, or made for another list', async () => {
    const { body } = await callAsStaff<{ cursor: string }>(handler, 'GET /v1/retailers', { query: { limit: '1' } });
    const [payload = '', signature = ''] = body.cursor.split('.');
    const other = Buffer.from(JSON.stringify({ after: 'a' })).toString('base64url');
    for (const cursor of [`${other}.${signature}`, payload, `${payload}.`, `${payload}.${signature}x`, 'x', '.']) {
      expect(await call('GET /v1/retailers', { query: { cursor } })).toMatchObject({
        status: 400,
        body: { code: 'invalid-cursor' },
      });
    }
    expect((await call('GET /v1/alerts', { query: { cursor: body.cursor } })).status).toBe(400);
  });

  test('shows a person limited to some places only the stores there, and their retailers', async () => {
    await putRetailer('inside');
    await putStore('inside', 'here', { place: 'soc-son' });
    await putStore('inside', 'there', { place: 'hoan-kiem' });
    const { body } = await callAsStaff<{ items: { id: string; stores: { id: string }[] }[] }>(
      handler,
      'GET /v1/retailers',
      { places: 'soc-son', group: 'staff' },
    );
    expect(body.items.map(({ id, stores }) => [id, stores.map((store) => store.id)])).toEqual([['inside', ['here']]]);
  });
});

describe('who may do what', () => {
  const ADMIN_ONLY: [OperationKey, StaffCall][] = [
    ['PUT /v1/retailers/{id}', { params: { id: 'x' }, body: FACE }],
    ['PUT /v1/retailers/{id}/stores/{store}', { params: { id: 'x', store: 's' }, body: {} }],
    ['POST /v1/retailers/{id}/keys', { params: { id: 'x' } }],
    ['DELETE /v1/retailers/{id}/keys/{keyId}', { params: { id: 'x', keyId: 'x_abc' } }],
  ];

  test.each(ADMIN_ONLY)('%s is for admins', async (route, options) => {
    for (const group of ['none', 'staff', 'lead'] as const) {
      expect(await call(route, { ...options, group })).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    }
  });

  test.each(ADMIN_ONLY)(
    '%s is closed to an admin of some places, who would change what holds everywhere',
    async (route, options) => {
      const isStore = route.includes('stores');
      const aStore = { name: 'S', channel: 'market', place: 'hoan-kiem' };
      const body = isStore ? aStore : options.body;
      expect(await call(route, { ...options, body, places: 'soc-son' })).toMatchObject({ status: 403 });
    },
  );

  test('without a group nobody reads either', async () => {
    expect((await call('GET /v1/retailers', { group: 'none' })).status).toBe(403);
  });

  test('refusals speak the language of the caller', async () => {
    const vi = await call('POST /v1/retailers/{id}/keys', { params: { id: 'nobody' }, language: 'vi' });
    expect(vi.body['detail']).toContain('Chưa có đơn vị này');
    expect(vi.body['requestId']).toBe('request-1');
  });
});
