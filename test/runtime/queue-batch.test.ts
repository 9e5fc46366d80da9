import type { SQSRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import { workThroughMessages } from '#runtime/queue-batch.ts';

const messageOf = (body: string, index: number): SQSRecord => ({
  messageId: `m${index}`,
  receiptHandle: 'r',
  body,
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: 's',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:ap-southeast-1:111122223333:deliveries',
  awsRegion: 'ap-southeast-1',
});
const RECORDS = ['good', 'passes', 'never', 'good'].map(messageOf);

class Never extends Error {
  readonly isPermanent = true;
}
const work = async (body: string) => {
  if (body === 'passes') throw new Error('Throttled');
  if (body === 'never') throw new Never('No such form');
};

test('of a batch only what failed comes back, and what no try will mend lies among the dead letters as it came', async () => {
  const dead: string[] = [];
  const setMessageAside = async (body: string) => void dead.push(body);
  expect(await workThroughMessages(RECORDS, work, { setMessageAside })).toEqual({
    batchItemFailures: [{ itemIdentifier: 'm1' }],
  });
  expect(dead).toEqual(['never']);
});

test('what cannot be put among the dead letters stays in its queue', async () => {
  const setMessageAside = () => Promise.reject(new Error('No such queue'));
  for (const ports of [{ setMessageAside }, {}]) {
    expect(await workThroughMessages(RECORDS, work, ports)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm1' }, { itemIdentifier: 'm2' }],
    });
  }
});
