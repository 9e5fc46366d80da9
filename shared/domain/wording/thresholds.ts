import type { Evidence } from '../detection/episode.ts';
import { isWidened, lagAllowanceOf } from '../detection/lags.ts';
import { FIGURES } from '../figures.ts';
import type { Bilingual } from '../language.ts';
import { inEachLanguage, THRESHOLDS } from './languages.ts';

/**
 * The threshold that was passed, as an officer knows it: the administration's own, and what it was widened to and why.
 * "15 % (nới thành 18,2 % theo biến động thường ngày tại đây)".
 */
export function thresholdWords(evidence: Evidence): Bilingual {
  const { thresholdPct, ownThresholdPct: ownPct, lagDays } = evidence;
  // What was kept before own thresholds were noted has none.
  if (ownPct === undefined || FIGURES.en.percent(ownPct) === FIGURES.en.percent(thresholdPct)) {
    return inEachLanguage(THRESHOLDS, (thresholds) => thresholds.plain(thresholdPct));
  }
  const byUsualMovement = isWidened(evidence);
  const spanDays = lagAllowanceOf(evidence) > 1 ? lagDays : undefined;
  return inEachLanguage(THRESHOLDS, (thresholds) =>
    thresholds.widened({ ownPct, thresholdPct, byUsualMovement, spanDays }),
  );
}
