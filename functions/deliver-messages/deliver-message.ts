import type { Catalogue } from '#domain/catalogue.ts';
import { nextEscalation } from '#domain/duty/due-steps.ts';
import { readerForSteps, stepToTell } from '#domain/duty/news-with-steps.ts';
import type { Language } from '#domain/language.ts';
import {
  type Conversation,
  mayHaveBeenSent,
  type NewsInShort,
  nextStepAt,
  type Reader,
  type Told,
  toldEnd,
  type Waits,
  withClaim,
  withDue,
  withFailure,
  withNothingLeft,
  withoutDue,
  withoutSending,
  withRest,
  withRetry,
  withTold,
} from '#domain/notification/conversation.ts';
import { isOfCrisis } from '#domain/notification/crisis-news.ts';
import { fileSafe, NotAccepted } from '#domain/notification/delivery.ts';
import type { EventNews, ToldStep } from '#domain/notification/event-news.ts';
import { withNoWay } from '#domain/notification/no-way.ts';
import { present } from '#domain/present.ts';
import { type Attention, type AttentionPorts, attentionTo, tellableNow } from '#telling/attention.ts';
import { heardOf, newsToReader, readToldEvent, type TellPorts, type ToldEvent } from '#telling/event-for-reader.ts';

/** A reader with the ways on which messages reach him, the first one first. */
export interface ReachedReader extends Reader {
  readonly language: Language;
  readonly ways: readonly Way[];
  /** True where an address takes no message for now, since mail came back from it. */
  readonly hasPaused?: true;
}

/** One way to one reader. `send` raises unless the message was accepted. */
export interface Way {
  /** "mail", "webhook", "sms", "sns". */
  readonly name: string;
  /** How long one sending may take, in milliseconds; only after it may another send again. */
  readonly leaseMs: number;
  /** True for a way that takes news of crises and their ends only: other news pass it by. */
  readonly crisesOnly?: true;
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

export interface DeliverPorts extends TellPorts, AttentionPorts {
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
  /** Told of each message that was taken, and how long after it was due. */
  readonly noteSent?: (sent: SentMessage) => void;
  /** Told of each message that is given up after all tries. */
  readonly noteGivenUp: () => void;
}

/** A message that a way has taken. */
export interface SentMessage {
  readonly event: string;
  readonly reader: string;
  /** Its number in the conversation, from 1. */
  readonly n: number;
  readonly channel: string;
  /** Since the instant from which on it was to be sent. */
  readonly afterMs: number;
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
      if (!kept) return undefined;
      const at = nextStepAt(kept.value);
      if (at !== undefined && at > ports.clock()) return at;
      if (at !== undefined) await step(ports, catalogue, kept);
      else if (!(await noteWhatCameBetween(ports, catalogue, kept))) return undefined;
    }
    throw new ConversationBusy(`What ${reader} is told of ${event} kept changing`);
  };
}

/**
 * Notes what has become news while something was being sent or found to be none: whoever saw it then saw a conversation that
 * was busy, and left it to this. The event is read after the conversation has nothing waiting any more.
 *
 * @returns true where the conversation is to be read again.
 */
async function noteWhatCameBetween(
  ports: DeliverPorts,
  catalogue: Catalogue,
  { value: talk, hash }: { readonly value: Talk; readonly hash: string },
): Promise<boolean> {
  const [event, reader] = await Promise.all([readToldEvent(ports, catalogue, talk.event), ports.reader(talk.reader)]);
  if (!event || !reader || reader.ways.length === 0 || event.known.id !== talk.event) return false;
  const hearing = await hearingOf(ports, event, reader, [...(await othersOf(ports, event, talk)), talk]);
  const news = await newsToReader(ports, catalogue, event, hearing);
  if (!news || waysFor(news, hearing).length === 0) return false;
  await ports.putConversation(withDue(talk, news, ports.clock(), waitsFor(ports, hearing, news)), hash);
  return true;
}

