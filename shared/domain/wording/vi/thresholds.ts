import { FIGURES } from '../../figures.ts';

const figures = FIGURES.vi;

/** The administration's own threshold, what it was widened to, and why. */
interface WidenedThreshold {
  readonly ownPct: number;
  readonly thresholdPct: number;
  readonly byUsualMovement: boolean;
  /** Days of a drift, where they have widened it. */
  readonly spanDays: number | undefined;
}

export const thresholds = {
  /** "15 %". */
  plain: (thresholdPct: number) => figures.percent(thresholdPct),

  /** "15 % (nới thành 18,2 % theo biến động thường ngày tại đây)". */
  widened({ ownPct, thresholdPct, byUsualMovement, spanDays }: WidenedThreshold): string {
    const why = [
      byUsualMovement ? 'biến động thường ngày tại đây' : '',
      spanDays === undefined ? '' : `quãng ${spanDays} ngày`,
    ].filter(Boolean);
    return `${figures.percent(ownPct)} (nới thành ${figures.percent(thresholdPct)} theo ${why.join(' và ')})`;
  },
};
