import type { Evidence } from '../detection/episode.ts';
import { isWidened, lagAllowanceOf } from '../detection/lags.ts';
import { FIGURES } from '../figures.ts';
import type { Bilingual } from '../product.ts';

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
