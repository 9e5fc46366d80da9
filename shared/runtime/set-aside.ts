import type { StreamKey } from './stream-batch.ts';

/** A message of a failure queue that a function has sent itself; Lambda's own name a stretch of a stream instead. */
export interface SetAside {
  readonly setAside: readonly StreamKey[];
}

/** Far below the 256 KB of a message, with the longest keys that DynamoDB takes. */
const KEYS_OF_MESSAGE = 50;

/**
 * Keeps triggers in the function's own failure queue, where `npm run replay` finds them. The client is loaded only then:
 * hardly ever, and no cold start waits for it.
 */
export function setAsideIn(queueUrl: string): (keys: readonly StreamKey[]) => Promise<void> {
  return async (keys) => {
    const { SendMessageCommand, SQSClient } = await import('@aws-sdk/client-sqs');
    // Where the environment says that AWS is, not where the queue's own address points.
    const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
    for (let start = 0; start < keys.length; start += KEYS_OF_MESSAGE) {
      const message: SetAside = { setAside: keys.slice(start, start + KEYS_OF_MESSAGE) };
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
    }
  };
}

/** Keeps a message as it came, among those that its queue has given up. */
export function setMessageAsideIn(queueUrl: string): (body: string) => Promise<void> {
  return async (body) => {
    const { SendMessageCommand, SQSClient } = await import('@aws-sdk/client-sqs');
    const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
  };
}
