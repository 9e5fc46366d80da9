/**
 * ALPS, the Alert for Price Spikes: how far a month's price lies above a model of trend and season.
 *
 * 1. Number the months of the series from 1 on, and take those that have a price: 36 at least.
 * 2. Fit the price by ordinary least squares on a straight trend and twelve month dummies, without a constant: `P = a T
 *    + sum b_m D_m + e`. Taking each calendar month's own means away leaves the trend alone to be fitted (Frisch and
 *    Waugh, 1933); the months' levels follow from it.
 * 3. The gap to the model in standard deviations is the indicator: `ALPS = e / s`, with divisor n - 1.
 * 4. A month is `stress` from 0.25 on, `alert` from 1, `crisis` from 2. Only positive gaps count.
 *
 * In a calm Gaussian market 40 % of months are "stress" and 16 % "alert": it screens, it pages nobody. Values of past
 * months have seen the future; a back-test fits on the past alone. In proportion to the months.
 *
 * WFP, Technical Guidance Note "Calculation and Use of the ALPS Indicator", April 2014; the divisor as in its appendix.
 */
import type { MonthlySeries, TooShort } from './monthly-series.ts';

export type AlpsLevel = 'normal' | 'stress' | 'alert' | 'crisis';

/** A price model of one market and commodity: a straight trend and twelve monthly levels. */
export interface AlpsModel {
  /** Rise of the price in a month. */
  readonly trend: number;
  /** Level of each calendar month, January first, at the month before the series begins. */
  readonly seasonal: readonly (number | undefined)[];
  /** Standard deviation of the residuals, divisor n - 1. */
  readonly sd: number;
  /** By month of the series: the price that the model expects, and the gap in standard deviations; none without a price. */
  readonly months: readonly ({ readonly fit: number; readonly alps: number; readonly level: AlpsLevel } | undefined)[];
}

/** Observations that the guidance asks for: three years. */
const NEEDED = 36;
const BOUNDS: readonly (readonly [AlpsLevel, number])[] = [
  ['crisis', 2],
  ['alert', 1],
  ['stress', 0.25],
];

/** The model of a series with the level of each month; what is missing where the series is too short. */
export function alpsOf({ first, values }: MonthlySeries): AlpsModel | TooShort {
  const observed = values.flatMap((price, index) => (price === undefined ? [] : [{ time: index + 1, price }]));
  if (observed.length < NEEDED) return { tooShort: { needs: NEEDED, has: observed.length, of: 'months' } };
  const monthOf = (time: number) => (first + time - 1) % 12;
  const byMonth = Map.groupBy(observed, ({ time }) => monthOf(time));
  const centres = new Map(
    [...byMonth].map(([month, points]) => [
      month,
      { time: mean(points.map(({ time }) => time)), price: mean(points.map(({ price }) => price)) },
    ]),
  );
  let covariance = 0;
  let variance = 0;
  for (const { time, price } of observed) {
    const centre = centres.get(monthOf(time)) as { time: number; price: number };
    covariance += (time - centre.time) * (price - centre.price);
    variance += (time - centre.time) ** 2;
  }
  const trend = covariance / variance;
  const seasonal = Array.from({ length: 12 }, (_, month) => {
    const centre = centres.get(month);
    return centre && centre.price - trend * centre.time;
  });
  const fitAt = (time: number) => trend * time + (seasonal[monthOf(time)] as number);
  const sd = Math.sqrt(
    observed.reduce((sum, { time, price }) => sum + (price - fitAt(time)) ** 2, 0) / (observed.length - 1),
  );
  return {
    trend,
    seasonal,
    sd,
    months: values.map((price, index) => {
      if (price === undefined || sd === 0) return undefined;
      const fit = fitAt(index + 1);
      const alps = (price - fit) / sd;
      return { fit, alps, level: alpsLevel(alps) };
    }),
  };
}

export function alpsLevel(alps: number): AlpsLevel {
  return BOUNDS.find(([, bound]) => alps >= bound)?.[0] ?? 'normal';
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
