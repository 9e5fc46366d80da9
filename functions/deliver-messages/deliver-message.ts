import type { Catalogue } from '#domain/catalogue.ts';
import type { Language } from '#domain/language.ts';
import {
  type Conversation,
  type NewsInShort,
  nextStepAt,
  type Reader,
  type Told,
  type Waits,
  withClaim,
  withDue,
  withFailure,
  withNothingLeft,
  withoutDue,
  withoutSending,
  withRetry,
  withTold,
} from '#domain/notification/conversation.ts';
import { fileSafe, NotAccepted } from '#domain/notification/delivery.ts';
import type { EventNews } from '#domain/notification/event-news.ts';
import { present } from '#domain/present.ts';
import { heardOf, newsToReader, readToldEvent, type TellPorts, type ToldEvent } from '#telling/event-for-reader.ts';

/** A reader with the ways on which messages reach him, the first one first. */
export interface ReachedReader extends Reader {
  readonly language: Language;
  readonly ways: readonly Way[];
}

/** One way to one reader. `send` raises unless the message was accepted. */
export interface Way {
  /** "mail", "webhook", "sms", "sns". */
  readonly name: string;
  /** How long one sending may take, in milliseconds; only after it may another send again. */
  readonly leaseMs: number;
  readonly send: (message: OutgoingMessage) => Promise<void>;
}

/** A message with all that it is written from; the same delivery is always the same message. */
export interface OutgoingMessage {
  /** Stable and safe as a file name: Message-ID, idempotency key and name in the outbox. */
  readonly id: string;
  readonly claimedAt: number;
  /** True where it may have been sent before. */
  readonly repeat: boolean;
  readonly language: Language;
  readonly news: EventNews;
}

type Talk = Conversation<EventNews>;

export interface DeliverPorts extends TellPorts {
  readonly conversationsOf: (event: string) => Promise<readonly { readonly value: Talk; readonly hash: string }[]>;
  readonly readConversation: (
    event: string,
    reader: string,
  ) => Promise<{ readonly value: Talk; readonly hash: string } | undefined>;
  readonly putConversation: (conversation: Talk, expected?: string) => Promise<string | undefined>;
  /** None for somebody who is told no more. */
  readonly reader: (id: string) => Promise<ReachedReader | undefined>;
  /** The facts that a message is written from. */
  readonly describe: (event: ToldEvent, reader: Reader, news: NewsInShort, told: readonly Told[]) => Promise<EventNews>;
  readonly waits: Waits;
  /** Told of each message that is given up after all tries. */
  readonly noteGivenUp: () => void;
}

const MOST_ROUNDS = 20;
const LONGEST_CAUSE = 300;

/** Raised when a conversation kept changing; its trigger is tried again. */
export class ConversationBusy extends Error {
  override readonly name = 'ConversationBusy';
}

/**
 * Tells a reader what is due of an event: claims it, sends it, and notes that it was sent, each over exactly what was read.
 * Harmless to repeat and to come too early or late; whatever crashed before is made good by the next call.
 *
 * @returns the instant from which on there is more to do (milliseconds since the epoch); none where nothing is.
 */
export function deliverMessage(ports: DeliverPorts, catalogue: Catalogue) {
  return async (event: string, reader: string): Promise<number | undefined> => {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const kept = await ports.readConversation(event, reader);
      const at = kept && nextStepAt(kept.value);
      if (!kept || at === undefined || at > ports.clock()) return at;
      await step(ports, catalogue, kept);
    }
    throw new ConversationBusy(`What ${reader} is told of ${event} kept changing`);
  };
}

