import { type Alert, alertState, isLive } from '#domain/alert/alert.ts';
import { businessDayOf } from '#domain/business-day.ts';
import { readerForSteps } from '#domain/duty/news-with-steps.ts';
import { actsWithin } from '#domain/event/event-act.ts';
import { asSaid } from '#domain/event/event-as-said.ts';
import { eventOn } from '#domain/event/event-board.ts';
import { strandOf } from '#domain/event/strand.ts';
import { rankOf } from '#domain/level.ts';
import { membersFor, type Reader } from '#domain/notification/conversation.ts';
import type { EventNewsKind } from '#domain/notification/event-news.ts';
import { type DeskStore, deskStore } from '#storage/desk.ts';
import { readFalseWithin } from '#supply-search/alert-end.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import { attentionTo } from '#telling/attention.ts';
import { heardOf, newsToReader, toldEventOn } from '#telling/event-for-reader.ts';
import { DESK, type Simulation } from './simulation.ts';
import { AT_ONCE } from './tables-in-steps.ts';
import { FIRST_DAY, PROTOCOL_DESK, READERS } from './two-wards.ts';
import type { Accepted } from './ways-in-steps.ts';

const ENDS: readonly EventNewsKind[] = ['ended', 'closed', 'withdrawn'];

/** A reader and the part of an event that he sees. */
interface Seen {
  readonly event: string;
  readonly reader: Reader;
  readonly members: readonly Alert[];
  readonly heard: readonly Accepted[];
}

/**
 * What people believe wrongly when nothing is left to do, one line each. Every report here is live, so that every alert
 * is news. Told from what the ways accepted, in the order in which people read it, and not from what is kept:
 * - nobody believes that what has ended goes on: whoever heard of an event heard last of its end;
 * - whoever asked for such an event (live, at least `alert`) heard last that it is on, and of no lower level, unless
 *   somebody has closed or silenced it;
 * - whoever heard of what somebody has called false since, alert by alert, heard so.
 */
export async function wrongBeliefs(simulation: Simulation, alerts: readonly Alert[]): Promise<string[]> {
  const desk = deskStore(simulation.tables.connect(AT_ONCE), DESK);
  const wrong: string[] = [];
  for (const strand of new Set(alerts.map((alert) => strandOf(SMALL_CITY, alert)))) {
    const { value: board } = await desk.readBoard(strand);
    const idNow = (id: string) => eventOn(board, id)?.id ?? id;
    for (const known of board.events.filter(({ joinedInto }) => joinedInto === undefined)) {
      const { members, joined, said } = toldEventOn(board, known);
      const talks = (await Promise.all([known.id, ...joined].map(desk.conversationsOf))).flat();
      const acts = await desk.actsOf(known.id);
      for (const reader of READERS) {
        const heard = simulation.accepted.filter(
          (accepted) => accepted.reader === reader.id && idNow(accepted.message.news.event) === known.id,
        );
        const told = heardOf(talks.flatMap(({ value }) => (value.reader === reader.id ? [value] : [])));
        const seeing = readerForSteps(reader, members, { steps: [], told, catalogue: SMALL_CITY });
        const today = businessDayOf(simulation.clock());
        const own = asSaid(known.id, { members: membersFor(SMALL_CITY, seeing, members), acts }, said, today);
        const seen = { event: known.id, reader, members: own.members, heard };
        const mayBeUntold = own.acts.length > 0;
        if (acts.length === 0) wrong.push(...(await falseAndNotTold(seen, desk)));
        wrong.push(...(mayBeUntold ? endedAndNotTold(seen) : [...endedAndNotTold(seen), ...onAndNotTold(seen)]));
      }
    }
  }
  return wrong;
}

function endedAndNotTold({ event, reader, members, heard }: Seen): string[] {
  const last = heard.at(-1)?.message.news.kind;
  if (members.some(isLive) || last === undefined || ENDS.includes(last)) return [];
  return [`${event} is over for ${reader.id}, who heard last "${last}"`];
}

/** By what is kept of each alert: nobody believes in what was called false, alert by alert. */
async function falseAndNotTold({ event, reader, members, heard }: Seen, desk: DeskStore): Promise<string[]> {
  const last = heard.at(-1)?.message.news.kind;
  const live = members.filter(isLive);
  if (live.length === 0 || last === undefined || ENDS.includes(last)) return [];
  for (const alert of live) {
    const actions = await desk.actionsOf(alert.id);
    const within = await readFalseWithin(desk, SMALL_CITY, alert, actions);
    if (alertState(alert, actions, FIRST_DAY, within) !== 'false-alarm') return [];
  }
  return [`all of ${event} was called false for ${reader.id}, who heard last "${last}"`];
}

function onAndNotTold({ event, reader, members, heard }: Seen): string[] {
  const level = members.filter(isLive).reduce((worst, alert) => Math.max(worst, rankOf(alert.level)), 0);
  const isAsked = level >= rankOf('alert') && reader.levels.some((asked) => rankOf(asked) === level);
  if (!isAsked) return [];
  const since = heard.slice(heard.findLastIndex(({ message }) => ENDS.includes(message.news.kind)) + 1);
  const told = Math.max(-1, ...since.map(({ message }) => rankOf(message.news.face.level)));
  return told >= level ? [] : [`${event} is at ${level} for ${reader.id}, who was told of ${told}`];
}

/** What is news to somebody when nothing is left to do, by what is kept. */
export async function untoldNews(simulation: Simulation, alerts: readonly Alert[]): Promise<string[]> {
  const desk = deskStore(simulation.tables.connect(AT_ONCE), DESK);
  const ports = {
    clock: simulation.clock,
    hasSupply: async () => false,
    desk: async () => PROTOCOL_DESK,
    workedAt: async () => [],
  };
  const untold: string[] = [];
  for (const strand of new Set(alerts.map((alert) => strandOf(SMALL_CITY, alert)))) {
    const { value: board } = await desk.readBoard(strand);
    for (const known of board.events.filter(({ joinedInto }) => joinedInto === undefined)) {
      const now = toldEventOn(board, known);
      const event = { ...now, acts: actsWithin(SMALL_CITY, await desk.actsOf(known.id), now.members) };
      const talks = (await Promise.all([known.id, ...event.joined].map(desk.conversationsOf))).flat();
      const { steps } = await attentionTo(
        ports,
        event,
        talks.map(({ value }) => value),
      );
      for (const reader of READERS) {
        const told = heardOf(talks.flatMap(({ value }) => (value.reader === reader.id ? [value] : [])));
        const due = steps.filter((step) => step.reader === reader.id);
        const news = await newsToReader(ports, SMALL_CITY, event, { reader, told, steps: due });
        if (news) untold.push(`${known.id} has ${news.kind} at ${news.level}, and ${reader.id} does not know`);
      }
    }
  }
  return untold;
}

/** The steps of the desk that somebody was told more than once, of an event or of one that was joined into it. */
export async function repeatedSteps(simulation: Simulation, alerts: readonly Alert[]): Promise<string[]> {
  const desk = deskStore(simulation.tables.connect(AT_ONCE), DESK);
  const repeated: string[] = [];
  for (const strand of new Set(alerts.map((alert) => strandOf(SMALL_CITY, alert)))) {
    const { value: board } = await desk.readBoard(strand);
    for (const { id } of board.events) {
      for (const { value } of await desk.conversationsOf(id)) {
        const steps = value.told.flatMap(({ steps: told = [] }) => told.map((step) => `${value.reader} ${id} ${step}`));
        repeated.push(...steps.filter((step, index) => steps.indexOf(step) !== index));
      }
    }
  }
  return repeated;
}
