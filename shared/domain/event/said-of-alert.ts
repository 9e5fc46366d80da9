import { type Alert, type AlertAction, isLive, latestOf } from '../alert/alert.ts';
import type { FalseWithin } from '../alert/false-alarm.ts';
import type { FalseAlarmReason } from '../alert/false-alarm-reason.ts';
import type { BusinessDay } from '../business-day.ts';
import { atLeast, type Level } from '../level.ts';
import { present } from '../present.ts';

const QUIET = ['silence', 'false-alarm', 'resolve'] as const;
type QuietKind = (typeof QUIET)[number];

/** The last word on one alert, where it keeps the alert from its readers. */
export interface SaidOfAlert {
  readonly alert: string;
  readonly kind: QuietKind;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly by: string;
  /** It holds while the alert is no louder. */
  readonly level: Level;
  readonly note?: string;
  /** Of a false alarm: why. */
  readonly reason?: FalseAlarmReason;
  /** Last day of a silence. */
  readonly until?: BusinessDay;
  /** The event with which it was said; none where it was said of the alert. */
  readonly event?: string;
}

/**
 * The last word on a live alert; none where nobody asked for quiet, or the alert has risen since.
 *
 * @param within the false alarm of a wider alert that covers it.
 */
export function saidOf(
  alert: Alert,
  actions: readonly AlertAction[],
  within: FalseWithin | undefined,
): SaidOfAlert | undefined {
  const said = within?.said ?? latestOf(actions);
  const kind = QUIET.find((quiet) => quiet === said?.kind);
  if (!isLive(alert) || !said || !kind) return undefined;
  // Before levels were noted, what was said was said of one version.
  const seen = said.level ?? (said.version === alert.version ? alert.level : 'normal');
  const level = within ? alert.level : seen;
  if (!atLeast(level, alert.level)) return undefined;
  const { at, by, note, reason, until, event } = said;
  return present<SaidOfAlert>({ alert: alert.id, kind, at, by, level, note, reason, until, event });
}
