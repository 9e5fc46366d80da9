import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Channel, Surroundings } from './channel.ts';
import { outboxChannel } from './channels/outbox.ts';
import { sesChannel } from './channels/ses.ts';
import { snsChannel } from './channels/sns.ts';
import { webhookChannel } from './channels/webhook.ts';

/** A service that hangs must not keep the other channels waiting; without the last of these the SDK only warns. */
export const PATIENCE = { connectionTimeout: 3_000, requestTimeout: 15_000, throwOnRequestTimeout: true };

/** Who mail is from where no sender is set: an outbox sends to nobody. */
export const LOCAL_SENDER = 'Bình ổn <binh-on@localhost>';

/**
 * The channels that the environment names: `OUTBOX_DIR` writes mail into a directory instead of sending it,
 * `SENDER` sends it by SES, `TOPIC_ARN` publishes to an SNS topic. Webhooks belong to recipients and need no setting.
 */
export function configuredChannels(surroundings: Surroundings): Channel[] {
  const { SENDER: sender, TOPIC_ARN: topicArn, OUTBOX_DIR: outboxDir } = surroundings.env;
  const mail = outboxDir
    ? outboxChannel(outboxDir, sender || LOCAL_SENDER)
    : sender
      ? sesChannel(new SESv2Client({ requestHandler: PATIENCE }), sender)
      : undefined;
  return [
    ...(mail ? [mail] : []),
    ...(topicArn ? [snsChannel(new SNSClient({ requestHandler: PATIENCE }), topicArn)] : []),
    webhookChannel(surroundings),
  ];
}
