import { type Alert, isLive } from '#domain/alert/alert.ts';
import { isWithin } from '#domain/catalogue.ts';
import { atLeast, type Level, rankOf } from '#domain/level.ts';
import { isToldOf } from '#domain/notification/recipient.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import { type Accepted, EVERYONE } from './channels-in-steps.ts';
import { RECIPIENTS } from './two-wards.ts';

const READERS = [EVERYONE, ...RECIPIENTS.map(({ id }) => id)];

/**
 * What people believe wrongly when nothing is left to do, one line each. Every report here is live, so that every alert
 * is news; then `newsKindOf` and `levelsToTell` mean that
 * - nobody believes that what has ended goes on: whoever heard of the alert heard last of its end or withdrawal;
 * - nobody believes it worse than it is: the level that was heard last is not above the alert's;
 * - whoever asked for such an alert (live, `alert` or `crisis`) heard last that it is on and at its level, unless the
 *   alert of a wider place tells him the same at least as loudly.
 *
 * @param accepted what the channels accepted, in the order in which people read it.
 */
export function wrongBeliefs(alerts: readonly Alert[], accepted: readonly Accepted[]): string[] {
  return alerts.flatMap((alert) =>
    READERS.filter((reader) => isWrong(reader, alert, alerts, lastHeard(reader, alert, accepted))).map((reader) => {
      const last = lastHeard(reader, alert, accepted);
      const heard = last ? `heard last "${last.kind} ${last.alert.level}"` : 'heard nothing';
      return `${alert.id} is ${alert.status} ${alert.level}, but ${reader} ${heard}`;
    }),
  );
}

type News = Accepted['news'];

function lastHeard(reader: string, alert: Alert, accepted: readonly Accepted[]): News | undefined {
  return accepted.findLast((heard) => heard.news.alert.id === alert.id && heard.reader === reader)?.news;
}

function isWrong(reader: string, alert: Alert, alerts: readonly Alert[], last: News | undefined): boolean {
  if (!isLive(alert)) return last !== undefined && last.kind !== alert.status;
  const believedOn = last !== undefined && last.kind !== 'resolved' && last.kind !== 'withdrawn';
  if (believedOn && rankOf(last.alert.level) > rankOf(alert.level)) return true;
  const isDue = atLeast(alert.level, 'alert') && asksFor(reader, alert) && !isToldWider(reader, alert, alerts);
  return isDue && !(believedOn && last.alert.level === alert.level);
}

function asksFor(reader: string, news: { readonly place: string; readonly level: Level }): boolean {
  const recipient = RECIPIENTS.find(({ id }) => id === reader);
  return recipient === undefined || isToldOf(SMALL_CITY, recipient, news);
}

function isToldWider(reader: string, alert: Alert, alerts: readonly Alert[]): boolean {
  return alerts.some(
    (wider) => isInside(alert, wider) && isLive(wider) && atLeast(wider.level, alert.level) && asksFor(reader, wider),
  );
}

/** True when the other alert is of a wider place and about the same. */
function isInside(alert: Alert, wider: Alert): boolean {
  return (
    wider.place !== alert.place &&
    isWithin(SMALL_CITY, alert.place, wider.place) &&
    wider.product === alert.product &&
    wider.direction === alert.direction
  );
}
