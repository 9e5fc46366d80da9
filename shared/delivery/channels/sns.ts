import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { unlessRefused } from '../channel.ts';
import type { EventMessage } from '../event-message.ts';
import { withoutAccents } from '../without-accents.ts';

/** SNS refuses longer subjects, and all but ASCII. */
const MAX_SUBJECT = 100;
/** How long one sending may take. */
export const TOPIC_LEASE_MS = 120_000;

/** Publishes to a topic whose subscribers filter by the attributes level, direction, kind, goods and place. */
export async function publishTo(
  sns: Pick<SNSClient, 'send'>,
  topicArn: string,
  { told: { news }, subject, text }: EventMessage,
): Promise<void> {
  const { level, direction, places } = news.face;
  const one = (value: string) => ({ DataType: 'String', StringValue: value });
  const list = (values: readonly string[]) => ({ DataType: 'String.Array', StringValue: JSON.stringify(values) });
  const command = new PublishCommand({
    TopicArn: topicArn,
    Subject: withoutAccents(subject).slice(0, MAX_SUBJECT),
    Message: text,
    MessageAttributes: {
      level: one(level),
      direction: one(direction),
      kind: one(news.kind),
      event: one(news.event),
      product: list(news.face.goods.map(({ product }) => product)),
      place: list(places),
    },
  });
  await unlessRefused(sns.send(command));
}
