// What is known of the events of one strand, kept as one board.
//
// Which alerts belong together, and all that is shown of an event, follows from the alerts (`joinAlerts`). What does not
// follow from them is kept: the ids that events were given, and when something was first seen.
//
// `withAlerts` lays what has become of some alerts on a board:
// 1. Take the alerts as they are now, and join the live ones.
// 2. The heir of a known event is the component with its oldest live member. Of several events with one heir the oldest
//    keeps its id and the others are joined into it; a component that is nobody's heir gets a new id.
// 3. Note what has changed of each event since the board was written: its log is made of that.

import { type Alert, isLive } from '../alert/alert.ts';
import { type BusinessDay, businessDayOf, daysBetween } from '../business-day.ts';
import type { Catalogue } from '../catalogue.ts';
import { atLeast, type Level, milder, rankOf, worse } from '../level.ts';
import { present } from '../present.ts';
import { byAge, joinAlerts } from './joining.ts';
import type { SaidOfAlert } from './said-of-alert.ts';
import { eventId, type Strand, strandOf } from './strand.ts';

/** Something that became of an event, at the instant at which the system saw it. */
export interface EventChange {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly kind: 'opened' | 'escalated' | 'lowered' | 'spread' | 'joined' | 'parted' | 'ended' | 'reopened';
  readonly level?: Level;
  /** Places with an alert of at least `alert` then. */
  readonly places?: number;
  /** The event that joined this one, or that this one was joined into or has parted from. */
  readonly event?: string;
  /** True where a correction took the whole event back. */
  readonly withdrawn?: true;
}

/** An event under an id that is given once. */
export interface KnownEvent {
  readonly id: string;
  /** First day of its oldest member when it was named. */
  readonly openedOn: BusinessDay;
  /** Ids of the alerts that ever were its members; forgotten some weeks after its end. */
  readonly members: readonly string[];
  /** Rises when people may want to hear of it: its level, its goods and places, or that it ends or goes on. */
  readonly version: number;
  /** What the version stands for. */
  readonly face: string;
  readonly level: Level;
  /** When its level was reached last. */
  readonly levelSince: number;
  readonly log: readonly EventChange[];
  /** The event that its alerts belong to now. */
  readonly joinedInto?: string;
  /** When its last member ended. */
  readonly endedAt?: number;
}

export interface EventBoard {
  readonly strand: Strand;
  /** The live alerts of the strand, and those that ended a few days ago; by id. */
  readonly alerts: readonly Alert[];
  /** Oldest first. */
  readonly events: readonly KnownEvent[];
  /** What was said last of single live alerts, by their ids, where it keeps them from readers; absent where nothing was. */
  readonly said?: readonly SaidOfAlert[];
}

/** An event as it was when it ended. */
export interface PastEvent {
  readonly strand: Strand;
  readonly known: KnownEvent;
  readonly members: readonly Alert[];
}

