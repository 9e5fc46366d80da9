import { type BusinessDay, businessDayOf } from '../business-day.ts';
import { type Alert, type AlertAction, holdingAction, isLive } from './alert.ts';
import type { FalseWithin } from './false-alarm.ts';

/** How an alert ends, and with it all that hangs on it: by the market, by a correction, by hand, or as a false alarm. */
export const ALERT_ENDS = ['resolved', 'withdrawn', 'closed-by-hand', 'false-alarm'] as const;

export interface AlertEnd {
  readonly reason: (typeof ALERT_ENDS)[number];
  readonly on: BusinessDay;
}

/**
 * That an alert has ended, as it is kept now; none while it stands. What people said ends with what they said it of: an
 * escalation asks again. A silence ends nothing.
 *
 * @param within the false alarm of a wider alert that covers this one.
 */
export function endOfAlert(
  alert: Alert,
  actions: readonly AlertAction[],
  within: FalseWithin | undefined,
): AlertEnd | undefined {
  if (!isLive(alert)) {
    return alert.status === 'withdrawn'
      ? { reason: 'withdrawn', on: alert.asOf }
      : { reason: 'resolved', on: alert.episode.resolvedOn ?? alert.asOf };
  }
  const last = holdingAction(alert, actions);
  if (last?.kind === 'false-alarm') return { reason: 'false-alarm', on: businessDayOf(last.at) };
  if (last?.kind === 'resolve') return { reason: 'closed-by-hand', on: businessDayOf(last.at) };
  return within && { reason: 'false-alarm', on: businessDayOf(within.said.at) };
}
