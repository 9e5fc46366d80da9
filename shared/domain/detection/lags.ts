import { DRIFT_LAGS } from '../assessment.ts';

/**
 * What a product may move over each lag, as a multiple of its thresholds: prices wander with the square root of time,
 * and the trailing reference is about 14 days old, so a season's ordinary change must not look like a spike.
 */
export const LAG_ALLOWANCES: readonly number[] = DRIFT_LAGS.map((lag) => Math.sqrt(lag / 15));
