import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Operation } from '#contract/operation.ts';
import { OPERATIONS, type OperationKey } from '#contract/operations.ts';
import { methodsAt } from '#contract/route-path.ts';
import { ROUTES } from '#contract/routes.ts';
import { type RunningSystem, startSystem } from '#infra/local/system.ts';
import { SMALL_CITY } from '#support/small-city.ts';

const MB = 1024 * 1024;
let folder: string;
let system: RunningSystem;
let key: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-gateway-'));
  const clock = () => Date.parse('2026-11-23T09:00:00+07:00');
  const page = { contentType: 'text/html', body: Buffer.of(), gzipped: Buffer.of() };
  const pages = Promise.resolve(new Map([['/index.html', page]]));
  system = await startSystem({ folder, catalogue: SMALL_CITY, clock, gatherMs: 1, pages });
  const contact = { name: 'Chị An' };
  await ask('PUT', '/v1/retailers/sen-vang', { body: { name: 'Sen Vàng', contact } });
  key = ((await ask('POST', '/v1/retailers/sen-vang/keys')).body as { bearer: string }).bearer;
  await ask('PUT', '/v1/retailers/sen-vang/stores/s1', {
    body: { name: 'Cửa Nam', place: 'cua-nam', channel: 'market' },
  });
});
afterAll(async () => {
  await system.close();
  await rm(folder, { recursive: true });
});

interface Sent {
  readonly body?: unknown;
  readonly bearer?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks by `node:http`, since `fetch` tidies paths and forbids TRACE. */
async function ask(method: string, path: string, { body, bearer = system.staffToken, headers }: Sent = {}) {
  const text = body === undefined || typeof body === 'string' ? (body ?? '') : JSON.stringify(body);
  const sent = request({
    method,
    host: '127.0.0.1',
    port: new URL(system.url).port,
    path,
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      ...headers,
    },
  });
  sent.end(text);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const received = (await answer.toArray()).join('');
  const isJson = /json/.test(answer.headers['content-type'] ?? '');
  return { status: answer.statusCode, headers: answer.headers, body: isJson ? JSON.parse(received) : undefined };
}

const pathOf = (path: string) =>
  path
    .replace('/{id}/stores/{store}', '/sen-vang/stores/s1')
    .replace('people/{id}', 'people/p-zzzzzzzzzzzzzzzz')
    .replace('{store}/{date}', 's1/2026-11-23')
    .replace('{product}', '01.0004')
    .replace('{place}', 'cua-nam')
    .replace('{keyId}', 'k')
    .replace('{id}', 'x');
const bearerOf = (access: string) => (['store', 'retailer'].includes(access) ? key : system.staffToken);
const routes = ROUTES.map((route) => {
  const operation: Operation = OPERATIONS[`${route.method} ${route.path}` as OperationKey];
  return { ...route, name: `${route.method} ${route.path}`, operation };
});

describe('every route', () => {
  test.each(routes)('$name knows its parameters and no others', async ({ method, path, access, operation }) => {
    const bearer = bearerOf(access);
    const names = Object.keys(operation.query?.shape ?? {});
    const wrong = ['x=1', 'dryrun=true', ...names.map((name) => `${name.toUpperCase()}=true`)];
    const twice = names.map((name) => `${name}=true&${name}=true`);
    for (const query of [...wrong, ...twice]) {
      const answer = await ask(method, `${pathOf(path)}?${query}`, { bearer, ...(operation.body ? { body: {} } : {}) });
      expect([answer.status, answer.body.code], query).toEqual([422, 'invalid-request']);
    }
  });

  test.each(routes)('$name has no other method', async ({ path }) => {
    const allowed = methodsAt(ROUTES, path);
    for (const method of ['TRACE', 'PATCH', 'OPTIONS', 'GET', 'POST', 'PUT', 'DELETE', 'PROPFIND']) {
      if (allowed.includes(method)) continue;
      const { status, headers, body } = await ask(method, pathOf(path));
      expect([status, headers.allow, body.code], method).toEqual([405, allowed.join(', '), 'method-not-allowed']);
    }
  });

  test.each(routes.filter(({ access }) => access !== 'public'))(
    '$name is closed to whoever is not known: 401, whatever is sent',
    async ({ method, path, access }) => {
      const strangers = [
        undefined,
        'x',
        'sen-vang_k7m2p9qd.made-up',
        bearerOf(access) === key ? system.staffToken : key,
      ];
      for (const bearer of strangers) {
        const headers: Record<string, string> = bearer === undefined ? { authorization: '' } : {};
        const answer = await ask(method, pathOf(path), { headers, ...(bearer ? { bearer } : {}), body: '{' });
        expect([answer.status, answer.headers['www-authenticate']], String(bearer)).toEqual([401, 'Bearer']);
      }
    },
  );
});

