import { type Alert, type AlertAction, type AlertActionKind, asksForQuiet, isLive, latestOf } from '../alert/alert.ts';
import type { FalseAlarmReason } from '../alert/false-alarm-reason.ts';
import type { BusinessDay } from '../business-day.ts';
import { type Catalogue, isWithin } from '../catalogue.ts';
import { atLeast, type Level } from '../level.ts';
import { present } from '../present.ts';
import type { KnownEvent } from './event-board.ts';

export const EVENT_ACTS = ['acknowledge', 'assign', 'resolve', 'silence', 'false-alarm'] as const;
export type EventActKind = (typeof EVENT_ACTS)[number];

/** What a person did with an event: appended, never changed. It holds for every member that is no louder. */
export interface EventAct {
  readonly event: string;
  readonly kind: EventActKind;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly by: string;
  /** Places of who did it, with all that lies in them; absent of who is in charge of all. */
  readonly places?: readonly string[];
  /** Version and level of the event that the person saw: a rise asks again. */
  readonly version: number;
  readonly level: Level;
  readonly note?: string;
  /** Last day of a silence. */
  readonly until?: BusinessDay;
  /** Why it is a false alarm. */
  readonly reason?: FalseAlarmReason;
  /** Whom it was given to. */
  readonly to?: string;
  /** When something should have been done, milliseconds since the epoch. */
  readonly dueAt?: number;
}

export type EventState = 'open' | 'recovering' | 'acknowledged' | 'silenced' | 'false-alarm' | 'resolved' | 'withdrawn';

/** Who is on an event, and since when (milliseconds since the epoch). */
export interface EventOwner {
  readonly person: string;
  readonly since: number;
  readonly dueAt?: number;
}

const STATE_OF_ACT: Readonly<Record<EventActKind, EventState>> = {
  acknowledge: 'acknowledged',
  assign: 'acknowledged',
  resolve: 'resolved',
  silence: 'silenced',
  'false-alarm': 'false-alarm',
};

const ACTION_OF_ACT: Readonly<Record<EventActKind, AlertActionKind>> = {
  acknowledge: 'acknowledge',
  assign: 'acknowledge',
  resolve: 'resolve',
  silence: 'silence',
  'false-alarm': 'false-alarm',
};

/**
 * The acts as they hold for an event with these members. Who is in charge of some places decides for no others: once the
 * event has alerts beyond them, the act is as one that has seen no level, and somebody is asked for again.
 */
export function actsWithin(catalogue: Catalogue, acts: readonly EventAct[], members: readonly Alert[]): EventAct[] {
  const told = members.filter((alert) => isLive(alert) && atLeast(alert.level, 'alert'));
  return acts.map((act) => (told.every((alert) => isOver(catalogue, act, alert)) ? act : { ...act, level: 'normal' }));
}

/** True where an alert lies at the places of who did something. */
function isOver(catalogue: Catalogue, { places }: EventAct, { place }: Pick<Alert, 'place'>): boolean {
  return places === undefined || places.some((area) => isWithin(catalogue, place, area));
}

/**
 * The act that holds for an event at a level: the last one, unless the event has risen above what the person saw, or a
 * silence has run out. New places and goods are part of what somebody is on already.
 */
export function holdingAct(acts: readonly EventAct[], level: Level, today: BusinessDay): EventAct | undefined {
  const last = lastAct(acts);
  if (!last || !atLeast(last.level, level)) return undefined;
  return last.until !== undefined && last.until < today ? undefined : last;
}

/** True for an act that leaves an event to nobody: it is closed, false, or silenced. */
export function isQuiet({ kind }: Pick<EventAct, 'kind'>): boolean {
  return kind === 'silence' || kind === 'resolve' || kind === 'false-alarm';
}

/** What staff see of an event: what the market does, or what somebody has said of it. */
export function eventState(
  { level, endedAt, log }: Pick<KnownEvent, 'level' | 'endedAt' | 'log'>,
  members: readonly Pick<Alert, 'status'>[],
  acts: readonly EventAct[],
  today: BusinessDay,
): EventState {
  if (endedAt !== undefined) return log.findLast(({ kind }) => kind === 'ended')?.withdrawn ? 'withdrawn' : 'resolved';
  const act = holdingAct(acts, level, today);
  if (act) return STATE_OF_ACT[act.kind];
  return members.length > 0 && members.every(({ status }) => status === 'recovering') ? 'recovering' : 'open';
}

/** Who is on an event; nobody once it has risen above what that person saw. */
export function ownerOf(acts: readonly EventAct[], level: Level): EventOwner | undefined {
  const last = lastAct(acts.filter(({ kind }) => kind === 'acknowledge' || kind === 'assign' || kind === 'resolve'));
  if (!last || last.kind === 'resolve' || !atLeast(last.level, level)) return undefined;
  return present<EventOwner>({ person: last.to ?? last.by, since: last.at, dueAt: last.dueAt });
}

/**
 * What the last act on an event is for a member; nothing where it holds already, the member is louder than what the person
 * saw or lies elsewhere than that person's places, or somebody has dealt with the member itself since.
 */
export function actionOnMember(
  catalogue: Catalogue,
  act: EventAct,
  alert: Alert,
  actions: readonly AlertAction[],
): AlertAction | undefined {
  if (!isLive(alert) || !atLeast(act.level, alert.level) || !isOver(catalogue, act, alert)) return undefined;
  const action = present<AlertAction>({
    alert: alert.id,
    kind: ACTION_OF_ACT[act.kind],
    at: act.at,
    by: act.by,
    version: alert.version,
    level: alert.level,
    note: act.note,
    until: act.until,
    reason: act.reason,
    event: act.event,
  });
  const last = latestOf(actions);
  if (!last) return action;
  if (last.at > act.at) return undefined;
  // It may have been laid on an earlier version of the same instant, too.
  const isLaid = actions.some(
    (one) =>
      one.at === act.at &&
      one.event === act.event &&
      (one.version === alert.version || (asksForQuiet(one) && atLeast(one.level ?? 'normal', alert.level))),
  );
  return isLaid ? undefined : action;
}

/** What somebody did last with an event. */
export function lastAct(acts: readonly EventAct[]): EventAct | undefined {
  return acts.toSorted((a, b) => a.at - b.at).at(-1);
}
