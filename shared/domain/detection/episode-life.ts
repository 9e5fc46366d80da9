/**
 * The life of an episode, one reporting day after the other.
 *
 * 1. The day's level is the highest that any rung agrees on, or that today and the day before both show.
 * 2. Without an episode, anything shown begins one: `open` if the day has a level, else `pending`.
 * 3. A pending one opens on a day with a level, and is forgotten on a day that shows nothing.
 * 4. A level above the episode's own escalates it at once.
 * 5. A price that stays near its new level resolves it as `new-level`.
 * 6. A day that shows something keeps it `open`, or opens it again; a calm day makes it `recovering`.
 * 7. After so many calm days in a row it is resolved as `calm`.
 *
 * Asks for the days of one product, direction and place, in their order. The episode that went in stays as it was, so
 * that a replay of the same days ends in the same one. The rules are our own: `docs/detection.md`, Episodes.
 */
import { type BusinessDay, daysBetween } from '../business-day.ts';
import type { DetectionSettings } from '../catalogue.ts';
import { atLeast, type Direction, type Level, milder, type Rung, rankOf, worse } from '../level.ts';
import { median } from '../statistics.ts';
import type { Episode, Evidence, Resolution } from './episode.ts';
import type { Signal } from './signal.ts';

/** What one reporting day says about a product in one direction. */
export interface DaySignal {
  readonly product: string;
  readonly direction: Direction;
  readonly day: BusinessDay;
  /** What the rungs see, the most authoritative first. */
  readonly signals: readonly Signal[];
  /** Median relative of the day; undefined if nothing could be compared. */
  readonly movement: number | undefined;
  /** Median retail price of the day, VND. */
  readonly observed: number | undefined;
  /** The place's own usual movement, percent (three sigma). */
  readonly usualPct: number | undefined;
  /** True when live reports took part. */
  readonly live: boolean;
}

/** The episode after a reporting day; none when there is nothing (any more). */
export function stepEpisode(
  known: Episode | undefined,
  today: DaySignal,
  settings: DetectionSettings,
): Episode | undefined {
  const shown = worst(today.signals.map((signal) => signal.shown));
  const agreed = worst(today.signals.map((signal) => signal.agreed));
  const confirmed = worse(agreed, milder(shown, known?.lastLevel ?? 'normal'));
  const seen = evidenceOf(today.signals, confirmed === 'normal' ? shown : confirmed);
  if (!known) return seen ? startEpisode(today, shown, seen, confirmed, settings) : undefined;
  if (known.status === 'pending') {
    if (!seen) return undefined;
    const next: Episode = { ...known, ...dayOf(known, today, shown, settings), evidence: seen };
    return confirmed === 'normal' ? next : reachLevel({ ...next, status: 'open' }, today, confirmed, seen);
  }
  const next: Episode = { ...known, ...dayOf(known, today, shown, settings) };
  if (seen && rankOf(confirmed) > rankOf(known.level))
    return reachLevel({ ...next, status: 'open', calmDays: 0 }, today, confirmed, seen);
  if (hasSettled(next.recent, today.usualPct, settings) || isOverlong(next, settings)) {
    return resolve(next, today, 'new-level');
  }
  if (seen) return changeStatus({ ...next, calmDays: 0 }, 'open', today);
  const calmDays = known.calmDays + 1;
  if (calmDays >= settings.calmDays) {
    return resolve({ ...next, calmDays }, today, standsAtItsHeight(next, today) ? 'new-level' : 'calm');
  }
  return changeStatus({ ...next, calmDays }, 'recovering', today);
}

/**
 * The episode after a day on which nothing could be compared, reported or not. It waits for as long as a silent store is
 * expected; then it ends, since nothing is left that could tell its end. None when a pending one is dropped.
 *
 * Whether that is news is known already: whoever was told of it is told of this end.
 */
export function stepUnjudged(
  known: Episode,
  day: BusinessDay,
  { expectedDays }: Pick<DetectionSettings, 'expectedDays'>,
): Episode | undefined {
  if (daysBetween(known.lastDay, day) <= expectedDays) return known;
  if (known.status === 'pending') return undefined;
  return { ...known, status: 'resolved', resolvedOn: day, resolution: 'no-longer-reported' };
}

function worst(levels: readonly Level[]): Level {
  return levels.reduce(worse, 'normal');
}