test('the scheme of a key or token is known in any case', async () => {
  for (const scheme of ['bearer', 'BEARER', 'Bearer']) {
    const asked = (bearer: string, path: string) =>
      ask('GET', path, { headers: { authorization: `${scheme} ${bearer}` } });
    expect([scheme, (await asked(key, '/v1/me')).status]).toEqual([scheme, 200]);
    expect([scheme, (await asked(system.staffToken, '/v1/alerts')).status]).toEqual([scheme, 200]);
  }
});

test('an upload that is broken off leaves nothing in the log', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const socket = connect(Number(new URL(system.url).port), '127.0.0.1');
  socket.write('POST /v1/reports HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"store"');
  await wait(50);
  socket.destroy();
  await wait(100);
  const said = written.mock.calls.map(([text]) => String(text));
  written.mockRestore();
  expect(said).toEqual([]);
});

test('what the machine answers before any route is named on the retailers’ page', async () => {
  const pages = ['en', 'vi'].map((language) => `docs/retailers${language === 'en' ? '' : '.vi'}.md`);
  const { status } = await ask('GET', '/v1/me', { headers: { expect: 'something' } });
  for (const page of pages) expect(readFileSync(page, 'utf8')).toContain(`| ${status}      | `);
  expect(status).toBe(417);
});

