// What is to be done about an event so that nobody is alone with it, and it is left to nobody.
//
// Nothing is counted up and no timer is set: which steps an event has, and when, follows from what is kept of it (when its
// level was reached, what people did, what was told), from the settings and from who is there. A step has an id that
// follows from the same facts. It is kept with the message that tells it, so it is told once to each reader, however often
// and by however many it is asked for.

import { startOfBusinessDay } from '../business-day.ts';
import { type EventAct, ownerOf } from '../event/event-act.ts';
import type { KnownEvent } from '../event/event-board.ts';
import { type Conversation, type Told, toldEnd, wasHeard } from '../notification/conversation.ts';
import type { ToldStep } from '../notification/event-news.ts';
import { present } from '../present.ts';
import { type LevelSteps, stepsOfLevel } from './desk-settings.ts';
import { actInForce, unattendedSince } from './level-clock.ts';
import { tellableFrom } from './quiet-hours.ts';
import { behind, type Desk, deskFor, onDuty, personsFor, presenceOf } from './who-is-on-duty.ts';

/** A step and the reader to whom it is told. */
export interface Step extends ToldStep {
  /** The same for the same facts. */
  readonly id: string;
  readonly reader: string;
  /** From when on it is told, milliseconds since the epoch: what falls into quiet hours is due when they end. */
  readonly dueAt: number;
}

