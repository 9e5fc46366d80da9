import * as z from 'zod/mini';
import type { Returned } from '#domain/notification/conversation.ts';
import { present } from '#domain/present.ts';
import type { ConversationName } from '#runtime/platform.ts';

/** A mail that came back, as the mail service tells of it. */
export interface ReturnedMail extends Returned {
  readonly address: string;
  /** The message that it was; absent of a mail that is no message of ours. */
  readonly message?: ConversationName & { readonly n: number };
}

/** What a message of the queue asks for: to look at a conversation, or to note what has come back. */
export type QueuedMessage =
  | { readonly kind: 'look'; readonly conversation: ConversationName }
  | { readonly kind: 'returned'; readonly mail: ReturnedMail }
  /** Such as that a mailbox was full: the mail service goes on by itself. */
  | { readonly kind: 'nothing' };

/** Raised for a message of a form that this version does not know. */
export class UnknownMessage extends Error {
  override readonly name = 'UnknownMessage';
  /** Repeating does not mend it: another version does. */
  readonly isPermanent = true;
}

const conversation = z.strictObject({
  event: z.string().check(z.minLength(1)),
  reader: z.string().check(z.minLength(1)),
});

const sentMail = z.object({
  destination: z.array(z.string()).check(z.minLength(1)),
  tags: z.optional(z.record(z.string(), z.array(z.string()))),
});

/** What SES tells of a mail: as EventBridge brings it, it is the `detail`. */
const mailEvent = z.discriminatedUnion('eventType', [
  z.object({
    eventType: z.literal('Bounce'),
    bounce: z.object({ bounceType: z.string(), timestamp: z.iso.datetime() }),
    mail: sentMail,
  }),
  z.object({
    eventType: z.literal('Complaint'),
    complaint: z.object({ complaintFeedbackType: z.nullish(z.string()), timestamp: z.iso.datetime() }),
    mail: sentMail,
  }),
]);
const brought = z.object({ source: z.literal('aws.ses'), detail: mailEvent });

/** Reads the body of a message; raises `UnknownMessage`. */
export function readMessage(body: string): QueuedMessage {
  const content = fromJson(body);
  const look = conversation.safeParse(content);
  if (look.success) return { kind: 'look', conversation: look.data };
  const event = brought.safeParse(content);
  if (event.success) return returnedMail(event.data.detail);
  throw new UnknownMessage(
    `This version knows no message such as ${body.slice(0, MOST_SHOWN).replaceAll(ADDRESSES, '(address)')}`,
  );
}

const MOST_SHOWN = 200;
const ADDRESSES = /[^\s<>,;:()[\]"'\\]+@[^\s<>,;:()[\]"'\\]+/g;

function returnedMail(event: z.infer<typeof mailEvent>): QueuedMessage {
  const kind = kindOf(event);
  if (!kind) return { kind: 'nothing' };
  const { timestamp } = event.eventType === 'Bounce' ? event.bounce : event.complaint;
  // Whom we wrote to, of whom each mail has one: who bounces may be another, to whom it was forwarded.
  const [address = ''] = event.mail.destination;
  const mail = { kind, at: Date.parse(timestamp), address, message: messageOf(event.mail.tags ?? {}) };
  return { kind: 'returned', mail: present<ReturnedMail>(mail) };
}

function kindOf(event: z.infer<typeof mailEvent>): Returned['kind'] | undefined {
  if (event.eventType === 'Bounce') return event.bounce.bounceType === 'Permanent' ? 'bounced' : undefined;
  // Whoever says that it is no spam has not complained.
  return event.complaint.complaintFeedbackType === 'not-spam' ? undefined : 'unwanted';
}

/** The message that the tags of its mail name, as `mailTags` (shared/delivery) wrote them. */
function messageOf(tags: Readonly<Record<string, readonly string[]>>): ReturnedMail['message'] {
  const [event, reader, n] = ['event', 'reader', 'n'].map((name) => tags[name]?.[0]);
  if (event === undefined || reader === undefined || n === undefined || !/^\d+$/.test(n)) return undefined;
  return { event: decoded(event), reader: decoded(reader), n: Number(n) };
}

function decoded(tag: string): string {
  return Buffer.from(tag, 'base64url').toString('utf8');
}

function fromJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
