import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { present } from '#domain/present.ts';
import { unlessRefused } from '../channel.ts';

/** How long one sending may take. */
export const SMS_LEASE_MS = 120_000;

/** A text message as SNS takes it. */
interface TextMessage {
  /** With the code of its country (E.164). */
  readonly phone: string;
  readonly text: string;
  /** Who it is from, where the country lets a sender have a name. */
  readonly senderId?: string | undefined;
}

/** Has SNS send a text message to a telephone, before messages that are less urgent; raises `NotAccepted` when refused. */
export async function sendSms(sns: Pick<SNSClient, 'send'>, { phone, text, senderId }: TextMessage): Promise<void> {
  const says = (value: string | undefined) =>
    value === undefined ? undefined : { DataType: 'String', StringValue: value };
  const command = new PublishCommand({
    PhoneNumber: phone,
    Message: text,
    MessageAttributes: present<Record<string, { DataType: string; StringValue: string }>>({
      'AWS.SNS.SMS.SMSType': says('Transactional'),
      'AWS.SNS.SMS.SenderID': says(senderId),
    }),
  });
  await unlessRefused(sns.send(command));
}