/** What the clock and the catalogue say when a board is written. */
export interface BoardMoment {
  readonly catalogue: Catalogue;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** An ended alert stays on the board so long: what people see of its event still shows it. */
const ENDED_ALERT_DAYS = 3;
/** An alert that a correction revives finds its event again so long: as long as episodes can be corrected, and a bit. */
const REMEMBERED_DAYS = 40;
/** Of the changes of a long event the newest stay. */
const LONGEST_LOG = 100;

export function emptyBoard(strand: Strand): EventBoard {
  return { strand, alerts: [], events: [] };
}

/**
 * The board after some alerts have changed: the same whatever order they come in, but for ids and instants. The board
 * itself where nothing has changed.
 *
 * @param changed alerts as they are kept now; those of another strand leave the board.
 */
export function withAlerts(board: EventBoard, changed: readonly Alert[], moment: BoardMoment): EventBoard {
  const known = new Map(board.alerts.map((alert) => [alert.id, alert]));
  for (const alert of changed) known.set(alert.id, alert);
  const today = businessDayOf(moment.now);
  const alerts = [...known.values()]
    .filter((alert) => strandOf(moment.catalogue, alert) === board.strand && isOfNow(alert, today))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const events = nameEvents({ ...board, alerts }, joinAlerts(moment.catalogue, alerts), moment.now);
  const live = new Set(alerts.filter(isLive).map(({ id }) => id));
  const said = board.said?.filter(({ alert }) => live.has(alert)) ?? [];
  const next = present<EventBoard>({ strand: board.strand, alerts, events, said: said.length > 0 ? said : undefined });
  return JSON.stringify(next) === JSON.stringify(board) ? board : next;
}

/**
 * The board with what was said last of some of its alerts, each as it is on the board; the board itself where that is
 * known. @param heard by the id of the alert; nothing where nobody asked for quiet.
 */
export function withSaid(board: EventBoard, heard: ReadonlyMap<string, SaidOfAlert | undefined>): EventBoard {
  const known = new Map(board.said?.map((one) => [one.alert, one]));
  for (const [alert, said] of heard) {
    if (said && board.alerts.some(({ id }) => id === alert)) known.set(alert, said);
    else known.delete(alert);
  }
  const said = [...known.values()].toSorted((a, b) => (a.alert < b.alert ? -1 : 1));
  const { said: _before, ...rest } = board;
  const next = present<EventBoard>({ ...rest, said: said.length > 0 ? said : undefined });
  return JSON.stringify(next) === JSON.stringify({ ...rest, ...(board.said ? { said: board.said } : {}) })
    ? board
    : next;
}

/** The event with an id, or that it was joined into. */
export function eventOn({ events }: Pick<EventBoard, 'events'>, id: string): KnownEvent | undefined {
  const event = events.find((known) => known.id === id);
  return event?.joinedInto === undefined ? event : eventOn({ events }, event.joinedInto);
}

/** The members of an event that are still on the board, oldest first; the live ones only, while there are any. */
export function membersOf(board: Pick<EventBoard, 'alerts'>, { members, joinedInto }: KnownEvent): Alert[] {
  if (joinedInto !== undefined) return [];
  const own = new Set(members);
  const alerts = board.alerts.filter(({ id }) => own.has(id)).toSorted(byAge);
  const live = alerts.filter(isLive);
  return live.length > 0 ? live : alerts;
}

/** The members of an event that are on the board, also those that have ended. */
export function everyMemberOf(board: Pick<EventBoard, 'alerts'>, { members }: KnownEvent): Alert[] {
  const own = new Set(members);
  return board.alerts.filter(({ id }) => own.has(id)).toSorted(byAge);
}

/** The event of an alert: the one that it belongs to now, or belonged to at its end. */
export function eventOfAlert({ events }: Pick<EventBoard, 'events'>, alert: string): KnownEvent | undefined {
  const own = events.filter(({ members, joinedInto }) => joinedInto === undefined && members.includes(alert));
  return own.find(({ endedAt }) => endedAt === undefined) ?? own.at(-1);
}

function isOfNow(alert: Alert, today: BusinessDay): boolean {
  return isLive(alert) || daysBetween(alert.asOf, today) <= ENDED_ALERT_DAYS;
}

/** @param board the alerts as they are now, and the events as they were. */
function nameEvents(board: EventBoard, components: readonly Alert[][], now: number): KnownEvent[] {
  const heirs = heirsOf(board.events, components);
  const named = new Map<string, KnownEvent>();
  const taken = new Set(board.events.map(({ id }) => id));
  const live = new Set(components.flat().map(({ id }) => id));
  for (const component of components) {
    const claimants = board.events.filter((event) => heirs.get(event) === component);
    // One that was joined into another comes back by itself only where nobody else is there.
    const standing = claimants.filter(({ joinedInto }) => joinedInto === undefined);
    const keeper = (standing.length > 0 ? standing : claimants)[0];
    const event = keeper ?? newEvent(board.strand, component, taken, now);
    taken.add(event.id);
    const joined = standing.filter((other) => other !== event);
    const parted = keeper === undefined ? formerEventOf(board.events, component) : undefined;
    named.set(event.id, withMembers(event, component, { joined, parted, live }, now));
    for (const other of claimants) {
      if (other === event || (other.joinedInto === event.id && standing.length > 0)) continue;
      named.set(other.id, intoAnother(other, event.id, now));
    }
  }
  const all = board.events.map((event) => named.get(event.id) ?? withoutMembers(event, board, now));
  const fresh = [...named.values()].filter(({ id }) => !board.events.some((event) => event.id === id));
  return [...all, ...fresh].toSorted((a, b) => byFirstDay(a, b));
}

/** The component that has the oldest live member of each event. */
function heirsOf(events: readonly KnownEvent[], components: readonly Alert[][]): Map<KnownEvent, readonly Alert[]> {
  const componentOf = new Map(components.flatMap((component) => component.map((alert) => [alert.id, component])));
  const alertOf = new Map(components.flat().map((alert) => [alert.id, alert]));
  const heirs = new Map<KnownEvent, readonly Alert[]>();
  for (const event of events) {
    const oldest = event.members
      .flatMap((id) => alertOf.get(id) ?? [])
      .toSorted(byAge)
      .at(0);
    const heir = oldest && componentOf.get(oldest.id);
    if (heir) heirs.set(event, heir);
  }
  return heirs;
}

/** The event from which the members of a new one have parted. */
function formerEventOf(events: readonly KnownEvent[], component: readonly Alert[]): string | undefined {
  const ids = new Set(component.map(({ id }) => id));
  return events.find(({ members, joinedInto }) => joinedInto === undefined && members.some((id) => ids.has(id)))?.id;
}

function newEvent(strand: Strand, [oldest]: readonly Alert[], taken: ReadonlySet<string>, now: number): KnownEvent {
  const openedOn = oldest?.episode.openedOn ?? businessDayOf(now);
  let ordinal = 1;
  while (taken.has(eventId(strand, openedOn, ordinal))) ordinal++;
  return {
    id: eventId(strand, openedOn, ordinal),
    openedOn,
    members: [],
    version: 0,
    face: '',
    level: 'normal',
    levelSince: now,
    log: [],
  };
}

interface Around {
  readonly joined: readonly KnownEvent[];
  readonly parted: string | undefined;
  /** Ids of all live alerts: those that are not among an event's members now belong to another. */
  readonly live: ReadonlySet<string>;
}

function withMembers(event: KnownEvent, members: readonly Alert[], around: Around, now: number): KnownEvent {
  const { joined, parted = event.joinedInto } = around;
  const level = levelOf(members);
  const alerted = members.filter((alert) => atLeast(alert.level, 'alert'));
  const face = faceOf(level, members);
  const before = placesIn(event.face);
  const places = placesIn(face);
  const changes: EventChange[] = [];
  const note = (kind: EventChange['kind'], more: Partial<EventChange> = {}) =>
    changes.push(present<EventChange>({ at: now, kind, level, places: places.size, ...more }));
  if (event.version === 0) note('opened');
  else if (event.endedAt !== undefined) note('reopened');
  if (parted !== undefined) note('parted', { event: parted });
  for (const other of joined) note('joined', { event: other.id });
  const isFirst = event.version === 0 || event.endedAt !== undefined || event.joinedInto !== undefined;
  if (!isFirst && rankOf(level) > rankOf(event.level)) note('escalated');
  if (!isFirst && rankOf(level) < rankOf(event.level)) note('lowered');
  if (!isFirst && [...places].some((place) => !before.has(place)) && alerted.length > 0) note('spread');
  return present<KnownEvent>({
    id: event.id,
    openedOn: event.openedOn,
    members: membersWith([event, ...joined], members, around.live),
    version: face === event.face && event.endedAt === undefined ? event.version : event.version + 1,
    face,
    level,
    levelSince: isFirst || rankOf(level) > rankOf(event.level) ? now : event.levelSince,
    log: [...event.log, ...changes].slice(-LONGEST_LOG),
  });
}

/** An event none of whose members is live. */
function withoutMembers(event: KnownEvent, board: EventBoard, now: number): KnownEvent {
  if (event.joinedInto !== undefined || event.endedAt !== undefined) return forgotten(event, now);
  const own = new Set(event.members);
  const gone = board.alerts.filter(({ id }) => own.has(id));
  const withdrawn = gone.length > 0 && gone.every(({ status }) => status === 'withdrawn');
  const ended = present<EventChange>({ at: now, kind: 'ended', withdrawn: withdrawn || undefined });
  return {
    ...event,
    version: event.version + 1,
    face: '',
    endedAt: now,
    log: [...event.log, ended].slice(-LONGEST_LOG),
  };
}

/** Some weeks after its end only the id of an event is known, so that it is not given again. */
function forgotten(event: KnownEvent, now: number): KnownEvent {
  const { endedAt = event.log.at(-1)?.at ?? now } = event;
  if (event.members.length === 0 || daysBetween(businessDayOf(endedAt), businessDayOf(now)) <= REMEMBERED_DAYS) {
    return event;
  }
  return { ...event, members: [], log: [], face: '' };
}

function intoAnother(event: KnownEvent, joinedInto: string, now: number): KnownEvent {
  const { endedAt: _ended, ...rest } = event;
  if (event.joinedInto === joinedInto) return event;
  const change: EventChange = { at: now, kind: 'joined', event: joinedInto };
  return { ...rest, version: event.version + 1, face: '', joinedInto, log: [...event.log, change].slice(-LONGEST_LOG) };
}

/** Its live members, and the ended ones of all that it is made of. */
function membersWith(events: readonly KnownEvent[], members: readonly Alert[], live: ReadonlySet<string>): string[] {
  const ended = events.flatMap((event) => event.members).filter((id) => !live.has(id));
  return [...new Set([...ended, ...members.map(({ id }) => id)])].toSorted();
}

function levelOf(members: readonly Alert[]): Level {
  return members.reduce<Level>((level, alert) => worse(level, alert.level), 'normal');
}

/** The level, and which goods at which places are at `alert` or above, as a text. */
function faceOf(level: Level, members: readonly Alert[]): string {
  const told = members.filter((alert) => atLeast(alert.level, milder('alert', level)));
  return [level, ...told.map(({ place, product }) => `${place} ${product}`).toSorted()].join('|');
}

function placesIn(face: string): Set<string> {
  return new Set(
    face
      .split('|')
      .slice(1)
      .map((part) => part.split(' ')[0] ?? ''),
  );
}

function byFirstDay(a: KnownEvent, b: KnownEvent): number {
  if (a.openedOn !== b.openedOn) return a.openedOn < b.openedOn ? -1 : 1;
  return a.id.length - b.id.length || (a.id < b.id ? -1 : 1);
}
