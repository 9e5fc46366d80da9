import { gunzipSync } from 'node:zlib';
import { ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import type { GatewayEvent } from '#runtime/gateway-event.ts';
import { type Answerer, httpHandler } from '#runtime/http-handler.ts';
import { Problem } from '#runtime/problem.ts';

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

describe('an answer', () => {
  const text = 'Giá rau muống tăng. '.repeat(500);
  const asked = (body: unknown, headers: Readonly<Record<string, string>>) =>
    httpHandler({ 'GET /healthz': () => ({ status: 200, body }) })({
      routeKey: 'GET /healthz',
      headers,
      requestContext: { requestId: 'r-1' },
    } as unknown as GatewayEvent);

  test.each(['gzip, deflate, br, zstd', 'br;q=1.0, gzip;q=0.8', '*'])(
    'is compressed for who takes that: %s',
    async (encoding) => {
      const { body = '', headers, isBase64Encoded } = await asked({ text }, { 'accept-encoding': encoding });
      expect(headers).toMatchObject({ 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' });
      expect(isBase64Encoded).toBe(true);
      const bytes = Buffer.from(body, 'base64');
      expect(bytes.length).toBeLessThan(500);
      expect(JSON.parse(gunzipSync(bytes).toString())).toEqual({ text });
    },
  );

  test.each([{}, { 'accept-encoding': 'gzip;q=0' }, { 'accept-encoding': 'br' }])(
    'is plain for who does not: %o',
    async (headers) => {
      const answer = await asked({ text }, headers);
      expect(answer.headers).not.toHaveProperty('Content-Encoding');
      expect(JSON.parse(answer.body ?? '')).toEqual({ text });
    },
  );

  test('that compression would make longer, or that is a file, is as it is', async () => {
    const takes = { 'accept-encoding': 'gzip' };
    expect((await asked({ ok: true }, takes)).body).toBe('{"ok":true}');
    const file = new Uint8Array(2_000);
    expect((await asked(file, takes)).body).toBe(Buffer.from(file).toString('base64'));
  });

  test('that refuses is compressed, too', async () => {
    const refuse = () => {
      throw new Problem(422, 'invalid', { vi: text, en: text });
    };
    const { body = '', ...answer } = await httpHandler({ 'GET /healthz': refuse })({
      routeKey: 'GET /healthz',
      headers: { 'accept-encoding': 'gzip' },
      requestContext: { requestId: 'r-1' },
    } as unknown as GatewayEvent);
    expect(answer).toMatchObject({ statusCode: 422, headers: { 'Content-Encoding': 'gzip' } });
    expect(JSON.parse(gunzipSync(Buffer.from(body, 'base64')).toString())).toMatchObject({ detail: text });
  });
});