/** An event with all that its steps follow from. */
export interface AttendedEvent {
  readonly known: Pick<KnownEvent, 'level' | 'levelSince' | 'log' | 'endedAt' | 'joinedInto'>;
  readonly acts: readonly EventAct[];
  /** When shops were verified and calls were answered, milliseconds since the epoch. */
  readonly workedAt: readonly number[];
  /** What each reader was told of it, and of the events that were joined into it. */
  readonly talks: readonly Conversation[];
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** An instant that somebody has named as due keeps others from asking no longer than this. */
const LONGEST_DUE_MS = 7 * DAY_MS;

/** The steps that are due at an instant and were not told. */
export function dueSteps(event: AttendedEvent, desk: Desk, now: number): Step[] {
  return stepsOf(event, desk, now).filter(({ dueAt }) => dueAt <= now);
}

/**
 * When the next person is told if nobody takes the event over, and who; an instant that is over is on its way.
 *
 * @param told ids of steps that are being told.
 */
export function nextEscalation(
  event: AttendedEvent,
  desk: Desk,
  now: number,
  told: readonly string[] = [],
): { readonly at: number; readonly to?: 'lead' | 'director' } | undefined {
  const [next] = stepsOf(event, desk, now)
    .filter(({ id, kind }) => kind === 'escalation' && !told.includes(id))
    .toSorted((a, b) => a.dueAt - b.dueAt);
  const to = (['lead', 'director'] as const).find((role) => next?.id.endsWith(`-${role}`));
  return next && present<{ at: number; to?: 'lead' | 'director' }>({ at: next.dueAt, to });
}

/** All steps of an event as it stands, due or still to come, that their readers were not told. */
export function stepsOf(event: AttendedEvent, desk: Desk, now: number): Step[] {
  const { known, acts } = event;
  const level = stepsOfLevel(desk.settings, known.level);
  if (!level || known.endedAt !== undefined || known.joinedInto !== undefined) return [];
  const act = actInForce(known, acts, now);
  const asked: Asked = { event, desk: deskFor(desk, known.level), level, now };
  return (act ? attended(asked, act) : unattended(asked)).filter(
    ({ id, reader }) => !toldTo(event, reader).some(({ steps = [] }) => steps.includes(id)),
  );
}

interface Asked {
  readonly event: AttendedEvent;
  readonly desk: Desk;
  readonly level: LevelSteps;
  readonly now: number;
}

/** Nobody is on it. */
function unattended(asked: Asked): Step[] {
  const { event, desk, level } = asked;
  const since = unattendedSince(event.known, event.acts);
  const escalations = level.escalate.flatMap(({ afterMinutes, tell }) => {
    const dueAt = tellable(asked, since + afterMinutes * MINUTE_MS);
    const id = `escalation-${event.known.level}-${since}-${afterMinutes}-${tell}`;
    return personsFor(tell, desk, dueAt).map((reader): Step => ({ id, kind: 'escalation', reader, dueAt, since }));
  });
  return [...escalations, ...remindersOf(asked, since), ...[...failingIn(event).keys()].flatMap(insteadOf(asked))];
}

/** To each who has heard of the event and not of its end: the last reminder that is due, or else the next. */
function remindersOf({ event, desk, level, now }: Asked, since: number): Step[] {
  const [first] = level.remindAfter;
  if (first === undefined) return [];
  return readersOf(event).flatMap((reader) => {
    const last = heardBy(event, reader).at(-1);
    if (!last) return [];
    const remindAt = reminderAt(level.remindAfter, since, last.at, now);
    // Who has just been told something of it knows that it is on.
    const at = Math.max(remindAt, last.at + first * MINUTE_MS);
    const isOnDuty = onDuty(desk, at).includes(reader);
    const dueAt = tellableFrom(desk, at, { level: event.known.level, isOnDuty });
    return [{ id: `reminder-${event.known.level}-${remindAt}`, kind: 'reminder' as const, reader, dueAt, since }];
  });
}

/**
 * The latest reminder that was due by now, unless something was told since; else the next. After the last of the list there
 * is one each day.
 */
function reminderAt(after: readonly number[], since: number, toldAt: number, now: number): number {
  const listed = after.map((minutes) => since + minutes * MINUTE_MS);
  const last = listed.at(-1) ?? since;
  const days = Math.max(0, Math.floor((now - last) / DAY_MS));
  const instants = [...listed, last + days * DAY_MS, last + (days + 1) * DAY_MS].toSorted((a, b) => a - b);
  const latest = instants.findLast((at) => at <= now);
  const next = instants.find((at) => at > now) as number;
  return latest !== undefined && latest > toldAt ? latest : next;
}

/**
 * To the next in place of somebody who cannot be reached, and to the next but one where the next cannot be reached, too.
 * Of a topic or a machine that is no person nobody stands in the place.
 */
function insteadOf(asked: Asked): (person: string) => Step[] {
  const { event, desk, level } = asked;
  const failing = failingIn(event);
  return (person) => {
    const failure = failing.get(person);
    if (!failure || !desk.people.some(({ id }) => id === person)) return [];
    const dueAt = tellable(asked, failure.since + level.insteadAfter * MINUTE_MS);
    const next = behind(person, desk, dueAt);
    const reached = next.findIndex((reader) => !failing.has(reader));
    const readers = next.slice(0, reached < 0 ? next.length : reached + 1);
    const step = {
      id: `instead-${person}-${failure.n}`,
      kind: 'instead' as const,
      dueAt,
      since: failure.since,
      person,
    };
    return readers.map((reader): Step => ({ ...step, reader }));
  };
}

/** Somebody is on it: told that it was given, relieved when not there, and reminded when nothing happens. */
function attended(asked: Asked, act: EventAct): Step[] {
  const { event, desk, level, now } = asked;
  const person = ownerOf(event.acts, event.known.level)?.person;
  if (person === undefined || (act.kind !== 'acknowledge' && act.kind !== 'assign')) return [];
  const worked = Math.max(act.at, ...event.workedAt);
  const promised = act.dueAt === undefined ? worked : Math.min(act.dueAt, act.at + LONGEST_DUE_MS);
  const stalledAt = Math.max(worked + level.stalledAfter * MINUTE_MS, promised);
  const nextAt = inTheMorning(asked, stalledAt + level.stalledNextAfter * MINUTE_MS);
  const stalled = { kind: 'stalled' as const, since: worked, person };
  const next = personsFor('lead', desk, nextAt).filter((reader) => reader !== person);
  const others = next.length > 0 ? next : behind(person, desk, nextAt).slice(0, 1);
  const relief = others.map((reader): Step => ({ ...stalled, id: `stalled-next-${worked}`, reader, dueAt: nextAt }));
  if (isGone(person, act, desk, now)) return [...handedOver(asked, act, person), ...relief];
  const reminded: Step = { ...stalled, id: `stalled-${worked}`, reader: person, dueAt: inTheMorning(asked, stalledAt) };
  if (act.kind === 'acknowledge' || act.by === person) return [reminded, ...relief];
  const assigned = { id: `assigned-${act.at}`, kind: 'assigned' as const, reader: person, since: act.at };
  return [{ ...assigned, dueAt: tellable(asked, act.at) }, ...insteadOf(asked)(person), reminded, ...relief];
}

/** Who took it himself was there, also without a channel or a record; he is gone once on leave, or disabled. */
function isGone(person: string, act: EventAct, desk: Desk, now: number): boolean {
  const presence = presenceOf(person, desk, now);
  const tookIt = act.kind === 'acknowledge' || act.by === person;
  if (!tookIt) return presence !== 'here';
  return presence === 'on-leave' || (presence === 'inactive' && desk.people.some(({ id }) => id === person));
}

function handedOver(asked: Asked, act: EventAct, person: string): Step[] {
  const since = goneSince(person, asked.desk, act.at, asked.now);
  const dueAt = tellable(asked, since);
  const step = { id: `handed-over-${act.at}-${person}`, kind: 'handed-over' as const, dueAt, since, person };
  return behind(person, asked.desk, Math.max(dueAt, since))
    .slice(0, 1)
    .map((reader): Step => ({ ...step, reader }));
}

/** Since when who is on it has not been there: since the leave began, if it began later than the act. */
function goneSince(person: string, { settings }: Desk, actedAt: number, now: number): number {
  const began = settings.leave
    .filter((leave) => leave.who === person)
    .map(({ from }) => startOfBusinessDay(from))
    .filter((at) => at > actedAt && at <= now);
  return Math.max(actedAt, ...began);
}

/** Since when somebody could not be reached, and with which message that began. */
export interface Failing {
  readonly n: number;
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly cause: string;
}

/** Who cannot be reached: whose messages have failed ever since one was certainly told. */
export function failingIn({ talks }: Pick<AttendedEvent, 'talks'>): Map<string, Failing> {
  const failing = new Map<string, Failing>();
  for (const { reader, sending, givenUp = [], told } of talks) {
    const reached = Math.max(0, ...told.filter((one) => !one.unsure && wasHeard(one)).map(({ n }) => n));
    const lost = [...givenUp, ...(sending ? [sending] : []), ...told.flatMap(cameBack)]
      .filter(({ n, failures }) => n > reached && failures.length > 0)
      .toSorted((a, b) => a.n - b.n)[0];
    const [first] = lost?.failures ?? [];
    if (lost && first) failing.set(reader, { n: lost.n, since: first.at, cause: first.cause });
  }
  return failing;
}

/** A message that bounced after it had been accepted, as one that failed. */
function cameBack({ n, returned }: Told) {
  return returned?.kind === 'bounced' ? [{ n, failures: [{ at: returned.at, cause: returned.kind }] }] : [];
}

function readersOf({ talks }: AttendedEvent): string[] {
  return [...new Set(talks.map(({ reader }) => reader))];
}

/** All that a reader was told of it, oldest first. */
function toldTo({ talks }: AttendedEvent, reader: string): Told[] {
  return talks
    .flatMap((talk) => (talk.reader === reader ? talk.told.filter(wasHeard) : []))
    .toSorted((a, b) => a.at - b.at || a.n - b.n);
}

/** What a reader has heard since the last end. */
function heardBy(event: AttendedEvent, reader: string): Told[] {
  const told = toldTo(event, reader);
  return told.slice(told.findLastIndex(toldEnd) + 1);
}

/** When a step that is asked for may be told: not at night, but on days off. */
function tellable({ event, desk }: Asked, at: number): number {
  return tellableFrom(desk, at, { level: event.known.level, isOnDuty: true });
}

/** When it is told that nothing happens: whoever is on it is left to sleep, whatever the level. */
function inTheMorning({ desk }: Asked, at: number): number {
  return tellableFrom(desk, at, { level: 'normal', isOnDuty: true });
}
