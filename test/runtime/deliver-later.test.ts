import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deliverLaterIn } from '#runtime/deliver-later.ts';
import { startQueues } from '#support/queues-of-this-machine.ts';

const QUEUE = 'https://sqs.ap-southeast-1.amazonaws.com/111122223333/deliveries';
const NOW = Date.parse('2026-11-23T06:30:00+07:00');
let queues: Awaited<ReturnType<typeof startQueues>>;

beforeEach(async () => {
  queues = await startQueues();
  vi.stubEnv('AWS_ENDPOINT_URL', queues.url);
  vi.stubEnv('AWS_REGION', 'ap-southeast-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await queues.close();
});

test('a message comes out of the queue at its instant and no sooner, or as late as SQS can', async () => {
  const deliverLater = deliverLaterIn({ DELIVERY_QUEUE_URL: QUEUE }, () => NOW);
  const conversation = { event: 'greens-up-2026-11-21', reader: 'p-lan', told: ['not sent'] };
  for (const wait of [-5_000, 0, 44_001, 900_000, 14_400_000]) await deliverLater(conversation, NOW + wait);
  const sent = queues.queueOf(QUEUE);
  expect(sent.map(({ delaySeconds }) => delaySeconds)).toEqual([0, 0, 45, 900, 900]);
  expect(sent.map(({ body }) => JSON.parse(body))).toEqual(
    Array(5).fill({ event: 'greens-up-2026-11-21', reader: 'p-lan' }),
  );
});

test('a function without a queue says which setting is missing', async () => {
  await expect(deliverLaterIn({}, () => NOW)({ event: 'e', reader: 'r' }, NOW)).rejects.toThrow('DELIVERY_QUEUE_URL');
});
