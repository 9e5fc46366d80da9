import { type ConversationName, type Platform, requireSettings, type TellingPlatform } from './platform.ts';

/** What SQS takes. Whoever is woken before the instant has come asks again. */
const LONGEST_DELAY_SECONDS = 900;

/**
 * Puts a conversation into the queue of deliveries, to come out at an instant. The client is loaded with the first one: a
 * function that has nothing to tell does not wait for it.
 */
export function deliverLaterIn(env: Platform['env'], clock: () => number): TellingPlatform['deliverLater'] {
  let made: ReturnType<typeof sender> | undefined;
  return async ({ event, reader }, at) => {
    const { DELIVERY_QUEUE_URL } = requireSettings(env, ['DELIVERY_QUEUE_URL']);
    made ??= sender(DELIVERY_QUEUE_URL);
    const seconds = Math.ceil((at - clock()) / 1000);
    const name: ConversationName = { event, reader };
    await (await made)(JSON.stringify(name), Math.min(Math.max(0, seconds), LONGEST_DELAY_SECONDS));
  };
}

async function sender(queueUrl: string) {
  const { SendMessageCommand, SQSClient } = await import('@aws-sdk/client-sqs');
  // Where the environment says that AWS is, not where the queue's own address points.
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  return (MessageBody: string, DelaySeconds: number) =>
    sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, DelaySeconds }));
}
