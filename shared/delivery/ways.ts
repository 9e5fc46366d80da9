import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { DailyFacts } from '#domain/duty/daily-mail.ts';
import type { Language } from '#domain/language.ts';
import { NotAccepted } from '#domain/notification/delivery.ts';
import type { EventNews } from '#domain/notification/event-news.ts';
import { kindsIn, type WebhookChannel } from '#domain/notification/person-channel.ts';
import { internationalNumber } from '#domain/people/phone-number.ts';
import { present } from '#domain/present.ts';
import type { RetailerWebhook, StoreKey } from '#domain/store.ts';
import { bodyOfForm } from './bodies/body-of-form.ts';
import type { Surroundings } from './channel.ts';
import { writeToOutbox } from './channels/outbox.ts';
import { SES_LEASE_MS, sendBySes } from './channels/ses.ts';
import { SMS_LEASE_MS, sendSms } from './channels/sms.ts';
import { publishTo, TOPIC_LEASE_MS } from './channels/sns.ts';
import { postSigned, WEBHOOK_LEASE_MS } from './channels/webhook.ts';
import { composeDailyMail, composeEventMail } from './compose-mail.ts';
import { writeDailyMail } from './daily-mail.ts';
import { type EventMessage, writeEventMessage } from './event-message.ts';
import { mailTags } from './mail-tags.ts';
import { type ReminderFacts, writeReminder } from './reminder-mail.ts';

/** A message on an event, as the use case hands it over. */
interface MessageToSend {
  readonly id: string;
  readonly claimedAt: number;
  readonly repeat: boolean;
  readonly language: Language;
  readonly news: EventNews;
}

interface WayToSend {
  readonly name: string;
  /** How long one sending may take, in milliseconds; only after it may another send again. */
  readonly leaseMs: number;
  /** True for a way that takes news of crises and their ends only. */
  readonly crisesOnly?: true;
  /** Raises unless the message was accepted: `NotAccepted` where it certainly was not. */
  readonly send: (message: MessageToSend) => Promise<void>;
}

/** A mail of a day, as the use case hands it over. */
interface LetterToSend {
  readonly id: string;
  readonly claimedAt: number;
  readonly repeat: boolean;
  readonly language: Language;
  readonly facts: DailyFacts;
}

/** A reminder to report, as the use case hands it over. */
interface ReminderToSend {
  readonly id: string;
  readonly claimedAt: number;
  readonly repeat: boolean;
  readonly facts: ReminderFacts;
}

/** The ways that a deployment has; of mail, text messages and topic there may be none. */
interface Ways {
  readonly mail?: (address: string) => WayToSend;
  readonly webhook: (webhook: WebhookChannel) => WayToSend;
  readonly sms?: (phone: string) => WayToSend;
  readonly topic?: WayToSend;
}

/** A service that hangs must not keep others waiting; without the last of these the SDK only warns. */
const PATIENCE = { connectionTimeout: 3_000, requestTimeout: 15_000, throwOnRequestTimeout: true };
/** Who mail is from where no sender is set: an outbox sends to nobody. */
const LOCAL_SENDER = 'Bình Ổn <binh-on@localhost>';
/** Of a retailer's contact no language is known. */
const RETAILERS_LANGUAGE: Language = 'vi';
/** A second sending changes nothing on one machine, so a crash need not be waited out for long. */
const OUTBOX_LEASE_MS = 2_000;

/**
 * The ways of the environment on which messages reach people and the topic: `OUTBOX_DIR` writes mail into a directory
 * instead of sending it, and text messages, too; `SENDER` sends mail by SES, `TOPIC_ARN` publishes to an SNS topic, and a
 * `TOLD_BY` that names "sms" sends text messages by SNS, from `SMS_SENDER_ID` if it is set. Webhooks belong to people and
 * need no setting; `PUBLIC_URL` is where the pages stand.
 */
