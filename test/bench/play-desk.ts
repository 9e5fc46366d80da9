import { type Alert, isLive } from '#domain/alert/alert.ts';
import { businessDayOf } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { type AttendedEvent, dueSteps, type Step, stepsOf } from '#domain/duty/due-steps.ts';
import { actInForce } from '#domain/duty/level-clock.ts';
import { newsWithSteps, readerForSteps } from '#domain/duty/news-with-steps.ts';
import type { Desk } from '#domain/duty/who-is-on-duty.ts';
import type { EventAct } from '#domain/event/event-act.ts';
import { emptyBoard, everyMemberOf, type KnownEvent, withAlerts } from '#domain/event/event-board.ts';
import { strandOf } from '#domain/event/strand.ts';
import {
  type Conversation,
  membersFor,
  newsFor,
  nextStepAt,
  type Reader,
  withClaim,
  withDue,
  withFailure,
  withoutDue,
  withoutSending,
  withRest,
  withRetry,
  withTold,
} from '#domain/notification/conversation.ts';
import { tellableNow } from '#telling/attention.ts';
import { cityDepthOf } from '#telling/readers.ts';

/** How an event goes: its alerts from each instant on. */
export interface EventStory {
  readonly catalogue: Catalogue;
  readonly turns: readonly { readonly at: number; readonly alerts: readonly Alert[] }[];
  /** From when on suppliers are known. */
  readonly supplyFrom?: number;
}

/** A message that was accepted. */
export interface SentMessage {
  readonly at: number;
  readonly reader: string;
  readonly n: number;
  readonly way: number;
  readonly kind: string;
  readonly steps: readonly string[];
}

export interface DeskPlay {
  readonly story: EventStory;
  readonly desk: Desk;
  readonly readers: readonly Reader[];
  readonly until: number;
  readonly ways: number;
  /** After a message, before news that are no rise. */
  readonly pauseMs: number;
  readonly isAccepted: (reader: string, way: number) => boolean;
  /** When the reader takes the event over because of it; none where he does not. */
  readonly heard: (message: SentMessage) => number | undefined;
}

export interface Outcome {
  readonly sent: readonly SentMessage[];
  readonly acts: readonly EventAct[];
}

const GATHER_MS = 45_000;
const LEASE_MS = 30_000;
/** Far more than any night has. */
const MOST_TURNS = 5000;

/** Plays what is told of an event, to whom and when, by the functions that tell it; the first who acts has it. */
export function playDesk({ story, desk, readers, until, ways, pauseMs, isAccepted, heard }: DeskPlay): Outcome {
  const sent: SentMessage[] = [];
  const talks = new Map<string, Conversation>();
  const acts: EventAct[] = [];
  let willing: { readonly at: number; readonly by: string }[] = [];
  let now = story.turns[0]?.at ?? until;
  const tell = (message: SentMessage) => {
    sent.push(message);
    const at = heard(message);
    if (at !== undefined) willing.push({ at, by: message.reader });
  };
  for (let turn = 0; now <= until; turn++) {
    if (turn > MOST_TURNS) throw new Error(`The desk does not come to rest by ${new Date(now).toISOString()}`);
    const event = eventAt(story, now);
    for (const { at, by } of willing.filter((one) => one.at <= now).toSorted((a, b) => a.at - b.at)) {
      // Who finds that somebody is on it leaves it at that.
      if (!actInForce(event.known, acts, now)) acts.push(takenOver(event.known, at, by));
    }
    willing = willing.filter(({ at }) => at > now);
    const hasSupply = story.supplyFrom !== undefined && story.supplyFrom <= now;
    for (const reader of readers) {
      const attended = { ...event, acts, workedAt: [], talks: [...talks.values()] };
      const steps = dueSteps(attended, desk, now).filter((step) => step.reader === reader.id);
      const told = talkOnce({ ...event, acts, hasSupply }, reader, steps, talks.get(reader.id), {
        catalogue: story.catalogue,
        desk,
        now,
        ways,
        pauseMs,
        isAccepted: (way) => isAccepted(reader.id, way),
      });
      if (!told) continue;
      talks.set(reader.id, told.talk);
      if (told.sent) tell(told.sent);
    }
    const attended = { ...event, acts, workedAt: [], talks: [...talks.values()] };
    now = nextInstant(
      story,
      attended,
      desk,
      now,
      willing.map(({ at }) => at),
    );
  }
  return { sent, acts };
}

