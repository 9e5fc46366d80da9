import type { APIGatewayRequestAuthorizerEventV2, Context } from 'aws-lambda';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OperationKey } from '#contract/operations.ts';
import { ROUTES } from '#contract/routes.ts';
import { createHandler as authorizer } from '#functions/authorize-retailer/handler.ts';
import { createHandler as enrolPhone } from '#functions/enrol-phone/handler.ts';
import { createHandler as ingestReport } from '#functions/ingest-report/handler.ts';
import { createHandler as serveRetailer } from '#functions/serve-retailer/handler.ts';
import { createHandler as serveStaff } from '#functions/serve-staff/handler.ts';
import { requireAccess } from '#runtime/route-access.ts';
import { registryStore } from '#storage/registry.ts';
import { auditLines } from '#support/audit-lines.ts';
import { callAsStaff, type StaffCall } from '#support/call-as-staff.ts';
import { callGateway, type GatewayCall } from '#support/call-gateway.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { keptItems } from '#support/kept-items.ts';
import { PORK, SMALL_CITY } from '#support/small-city.ts';

const TODAY = '2026-11-23';
const DAY_MS = 86_400_000;
let now = Date.parse(`${TODAY}T06:30:00+07:00`);
const tables = tablesOfFile({ clock: () => now });
const registry = () => registryStore(tables.platform.dynamodb, 'binh-on-registry');
let market = 0;

beforeAll(() => {
  now = Date.parse(`${TODAY}T06:30:00+07:00`);
});

interface Sheet {
  readonly store: string;
  readonly code: string;
}

/** A market's board of its own with two stalls. */
async function aMarket(): Promise<string> {
  const retailer = `cho-${market++}`;
  await registry().putRetailer({ id: retailer, name: 'Chợ mẫu', contact: { name: 'Chị An' }, keys: [] });
  for (const [id, place] of [
    ['quay-1', 'hoan-kiem'],
    ['quay-2', 'cua-nam'],
  ] as const) {
    const places = [{ place, validFrom: '2026-01-01' }];
    await registry().putStore({ retailer, id, name: `Quầy ${id}`, channel: 'market', places });
  }
  return retailer;
}

const staff = <Body = Record<string, unknown>>(route: OperationKey, call?: StaffCall) =>
  callAsStaff<Body>(serveStaff(tables.platform, SMALL_CITY), route, call);

async function print(retailer: string, order: object = {}): Promise<readonly Sheet[]> {
  const body = { days: 14, phones: 2, ...order };
  const answer = await staff<{ items: Sheet[] }>('POST /v1/retailers/{id}/enrolments', {
    params: { id: retailer },
    body,
  });
  expect(answer.status).toBe(201);
  return answer.body.items;
}

interface Enrolled {
  readonly keyId: string;
  readonly bearer: string;
  readonly code?: string;
}
const enrol = (retailer: string, { store, code }: Sheet, more: object = {}) =>
  callGateway<Enrolled>(enrolPhone(tables.platform), 'POST /v1/enrolments', {
    body: { retailer, store, code, ...more },
  });

/** What the gateway's authorizer says of a key. */
async function proofOf(bearer: string): Promise<object> {
  const event = { version: '2.0', type: 'REQUEST', headers: { authorization: `Bearer ${bearer}` } };
  const answer = await authorizer(tables.platform)(
    event as unknown as APIGatewayRequestAuthorizerEventV2,
    {} as Context,
  );
  return answer.context;
}

/** Asks with a phone's key, through the authorizer, as the gateway does. */
async function ask<Body = Record<string, unknown>>(bearer: string, route: OperationKey, call: GatewayCall = {}) {
  const create = route === 'POST /v1/reports' ? ingestReport : serveRetailer;
  return callGateway<Body>(create(tables.platform, SMALL_CITY), route, call, { lambda: await proofOf(bearer) });
}
const report = (bearer: string, store: string, query: GatewayCall['query'] = {}) =>
  ask(bearer, 'POST /v1/reports', {
    body: { store, date: TODAY, rows: [{ product: PORK.id, price: 145_000, entered: 'typed' }] },
    query,
  });