async function step(
  ports: DeliverPorts,
  catalogue: Catalogue,
  { value: talk, hash }: { readonly value: Talk; readonly hash: string },
): Promise<void> {
  const [event, reader] = await Promise.all([readToldEvent(ports, talk.event), ports.reader(talk.reader)]);
  // Nobody left to tell.
  if (!event || !reader || reader.ways.length === 0) {
    await ports.putConversation(withNothingLeft(talk, ports.clock()), hash);
    return;
  }
  if (event.known.id !== talk.event) return passOn(ports, catalogue, { event, reader, talk, hash });
  const told = await heardBy(ports, event, talk);
  const news = await newsToReader(ports, catalogue, event, reader, told);
  const claim = await claimOf(ports, { event, reader, talk, news, told });
  const claimed = await ports.putConversation(claim, hash);
  if (claimed === undefined || !claim.sending) return;
  const sent = await sendOn(ports, claim, reader);
  if (sent.givenUp && sent.givenUp.length > (claim.givenUp?.length ?? 0)) ports.noteGivenUp();
  const more = await newsToReader(ports, catalogue, event, reader, [...told, ...sent.told.slice(talk.told.length)]);
  await ports.putConversation(more ? withDue(sent, more, ports.clock(), ports.waits) : sent, claimed);
}

/**
 * Leaves a conversation to the event that its own was joined into. What may have been sent is noted first, and only what
 * has been noted there as due is left out here: so whoever dies between loses nothing.
 */
async function passOn(
  ports: DeliverPorts,
  catalogue: Catalogue,
  {
    event,
    reader,
    talk,
    hash,
  }: { readonly event: ToldEvent; readonly reader: ReachedReader; readonly talk: Talk; readonly hash: string },
): Promise<void> {
  const now = ports.clock();
  if (talk.sending) {
    await ports.putConversation({ ...withNothingLeft(talk, now), due: { since: now, notBefore: now } }, hash);
    return;
  }
  const { id } = event.known;
  const kept = await ports.readConversation(id, reader.id);
  const there: Talk = kept?.value ?? { event: id, reader: reader.id, told: [] };
  const news = await newsToReader(ports, catalogue, event, reader, await heardBy(ports, event, there));
  const next = news ? withDue(there, news, now, ports.waits) : there;
  // Where another has written meanwhile, the next round looks again.
  if (next === there || (await ports.putConversation(next, kept?.hash))) {
    await ports.putConversation(withoutDue(talk), hash);
  }
}

/** The conversation with a message claimed, or with nothing to tell any more. */
async function claimOf(
  ports: DeliverPorts,
  {
    event,
    reader,
    talk,
    news,
    told,
  }: {
    readonly event: ToldEvent;
    readonly reader: ReachedReader;
    readonly talk: Talk;
    readonly news: NewsInShort | undefined;
    readonly told: readonly Told[];
  },
): Promise<Talk> {
  const now = ports.clock();
  const { sending } = talk;
  const leaseMs = Math.max(...reader.ways.map((way) => way.leaseMs));
  if (!sending) {
    return news
      ? withClaim(talk, news, await ports.describe(event, reader, news, told), { now, leaseMs })
      : withoutDue(talk);
  }
  const again = withRetry(talk, { now, leaseMs, channels: reader.ways.length });
  // What may have been sent is said again as it was; what certainly was not says what is so now.
  if (again.sending?.unsure) return again;
  if (!news) return withoutSending(talk);
  const fresh = present({ ...again.sending, news, content: await ports.describe(event, reader, news, told) });
  return { ...again, sending: fresh as NonNullable<Talk['sending']> };
}

async function heardBy(ports: DeliverPorts, { known, joined }: ToldEvent, talk: Talk) {
  const others = (await Promise.all(joined.filter((id) => id !== known.id).map(ports.conversationsOf))).flat();
  return heardOf([talk, ...others.flatMap(({ value }) => (value.reader === talk.reader ? [value] : []))]);
}

async function sendOn(ports: DeliverPorts, talk: Talk, reader: ReachedReader): Promise<Talk> {
  const { sending } = talk;
  const way = reader.ways[sending?.channel ?? 0] ?? reader.ways[0];
  if (!sending || !way) return talk;
  const message: OutgoingMessage = {
    id: `${fileSafe(talk.event)}-${sending.n}-${fileSafe(reader.id)}`,
    claimedAt: sending.claimedAt,
    repeat: sending.unsure === true,
    language: reader.language,
    news: sending.content,
  };
  try {
    await way.send(message);
  } catch (error) {
    const cause = String(error instanceof Error ? `${error.name}: ${error.message}` : error).slice(0, LONGEST_CAUSE);
    return withFailure(talk, { channel: way.name, cause, isRefused: error instanceof NotAccepted, now: ports.clock() });
  }
  return withTold(talk, way.name, ports.clock());
}
