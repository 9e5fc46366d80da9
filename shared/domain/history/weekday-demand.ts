import { type BusinessDay, toDayNumber, weekdayOf } from '../business-day.ts';
import { ascending, median, quantile } from '../statistics.ts';
import type { StockSeries } from './stock-memory.ts';
import { TRAILING_REPORTS } from './trailing-reports.ts';

/** What a store sells on each weekday, from Monday on, in percent of its usual (median) day. */
export type WeekdayPercents = readonly number[];

const WEEK = 7;
/** A product with no more sales than these has no weekdays of its own yet: two of a kind tell a chance from a habit badly. */
const FORTNIGHT = 14;
/** Weekdays that were seen on fewer days count as usual. */
const LEAST_DAYS = 2;

/**
 * How a store's sales follow the week, from its last four weeks; undefined if nothing speaks for it.
 *
 * At most four sales a weekday are too few for one product, so that the products of a store are taken together (a group
 * seasonal index: Withycombe, "Forecasting with combined seasonal indices", 1989): the index of a day is the median over
 * the products of the sale against the product's own median. The factor of a weekday is the median index of its days.
 *
 * Factors from so few days are then drawn to 1, the less the more they differ by more than chance (James and Stein's
 * estimator; Miller and Williams, "Shrinkage estimators of time series seasonal factors", 2003): by the share
 * `(k - 2) x noise / spread` of the difference, k being the weekdays known, `spread` the sum of their squared differences
 * from 1, and `noise` what chance alone makes of one, `pi / 2 x` the variance of the indices within weekdays by the days
 * of a weekday.
 */
export function weekdayPercents(series: Iterable<StockSeries>, today: number): WeekdayPercents | undefined {
  const weekdays = indexesByWeekday(series, today).map((indexes) => ({
    days: indexes.length,
    factor: indexes.length < LEAST_DAYS ? undefined : median(indexes),
    indexes,
  }));
  let [known, spread, squares, degrees, perDay] = [0, 0, 0, 0, 0];
  for (const { days, factor, indexes } of weekdays) {
    if (factor === undefined) continue;
    known++;
    spread += (factor - 1) ** 2;
    squares += indexes.reduce((sum, index) => sum + (index - factor) ** 2, 0);
    degrees += days - 1;
    perDay += 1 / days;
  }
  if (known < 3 || spread === 0) return undefined;
  const noise = ((Math.PI / 2) * (squares / degrees) * perDay) / known;
  const kept = Math.max(0, 1 - ((known - 2) * noise) / spread);
  const percents = weekdays.map(({ factor = 1 }) => Math.round(100 * (1 + kept * (factor - 1))));
  return percents.every((percent) => percent === 100) ? undefined : percents;
}

/** The indexes of the last four weeks' days, by weekday. */
function indexesByWeekday(series: Iterable<StockSeries>, today: number): number[][] {
  const ratiosOf = new Map<number, number[]>();
  for (const one of series) {
    const usual = followsWeek(one) ? quantile(ascending(one.sold), 0.5) : 0;
    if (usual <= 0) continue;
    for (const [day, sold] of datedSales(one)) {
      if (day <= today - TRAILING_REPORTS) continue;
      const ratios = ratiosOf.get(day);
      if (ratios) ratios.push(sold / usual);
      else ratiosOf.set(day, [sold / usual]);
    }
  }
  const indexes: number[][] = Array.from({ length: WEEK }, () => []);
  for (const [day, ratios] of ratiosOf) indexes[weekdayOf(day)]?.push(median(ratios));
  return indexes;
}

/** The remembered sales with their days, newest first. */
function* datedSales({ sold, soldOn = 0, soldGaps = [] }: StockSeries): Generator<[day: number, sold: number]> {
  let day = soldOn;
  for (let sale = sold.length - 1; sale >= 0; sale--) {
    yield [day, sold[sale] as number];
    day -= soldGaps[sale - 1] ?? 0;
  }
}

/** True once a product has more than a fortnight of sales. */
export function followsWeek({ sold }: StockSeries): boolean {
  return sold.length > FORTNIGHT;
}

/** A demand per day, as a mean over the week, and how it is spread over the weekdays; evenly where that is not known. */
interface WeeklyDemand {
  readonly demandPerDayMilli: number;
  readonly weekdays?: WeekdayPercents;
}

/** The demand per day, as a mean over the week, of what usually (in the median) is sold a day. */
export function meanOverWeek(usualMilli: number, weekdays: WeekdayPercents | undefined): number {
  return Math.round(weekdays ? (usualMilli * sumOf(weekdays)) / (100 * WEEK) : usualMilli);
}

/** Demand over the so many days that follow a day, thousandths of a unit; a week has seven times the demand per day. */
export function demandOver({ demandPerDayMilli, weekdays }: WeeklyDemand, day: BusinessDay, days: number): number {
  if (!weekdays) return days * demandPerDayMilli;
  const first = toDayNumber(day) + 1;
  let percents = 0;
  for (let after = 0; after < days; after++) percents += weekdays[weekdayOf(first + after)] as number;
  return (demandPerDayMilli * WEEK * percents) / sumOf(weekdays);
}

function sumOf(percents: WeekdayPercents): number {
  return percents.reduce((sum, percent) => sum + percent, 0);
}
