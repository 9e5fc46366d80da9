import { DRIFT_LAGS } from '../history/quote.ts';
import type { Evidence } from './episode.ts';

/**
 * What a product may move over each lag, as a multiple of its thresholds: prices wander with the square root of time,
 * and the trailing reference is about 14 days old, so a season's ordinary change must not look like a spike.
 */
export const LAG_ALLOWANCES: readonly number[] = DRIFT_LAGS.map((lag) => Math.sqrt(lag / 15));

/** What a drift may move over its lag, as a multiple of the thresholds; 1 for every other move. */
export function lagAllowanceOf({ lagDays }: Pick<Evidence, 'lagDays'>): number {
  return LAG_ALLOWANCES[LAGS.indexOf(lagDays)] ?? 1;
}

const LAGS: readonly (number | undefined)[] = DRIFT_LAGS;

/** True where the place's usual movement has widened a threshold, and not the lag of a drift alone. */
export function isWidened(evidence: Evidence): boolean {
  // The fold multiplies by the allowance, so a division may come out a hair higher.
  return evidence.thresholdPct / lagAllowanceOf(evidence) > evidence.ownThresholdPct * (1 + 1e-9);
}
