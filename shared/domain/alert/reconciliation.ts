import type { BusinessDay } from '../business-day.ts';
import type { Episode, PlaceEpisodes } from '../detection/episode.ts';
import { type Alert, type AlertStatus, alertId, isLive } from './alert.ts';

const FOREVER: BusinessDay = '9999-12-31';

/**
 * What must change in a place's kept alerts so that they tell its current episodes.
 *
 * An episode keeps the id of the alert that it overlaps (same product and direction), however a correction moves its
 * first day; an episode without one gets a new id; an alert whose episode is gone becomes `withdrawn`, is never deleted,
 * and revives if an episode overlaps it again. The version rises only with the face: live, resolved or withdrawn, and
 * the level. A dip below the threshold and back ("recovering") is no news.
 *
 * @returns the alerts that differ from the kept ones, in a stable order.
 */
export function reconcileAlerts(now: PlaceEpisodes, kept: readonly Alert[]): Alert[] {
  const confirmed = now.episodes
    .filter((episode) => episode.status !== 'pending' && episode.level !== 'normal')
    .toSorted((a, b) => (a.openedOn < b.openedOn ? -1 : 1));
  const unmatched = new Set(kept.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  const knownOf = new Map<Episode, Alert>();
  // An id is given once: an episode whose id is taken is told by the alert that bears it.
  for (const isMatch of [bearsItsId, isSameEvent]) {
    for (const episode of confirmed.filter((other) => !knownOf.has(other))) {
      const alert = [...unmatched].find((other) => isMatch(other, episode));
      if (!alert) continue;
      unmatched.delete(alert);
      knownOf.set(episode, alert);
    }
  }
  const changed: Alert[] = [];
  for (const episode of confirmed) {
    const known = knownOf.get(episode);
    const next = tellEpisode(known, episode, now);
    if (!known || differs(known, next)) changed.push(next);
  }
  for (const alert of unmatched) {
    if (isGone(alert, now)) {
      changed.push({ ...alert, status: 'withdrawn', version: alert.version + 1, news: true, asOf: now.asOf });
    }
  }
  return changed;
}

function bearsItsId(alert: Alert, episode: Episode): boolean {
  return alert.id === alertId(alert.place, episode);
}

function isSameEvent(alert: Alert, episode: Episode): boolean {
  const last = (known: Episode, open: boolean) => known.resolvedOn ?? (open ? FOREVER : known.lastDay);
  return (
    alert.product === episode.product &&
    alert.direction === episode.direction &&
    alert.episode.openedOn <= last(episode, true) &&
    episode.openedOn <= last(alert.episode, alert.status !== 'withdrawn')
  );
}

/** Closed alerts from before the days that `now` tells of are the record and stay as they are. */
function isGone(alert: Alert, now: PlaceEpisodes): boolean {
  if (alert.status === 'withdrawn') return false;
  return isLive(alert) || (alert.episode.resolvedOn ?? FOREVER) >= now.knownSince;
}

function tellEpisode(known: Alert | undefined, episode: Episode, now: PlaceEpisodes): Alert {
  const status = statusOf(episode);
  const sameFace = known && faceOf(known.status) === faceOf(status) && known.level === episode.level;
  return {
    id: known?.id ?? alertId(now.place, episode),
    place: now.place,
    product: episode.product,
    direction: episode.direction,
    status,
    level: episode.level,
    version: known ? known.version + (sameFace ? 0 : 1) : 1,
    // What history showed first becomes news once live reports say the same. No report brings an end for want of reports:
    // it is news where the alert was.
    news: (known?.news && (sameFace || episode.resolution === 'no-longer-reported')) || episode.news,
    asOf: now.asOf,
    episode,
  };
}

function statusOf(episode: Episode): AlertStatus {
  return episode.status === 'pending' ? 'open' : episode.status;
}

function faceOf(status: AlertStatus): string {
  return status === 'recovering' ? 'open' : status;
}

function differs(a: Alert, b: Alert): boolean {
  return JSON.stringify({ ...a, asOf: '' }) !== JSON.stringify({ ...b, asOf: '' });
}
