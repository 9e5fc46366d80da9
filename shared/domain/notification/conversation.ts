// What one reader is told of one event, as one item: so no two can tell him different things at once.
//
// 1. Whatever happens to an event, `newsFor` says what it is to a reader, given what he has heard: the event as it is at his
//    own places, not what has just changed, so nothing depends on order or repetition.
// 2. News is noted as due, and not sent before an instant: by then the wider judgement is in (`withDue`).
// 3. What the message says is decided when it is claimed (`withClaim`), and it is sent by one at a time. Who does not come
//    back lets others try again when his lease is over.
// 4. What was sent, or may have been, has been heard. Who has heard of an opening hears of the end.

import { type Alert, isLive } from '../alert/alert.ts';
import type { BusinessDay } from '../business-day.ts';
import { type Catalogue, isWithin, withAncestors } from '../catalogue.ts';
import { type EventAct, holdingAct, lastAct } from '../event/event-act.ts';
import { atLeast, type Level, rankOf, worse } from '../level.ts';
import { present } from '../present.ts';
import type { EventNewsKind } from './event-news.ts';

/** Whom messages are for: a person, or a topic that anybody may subscribe to. */
export interface Reader {
  readonly id: string;
  /** Place ids; `*` means everywhere. */
  readonly places: readonly string[];
  readonly levels: readonly Level[];
  /** True for who is told of crises and their ends only, as by text messages. */
  readonly crisesOnly?: true;
}

/** What a message says, in short: enough to know what is news after it. */
export interface NewsInShort {
  readonly kind: EventNewsKind;
  readonly level: Level;
  /** How many places lie around the widest one of the event: the fewer, the wider. */
  readonly depth: number;
  /** True where it says who could supply. */
  readonly supply: boolean;
  /** Ids of the steps of the desk that it tells (duty/due-steps.ts); absent in what was told before there were any. */
  readonly steps?: readonly string[];
  /** The areas of which it spoke to its reader; absent before it is claimed, and in what was told before this was kept. */
  readonly areas?: readonly string[];
  /** True where it says again what may have been said, and nobody knows. */
  readonly again?: true;
}

/** A message that was sent, or may have been. */
export interface Told extends NewsInShort {
  /** Its number in the conversation, from 1. */
  readonly n: number;
  /** When it was sent, milliseconds since the epoch. */
  readonly at: number;
  readonly channel: string;
  /** True where no answer came: it may have been sent twice, or not at all. */
  readonly unsure?: true;
  /** True where who sent it has not come back, and nobody will try again: its event has joined another, or its reader left. */
  readonly unanswered?: true;
  /** That it came back afterwards; absent also where nobody can know, as of webhooks. */
  readonly returned?: Returned;
}

