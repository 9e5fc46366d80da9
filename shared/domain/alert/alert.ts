import { addDays, type BusinessDay, daysBetween } from '../business-day.ts';
import type { Episode } from '../detection/episode.ts';
import { atLeast, type Direction, type Level } from '../level.ts';
import type { FalseAlarmReason } from './false-alarm-reason.ts';

/** Status that the market gives an alert; people's actions are laid over it by `alertState`. */
export type AlertStatus = 'open' | 'recovering' | 'resolved' | 'withdrawn';

export type AlertState = AlertStatus | 'acknowledged' | 'silenced' | 'false-alarm';

/** A confirmed episode under an id that is given once. Only its face (status, level) raises the version. */
export interface Alert {
  readonly id: string;
  readonly place: string;
  readonly product: string;
  readonly direction: Direction;
  readonly status: AlertStatus;
  readonly level: Level;
  readonly version: number;
  /** False when only history took part: nobody is told. */
  readonly news: boolean;
  readonly asOf: BusinessDay;
  readonly episode: Episode;
}

export const ALERT_ACTIONS = ['acknowledge', 'resolve', 'silence', 'false-alarm'] as const;
export type AlertActionKind = (typeof ALERT_ACTIONS)[number];

/** What a person did with an alert: appended, never changed. */
export interface AlertAction {
  readonly alert: string;
  readonly kind: AlertActionKind;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly by: string;
  /** Version of the alert that the person saw: a later escalation asks again. */
  readonly version: number;
  /** Level that the person saw; absent in what was written before levels were noted. */
  readonly level?: Level;
  readonly note?: string;
  /** Of a false alarm: why. Absent where nobody said, as before version 0.3. */
  readonly reason?: FalseAlarmReason;
  /** Last day of a silence. */
  readonly until?: BusinessDay;
  /**
   * Of a false alarm: what stood at the places inside when it was said, and is called false with it. Absent in what was
   * written before this was noted; `falseWithin` then goes by days.
   */
  readonly inside?: readonly SeenInside[];
  /** The event that it was done with as a whole. */
  readonly event?: string;
}

/** The level of the same move at a place inside, as somebody saw it. */
export interface SeenInside {
  readonly place: string;
  readonly level: Level;
}

/** The product and direction that alerts of one move share. */
export type Move = Pick<Alert, 'product' | 'direction'>;

/** `<place>_<product>_<direction>_<day first seen>`. */
export function alertId(place: string, episode: Pick<Episode, 'product' | 'direction' | 'openedOn'>): string {
  return `${alertIdPrefix(place, episode)}${episode.openedOn}`;
}

/** What the ids of all alerts of a move at a place begin with. */
export function alertIdPrefix(place: string, { product, direction }: Move): string {
  return `${place.replaceAll('/', '~')}_${product}_${direction}_`;
}

/** The place of an alert, read from its id; none for a text that is no id. */
export function placeOfAlert(id: string): string | undefined {
  const parts = id.split('_');
  return parts.length === 4 ? parts[0]?.replaceAll('~', '/') : undefined;
}

/** The move of an alert, read from its id; none for a text that is no id. */
export function moveOfAlert(id: string): Move | undefined {
  const [, product, direction, day] = id.split('_');
  if (product === undefined || day === undefined || (direction !== 'up' && direction !== 'down')) return undefined;
  return { product, direction };
}

const STATE_OF_ACTION: Record<AlertActionKind, AlertState> = {
  acknowledge: 'acknowledged',
  resolve: 'resolved',
  silence: 'silenced',
  'false-alarm': 'false-alarm',
};

/**
 * What staff see: the market's status, or the last action that holds for the alert as it is now. Once a silence has run
 * out, the market's status shows again.
 *
 * @param within that it was called false with a wider alert (`falseWithin`).
 */
export function alertState(
  alert: Alert,
  actions: readonly AlertAction[],
  today: BusinessDay,
  within?: object,
): AlertState {
  if (!isLive(alert)) return alert.status;
  if (within) return 'false-alarm';
  const last = holdingAction(alert, actions);
  return last && !hasRunOut(last, today) ? STATE_OF_ACTION[last.kind] : alert.status;
}

/**
 * The last action that holds for a live alert. An action is of the version that the person saw; a silence or a false alarm
 * also holds for a later version that is no worse than what it was said of.
 */
export function holdingAction(alert: Alert, actions: readonly AlertAction[]): AlertAction | undefined {
  const last = latestOf(actions);
  if (last && asksForQuiet(last) && atLeast(last.level ?? 'normal', alert.level)) return last;
  return latestOf(actions.filter(({ version }) => version === alert.version));
}

/** True for what keeps an alert from people. */
export function asksForQuiet({ kind }: Pick<AlertAction, 'kind'>): boolean {
  return kind === 'silence' || kind === 'false-alarm';
}

/** What a person did last. */
export function latestOf(actions: readonly AlertAction[]): AlertAction | undefined {
  return actions.toSorted((a, b) => a.at - b.at).at(-1);
}

/** True for a silence whose last day is over. */
export function hasRunOut({ until }: Pick<AlertAction, 'until'>, today: BusinessDay): boolean {
  return until !== undefined && until < today;
}

/**
 * The first day from which on nothing that was reported could be compared; none while data come. Of a live alert it is told
 * once a whole day has passed without: in the morning nobody has reported yet.
 */
export function noDataSince({ status, episode }: Pick<Alert, 'status' | 'episode'>, today: BusinessDay) {
  const first = addDays(episode.lastDay, 1);
  if (status === 'resolved') return episode.resolution === 'no-longer-reported' ? first : undefined;
  return isLive({ status }) && daysBetween(first, today) > 0 ? first : undefined;
}

export function isLive(alert: Pick<Alert, 'status'>): boolean {
  return alert.status === 'open' || alert.status === 'recovering';
}
