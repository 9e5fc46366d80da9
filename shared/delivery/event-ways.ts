import { SESv2Client } from '@aws-sdk/client-sesv2';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Catalogue } from '#domain/catalogue.ts';
import type { Language } from '#domain/language.ts';
import { type EventNews, isOver } from '#domain/notification/event-news.ts';
import type { Recipient } from '#domain/notification/recipient.ts';
import { present } from '#domain/present.ts';
import { endSentence, eventSentence } from '#domain/wording/events.ts';
import { type Surroundings, unlessRefused } from './channel.ts';
import { writeToOutbox } from './channels/outbox.ts';
import { SES_LEASE_MS, sendBySes } from './channels/ses.ts';
import { MAX_SUBJECT, withoutAccents } from './channels/sns.ts';
import { postSigned } from './channels/webhook.ts';
import { LOCAL_SENDER, PATIENCE } from './configured-channels.ts';
import { mailTags } from './mail-tags.ts';

/** A message on an event, as the use case hands it over. */
interface EventMessage {
  readonly id: string;
  readonly claimedAt: number;
  readonly repeat: boolean;
  readonly language: Language;
  readonly news: EventNews;
}

interface EventWay {
  readonly name: string;
  readonly leaseMs: number;
  readonly send: (message: EventMessage) => Promise<void>;
}

/** A second sending changes nothing on one machine, so a crash need not be waited out for long. */
const OUTBOX_LEASE_MS = 2_000;
const WEBHOOK_LEASE_MS = 30_000;

/** The ways that a deployment has; of mail and topic there may be none. */
interface EventWays {
  readonly mail?: (address: string) => EventWay;
  readonly webhook: (webhook: NonNullable<Recipient['webhook']>) => EventWay;
  readonly topic?: EventWay;
}

/** The ways of the environment on which messages on events reach people and the topic. */
export function eventWays(surroundings: Surroundings, catalogue: Catalogue): EventWays {
  const { env, clock, fetch } = surroundings;
  const { TOPIC_ARN: topicArn } = env;
  return present<EventWays>({
    mail: mailWay(env, catalogue),
    webhook: (webhook) => ({
      name: 'webhook',
      leaseMs: WEBHOOK_LEASE_MS,
      send: ({ id, repeat, language, news }) => {
        const body = JSON.stringify({ id, mayBeRepeat: repeat, ...news, text: sentenceOf(news, catalogue)[language] });
        return postSigned(webhook, { id, body, now: clock() }, fetch);
      },
    }),
    topic: topicArn ? topicWay(topicArn, catalogue) : undefined,
  });
}

function mailWay(env: Surroundings['env'], catalogue: Catalogue): ((address: string) => EventWay) | undefined {
  const { OUTBOX_DIR: outbox, SENDER: sender, MAIL_EVENTS: configurationSet } = env;
  if (outbox) {
    const from = sender || LOCAL_SENDER;
    const send = (to: string) => (message: EventMessage) =>
      writeToOutbox(outbox, message.id, () => mailOf(message, { from, to }, catalogue));
    return (to) => ({ name: 'mail', leaseMs: OUTBOX_LEASE_MS, send: send(to) });
  }
  if (!sender) return undefined;
  const ses = new SESv2Client({ requestHandler: PATIENCE });
  return (to) => ({
    name: 'mail',
    leaseMs: SES_LEASE_MS,
    send: async (message) => {
      const mail = await mailOf(message, { from: sender, to }, catalogue);
      await sendBySes(ses, { sender, to, mail, configurationSet, tags: mailTags(message) });
    },
  });
}

function topicWay(TopicArn: string, catalogue: Catalogue): EventWay {
  const sns = new SNSClient({ requestHandler: PATIENCE });
  return {
    name: 'sns',
    leaseMs: SES_LEASE_MS,
    send: async ({ news, language }) => {
      const { level, direction } = news.face;
      const attributes = { level, direction, kind: news.kind, event: news.event };
      const text = sentenceOf(news, catalogue)[language];
      const command = new PublishCommand({
        TopicArn,
        Subject: withoutAccents(text).slice(0, MAX_SUBJECT),
        Message: text,
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
        ),
      });
      await unlessRefused(sns.send(command));
    },
  };
}

/** The bytes of a mail: the same for the same message. */
function mailOf(
  { id, claimedAt, repeat, language, news }: EventMessage,
  { from, to }: { readonly from: string; readonly to: string },
  catalogue: Catalogue,
): Promise<Uint8Array> {
  const text = sentenceOf(news, catalogue)[language];
  const domain = /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  const mail = new MailComposer({
    from,
    to,
    subject: text,
    text: `${text}\n\n${news.event}\n`,
    messageId: `<${id}@${domain}>`,
    date: new Date(claimedAt),
    baseBoundary: id.slice(-40),
    newline: 'win',
    headers: present({
      'X-Event-Id': news.event,
      'X-Event-News': news.kind,
      'X-May-Be-Repeat': repeat ? 'yes' : undefined,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    }),
  });
  return mail.compile().build();
}

function sentenceOf({ kind, strand, face }: EventNews, catalogue: Catalogue) {
  return isOver(kind)
    ? endSentence(strand, face, kind === 'withdrawn', catalogue)
    : eventSentence(strand, face, catalogue);
}