describe('a printed sheet', () => {
  test('has a code of its own for each stall, of which only a hash is kept', async () => {
    const retailer = await aMarket();
    const sheets = await print(retailer);
    expect(sheets.map(({ store }) => store)).toEqual(['quay-1', 'quay-2']);
    expect(new Set(sheets.map(({ code }) => code)).size).toBe(2);
    const items = JSON.stringify([...(await keptItems(tables.platform))]);
    for (const { code } of sheets) expect(items).not.toContain(code);
  });

  test('is no key: nobody reports with its code', async () => {
    const retailer = await aMarket();
    const [sheet] = (await print(retailer)) as [Sheet];
    for (const bearer of [sheet.code, `${retailer}_${sheet.code.slice(0, 12)}.${sheet.code}`]) {
      expect(await proofOf(bearer)).toEqual({});
      expect((await report(bearer, 'quay-1')).status).toBe(401);
    }
  });

  test('lets in as many phones as it says, also of those that ask at once', async () => {
    const retailer = await aMarket();
    const [sheet] = (await print(retailer, { phones: 2 })) as [Sheet];
    const answers = await Promise.all(Array.from({ length: 5 }, () => enrol(retailer, sheet)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409]);
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(
      Array(3).fill('code-used-up'),
    );
    expect(await registry().phoneKeysOf(retailer)).toHaveLength(2);
  });

  test('lets a phone that never heard the answer ask again, and counts it once', async () => {
    const retailer = await aMarket();
    const [sheet] = (await print(retailer, { phones: 1 })) as [Sheet];
    const secret = 'k'.repeat(43);
    const first = await enrol(retailer, sheet, { secret });
    expect(await enrol(retailer, sheet, { secret })).toEqual(first);
    now += 15 * DAY_MS;
    expect(await enrol(retailer, sheet, { secret })).toEqual(first);
    expect((await enrol(retailer, sheet)).status).toBe(409);
    now -= 15 * DAY_MS;
  });

  test('runs out after its days, and is replaced by the next one of its stall', async () => {
    const retailer = await aMarket();
    const [old] = (await print(retailer)) as [Sheet];
    const [sheet] = (await print(retailer, { stores: ['quay-1'], days: 3 })) as [Sheet];
    expect((await enrol(retailer, old)).body.code).toBe('unknown-code');
    now += 3 * DAY_MS;
    expect((await enrol(retailer, sheet)).body.code).toBe('code-expired');
    now -= 1;
    expect((await enrol(retailer, sheet)).status).toBe(201);
    now -= 3 * DAY_MS - 1;
  });

  test('works for its own stall alone, and is refused alike for one that is not there', async () => {
    const retailer = await aMarket();
    const [sheet] = (await print(retailer)) as [Sheet];
    const answers = [
      await enrol(retailer, { ...sheet, store: 'quay-2' }),
      await enrol(retailer, { ...sheet, store: 'quay-9' }),
      await enrol('nobody', sheet),
      await enrol(retailer, { ...sheet, code: 'x' }),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(4).fill([404, 'unknown-code']));
    expect((await enrol(retailer, sheet, { name: 'x'.repeat(3000) })).status).toBe(413);
  });

  test('is printed by administrators of the whole city, and by nobody else', async () => {
    const retailer = await aMarket();
    const body = { days: 14, phones: 1 };
    const order = (call: StaffCall) =>
      staff('POST /v1/retailers/{id}/enrolments', { params: { id: retailer }, body, ...call });
    expect((await order({ group: 'lead' })).status).toBe(403);
    expect((await order({ places: 'hoan-kiem' })).status).toBe(403);
    expect((await order({ body: { ...body, stores: ['quay-9'] } })).status).toBe(404);
    expect((await order({ body: { ...body, phones: 0 } })).status).toBe(422);
  });
});