export function waysOf(surroundings: Surroundings, catalogue: Catalogue): Ways {
  const { env, clock, fetch, openSecret } = surroundings;
  const { TOPIC_ARN: topicArn, PUBLIC_URL: publicUrl } = env;
  const write = ({ id, claimedAt, repeat, language, news }: MessageToSend): EventMessage =>
    writeEventMessage(
      { news, delivery: present({ id, claimedAt, repeat: repeat || undefined }), language, catalogue },
      publicUrl,
    );
  return present<Ways>({
    mail: mailWay(env, write),
    webhook: (webhook) => ({
      name: 'webhook',
      leaseMs: WEBHOOK_LEASE_MS,
      send: async (message) => {
        const body = JSON.stringify(bodyOfForm(write(message), webhook));
        const { secret } = webhook;
        const opened = secret === undefined ? webhook : { ...webhook, secret: await openSecret(secret) };
        await postSigned(opened, { id: message.id, body, now: clock() }, { fetch, env });
      },
    }),
    sms: smsWay(env, write),
    topic: topicArn ? topicWay(topicArn, write) : undefined,
  });
}

/** How the mails of a day are sent; none where this deployment sends no mail. */
export function letterWay(
  { env }: Pick<Surroundings, 'env'>,
  catalogue: Catalogue,
):
  | ((address: string) => { readonly leaseMs: number; readonly send: (letter: LetterToSend) => Promise<void> })
  | undefined {
  const { OUTBOX_DIR: outbox, SENDER: sender, MAIL_EVENTS: configurationSet, PUBLIC_URL: publicUrl } = env;
  const from = sender || (outbox ? LOCAL_SENDER : undefined);
  if (from === undefined) return undefined;
  const compose = ({ id, claimedAt, repeat, language, facts }: LetterToSend, to: string) =>
    composeDailyMail(
      {
        delivery: present({ id, claimedAt, repeat: repeat || undefined }),
        written: writeDailyMail(facts, { language, catalogue, repeat, publicUrl }),
        kind: facts.kind,
        language,
      },
      { from, to },
    );
  if (outbox) {
    return (to) => ({
      leaseMs: OUTBOX_LEASE_MS,
      send: (letter) => writeToOutbox(outbox, `${letter.id}.eml`, () => compose(letter, to)),
    });
  }
  const ses = new SESv2Client({ requestHandler: PATIENCE });
  return (to) => ({
    leaseMs: SES_LEASE_MS,
    send: async (letter) => sendBySes(ses, { sender: from, to, mail: await compose(letter, to), configurationSet }),
  });
}

/** How contacts of retailers are reminded, in the language of the market; none where this deployment sends no mail. */
export function reminderWay({
  env,
}: Pick<Surroundings, 'env'>):
  | ((address: string) => { readonly leaseMs: number; readonly send: (letter: ReminderToSend) => Promise<void> })
  | undefined {
  const { OUTBOX_DIR: outbox, SENDER: sender, MAIL_EVENTS: configurationSet } = env;
  const from = sender || (outbox ? LOCAL_SENDER : undefined);
  if (from === undefined) return undefined;
  const compose = ({ id, claimedAt, repeat, facts }: ReminderToSend, to: string) =>
    composeDailyMail(
      {
        delivery: present({ id, claimedAt, repeat: repeat || undefined }),
        written: writeReminder(facts, RETAILERS_LANGUAGE, repeat),
        kind: 'reminder',
        language: RETAILERS_LANGUAGE,
      },
      { from, to },
    );
  if (outbox) {
    const send = (to: string) => (letter: ReminderToSend) =>
      writeToOutbox(outbox, `${letter.id}.eml`, () => compose(letter, to));
    return (to) => ({ leaseMs: OUTBOX_LEASE_MS, send: send(to) });
  }
  const ses = new SESv2Client({ requestHandler: PATIENCE });
  return (to) => ({
    leaseMs: SES_LEASE_MS,
    send: async (letter) => sendBySes(ses, { sender: from, to, mail: await compose(letter, to), configurationSet }),
  });
}

