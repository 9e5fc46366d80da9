import { expect, test } from 'vitest';
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
