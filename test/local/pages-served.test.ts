import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PageFile } from '#infra/local/page-files.ts';
import { type RunningSystem, startSystem } from '#infra/local/system.ts';
import { SMALL_CITY } from '#support/small-city.ts';

const WEEK_MS = 7 * 24 * 3_600_000;
let folder: string;
let system: RunningSystem;
let now = Date.parse('2026-11-23T09:00:00+07:00');

const file = (contentType: string, text: string): PageFile => {
  const body = Buffer.from(text);
  return { contentType, body, gzipped: gzipSync(body) };
};
const PAGES = new Map([
  ['/index.html', file('text/html; charset=utf-8', '<!doctype html>')],
  ['/nhap-gia.html', file('text/html; charset=utf-8', '<!doctype html><title>Nhập giá</title>')],
  ['/nhap-gia.sw.js', file('text/javascript; charset=utf-8', 'keep()')],
  ['/nhap-gia.webmanifest', file('application/manifest+json', '{}')],
  ['/assets/index-1a2b.js', file('text/javascript; charset=utf-8', 'start()')],
]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-pages-'));
  const pages = Promise.resolve(PAGES);
  system = await startSystem({ folder, catalogue: SMALL_CITY, clock: () => now, gatherMs: 1, pages });
});
afterAll(async () => {
  await system.close();
  await rm(folder, { recursive: true });
});

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Asks by `node:http`: `fetch` sets Host and Origin by itself. */
async function ask(path: string, { method = 'GET', headers = {}, body }: Sent = {}) {
  const { port } = new URL(system.url);
  const sent = request({ method, host: '127.0.0.1', port, path, headers });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const text = Buffer.concat(await answer.toArray()).toString();
  return { status: answer.statusCode, headers: answer.headers, text };
}

const pathOf = (link: string) => new URL(link).pathname;
const cookieIn = (headers: IncomingMessage['headers']) => headers['set-cookie']?.[0]?.split(';')[0] ?? '';

async function signedIn(): Promise<string> {
  return cookieIn((await ask(pathOf(system.newSignInLink()))).headers);
}

describe('a page', () => {
  test('is shown for every path that is none of the API’s, and loads nothing from elsewhere', async () => {
    for (const path of ['/', '/su-kien/pork-up-2026-11-22', '/nothing']) {
      const { status, headers, text } = await ask(path, { headers: { accept: 'text/html,*/*' } });
      expect([path, status, text]).toEqual([path, 200, '<!doctype html>']);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; .*frame-ancestors 'none'/);
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['cache-control']).toBe('no-cache');
    }
    for (const path of ['/v1/nothing', '/nothing']) expect((await ask(path)).status).toBe(404);
  });

  test('of stalls is a document of its own, with a worker beside it that is asked for anew each time', async () => {
    const { headers, text } = await ask('/nhap-gia', { headers: { accept: 'text/html' } });
    expect(text).toContain('Nhập giá');
    expect(headers['cache-control']).toBe('no-cache');
    // A worker is asked for without a word of what is wanted.
    const worker = await ask('/nhap-gia.sw.js', { headers: { accept: '*/*' } });
    expect([worker.status, worker.text, worker.headers['cache-control']]).toEqual([200, 'keep()', 'no-cache']);
    expect(worker.headers['content-type']).toContain('javascript');
  });

  test('of stalls has a manifest for the home screen, which a browser asks for without a word, too', async () => {
    const { status, headers, text } = await ask('/nhap-gia.webmanifest', { headers: { accept: '*/*' } });
    expect([status, text, headers['content-type']]).toEqual([200, '{}', 'application/manifest+json']);
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers['content-security-policy']).toContain("manifest-src 'self'");
  });

  test('has assets that never change', async () => {
    const { headers, text } = await ask('/assets/index-1a2b.js', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
      vary: 'accept-encoding',
    });
    expect(text).not.toContain('start()');
    expect((await ask('/assets/index-9z9z.js')).status).toBe(404);
  });

  test('is refused under a name that somebody had lead to this machine', async () => {
    for (const host of ['evil.example', 'evil.example:4000', '127.0.0.1.evil.example', 'localhost.evil.example']) {
      for (const path of ['/', '/session', pathOf(system.newSignInLink())]) {
        expect([host, path, (await ask(path, { headers: { host } })).status]).toEqual([host, path, 421]);
      }
    }
  });
});

