import { type BusinessDay, daysBetween } from '../business-day.ts';
import type { Episode } from '../episode.ts';
import { type Direction, type Level, milder, rankOf, worse } from '../level.ts';
import type { DetectionSettings } from '../rules.ts';
import type { Signal } from './ladder.ts';

/** What one reporting day says about a product in one direction. */
export interface DaySignal {
  readonly product: string;
  readonly direction: Direction;
  readonly day: BusinessDay;
  readonly signal: Signal | undefined;
  /** Median relative of the day; none where nothing could be compared. */
  readonly movement: number | undefined;
  /** True when live reports took part. */
  readonly live: boolean;
}

/**
 * The episode after a reporting day: opens with agreement or on a second day in a row, escalates at once, recovers
 * after calm days, resolves; a move that has become the new level resolves as such. None when there is nothing (any more).
 */
export function stepEpisode(
  known: Episode | undefined,
  today: DaySignal,
  settings: DetectionSettings,
): Episode | undefined {
  const shown = today.signal?.shown ?? 'normal';
  const confirmed = worse(today.signal?.agreed ?? 'normal', milder(shown, known?.lastLevel ?? 'normal'));
  if (!known) return today.signal ? startEpisode(today, today.signal, confirmed) : undefined;
  if (known.status === 'pending') {
    if (!today.signal) return undefined;
    return confirmed === 'normal'
      ? { ...known, ...dayOf(known, today, shown, settings), evidence: today.signal.evidence }
      : reachLevel({ ...known, ...dayOf(known, today, shown, settings), status: 'open' }, today, confirmed);
  }
  const next: Episode = { ...known, ...dayOf(known, today, shown, settings) };
  if (rankOf(confirmed) > rankOf(known.level))
    return reachLevel({ ...next, status: 'open', calmDays: 0 }, today, confirmed);
  if (next.settled.days >= settings.newLevelDays) return resolve(next, today, 'new-level');
  if (today.signal) return changeStatus({ ...next, calmDays: 0 }, 'open', today);
  const calmDays = known.calmDays + 1;
  if (calmDays >= settings.calmDays) return resolve({ ...next, calmDays }, today, 'calm');
  return changeStatus({ ...next, calmDays }, 'recovering', today);
}

function startEpisode(today: DaySignal, signal: Signal, confirmed: Level): Episode {
  const pending: Episode = {
    product: today.product,
    direction: today.direction,
    status: 'pending',
    openedOn: today.day,
    level: 'normal',
    lastLevel: signal.shown,
    lastDay: today.day,
    calmDays: 0,
    settled: { movement: today.movement ?? 1, days: 1 },
    news: false,
    evidence: signal.evidence,
  };
  return confirmed === 'normal' ? pending : reachLevel({ ...pending, status: 'open' }, today, confirmed);
}

function reachLevel(episode: Episode, today: DaySignal, level: Level): Episode {
  return {
    ...episode,
    level,
    escalatedOn: today.day,
    news: today.live,
    ...(today.signal ? { evidence: today.signal.evidence } : {}),
  };
}

function changeStatus(episode: Episode, status: Episode['status'], today: DaySignal): Episode {
  return episode.status === status ? episode : { ...episode, status, news: today.live };
}

function resolve(episode: Episode, today: DaySignal, resolution: 'calm' | 'new-level'): Episode {
  return { ...changeStatus(episode, 'resolved', today), resolvedOn: today.day, resolution };
}

/** What every reporting day changes: the last level, and for how long the movement has stood at one place. */
function dayOf(
  known: Episode,
  today: DaySignal,
  shown: Level,
  settings: DetectionSettings,
): Pick<Episode, 'lastLevel' | 'lastDay' | 'settled'> {
  const { settled } = known;
  const movement = today.movement ?? settled.movement;
  const near = Math.abs(movement / settled.movement - 1) <= settings.newLevelBand;
  return {
    lastLevel: shown,
    lastDay: today.day,
    settled: near ? { movement: settled.movement, days: settled.days + 1 } : { movement, days: 1 },
  };
}

export function isActive(episode: Episode): boolean {
  return episode.status !== 'resolved';
}

/** Closed episodes are known for the correction window, so that a late report can still change them. */
export function isKnown(episode: Episode, day: BusinessDay, settings: DetectionSettings): boolean {
  return !episode.resolvedOn || daysBetween(episode.resolvedOn, day) <= settings.correctionDays;
}
