import { addDays, type BusinessDay, daysBetween } from '../business-day.ts';
import type { Episode } from '../detection/episode.ts';
import type { Direction, Level } from '../level.ts';

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
  /** Last day of a silence. */
  readonly until?: BusinessDay;
}

/** `<place>.<product>.<direction>.<day first seen>`. */
export function alertId(place: string, episode: Pick<Episode, 'product' | 'direction' | 'openedOn'>): string {
  return [place.replaceAll('/', '~'), episode.product, episode.direction, episode.openedOn].join('_');
}

/** The place of an alert, read from its id; none for a text that is no id. */
export function placeOfAlert(id: string): string | undefined {
  const parts = id.split('_');
  return parts.length === 4 ? parts[0]?.replaceAll('~', '/') : undefined;
}

const STATE_OF_ACTION: Record<AlertActionKind, AlertState> = {
  acknowledge: 'acknowledged',
  resolve: 'resolved',
  silence: 'silenced',
  'false-alarm': 'false-alarm',
};

/**
 * What staff see: the market's status, or the last action taken on this version of the alert. Once a silence has run out,
 * the market's status shows again.
 */
export function alertState(alert: Alert, actions: readonly AlertAction[], today: BusinessDay): AlertState {
  if (!isLive(alert)) return alert.status;
  const last = latestOf(actions.filter(({ version }) => version === alert.version));
  return last && !hasRunOut(last, today) ? STATE_OF_ACTION[last.kind] : alert.status;
}

/** What a person did last. */
export function latestOf(actions: readonly AlertAction[]): AlertAction | undefined {
  return actions.toSorted((a, b) => a.at - b.at).at(-1);
}

/** True for a silence whose last day is over. */
export function hasRunOut({ until }: AlertAction, today: BusinessDay): boolean {
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
