/**
 * IFPA, the Indicator of Food Price Anomalies, of one month.
 *
 * 1. Take the compound growth rate of the month over 3 months, and over 12: `(P_t / P_{t-L})^(1/L) - 1`.
 * 2. Take the same of this calendar month in all earlier years, and weight each year by how recent it is.
 * 3. Of both rates: how far the month's lies from their weighted mean, in weighted standard deviations.
 * 4. The indicator is 0.4 x the quarterly and 0.6 x the annual score.
 * 5. From 1 on a price is "abnormally high", from 0.5 "moderately high"; the same for falls.
 *
 * Asks for five calendar years, the month's own included. In proportion to the years.
 *
 * FAO, SDG indicator 2.c.1; the weights as the UK Office for National Statistics publishes it (`ons`), or without its
 * two peculiarities (`clean`, see `IfpaVariant`).
 */
import { type MonthlySeries, type MonthNumber, type TooShort, valueAt } from './monthly-series.ts';

export type IfpaLevel = 'abnormally low' | 'moderately low' | 'normal' | 'moderately high' | 'abnormally high';

/**
 * How years are weighted. `ons`: as the UK Office for National Statistics publishes SDG 2.c.1; both growth rates share
 * the number of years before the target year, annual weights begin at 0, and a year without a growth rate keeps its
 * weight in the sum. `clean`: each growth rate numbers its own years from 1, from the first that has one.
 */
export type IfpaVariant = 'ons' | 'clean';

/** One compound growth rate of the target month against the same month of earlier years. */
export interface GrowthScore {
  readonly growth: number;
  /** Weighted by recency. */
  readonly mean: number;
  readonly sd: number;
  readonly years: number;
  readonly z: number;
}

export interface Ifpa {
  /** 0.4 × quarterly + 0.6 × annual. */
  readonly value: number;
  readonly level: IfpaLevel;
  readonly quarterly: GrowthScore;
  readonly annual: GrowthScore;
}

const QUARTER = 3;
const YEAR = 12;
const QUARTERLY_SHARE = 0.4;
const ANNUAL_SHARE = 0.6;
const MODERATE = 0.5;
const ABNORMAL = 1;
/** Calendar years, the target's own included, that the indicator asks for. */
const NEEDED_YEARS = 5;

/**
 * The indicator of one month, with both scores that it is made of.
 *
 * @returns undefined if a growth rate of the month is missing or never varied (a standard deviation of 0 gives no value).
 */
export function ifpaOf(
  series: MonthlySeries,
  month: MonthNumber,
  variant: IfpaVariant = 'ons',
): Ifpa | TooShort | undefined {
  const firstYear = Math.floor(series.first / YEAR);
  const years = Math.floor(month / YEAR) - firstYear;
  if (years + 1 < NEEDED_YEARS) {
    return { tooShort: { needs: NEEDED_YEARS, has: Math.max(0, years + 1), of: 'calendar years' } };
  }
  const quarterly = scoreOf(series, month, QUARTER, years, variant);
  const annual = scoreOf(series, month, YEAR, years, variant);
  if (!quarterly || !annual) return undefined;
  const value = QUARTERLY_SHARE * quarterly.z + ANNUAL_SHARE * annual.z;
  return { value, level: ifpaLevel(value), quarterly, annual };
}

export function ifpaLevel(value: number): IfpaLevel {
  const size = Math.abs(value);
  if (size < MODERATE) return 'normal';
  const side = value > 0 ? 'high' : 'low';
  return size < ABNORMAL ? `moderately ${side}` : `abnormally ${side}`;
}

/** The plain mean of the last twelve monthly values, as it is published beside them; undefined if one of them is missing. */
export function rollingYear(values: readonly (number | undefined)[]): (number | undefined)[] {
  return values.map((_, index) => {
    const year = values.slice(Math.max(0, index + 1 - YEAR), index + 1).filter((value) => value !== undefined);
    return year.length === YEAR ? year.reduce((sum, value) => sum + value, 0) / YEAR : undefined;
  });
}

/** The compound growth rate of a month over the months before it: `(P_t / P_{t-L})^(1/L) - 1`. */
function growthAt(series: MonthlySeries, month: MonthNumber, months: number): number | undefined {
  const now = valueAt(series, month);
  const then = valueAt(series, month - months);
  return now === undefined || then === undefined || then <= 0 ? undefined : (now / then) ** (1 / months) - 1;
}

function scoreOf(
  series: MonthlySeries,
  month: MonthNumber,
  months: number,
  years: number,
  variant: IfpaVariant,
): GrowthScore | undefined {
  const growth = growthAt(series, month, months);
  if (growth === undefined) return undefined;
  const all = Array.from({ length: years }, (_, index) => growthAt(series, month - (years - index) * YEAR, months));
  const weighted = variant === 'ons' ? onsWeights(all, months) : cleanWeights(all);
  const mean = weighted.terms.reduce((sum, [rate, weight]) => sum + weight * rate, 0);
  const spread = weighted.terms.reduce((sum, [rate, weight]) => sum + weight * (rate - mean) ** 2, 0);
  const sd = Math.sqrt(spread / ((weighted.years - 1) / weighted.years));
  return sd > 0 ? { growth, mean, sd, years: weighted.years, z: (growth - mean) / sd } : undefined;
}

interface WeightedGrowth {
  readonly terms: readonly (readonly [rate: number, weight: number])[];
  readonly years: number;
}

function onsWeights(all: readonly (number | undefined)[], months: number): WeightedGrowth {
  const offset = months === YEAR ? 0 : 1;
  const total = all.reduce<number>((sum, _, index) => sum + index + offset, 0);
  return {
    years: all.length,
    terms: all.flatMap((rate, index) => (rate === undefined ? [] : [[rate, (index + offset) / total] as const])),
  };
}

function cleanWeights(all: readonly (number | undefined)[]): WeightedGrowth {
  const rates = all.filter((rate) => rate !== undefined);
  const total = (rates.length * (rates.length + 1)) / 2;
  return { years: rates.length, terms: rates.map((rate, index) => [rate, (index + 1) / total] as const) };
}