/** What came of a message that had been accepted: no mailbox took it, or its reader has called it unwanted. */
export interface Returned {
  readonly kind: 'bounced' | 'unwanted';
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A message that somebody is sending, or will try to send again. */
export interface Sending<Content> {
  readonly n: number;
  readonly news: NewsInShort;
  /** The facts that it is written from: the same however often it is tried. */
  readonly content: Content;
  /** The first claim: the date that the message bears. */
  readonly claimedAt: number;
  readonly attempts: number;
  /** Nobody else tries before; milliseconds since the epoch. */
  readonly notBefore: number;
  /** Place of the channel among the reader's own. */
  readonly channel: number;
  /** Why the last attempts failed, the newest last. */
  readonly failures: readonly Failure[];
  readonly unsure?: true;
}

interface Failure {
  readonly at: number;
  readonly channel: string;
  readonly cause: string;
}

export interface Conversation<Content = unknown> {
  readonly event: string;
  readonly reader: string;
  /** Oldest first. */
  readonly told: readonly Told[];
  /** That there is something to tell, and not before when. */
  readonly due?: { readonly since: number; readonly notBefore: number };
  readonly sending?: Sending<Content>;
  /** What was given up after all tries: people of the desk see it. */
  readonly givenUp?: readonly (NewsInShort & {
    readonly n: number;
    readonly at: number;
    readonly failures: readonly Failure[];
  })[];
}

/** An event as it is for a reader. */
export interface ReadersEvent {
  /** Members at the reader's places, also those that have ended; none once they are forgotten. */
  readonly members: readonly Alert[];
  readonly acts: readonly EventAct[];
  /** True where suppliers are known for what is missing there. */
  readonly supply: boolean;
}

/** The news that end a story: after them it begins anew. */
const ENDS: readonly EventNewsKind[] = ['ended', 'closed', 'withdrawn'];

/** True for news that ends a story. */
export function toldEnd({ kind }: Pick<NewsInShort, 'kind'>): boolean {
  return ENDS.includes(kind);
}

/** The members of an event at a reader's places. */
export function membersFor(
  catalogue: Catalogue,
  { places }: Pick<Reader, 'places'>,
  members: readonly Alert[],
): Alert[] {
  return members.filter(({ place }) => places.some((area) => isWithin(catalogue, place, area)));
}

/**
 * What an event is to a reader who has heard this; none if it is nothing new.
 *
 * He hears at once of levels that he asked for, from `alert` on, of a rise above what he was told, of a wider area, and of
 * supply; of an end only if he heard of the event. A silence keeps back what is no worse, and no end.
 */
export function newsFor(
  event: ReadersEvent,
  reader: Pick<Reader, 'levels'>,
  told: readonly NewsAt[],
  { catalogue, today }: { readonly catalogue: Catalogue; readonly today: BusinessDay },
): NewsInShort | undefined {
  const heard = told.slice(told.findLastIndex(toldEnd) + 1);
  const live = event.members.filter(isLive);
  const news = (kind: EventNewsKind) => newsOfKind(kind, live, event, catalogue);
  if (live.length === 0) {
    const last = heard.at(-1);
    const isTakenBack = event.members.length > 0 && event.members.every(({ status }) => status === 'withdrawn');
    return (
      last && {
        kind: isTakenBack ? 'withdrawn' : 'ended',
        level: worstOf(heard),
        depth: last.depth,
        supply: last.supply,
      }
    );
  }
  const level = levelOf(live);
  const act = holdingAct(event.acts, level, today);
  if (act?.kind === 'silence') return undefined;
  if (act?.kind === 'resolve' || act?.kind === 'false-alarm') return heard.length > 0 ? news('closed') : undefined;
  const isAsked = reader.levels.includes(level) && atLeast(level, 'alert') && live.some((alert) => alert.news);
  if (heard.length === 0) return isAsked ? news('opened') : undefined;
  // Who may have heard is told of the end. Of a rise he is told again: twice is better than never.
  const answered = heard.filter(({ unanswered }) => !unanswered);
  const again = (kind: EventNewsKind): NewsInShort => ({ ...news(kind), again: true });
  if (isAsked && answered.length === 0) return again('opened');
  if (isAsked && rankOf(level) > rankOf(worstOf(heard))) return news('escalated');
  if (isAsked && rankOf(level) > rankOf(worstOf(answered))) return again('escalated');
  if (isAsked && news('spread').depth < Math.min(...heard.map(({ depth }) => depth))) return news('spread');
  if (hasGoneOn(event.acts, heard, today)) return news('goes-on');
  return isAsked && event.supply && !heard.some(({ supply }) => supply) ? news('supply-found') : undefined;
}

type NewsAt = NewsInShort & Pick<Told, 'at' | 'unanswered'>;

/** News of a kind on an event as it is, by its live members. */
export function newsOfKind(
  kind: EventNewsKind,
  members: readonly Alert[],
  { supply }: Pick<ReadersEvent, 'supply'>,
  catalogue: Catalogue,
): NewsInShort {
  const depths = members
    .filter(({ level }) => atLeast(level, 'alert'))
    .map(({ place }) => withAncestors(catalogue, place).length);
  return { kind, level: levelOf(members), depth: depths.length > 0 ? Math.min(...depths) : NOWHERE, supply };
}

/** Deeper than any place lies: alerts below `alert` are told of no area. */
export const NOWHERE = 99;

function levelOf(members: readonly Pick<Alert, 'level'>[]): Level {
  return members.reduce<Level>((level, alert) => worse(level, alert.level), 'normal');
}

function worstOf(heard: readonly Pick<NewsInShort, 'level'>[]): Level {
  return levelOf(heard);
}

/** True where a silence has run out that began after the reader had heard of the event, and he has not heard since. */
function hasGoneOn(acts: readonly EventAct[], heard: readonly NewsAt[], today: BusinessDay): boolean {
  const last = lastAct(acts);
  if (last?.kind !== 'silence' || last.until === undefined || last.until >= today) return false;
  return heard.every(({ at }) => at < last.at);
}

/** How long news waits. */
export interface Waits {
  /** Until the wider judgement is in, milliseconds. */
  readonly gatherMs: number;
  /** After the message before, where it is no rise and no end, milliseconds. */
  readonly pauseMs: number;
  /** The same for who could supply; `pauseMs` unless said. */
  readonly supplyPauseMs?: number;
  /** The depth of the whole city: that something is all over it waits for no pause. Absent where nothing is so wide. */
  readonly cityDepth?: number;
  /** Until quiet hours end, milliseconds since the epoch; absent where it is told at any hour. */
  readonly quietUntil?: number;
}

/** A step of the desk has its own instant, so that it waits for no pause. */
const AT_ONCE: readonly EventNewsKind[] = ['opened', 'escalated', 'reminder', ...ENDS];

/** The conversation with news noted as due; the same one where something is due or being sent already. */
export function withDue<Content>(
  conversation: Conversation<Content>,
  news: NewsInShort,
  now: number,
  { gatherMs, pauseMs, supplyPauseMs = pauseMs, cityDepth = 0, quietUntil }: Waits,
): Conversation<Content> {
  if (conversation.sending) return conversation;
  const last = conversation.told.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  const since = conversation.due?.since ?? now;
  const settled = since + gatherMs;
  const isAtOnce = AT_ONCE.includes(news.kind) || (news.kind === 'spread' && news.depth <= cityDepth);
  const pause = news.kind === 'supply-found' ? supplyPauseMs : pauseMs;
  const paused = isAtOnce ? settled : Math.max(settled, last + pause);
  const notBefore = quietUntil === undefined || quietUntil <= now ? paused : Math.max(paused, quietUntil);
  if (conversation.due && conversation.due.notBefore <= notBefore) return conversation;
  return { ...conversation, due: { since, notBefore } };
}

/** The conversation while somebody sends a message: what it says stands from now on. */
export function withClaim<Content>(
  conversation: Conversation<Content>,
  news: NewsInShort,
  content: Content,
  { now, leaseMs }: { readonly now: number; readonly leaseMs: number },
): Conversation<Content> {
  const { due: _due, ...rest } = conversation;
  const n = numberAfter(conversation);
  const sending: Sending<Content> = {
    n,
    news,
    content,
    claimedAt: now,
    attempts: 1,
    notBefore: now + leaseMs,
    channel: 0,
    failures: [],
  };
  return { ...rest, sending };
}

/** The conversation while somebody tries again what another did not finish, or what was not accepted. */
export function withRetry<Content>(
  conversation: Conversation<Content>,
  { now, leaseMs, channels }: { readonly now: number; readonly leaseMs: number; readonly channels: number },
): Conversation<Content> {
  const { sending } = conversation;
  if (!sending) return conversation;
  return {
    ...conversation,
    sending: present<Sending<Content>>({
      ...sending,
      attempts: sending.attempts + 1,
      notBefore: now + leaseMs,
      // A channel that fails twice in a row gives way to the reader's next one, and has its turn again after the last.
      channel: Math.floor(sending.attempts / triesInARow(channels)) % Math.max(1, channels),
      // Whoever claimed it last has not come back: it may have been sent.
      unsure: mayHaveBeenSent(sending) ? true : undefined,
    }),
  };
}

/** True where a try brought no answer: nobody was told "no", or whoever tried has not come back. */
export function mayHaveBeenSent({ unsure, failures, attempts }: Sending<unknown>): boolean {
  return unsure === true || failures.length < attempts;
}

/** Who has many channels has each of them tried before the message is given up. */
function triesInARow(channels: number): number {
  return channels * 2 > MOST_ATTEMPTS ? 1 : 2;
}

/** The conversation after a message was accepted. */
export function withTold<Content>(
  conversation: Conversation<Content>,
  channel: string,
  at: number,
): Conversation<Content> {
  const { sending, ...rest } = conversation;
  if (!sending) return conversation;
  const told = present<Told>({ n: sending.n, ...sending.news, at, channel, unsure: sending.unsure });
  return { ...rest, told: [...rest.told, told] };
}

/** Between tries, in milliseconds: seconds at first, hours at last. */
const BACKOFF_MS = [5_000, 30_000, 60_000, 300_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000] as const;
const MOST_ATTEMPTS = BACKOFF_MS.length + 1;

/** The conversation after a try failed: the next one is later each time, and after the last the message is given up. */
export function withFailure<Content>(
  conversation: Conversation<Content>,
  {
    channel,
    cause,
    isRefused,
    now,
  }: { readonly channel: string; readonly cause: string; readonly isRefused: boolean; readonly now: number },
): Conversation<Content> {
  const { sending, ...rest } = conversation;
  if (!sending) return conversation;
  const failures = [...sending.failures, { at: now, channel, cause }];
  const unsure = sending.unsure || !isRefused ? true : undefined;
  const backoff = BACKOFF_MS[sending.attempts - 1];
  if (sending.attempts < MOST_ATTEMPTS && backoff !== undefined) {
    return { ...rest, sending: present<Sending<Content>>({ ...sending, failures, unsure, notBefore: now + backoff }) };
  }
  const lost = { n: sending.n, ...sending.news, at: now, failures };
  // What may have been sent has been heard: its reader hears of the end, too.
  const told = unsure
    ? [...rest.told, { n: sending.n, ...sending.news, at: now, channel, unsure: true as const }]
    : rest.told;
  return { ...rest, told, givenUp: [...(rest.givenUp ?? []), lost] };
}

/** The conversation with what is due put off until quiet hours end. */
export function withRest<Content>(conversation: Conversation<Content>, quietUntil: number): Conversation<Content> {
  const { due } = conversation;
  return due ? { ...conversation, due: { ...due, notBefore: quietUntil } } : conversation;
}

/**
 * The conversation after a message came back; the same one where that is noted already, or no such message was told. Who
 * was not reached has not heard it: what it said is looked at again at once, for another way.
 */
export function withReturned<Content>(
  conversation: Conversation<Content>,
  n: number,
  returned: Returned,
  now: number,
): Conversation<Content> {
  const found = conversation.told.some((told) => told.n === n && !told.returned);
  if (!found) return conversation;
  const told = conversation.told.map((each) => (each.n === n ? { ...each, returned } : each));
  return { ...conversation, told, due: { since: now, notBefore: now } };
}

/** True unless a message is known to have reached nobody: who called it unwanted has read it. */
export function wasHeard({ returned }: Pick<Told, 'returned'>): boolean {
  return returned?.kind !== 'bounced';
}

/** The conversation with nothing left to do: what may have been sent has been heard, and all else is left out. */
export function withNothingLeft<Content>(conversation: Conversation<Content>, at: number): Conversation<Content> {
  const { sending, due: _due, ...rest } = conversation;
  if (!sending || !mayHaveBeenSent(sending)) return rest;
  const channel = sending.failures.at(-1)?.channel ?? 'unknown';
  return {
    ...rest,
    told: [...rest.told, { n: sending.n, ...sending.news, at, channel, unsure: true, unanswered: true }],
  };
}

/** The conversation without what is due, or without a message that was certainly not sent and says what is over. */
export function withoutDue<Content>({ due: _due, ...rest }: Conversation<Content>): Conversation<Content> {
  return rest;
}

export function withoutSending<Content>({ sending: _sending, ...rest }: Conversation<Content>): Conversation<Content> {
  return rest;
}

/** The number of the next message. */
export function numberAfter({ told, givenUp = [] }: Conversation): number {
  return Math.max(0, ...told.map(({ n }) => n), ...givenUp.map(({ n }) => n)) + 1;
}

/** The instant before which nothing is to be done; none where nothing is left to tell. */
export function nextStepAt({ due, sending }: Conversation): number | undefined {
  return sending?.notBefore ?? due?.notBefore;
}
