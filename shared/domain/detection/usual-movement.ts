/**
 * How far a price of a place moves on its ordinary days, and thresholds that make room for it.
 *
 * 1. Remember of each ordinary reporting day the place's movement, as a log without its sign: 90 days, as runs of equal
 *    steps.
 * 2. The usual movement is three robust sigma of these: 3 x 1.4826 x their median. It counts from 30 days on.
 * 3. Of a highly volatile price, from 10 % on, take twice what nine of ten days stay within where that is more.
 * 4. A price that changes less than every third day has steps, and no usual movement.
 * 5. A threshold rises to the usual movement, and by half of itself at most.
 *
 * Asks for movements above 0, and for days without an open alert. The median absolute deviation from no movement,
 * scaled to a normal sigma; which goods widen is said in decision 021. n log n for n days.
 */
import type { ThresholdPercents } from '../product.ts';
import { ascending, MAD_TO_SIGMA, quantile } from '../statistics.ts';

/** Reporting days over which a place's usual movement is taken, and from how many on it counts. */
const USUAL_DAYS = 90;
const MIN_USUAL_DAYS = 30;
/** Thresholds stand at three sigma of the usual movement, and grow by half at the most. */
const SIGMAS = 3;
export const MOST_GROWTH = 1.5;
/** Movements are remembered in thousandths of a log unit: most days are 0, so that little is written. */
const STEPS_PER_LOG = 1000;

/** Past movements of one product at one place as runs (steps, days), newest last. */
export type UsualMovement = readonly number[];

/** Adds a reporting day's movement (the median relative) to the remembered ones. */
export function rememberMovement(runs: UsualMovement, movement: number): UsualMovement {
  const steps = Math.round(Math.abs(Math.log(movement)) * STEPS_PER_LOG);
  const next = [...runs];
  if (next.length > 0 && next[next.length - 2] === steps) next[next.length - 1] = (next.at(-1) as number) + 1;
  else next.push(steps, 1);
  let excess = countDays(next) - USUAL_DAYS;
  while (excess > 0) {
    const first = next[1] as number;
    if (first > excess) {
      next[1] = first - excess;
      break;
    }
    next.splice(0, 2);
    excess -= first;
  }
  return next;
}

function countDays(runs: UsualMovement): number {
  let days = 0;
  for (let run = 1; run < runs.length; run += 2) days += runs[run] as number;
  return days;
}

/** Three sigma in terms of what nine of ten days stay within: 1.824 of normal moves, a little more where tails are fat. */
const NINE_OF_TEN = 0.9;
const NINE_OF_TEN_TO_THREE_SIGMA = 2;
/** Days over distinct movements, at most: a price that stands still for longer has steps, and no usual movement. */
const DAYS_PER_MOVEMENT = 3;
/** From so many percent on a price is highly volatile. */
const HIGHLY_VOLATILE_PCT = 10;

/**
 * A place's own usual movement of a product, percent; undefined if it is not known.
 *
 * For a highly volatile price what nine of ten days stay within says it better, since the days on which it stood still hide
 * how far the others go. Where the movement changes rarely, a single step would be taken for a habit, and raise the
 * threshold of the next.
 */
export function usualPctOf(usual: UsualMovement | undefined): number | undefined {
  if (!usual) return undefined;
  const days = countDays(usual);
  const movements = usual.length / 2;
  if (days < MIN_USUAL_DAYS || DAYS_PER_MOVEMENT * movements < days) return undefined;
  const moves: number[] = [];
  for (let run = 0; run < usual.length; run += 2) {
    for (let day = 0; day < (usual[run + 1] as number); day++) moves.push(usual[run] as number);
  }
  const sorted = ascending(moves);
  const usualPct = (SIGMAS * MAD_TO_SIGMA * quantile(sorted, 0.5) * 100) / STEPS_PER_LOG;
  if (!isHighlyVolatile(usualPct)) return usualPct;
  return Math.max(usualPct, (NINE_OF_TEN_TO_THREE_SIGMA * quantile(sorted, NINE_OF_TEN) * 100) / STEPS_PER_LOG);
}

/**
 * True where a price moves far on its ordinary days, as those of leaf vegetables do: it drifts all the time, and half of
 * the stores have always moved somewhere.
 */
export function isHighlyVolatile(usualPct: number | undefined): boolean {
  return usualPct !== undefined && usualPct >= HIGHLY_VOLATILE_PCT;
}

/** A product's thresholds at a place, widened by its usual movement, by half at most, so that tomatoes page nobody each week. */
export function widenThresholds(own: ThresholdPercents, usualPct: number | undefined): ThresholdPercents {
  if (usualPct === undefined) return own;
  const widen = (pct: number) => Math.min(MOST_GROWTH * pct, Math.max(pct, usualPct));
  return { watch: widen(own.watch), alert: widen(own.alert), crisis: widen(own.crisis) };
}