describe('a phone’s key', () => {
  async function aPhone(): Promise<{ retailer: string; bearer: string; keyId: string }> {
    const retailer = await aMarket();
    const [sheet] = (await print(retailer)) as [Sheet];
    const { body } = await enrol(retailer, sheet, { name: 'Máy chị Hà' });
    return { retailer, bearer: body.bearer, keyId: body.keyId };
  }

  test('reports and reads its own stall', async () => {
    const { bearer } = await aPhone();
    expect((await report(bearer, 'quay-1')).status).toBe(201);
    const params = { store: 'quay-1', date: TODAY };
    expect((await ask(bearer, 'GET /v1/reports/{store}/{date}', { params })).body).toMatchObject({
      rows: [{ product: PORK.id, price: 145_000, entered: 'typed' }],
    });
    const me = await ask<{ stores: { id: string }[] }>(bearer, 'GET /v1/me');
    expect(me.body.stores.map(({ id }) => id)).toEqual(['quay-1']);
    const latest = await ask(bearer, 'GET /v1/reports/{store}/latest', { params: { store: 'quay-1' } });
    expect(latest.body).toMatchObject({ today: TODAY, current: { revision: 1 }, last: null });
  });

  test('neither reports nor reads another stall of its market, in any form', async () => {
    const { bearer, retailer } = await aPhone();
    expect(await report(bearer, 'quay-2')).toMatchObject({ status: 403, body: { code: 'not-your-store' } });
    const text = `store,date,product,price\nquay-2,${TODAY},${PORK.id},145000\n`;
    for (const [contentType, body] of [
      ['text/csv', text],
      [
        'application/x-ndjson',
        JSON.stringify({ store: 'quay-2', date: TODAY, product: PORK.id, price: 145_000, retailer }),
      ],
    ] as const) {
      const answer = await ask(bearer, 'POST /v1/reports', { contentType, body });
      expect(answer).toMatchObject({ status: 422, body: { rejected: [{ code: 'unknown-store' }] } });
    }
    for (const [route, params] of [
      ['GET /v1/reports/{store}/{date}', { store: 'quay-2', date: TODAY }],
      ['GET /v1/reports/{store}/latest', { store: 'quay-2' }],
    ] as const) {
      expect((await ask(bearer, route, { params })).status).toBe(403);
    }
  });

  test('opens no route but those that are for a store', async () => {
    const { bearer } = await aPhone();
    const proof = (await proofOf(bearer)) as { retailer: string; keyId: string; store: string };
    expect(proof).toMatchObject({ store: 'quay-1' });
    const caller = { kind: 'retailer', ...proof } as const;
    const open = ROUTES.filter(({ access }) => {
      try {
        requireAccess(caller, access);
        return true;
      } catch {
        return false;
      }
    });
    expect(open.filter(({ access }) => access !== 'public').map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1/reports',
      'GET /v1/reports/{store}/latest',
      'GET /v1/reports/{store}/{date}',
      'GET /v1/me',
      'GET /v1/me/today',
    ]);
    expect(() => requireAccess(caller, 'retailer')).toThrow('store-key-only');
  });

  test('is listed with its name at its stall, to whom that is shown, and refused once it is revoked', async () => {
    const { retailer, bearer, keyId } = await aPhone();
    const list = (call: StaffCall = {}) =>
      staff<{ items: object[]; sheets: object[] }>('GET /v1/retailers/{id}/phones', {
        params: { id: retailer },
        ...call,
      });
    expect((await list({ group: 'staff', places: 'hoan-kiem' })).body).toMatchObject({
      items: [{ keyId, store: 'quay-1', name: 'Máy chị Hà' }],
      sheets: [{ store: 'quay-1', phones: 2, used: 1 }],
    });
    expect((await list({ group: 'staff', places: 'cua-nam' })).body.items).toEqual([]);
    expect(JSON.stringify((await list()).body)).not.toMatch(/[Hh]ash/);

    const revoke = (id: string) =>
      staff('DELETE /v1/retailers/{id}/keys/{keyId}', { params: { id, keyId } }).then(({ status }) => status);
    expect(await revoke(await aMarket())).toBe(404);
    expect(await revoke(retailer)).toBe(204);
    expect(await revoke(retailer)).toBe(204);
    expect((await report(bearer, 'quay-1')).status).toBe(401);
    const trail = (await auditLines(tables.platform)).filter(({ subject }) => subject === `key/${keyId}`);
    expect(trail.map(({ action }) => action)).toEqual(['enrol-phone', 'revoke-key']);
    expect(JSON.stringify(trail), 'a phone may be called after somebody').not.toContain('Hà');
  });
});

describe('a report over one that its sender has not seen', () => {
  test('is refused where it says other things, and taken where it says the same', async () => {
    const retailer = await aMarket();
    const [sheet] = (await print(retailer)) as [Sheet];
    const [{ bearer: one }, { bearer: other }] = [
      (await enrol(retailer, sheet)).body,
      (await enrol(retailer, sheet)).body,
    ];
    const send = (bearer: string, price: number, ifRevision: string) =>
      ask<{ code?: string; revision?: number }>(bearer, 'POST /v1/reports', {
        body: { store: 'quay-1', date: TODAY, rows: [{ product: PORK.id, price }] },
        query: { ifRevision },
      });
    expect(await send(one, 145_000, '0')).toMatchObject({ status: 201, body: { revision: 1 } });
    expect(await send(other, 150_000, '0')).toMatchObject({ status: 409, body: { code: 'changed-meanwhile' } });
    // The first one's own repetition, whose answer was lost.
    expect(await send(one, 145_000, '0')).toMatchObject({ status: 200, body: { revision: 1 } });
    expect(await send(other, 150_000, '1')).toMatchObject({ status: 200, body: { revision: 2 } });
  });
});
