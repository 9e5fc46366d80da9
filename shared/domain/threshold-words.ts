import { DRIFT_LAGS } from './assessment.ts';
import { LAG_ALLOWANCES } from './detection/lags.ts';
import type { Evidence } from './episode.ts';
import { FIGURES } from './figures.ts';
import type { Bilingual } from './product.ts';

const LAGS: readonly (number | undefined)[] = DRIFT_LAGS;

/** What a drift may move over its lag, as a multiple of the thresholds; 1 for every other move. */
export function lagAllowanceOf({ lagDays }: Pick<Evidence, 'lagDays'>): number {
  return LAG_ALLOWANCES[LAGS.indexOf(lagDays)] ?? 1;
}

/** True where the place's usual movement has widened a threshold, and not the lag of a drift alone. */
export function isWidened(evidence: Evidence): boolean {
  // The fold multiplies by the allowance, so a division may come out a hair higher.
  return evidence.thresholdPct / lagAllowanceOf(evidence) > evidence.ownThresholdPct * (1 + 1e-9);
}

/**
 * The threshold that was passed, as an officer knows it: the administration's own, and what it was widened to and why.
 * "15 % (nới thành 18,2 % theo biến động thường ngày tại đây)".
 */
export function thresholdWords(evidence: Evidence): Bilingual {
  const { thresholdPct, ownThresholdPct, lagDays } = evidence;
  const [vi, en] = [FIGURES.vi.percent(thresholdPct), FIGURES.en.percent(thresholdPct)];
  // What was kept before own thresholds were noted has none.
  if (ownThresholdPct === undefined || FIGURES.en.percent(ownThresholdPct) === en) return { vi, en };
  const allowance = lagAllowanceOf(evidence);
  const isLong = allowance > 1;
  const isUsual = isWidened(evidence);
  const why = {
    vi: [isUsual ? 'biến động thường ngày tại đây' : '', isLong ? `quãng ${lagDays} ngày` : ''],
    en: [isUsual ? 'the usual movement here' : '', isLong ? `a span of ${lagDays} days` : ''],
  };
  return {
    vi: `${FIGURES.vi.percent(ownThresholdPct)} (nới thành ${vi} theo ${why.vi.filter(Boolean).join(' và ')})`,
    en: `${FIGURES.en.percent(ownThresholdPct)} (widened to ${en} for ${why.en.filter(Boolean).join(' and ')})`,
  };
}