/** The numbers behind a level: of the first rung on which stores agree on it, else of the first that shows it. */
function evidenceOf(signals: readonly Signal[], level: Level): Evidence | undefined {
  const reaches = (reached: Level) => rankOf(reached) >= rankOf(level);
  return (signals.find(({ agreed }) => reaches(agreed)) ?? signals.find(({ shown }) => reaches(shown)))?.evidence;
}

function startEpisode(
  today: DaySignal,
  shown: Level,
  evidence: Evidence,
  confirmed: Level,
  settings: DetectionSettings,
): Episode {
  const pending: Episode = {
    product: today.product,
    direction: today.direction,
    status: 'pending',
    openedOn: today.day,
    level: 'normal',
    lastLevel: shown,
    lastDay: today.day,
    calmDays: 0,
    recent: recentWith([], today, settings),
    news: false,
    evidence,
  };
  return confirmed === 'normal' ? pending : reachLevel({ ...pending, status: 'open' }, today, confirmed, evidence);
}

function reachLevel(episode: Episode, today: DaySignal, level: Level, evidence: Evidence): Episode {
  return { ...episode, level, escalatedOn: today.day, news: today.live, evidence };
}

function changeStatus(episode: Episode, status: Episode['status'], today: DaySignal): Episode {
  return episode.status === status ? episode : { ...episode, status, news: today.live };
}

function resolve(episode: Episode, today: DaySignal, resolution: Resolution): Episode {
  return { ...changeStatus(episode, 'resolved', today), resolvedOn: today.day, resolution };
}

/** What every reporting day changes: the last level, and the latest movements. */
function dayOf(
  known: Episode,
  today: DaySignal,
  shown: Level,
  settings: DetectionSettings,
): Pick<Episode, 'lastLevel' | 'lastDay' | 'recent'> {
  return { lastLevel: shown, lastDay: today.day, recent: recentWith(known.recent, today, settings) };
}

/** Movements are remembered in thousandths: nothing finer decides. */
function recentWith(recent: readonly number[], { movement }: DaySignal, settings: DetectionSettings): number[] {
  return movement === undefined ? [...recent] : [...recent, Math.round(movement * 1000)].slice(-settings.newLevelDays);
}

/** Half of three sigma: as far as a place's own ordinary days lie from their middle, seven days of eight. */
const ORDINARY_SHARE = 0.5;

/**
 * True when a price has become the new level: of the last `newLevelDays` reporting days, `newLevelShare` lie within
 * `newLevelBand` of their median, or within the place's own ordinary movement where that is more.
 */
function hasSettled(
  recent: readonly number[],
  usualPct: number | undefined,
  { newLevelDays, newLevelBand, newLevelShare }: DetectionSettings,
): boolean {
  if (recent.length < newLevelDays) return false;
  const level = median(recent);
  const band = Math.max(newLevelBand, (ORDINARY_SHARE * (usualPct ?? 0)) / 100);
  const near = recent.filter((movement) => Math.abs(movement / level - 1) <= band).length;
  return near >= newLevelShare * recent.length;
}

/** True for an episode that scatters for so long that no level settles: it must end, and prices be compared anew. */
function isOverlong({ openedOn, lastDay }: Episode, { longestDays }: DetectionSettings): boolean {
  return daysBetween(openedOn, lastDay) > longestDays;
}

/** Stores that went as far as `alert` and are below `watch` have undone a third of their move. */
const LEAST_UNDONE = 0.25;

/**
 * True where calm is told by others than those who told the move: they know the price at its height only, which has not
 * come back. Told as calm it would be a lie.
 */
function standsAtItsHeight({ level, direction, evidence }: Episode, { observed }: DaySignal): boolean {
  if (observed === undefined || !MOVES_OF_PRICES.includes(evidence.rung) || !atLeast(level, 'alert')) return false;
  const sign = direction === 'up' ? 1 : -1;
  const height = sign * Math.log(evidence.observed / evidence.reference);
  return height > 0 && sign * Math.log(observed / evidence.reference) > (1 - LEAST_UNDONE) * height;
}

const MOVES_OF_PRICES: readonly Rung[] = ['trailing', 'drift'];

export function isActive(episode: Episode): boolean {
  return episode.status !== 'resolved';
}

/** Closed episodes are known for the correction window, so that a late report can still change them. */
export function isKnown(episode: Episode, day: BusinessDay, settings: DetectionSettings): boolean {
  return !episode.resolvedOn || daysBetween(episode.resolvedOn, day) <= settings.correctionDays;
}