interface EventNow {
  readonly known: KnownEvent;
  readonly members: readonly Alert[];
}

const boards = new WeakMap<EventStory, EventNow[]>();

/** The event as its board has it at an instant. */
function eventAt(story: EventStory, now: number): EventNow {
  const made = boards.get(story) ?? eventsOf(story);
  boards.set(story, made);
  const index = story.turns.findLastIndex(({ at }) => at <= now);
  return made[Math.max(0, index)] as EventNow;
}

function eventsOf({ turns, catalogue }: EventStory): EventNow[] {
  const [first] = turns[0]?.alerts ?? [];
  if (!first) throw new Error('A story begins with an alert');
  let board = emptyBoard(strandOf(catalogue, first));
  return turns.map(({ at, alerts }) => {
    board = withAlerts(board, alerts, { catalogue, now: at });
    const known = board.events[0] as KnownEvent;
    return { known, members: everyMemberOf(board, known) };
  });
}

interface Moment {
  readonly catalogue: Catalogue;
  readonly desk: Desk;
  readonly now: number;
  readonly ways: number;
  readonly pauseMs: number;
  readonly isAccepted: (way: number) => boolean;
}

/** What becomes of a reader's conversation at an instant; nothing where nothing is to be done. */
function talkOnce(
  { known, members, acts, hasSupply }: EventNow & { readonly acts: readonly EventAct[]; readonly hasSupply: boolean },
  person: Reader,
  steps: readonly Step[],
  kept: Conversation | undefined,
  { catalogue, desk, now, ways, pauseMs, isAccepted }: Moment,
): { readonly talk: Conversation; readonly sent?: SentMessage } | undefined {
  const talk = kept ?? { event: known.id, reader: person.id, told: [] };
  const reader = readerForSteps(person, members, { steps, told: talk.told, catalogue });
  const seen = { members: membersFor(catalogue, reader, members), acts, supply: hasSupply };
  const plain = newsFor(seen, reader, talk.told, { catalogue, today: businessDayOf(now) });
  const news = newsWithSteps(plain, seen.members.filter(isLive), steps, { catalogue, supply: hasSupply });
  const quietUntil = news ? tellableNow(desk, now, news, person.id) : now;
  const cityDepth = cityDepthOf(catalogue);
  const noted = news ? withDue(talk, news, now, { gatherMs: GATHER_MS, pauseMs, cityDepth, quietUntil }) : talk;
  const at = nextStepAt(noted);
  if (at === undefined || at > now) return noted === talk ? undefined : { talk: noted };
  if (!news) return { talk: withoutSending(withoutDue(noted)) };
  if (!noted.sending && quietUntil > now) return { talk: withRest(noted, quietUntil) };
  const begun = noted.sending
    ? withRetry(noted, { now, leaseMs: LEASE_MS, channels: ways })
    : withClaim(noted, news, undefined, { now, leaseMs: LEASE_MS });
  const claimed = begun.sending ? { ...begun, sending: { ...begun.sending, news } } : begun;
  const { n = 0, channel: way = 0 } = claimed.sending ?? {};
  if (!isAccepted(way)) {
    return { talk: withFailure(claimed, { channel: String(way), cause: 'refused', isRefused: true, now }) };
  }
  const message = { at: now, reader: person.id, n, way, kind: news.kind, steps: news.steps ?? [] };
  return { talk: withTold(claimed, String(way), now), sent: message };
}

function takenOver({ id, version, level }: KnownEvent, at: number, by: string): EventAct {
  return { event: id, kind: 'acknowledge', at, by, version, level };
}

/** The next instant at which anything may change. */
function nextInstant(
  { turns, supplyFrom }: EventStory,
  event: AttendedEvent,
  desk: Desk,
  now: number,
  willingAt: readonly number[],
): number {
  const coming = [
    ...turns.map(({ at }) => at),
    supplyFrom ?? now,
    ...willingAt,
    ...stepsOf(event, desk, now).map(({ dueAt }) => dueAt),
    ...event.talks.map((talk) => nextStepAt(talk) ?? now),
  ].filter((at) => at > now);
  return coming.length > 0 ? Math.min(...coming) : Number.POSITIVE_INFINITY;
}
