import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setAsideIn } from '#runtime/set-aside.ts';
import type { StreamKey } from '#runtime/stream-batch.ts';

/** Takes what is sent to it as a queue does. */
const taken: { readonly QueueUrl: string; readonly MessageBody: string }[] = [];
const queue = createServer((request, response) => {
  void text(request).then((body) => {
    const message = JSON.parse(body) as (typeof taken)[number];
    taken.push(message);
    const MD5OfMessageBody = createHash('md5').update(message.MessageBody).digest('hex');
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ MessageId: '1', MD5OfMessageBody }));
  });
});
const URL = 'https://sqs.ap-southeast-1.amazonaws.com/111122223333/failures';

beforeEach(async () => {
  taken.length = 0;
  await new Promise<void>((resolve) => queue.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(queue.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_REGION', 'ap-southeast-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await new Promise((resolve) => queue.close(resolve));
});

test('keys are set aside in few messages of the queue, each far below its limit, and none is left out', async () => {
  const keys = Array.from({ length: 120 }, (_, index): StreamKey => {
    return { pk: `${index}`.padEnd(2048, 'x'), sk: 'report#'.padEnd(1024, 'x') };
  });
  await setAsideIn(URL)(keys);
  expect(taken).toHaveLength(3);
  for (const { QueueUrl, MessageBody } of taken) {
    expect(QueueUrl).toBe(URL);
    expect(Buffer.byteLength(MessageBody)).toBeLessThan(256 * 1024);
  }
  expect(taken.flatMap(({ MessageBody }) => JSON.parse(MessageBody).setAside)).toEqual(keys);
});

test('a queue that does not take them is told to whoever asked', async () => {
  await new Promise((resolve) => queue.close(resolve));
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
  await expect(setAsideIn(URL)([{ pk: 'cua-nam#2026-11-23', sk: 'open' }])).rejects.toThrow();
  await new Promise<void>((resolve) => queue.listen(0, '127.0.0.1', resolve));
});
