import { addDays, type BusinessDay } from '../business-day.ts';
import type { DetectionSettings } from '../catalogue.ts';
import { levelsOfReach } from '../detection/agreement.ts';
import { trailingConfirms } from '../detection/drift.ts';
import type { Episode } from '../detection/episode.ts';
import { type DaySignal, isActive, stepEpisode, stepUnjudged } from '../detection/episode-life.ts';
import type { MoveReach } from '../detection/move.ts';
import type { Signal } from '../detection/signal.ts';
import { isHighlyVolatile, widenThresholds } from '../detection/usual-movement.ts';
import { DIRECTIONS, type Direction, type Level, worse } from '../level.ts';
import { present } from '../present.ts';
import type { ThresholdPercents } from '../product.ts';
import type { ProductAssessment } from './assessment.ts';

/** A past day of one product at one place, as its assessment was kept. */
export interface PastDay {
  readonly date: BusinessDay;
  readonly product: {
    readonly product: string;
    readonly changePct: number;
    /** None on an ordinary day, and on those that were kept before habits were learnt. */
    readonly habit: ProductAssessment['habit'] | undefined;
    readonly retail: ProductAssessment['retail'] | undefined;
    readonly moves: ProductAssessment['moves'] | undefined;
    readonly usualPct: number | undefined;
  };
}

/** An episode that would have been. */
export interface PreviewedEpisode {
  readonly direction: Direction;
  readonly level: Exclude<Level, 'normal'>;
  readonly openedOn: BusinessDay;
  readonly changePct: number;
  /** The day on which it would have been resolved; none where it would still be open. */
  readonly endedOn?: BusinessDay;
  readonly peak: Peak;
}

/** The largest change of an episode, percent. */
interface Peak {
  readonly on: BusinessDay;
  readonly changePct: number;
}

/**
 * The episodes that other thresholds would have opened, from the moves that were noted on each day: the rungs trailing
 * and drift, by the same life of an episode. The references are those of the record, which stood still while an episode
 * of that day was open: how long an episode lasts may differ by days from a replay, not whether it opens (but for two stores
 * of which one rises: that takes a second day, on which references may have stood still).
 *
 * @param days of one product at one place, in their order; days on which nothing was comparable may be missing.
 */
export function episodesUnder(
  days: readonly PastDay[],
  thresholds: ThresholdPercents,
  settings: DetectionSettings,
): PreviewedEpisode[] {
  const found = new Map<string, PreviewedEpisode>();
  for (const direction of DIRECTIONS) {
    let episode: Episode | undefined;
    let peak: Peak | undefined;
    const note = () => {
      if (!episode || !peak || episode.level === 'normal') return;
      found.set(`${direction}|${episode.openedOn}`, previewed(episode, peak));
    };
    for (const { date, product } of days) {
      if (episode && !isActive(episode)) episode = undefined;
      // Days that are missing here were days, too: an episode may have ended on one of them.
      episode = episode && stepUnjudged(episode, addDays(date, -1), settings);
      if (episode && !isActive(episode)) {
        note();
        episode = undefined;
      }
      const day = dayUnder(product, date, direction, thresholds);
      // On a day of a habit only a signal says something, as in the fold.
      if (product.habit && day.signals.length === 0) continue;
      const openedOn = episode?.openedOn;
      episode = stepEpisode(episode, day, settings);
      if (episode?.openedOn !== openedOn) peak = undefined;
      peak = higherOf(peak, { on: date, changePct: product.habit?.beyondPct ?? product.changePct }, direction);
      note();
    }
  }
  return [...found.values()].sort((a, b) => (a.openedOn < b.openedOn ? -1 : a.openedOn > b.openedOn ? 1 : 0));
}

function previewed({ direction, level, openedOn, evidence, resolvedOn }: Episode, peak: Peak): PreviewedEpisode {
  return present<PreviewedEpisode>({
    direction,
    level: level as PreviewedEpisode['level'],
    openedOn,
    changePct: evidence.changePct,
    endedOn: resolvedOn,
    peak,
  });
}

/** Of two days the one that went farther in the direction; the earlier of equal ones. */
function higherOf(known: Peak | undefined, next: Peak, direction: Direction): Peak {
  const sign = direction === 'up' ? 1 : -1;
  return known && sign * known.changePct >= sign * next.changePct ? known : next;
}

function dayUnder(
  { product, retail, changePct: ownPct, habit, moves, usualPct }: PastDay['product'],
  day: BusinessDay,
  direction: Direction,
  own: ThresholdPercents,
): DaySignal {
  const thresholds = widenThresholds(own, usualPct);
  const reach = moves?.[direction];
  const changePct = habit?.beyondPct ?? ownPct;
  const levels = reach && levelsUnder(reach, changePct, direction, thresholds, isHighlyVolatile(usualPct));
  const observed = retail?.median ?? 0;
  const signal = levels && levels.shown !== 'normal' && signalOf(levels, thresholds, own, { changePct, observed });
  return {
    product,
    direction,
    day,
    movement: 1 + changePct / 100,
    observed: retail?.median,
    usualPct,
    live: true,
    signals: signal ? [signal] : [],
  };
}

interface Levels {
  readonly shown: Level;
  readonly agreed: Level;
}

function levelsUnder(
  { shown, agreed, drift = 0, watchOnly = false }: MoveReach,
  changePct: number,
  direction: Direction,
  thresholds: ThresholdPercents,
  driftWatchOnly: boolean,
): Levels {
  const trailing = levelsOfReach({ twoDayReach: shown, sameDayReach: agreed, watchOnly }, thresholds);
  if (!trailingConfirms(changePct, direction, thresholds.watch)) return trailing;
  const drifted = levelsOfReach(
    { twoDayReach: drift, sameDayReach: 0, watchOnly: watchOnly || driftWatchOnly },
    thresholds,
  );
  return { shown: worse(trailing.shown, drifted.shown), agreed: trailing.agreed };
}

function signalOf(
  { shown, agreed }: Levels,
  thresholds: ThresholdPercents,
  own: ThresholdPercents,
  { changePct, observed }: { readonly changePct: number; readonly observed: number },
): Signal {
  const level = shown as Exclude<Level, 'normal'>;
  return {
    agreed,
    shown,
    evidence: {
      rung: 'trailing',
      observed,
      reference: observed / (1 + changePct / 100),
      changePct,
      thresholdPct: thresholds[level],
      ownThresholdPct: own[level],
      agreeing: 0,
      reporting: 0,
      retailers: 0,
      cause: 'price-only',
    },
  };
}
