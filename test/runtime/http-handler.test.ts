import { ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import type { GatewayEvent } from '#runtime/gateway-event.ts';
import { type Answerer, httpHandler } from '#runtime/http-handler.ts';

const ask = (answer: Answerer, language: string) =>
  httpHandler({ 'GET /healthz': answer })({
    routeKey: 'GET /healthz',
    headers: { 'accept-language': language },
    requestContext: { requestId: 'r-1' },
  } as unknown as GatewayEvent);
const raising = (error: unknown): Answerer => {
  return () => {
    throw error;
  };
};

test.each([
  ['vi', 'Hệ thống đang nhận quá nhiều yêu cầu'],
  ['en', 'Too much is being sent at once'],
])('a throttled table is told as "come back later" in %s', async (language, words) => {
  const throttled = new ProvisionedThroughputExceededException({ message: 'Rate exceeded', $metadata: {} });
  const answer = await ask(raising(throttled), language);
  expect(answer).toMatchObject({
    statusCode: 429,
    headers: { 'content-type': 'application/problem+json', 'content-language': language, 'retry-after': '5' },
  });
  expect(JSON.parse(answer.body ?? '')).toMatchObject({
    status: 429,
    code: 'throttled',
    retryAfterSeconds: 5,
    detail: expect.stringContaining(words),
    requestId: 'r-1',
  });
});

test('an unexpected error tells the caller nothing of its inside', async () => {
  const answer = await ask(raising(new Error('secret of table binh-on-registry')), 'en');
  expect(answer).toMatchObject({ statusCode: 500 });
  expect(answer.body).not.toContain('registry');
});