describe('every route with a JSON body', () => {
  const withBody = routes.filter(({ operation }) => operation.body !== undefined);

  test.each(withBody)('$name asks for it, and knows its members and no others', async (route) => {
    const { method, path, access, operation } = route;
    const bearer = bearerOf(access);
    const send = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
      ask(method, pathOf(path), { bearer, body, headers });
    const none = await ask(method, pathOf(path), { bearer });
    if (!operation.bodyIsOptional) expect(none.status).toBe(400);
    for (const odd of [
      '{"constructor":2}',
      '{"toString":{}}',
      '[]',
      'null',
      '"x"',
      '1e999',
      '{"x":1}',
      '{"items":2}',
    ]) {
      expect([odd, (await send(odd)).status]).toEqual([odd, 422]);
    }
    for (const broken of ['{', '{"a":1,"a":2}', '{"a":"\\ud800"}', '\u0000']) {
      expect([broken, (await send(broken)).status]).toEqual([broken, 400]);
    }
    expect([400, 422]).toContain((await send('{"__proto__":{"product":"x"}}')).status);
    expect((await send('{}', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await send('{}', { 'content-encoding': 'gzip' })).status).toBe(415);
    const deep = `{"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    // Who has no key yet is read no more than a code's length.
    expect((await send(deep)).status).toBe(access === 'public' ? 413 : 422);
  });
});

test('a route without a body takes none but an empty object', async () => {
  const path = '/v1/retailers/htx/keys';
  await ask('PUT', '/v1/retailers/htx', { body: { name: 'HTX', contact: { name: 'Chị An' } } });
  expect((await ask('POST', path, { body: { days: 30 } })).status).toBe(422);
  expect((await ask('POST', path, { body: {} })).status).toBe(201);
});

describe('a path', () => {
  test.each([
    '//',
    '///v1',
    '/%',
    '/%zz',
    '/outbox/%zz',
    '/outbox/..%2f..%2fcredentials.json',
    '/alerts/%ff',
    '/v1/alerts/%zz/evidence',
    '/v1/nothing',
    '/v1/alerts/',
    '/?x=%zz#y',
    'http://127.0.0.1//',
    '/v1/refusals/%00',
    '/v1/market/%e0%a4%a',
    '/v1/suggestions?alert=',
    '/v1/suggestions?alert=%00',
    '/v1/alerts?cursor=%ff',
    '/v1/alerts?cursor=.',
    '/v1/alerts?limit=5e1',
    '/v1/alerts?limit=1e400',
    '/v1/market/cua-nam?date=0000-01-01',
    '/v1/market/cua-nam?date=9999-12-31',
    '/v1/market/cua-nam/01.0004?to=9999-12-31',
    '/v1/market/cua-nam/01.0004?to=0000-01-01',
    '/v1/market/cua-nam/01.0004?from=0000-01-01',
    '/v1/places?date=9999-12-31',
    '/v1/coverage?date=0000-01-01',
    '/v1/suggestions?day=9999-12-31',
  ])('%j is answered below 500', async (path) => {
    const { status } = await ask('GET', path);
    expect(status).toBeLessThan(500);
    expect(status).toBeGreaterThanOrEqual(200);
  });

  test('with a key that an object has by nature is nobody', async () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect((await ask('GET', `/v1/market/${name}`)).status).toBe(404);
      expect((await ask('GET', `/v1/market/cua-nam/${name}`)).status).toBe(404);
      expect((await ask('GET', `/v1/places?${name}=1`)).status).toBe(422);
    }
  });
});

describe('numbers that no table holds', () => {
  test.each<[string, string, string]>([
    [
      'PUT',
      '/v1/retailers/sen-vang/stores/s2',
      '{"name":"A","place":"cua-nam","channel":"market","lat":1e-200,"lon":-0}',
    ],
    ['PUT', '/v1/matching-settings', '{"joinUnderLoadShare":1e-200,"roadFactor":1.3000000000000000001}'],
    ['PUT', '/v1/thresholds', '{"product":"01.0004","watch":8.000000000000000001,"alert":12,"crisis":20}'],
  ])('are rounded: %s %s', async (method, path, body) => {
    expect((await ask(method, path, { body })).status).toBeLessThan(300);
  });

  test.each<[string, string, string]>([
    ['PUT', '/v1/thresholds', '{"product":"01.0004","watch":1e-140,"alert":12,"crisis":20}'],
    ['PUT', '/v1/thresholds', '{"product":"01.0004","watch":1,"alert":12,"crisis":1e400}'],
    ['PUT', '/v1/ceilings', '{"product":"xang-ron95","effectiveFrom":"2026-11-24T00:00:00+07:00","price":1e-140}'],
    ['PUT', '/v1/ceilings', '{"product":"xang-ron95","effectiveFrom":"9999-12-31T23:59:59-23:59","price":20000}'],
    ['PUT', '/v1/matching-settings', '{"freightPerUnitKm":{"thùng phuy":1}}'],
    ['PUT', '/v1/matching-settings', '{"leastLot":{"constructor":1}}'],
  ])('or that mean nothing are refused: %s %s %s', async (method, path, body) => {
    expect((await ask(method, path, { body })).status).toBe(422);
  });
});

describe('a body over the limit', () => {
  test('that says so is answered at once, unread', async () => {
    const sent = request({
      method: 'POST',
      host: '127.0.0.1',
      port: new URL(system.url).port,
      path: '/v1/reports',
      headers: { 'content-length': String(50 * MB), authorization: `Bearer ${key}` },
    });
    sent.on('error', () => undefined);
    sent.flushHeaders();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    expect([answer.statusCode, answer.headers['connection']]).toEqual([413, 'close']);
    sent.destroy();
  });

  test('that never ends is cut off soon after the limit', async () => {
    const socket = connect(Number(new URL(system.url).port), '127.0.0.1');
    const answered: Buffer[] = [];
    socket.on('data', (chunk) => answered.push(chunk));
    socket.on('error', () => undefined);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write('POST /v1/reports HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
    const piece = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(0x10000, 32), Buffer.from('\r\n')]);
    let isOpen = true;
    void closed.then(() => {
      isOpen = false;
    });
    while (isOpen) {
      if (!socket.write(piece)) {
        await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed]);
      }
    }
    expect(Buffer.concat(answered).toString()).toMatch(/^HTTP\/1.1 413 /);
    // What the kernel holds for a connection comes on top of the 6 MB that were read.
    expect(socket.bytesWritten).toBeLessThan(40 * MB);
  });

  test('leaves the machine as able as before', async () => {
    expect((await ask('GET', '/v1/me', { bearer: key })).status).toBe(200);
  });
});

test('a client that hangs up leaves no stack behind', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const options = { host: '127.0.0.1', port: new URL(system.url).port };
  const headers = { authorization: `Bearer ${system.staffToken}` };
  for (let times = 0; times < 5; times++) {
    const taking = request({ ...options, path: '/backup', headers }).end();
    taking.on('error', () => undefined);
    const [answer] = (await once(taking, 'response')) as [IncomingMessage];
    answer.destroy();
    const early = request({ ...options, path: '/backup', headers }).end();
    early.on('error', () => undefined);
    await once(early, 'socket');
    setTimeout(() => early.destroy(), times);
    const sending = request({ ...options, method: 'PUT', path: '/v1/retailers/x', headers: { 'content-length': 99 } });
    sending.on('error', () => undefined);
    sending.write('{');
    await once(sending, 'socket');
    setTimeout(() => sending.destroy(), 20);
    await new Promise((resolve) => sending.once('close', resolve));
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(said.mock.calls).toEqual([]);
  said.mockRestore();
});