async function step(
  ports: DeliverPorts,
  catalogue: Catalogue,
  { value: talk, hash }: { readonly value: Talk; readonly hash: string },
): Promise<void> {
  const [event, reader] = await Promise.all([readToldEvent(ports, catalogue, talk.event), ports.reader(talk.reader)]);
  // Nobody left to tell.
  if (!event || !reader) {
    await ports.putConversation(withNothingLeft(talk, ports.clock()), hash);
    return;
  }
  if (event.known.id !== talk.event) return passOn(ports, catalogue, { event, reader, talk, hash });
  const others = await othersOf(ports, event, talk);
  const hearing = await hearingOf(ports, event, reader, [...others, talk]);
  const news = await newsToReader(ports, catalogue, event, hearing);
  const said = talk.sending && mayHaveBeenSent(talk.sending) ? talk.sending.news : news;
  const reached = { ...reader, ways: waysFor(said, hearing) };
  if (reached.ways.length === 0) {
    // What this deployment has no way for, or the person none, is no failure.
    const left = withNoWay(talk, reader.hasPaused ? news : undefined, ports.clock());
    if (await ports.putConversation(left, hash)) noteIfGivenUp(ports, talk, left);
    return;
  }
  const claim = await claimOf(ports, { event, hearing: { ...hearing, reader: reached }, catalogue, talk, news });
  const claimed = await ports.putConversation(claim, hash);
  if (claimed === undefined || !claim.sending) return;
  const sent = await sendOn(ports, claim, reached);
  noteIfSent(ports, talk, sent);
  noteIfGivenUp(ports, claim, sent);
  await ports.putConversation(sent, claimed);
}

/** The ways of a reader that carry what is to be said, in the reader's order. */
function waysFor(said: NewsInShort | undefined, { reader, told }: ReachedHearing): readonly Way[] {
  return reader.ways.filter(({ crisesOnly }) => !crisesOnly || said === undefined || isOfCrisis(said, told));
}

function noteIfSent({ noteSent, clock }: DeliverPorts, before: Talk, after: Talk): void {
  const { told, event, reader, sending } = after;
  const last = told.at(-1);
  // What was given up may stand among what was told, too: nobody took it.
  if (!last || sending || told.length === before.told.length || isGivenUp(before, after)) return;
  const dueAt = before.due?.notBefore ?? before.sending?.claimedAt ?? last.at;
  noteSent?.({ event, reader, n: last.n, channel: last.channel, afterMs: Math.max(0, clock() - dueAt) });
}

function noteIfGivenUp({ noteGivenUp }: DeliverPorts, before: Talk, after: Talk): void {
  if (isGivenUp(before, after)) noteGivenUp();
}

function isGivenUp(before: Talk, after: Talk): boolean {
  return (after.givenUp?.length ?? 0) > (before.givenUp?.length ?? 0);
}

function waitsFor(ports: DeliverPorts, { desk, reader }: ReachedHearing, news: NewsInShort): Waits {
  return { ...ports.waits, quietUntil: tellableNow(desk, ports.clock(), news, reader.id) };
}

interface ReachedHearing extends Attention {
  readonly reader: ReachedReader;
  readonly told: readonly Told[];
  /** True where a message on an event that was joined into this one may be on its way to him. */
  readonly isInFlight: boolean;
}

