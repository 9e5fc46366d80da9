import { FIGURES } from '../../figures.ts';
import type { thresholds as vi } from '../vi/thresholds.ts';

const figures = FIGURES.en;

export const thresholds: typeof vi = {
  plain: (thresholdPct) => figures.percent(thresholdPct),

  widened({ ownPct, thresholdPct, byUsualMovement, spanDays }) {
    const why = [
      byUsualMovement ? 'the usual movement here' : '',
      spanDays === undefined ? '' : `a span of ${spanDays} days`,
    ].filter(Boolean);
    return `${figures.percent(ownPct)} (widened to ${figures.percent(thresholdPct)} for ${why.join(' and ')})`;
  },
};
