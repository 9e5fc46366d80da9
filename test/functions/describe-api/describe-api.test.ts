import { expect, test } from 'vitest';
import { createHandler } from '#functions/describe-api/handler.ts';
import type { GatewayEvent } from '#runtime/gateway-event.ts';
import type { Platform } from '#runtime/platform.ts';
import { SMALL_CITY } from '#support/small-city.ts';

const handler = createHandler({} as Platform, SMALL_CITY);
const ask = (routeKey: string) =>
  handler({ routeKey, headers: {}, requestContext: { requestId: 'r' } } as unknown as GatewayEvent);

test('anybody may ask whether the system is there', async () => {
  expect(await ask('GET /healthz')).toMatchObject({ statusCode: 200, body: '{"status":"ok"}' });
});

test('anybody may read the contract, as JSON that may be cached', async () => {
  const answer = await ask('GET /openapi.json');
  expect(answer).toMatchObject({
    statusCode: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'public, max-age=300' },
  });
  const document = JSON.parse(answer.body ?? '') as { info: { title: string }; paths: object };
  expect(document.info.title).toContain('Thành phố Hà Nội');
  expect(document.paths).toHaveProperty('/v1/reports');
});
