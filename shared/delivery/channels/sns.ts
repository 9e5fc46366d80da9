import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { type Channel, unlessRefused } from '../channel.ts';
import { withoutAccents } from '../without-accents.ts';

/** SNS refuses longer subjects, and all but ASCII. */
export const MAX_SUBJECT = 100;

/** A topic whose subscribers filter by the attributes level, product, place, direction and kind. */
export function snsChannel(sns: Pick<SNSClient, 'send'>, topicArn: string): Channel {
  return {
    name: 'sns',
    audience: 'everyone',
    leaseMs: 120_000,
    async send({ news, subject, text }) {
      const { level, product, place, direction, id } = news.alert;
      const attributes = { level, product, place, direction, kind: news.kind, alert: id };
      const command = new PublishCommand({
        TopicArn: topicArn,
        Subject: withoutAccents(subject).slice(0, MAX_SUBJECT),
        Message: text,
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
        ),
      });
      await unlessRefused(sns.send(command));
    },
  };
}
