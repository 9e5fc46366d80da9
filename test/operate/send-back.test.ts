import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sendBack } from '#infra/operate/send-back.ts';
import { startQueues } from '#support/queues-of-this-machine.ts';

const [FROM, TO] = ['dead', 'live'].map((name) => `https://sqs.ap-southeast-1.amazonaws.com/111122223333/${name}`) as [
  string,
  string,
];
let queues: Awaited<ReturnType<typeof startQueues>>;
let sqs: SQSClient;

beforeEach(async () => {
  queues = await startQueues();
  sqs = new SQSClient({
    endpoint: queues.url,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    useQueueUrlAsEndpoint: false,
  });
});
afterEach(async () => {
  sqs.destroy();
  await queues.close();
});

test('all dead letters lie in their queue again, as they came, and nowhere else', async () => {
  const bodies = Array.from({ length: 25 }, (_, index) => `{"event":"e${index}","reader":"p-lan"}`);
  queues.queueOf(FROM).push(...bodies.map((body) => ({ body, delaySeconds: undefined })));
  expect(await sendBack(sqs, { from: FROM, to: TO, hiddenSeconds: 900 })).toEqual({ sent: 25, left: 0 });
  expect(queues.queueOf(TO).map(({ body }) => body)).toEqual(bodies);
  expect(queues.queueOf(FROM)).toEqual([]);
});

test('what is refused again at once is left, and does not go round for ever', async () => {
  queues.queueOf(FROM).push({ body: 'of another version', delaySeconds: undefined });
  // The function is quick: what is put back is dead again before the next look.
  queues.queueOf(TO).push = (...messages) => queues.queueOf(FROM).push(...messages);
  expect(await sendBack(sqs, { from: FROM, to: TO, hiddenSeconds: 900 })).toEqual({ sent: 1, left: 1 });
  expect(queues.queueOf(FROM).map(({ body }) => body)).toEqual(['of another version']);
});