/** How the systems of retailers are reminded: by a body that is signed as all webhooks are. */
export function reminderHook(
  surroundings: Surroundings,
): (webhook: RetailerWebhook) => { readonly leaseMs: number; readonly send: (letter: HookToSend) => Promise<void> } {
  return ({ address, secret: sealed }) => ({
    leaseMs: WEBHOOK_LEASE_MS,
    send: async ({ id, repeat, facts }) => {
      const body = JSON.stringify({ kind: 'report-reminder', id, repeat, ...facts });
      const secret = await surroundings.openSecret(sealed);
      await postSigned({ kind: 'webhook', address, secret }, { id, body, now: surroundings.clock() }, surroundings);
    },
  });
}

interface HookToSend extends Pick<ReminderToSend, 'id' | 'repeat'> {
  readonly facts: {
    readonly day: BusinessDay;
    readonly stores: readonly { readonly store: StoreKey; readonly name: string; readonly note?: string | undefined }[];
  };
}

function mailWay(
  env: Surroundings['env'],
  write: (message: MessageToSend) => EventMessage,
): ((address: string) => WayToSend) | undefined {
  const { OUTBOX_DIR: outbox, SENDER: sender, MAIL_EVENTS: configurationSet } = env;
  if (outbox) {
    const from = sender || LOCAL_SENDER;
    const send = (to: string) => (message: MessageToSend) =>
      writeToOutbox(outbox, `${message.id}.eml`, () => composeEventMail(write(message), { from, to }));
    return (to) => ({ name: 'mail', leaseMs: OUTBOX_LEASE_MS, send: send(to) });
  }
  if (!sender) return undefined;
  const ses = new SESv2Client({ requestHandler: PATIENCE });
  return (to) => ({
    name: 'mail',
    leaseMs: SES_LEASE_MS,
    send: async (message) => {
      const mail = await composeEventMail(write(message), { from: sender, to });
      await sendBySes(ses, { sender, to, mail, configurationSet, tags: mailTags(message) });
    },
  });
}

/** Telephones that are no numbers, as earlier versions took them, are refused when a message is to go there. */
function smsWay(
  env: Surroundings['env'],
  write: (message: MessageToSend) => EventMessage,
): ((phone: string) => WayToSend) | undefined {
  const { OUTBOX_DIR: outbox, TOLD_BY: kinds, SMS_SENDER_ID: senderId } = env;
  if (!outbox && !kindsIn(kinds)?.includes('sms')) return undefined;
  const written = (message: MessageToSend, address: string) => {
    const phone = internationalNumber(address);
    const text = write(message).sms;
    if (phone === undefined) throw new NotAccepted('The telephone is no number');
    if (text === undefined) throw new NotAccepted('Text messages carry crises only');
    return { phone, text };
  };
  const common = { name: 'sms', crisesOnly: true } as const;
  if (outbox) {
    const asFile = ({ phone, text }: ReturnType<typeof written>) => `To: ${phone}\n\n${text}\n`;
    return (address) => ({
      ...common,
      leaseMs: OUTBOX_LEASE_MS,
      send: (message) => writeToOutbox(outbox, `${message.id}.sms`, async () => asFile(written(message, address))),
    });
  }
  const sns = new SNSClient({ requestHandler: PATIENCE });
  return (address) => ({
    ...common,
    leaseMs: SMS_LEASE_MS,
    send: async (message) => sendSms(sns, { ...written(message, address), senderId: senderId || undefined }),
  });
}

function topicWay(topicArn: string, write: (message: MessageToSend) => EventMessage): WayToSend {
  const sns = new SNSClient({ requestHandler: PATIENCE });
  return { name: 'sns', leaseMs: TOPIC_LEASE_MS, send: (message) => publishTo(sns, topicArn, write(message)) };
}