/** A reader with what he has heard, and the steps of the desk that are due to him. */
async function hearingOf(
  ports: DeliverPorts,
  event: ToldEvent,
  reader: ReachedReader,
  talks: readonly Talk[],
): Promise<ReachedHearing> {
  const attention = await attentionTo(ports, event, talks);
  const own = talks.filter((talk) => talk.reader === reader.id);
  const isInFlight = own.some(
    ({ event: id, sending }) => id !== event.known.id && sending !== undefined && mayHaveBeenSent(sending),
  );
  const steps = attention.steps.filter((step) => step.reader === reader.id);
  return { ...attention, steps, reader, told: heardOf(own), isInFlight };
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
  const hearing = await hearingOf(ports, event, reader, [...(await othersOf(ports, event, there)), there]);
  const news = await newsToReader(ports, catalogue, event, hearing);
  const next = news ? withDue(there, news, now, waitsFor(ports, hearing, news)) : there;
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
    hearing,
    catalogue,
    talk,
    news,
  }: {
    readonly event: ToldEvent;
    readonly hearing: ReachedHearing;
    readonly catalogue: Catalogue;
    readonly talk: Talk;
    readonly news: NewsInShort | undefined;
  },
): Promise<Talk> {
  const now = ports.clock();
  const { sending } = talk;
  const { reader } = hearing;
  const leaseMs = Math.max(...reader.ways.map((way) => way.leaseMs));
  if (!sending) {
    if (!news) return withoutDue(talk);
    const quietUntil = tellableNow(hearing.desk, now, news, reader.id);
    if (quietUntil > now) return withRest(talk, quietUntil);
    const spoken = asSpoken(news, event, hearing, catalogue);
    return withClaim(talk, spoken, await contentOf(ports, { event, hearing, catalogue, news }), { now, leaseMs });
  }
  const again = withRetry(talk, { now, leaseMs, channels: reader.ways.length });
  // What may have been sent is said again as it was; what certainly was not says what is so now.
  if (!again.sending || again.sending.unsure) return again;
  if (!news) return withoutSending(talk);
  const content = await contentOf(ports, { event, hearing, catalogue, news });
  const spoken = asSpoken(news, event, hearing, catalogue);
  return { ...again, sending: { ...again.sending, news: spoken, content } };
}

/**
 * News as it is claimed: with the areas of which it speaks, the reader's own or the whole city where the desk asks, and that
 * it may be a repeat where somebody sends word of an event that was joined into this one, and has not come back.
 */
function asSpoken(
  news: NewsInShort,
  event: ToldEvent,
  { reader, told, steps, isInFlight }: ReachedHearing,
  catalogue: Catalogue,
): NewsInShort {
  const { places } = readerForSteps(reader, event.members, { steps, told, catalogue });
  const again = news.again || (isInFlight && !toldEnd(news)) ? true : undefined;
  return present<NewsInShort>({ ...news, areas: places, again });
}

/** The facts of a message, with why it is told now and when the next person is. */
async function contentOf(
  ports: DeliverPorts,
  {
    event,
    hearing: { reader, told, steps, ...attention },
    catalogue,
    news,
  }: {
    readonly event: ToldEvent;
    readonly hearing: ReachedHearing;
    readonly catalogue: Catalogue;
    readonly news: NewsInShort;
  },
): Promise<EventNews> {
  const step = stepToTell(steps, news.steps);
  const person = attention.desk.people.find(({ id }) => id === step?.person);
  const next = nextEscalation(attention.event, attention.desk, ports.clock(), news.steps);
  const seen = readerForSteps(reader, event.members, { steps, told, catalogue });
  return present<EventNews>({
    ...(await ports.describe(event, seen, news, told)),
    step: step && present<ToldStep>({ ...step, name: person?.personal?.name }),
    escalatesAt: next?.at,
    escalatesTo: next?.to,
  });
}

/** What others were told of the event, and everybody of those that were joined into it. */
async function othersOf(ports: DeliverPorts, { known, joined }: ToldEvent, talk: Talk): Promise<Talk[]> {
  const kept = (await Promise.all([known.id, ...joined].map(ports.conversationsOf))).flat();
  return kept.flatMap(({ value }) => (value.event === talk.event && value.reader === talk.reader ? [] : [value]));
}

async function sendOn(ports: DeliverPorts, talk: Talk, reader: ReachedReader): Promise<Talk> {
  const { sending } = talk;
  const way = reader.ways[sending?.channel ?? 0] ?? reader.ways[0];
  if (!sending || !way) return talk;
  const message: OutgoingMessage = {
    id: `${fileSafe(talk.event)}-${sending.n}-${fileSafe(reader.id)}`,
    claimedAt: sending.claimedAt,
    repeat: sending.unsure === true || sending.news.again === true,
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