describe('the link that a start prints', () => {
  test('signs in once, by a cookie that no script reads and no other site sends', async () => {
    const path = pathOf(system.newSignInLink());
    const first = await ask(path);
    expect([first.status, first.headers.location]).toEqual([303, '/']);
    expect(first.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict$/);
    expect(first.headers['set-cookie']?.[0]).not.toContain(system.staffToken);
    const again = await ask(path);
    expect([again.headers.location, again.headers['set-cookie']]).toEqual(['/dang-nhap?link=used', undefined]);
  });

  test('ends after a week', async () => {
    const cookie = await signedIn();
    const status = async () => (await ask('/v1/alerts', { headers: { cookie } })).status;
    expect(await status()).toBe(200);
    now += WEEK_MS;
    expect(await status()).toBe(401);
    now -= WEEK_MS;
  });
});

describe('the cookie of a page', () => {
  test('stands for the token where our own page asks', async () => {
    const cookie = await signedIn();
    const origin = system.url;
    const own = { cookie, origin, 'sec-fetch-site': 'same-origin' };
    expect((await ask('/v1/alerts', { headers: own })).status).toBe(200);
    const sent = { method: 'POST', headers: { ...own, 'content-type': 'application/json' }, body: '{}' };
    expect((await ask('/v1/events/none/acknowledge', sent)).status).toBe(404);
    expect(JSON.parse((await ask('/session', { headers: own })).text)).toMatchObject({ group: 'admin', places: ['*'] });
  });

  test('stands for nothing where another page may be asking', async () => {
    const cookie = await signedIn();
    const { port } = new URL(system.url);
    const others = [
      { host: `evil.example:${port}` },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `http://127.0.0.1:${Number(port) + 1}` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of others) {
      const status = async (method: string, path: string) =>
        (await ask(path, { method, headers: { cookie, ...headers } })).status;
      expect([headers, await status('GET', '/v1/alerts')]).toEqual([headers, 401]);
      expect([headers, await status('POST', '/v1/events/none/acknowledge')]).toEqual([headers, 401]);
      expect([403, 421]).toContain(await status('DELETE', '/session'));
    }
    // A browser always says where a change comes from.
    expect((await ask('/v1/events/none/acknowledge', { method: 'POST', headers: { cookie } })).status).toBe(401);
  });

  test('made up, cut or of another machine is nobody', async () => {
    const cookie = await signedIn();
    const [name = '', value = ''] = cookie.split('=');
    const flipped = value.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
    for (const wrong of ['', 'x', value.slice(0, -2), flipped, value.slice(0, 20), system.staffToken]) {
      expect((await ask('/v1/alerts', { headers: { cookie: `${name}=${wrong}` } })).status).toBe(401);
    }
    expect((await ask('/backup', { headers: { cookie } })).status).toBe(401);
  });
});

describe('a token of staff', () => {
  const own = () => ({ origin: system.url });

  test('signs in, and out again', async () => {
    const entered = await ask('/session', { method: 'POST', headers: own(), body: system.staffToken });
    expect(entered.status).toBe(200);
    const cookie = cookieIn(entered.headers);
    expect((await ask('/v1/alerts', { headers: { cookie } })).status).toBe(200);
    const left = await ask('/session', { method: 'DELETE', headers: { ...own(), cookie } });
    expect(left.headers['set-cookie']?.[0]).toContain('Max-Age=0');
  });

  test('that is wrong or endless signs nobody in', async () => {
    for (const body of ['', 'x', 'x'.repeat(100_000)]) {
      const { status, headers } = await ask('/session', { method: 'POST', headers: own(), body });
      expect([status, headers['set-cookie']]).toEqual([401, undefined]);
    }
  });
});
