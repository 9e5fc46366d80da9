import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ROUTES } from '#contract/routes.ts';
import { createHandler } from '#functions/describe-api/handler.ts';
import type { GatewayEvent } from '#runtime/gateway-event.ts';
import type { Platform } from '#runtime/platform.ts';
import { PETROL, PORK, RICE, SMALL_CITY } from '#support/small-city.ts';

const handler = createHandler({} as Platform, SMALL_CITY);
const ask = (routeKey: string, queryStringParameters: Record<string, string> = {}) =>
  handler({
    routeKey,
    headers: {},
    queryStringParameters,
    requestContext: { requestId: 'r' },
  } as unknown as GatewayEvent);

test('anybody may ask whether the system is there', async () => {
  expect(await ask('GET /healthz')).toMatchObject({ statusCode: 200, body: '{"status":"ok"}' });
});

test('anybody may read the contract, as JSON that may be cached', async () => {
  const answer = await ask('GET /openapi.json');
  expect(answer).toMatchObject({
    statusCode: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'public, max-age=300' },
  });
  const document = JSON.parse(answer.body ?? '') as {
    info: { title: string; description: string };
    servers: { url: string }[];
    paths: object;
  };
  // Generators of clients make names of the title.
  expect(document.info.title).toBe('Binh On API');
  expect(document.info.description).toContain('Thành phố Hà Nội');
  expect(document.servers[0]?.url).toBe('/');
  expect(document.paths).toHaveProperty('/v1/reports');
});

test.each([
  ['thit lon', [PORK.id]],
  ['LỢN nạc', [PORK.id]],
  ['pork', [PORK.id]],
  ['01.0001', [RICE.id]],
  ['gao', [RICE.id]],
  ['', [PORK.id, RICE.id, PETROL.id]],
  ['phở', []],
])('anybody may look up which goods can be reported: %j finds %j', async (q, ids) => {
  const answer = await ask('GET /v1/products', { q });
  const { items } = JSON.parse(answer.body ?? '') as { items: { id: string }[] };
  expect(items.map(({ id }) => id)).toEqual(ids);
});

test('a product says whether it has a ceiling, and whether its thresholds widen', async () => {
  const tomatoes = { ...RICE, id: 'tomatoes', volatile: true };
  const city = { ...SMALL_CITY, products: new Map([PETROL, tomatoes].map((product) => [product.id, product])) };
  const event = {
    routeKey: 'GET /v1/products',
    headers: {},
    queryStringParameters: {},
    requestContext: { requestId: 'r' },
  };
  const answer = await createHandler({} as Platform, city)(event as unknown as GatewayEvent);
  const { items } = JSON.parse(answer.body ?? '') as { items: { ceilinged: boolean; volatile: boolean }[] };
  expect(items.map(({ ceilinged, volatile }) => [ceilinged, volatile])).toEqual([
    [true, false],
    [false, true],
  ]);
});

test('a question that the contract does not know is refused', async () => {
  expect(await ask('GET /v1/products', { name: 'x' })).toMatchObject({ statusCode: 422 });
});

describe('the page of the contract', () => {
  const page = async (query: Record<string, string>, headers: Record<string, string> = {}) => {
    const requestContext = { requestId: 'r' };
    const event = { routeKey: 'GET /docs', headers, queryStringParameters: query, requestContext };
    return handler(event as unknown as GatewayEvent);
  };

  test.each(['vi', 'en'] as const)('shows in %s every route of the document, and every form of data', async (lang) => {
    const { body = '', headers } = await page({ lang });
    expect(headers?.['content-language']).toBe(lang);
    for (const { method, path } of ROUTES) expect(body).toContain(`<code>${method}</code> <code>${path}</code>`);
    const targets = [...body.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    const ids = new Set([...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    expect(targets.length).toBeGreaterThan(100);
    expect([...new Set(targets)].filter((id) => !ids.has(id))).toEqual([]);
    expect(ids.size).toBe([...body.matchAll(/ id="/g)].length);
  });

  test('is in the language of the browser, and in the other one by a link', async () => {
    const vietnamese = (await page({}, { 'accept-language': 'vi-VN,vi;q=0.9' })).body ?? '';
    expect(vietnamese).toContain('<html lang="vi">');
    expect(vietnamese).toContain('Giá của một ngày đang chờ xác nhận');
    expect(vietnamese).toContain('<a href="?lang=en"');
    expect(vietnamese).toBe(vietnamese.normalize('NFC'));
    const english = (await page({}, { 'accept-language': 'en' })).body ?? '';
    expect(english).toContain('<html lang="en">');
    expect(english).not.toMatch(/Giá của một ngày/);
    expect(await page({ lang: 'fr' })).toMatchObject({ statusCode: 422 });
  });

  test('loads nothing from anywhere, runs no script, and allows its one style alone', async () => {
    const { body = '', headers } = await page({ lang: 'vi' });
    expect(headers?.['content-type']).toBe('text/html; charset=utf-8');
    expect(body).not.toMatch(/<script|<link|<img|<iframe|@import|url\(| src=| style="| on[a-z]+="/);
    const style = /<style>([\s\S]*)<\/style>/.exec(body)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers?.['content-security-policy']).toContain(`style-src 'sha256-${hash}'`);
    expect(headers?.['content-security-policy']).toContain("default-src 'none'");
  });

  test('has each element closed where it was opened', async () => {
    const { body = '' } = await page({ lang: 'en' });
    const open: string[] = [];
    for (const [, isEnd, name = ''] of body.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
      if (name === 'meta') continue;
      if (isEnd) expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
  });
});
