import { present } from '../present.ts';
import { median } from '../statistics.ts';
import { MIN_REPORTS, TRAILING_REPORTS } from './trailing-reports.ts';

/** The past stock and sales of one product in one store, thousandths of a unit, newest last. */
export interface StockSeries {
  readonly stocks: readonly number[];
  readonly sold: readonly number[];
  /** Day of the newest of these sales; absent without any. */
  readonly soldOn?: number;
  /** Days from each of these sales to the next: one fewer than there are sales. */
  readonly soldGaps?: readonly number[];
  /** A bit for each of these sales, the newest lowest: set where it is a difference of stocks and was not reported. */
  readonly differenced?: number;
  readonly lastDay: number;
  readonly price: number;
  readonly stock?: number;
  readonly incoming?: number;
}

/** One product's quantities in a store on the day that is being remembered, thousandths of a unit. */
export interface StockOfDay {
  readonly product: string;
  readonly price: number;
  readonly stock?: number;
  readonly sold?: number;
  readonly incoming?: number;
}

/** One bit for each sale that is remembered. */
const REMEMBERED_SALES = 2 ** TRAILING_REPORTS - 1;

/** The series after a day on which quantities were told; what is sold on a day of shut markets tells no demand. */
export function appendStock(
  known: StockSeries | undefined,
  row: StockOfDay,
  today: number,
  marketsAreShut: boolean,
): StockSeries {
  const demand = marketsAreShut ? undefined : (row.sold ?? soldByDifference(known, row, today));
  // A day that ended without stock tells what was left, not what was wanted.
  const isCensored = row.stock === 0 || demand === undefined;
  return present({
    stocks:
      row.stock === undefined ? (known?.stocks ?? []) : [...(known?.stocks ?? []), row.stock].slice(-TRAILING_REPORTS),
    ...(isCensored ? salesOf(known) : withSale(known, demand, today, row.sold === undefined)),
    lastDay: today,
    price: row.price,
    stock: row.stock,
    incoming: row.incoming,
  });
}

type Sales = Pick<StockSeries, 'sold' | 'soldOn' | 'soldGaps' | 'differenced'>;

function salesOf(known: StockSeries | undefined): Sales {
  if (known?.soldOn === undefined) return { sold: [] };
  const { sold, soldOn, soldGaps = [], differenced = 0 } = known;
  return present({ sold, soldOn, soldGaps, differenced: differenced === 0 ? undefined : differenced });
}

function withSale(known: StockSeries | undefined, demand: number, today: number, isDifference: boolean): Sales {
  const { sold, soldOn, soldGaps = [], differenced: earlier = 0 } = salesOf(known);
  const differenced = ((earlier << 1) | (isDifference ? 1 : 0)) & REMEMBERED_SALES;
  return present({
    sold: [...sold, demand].slice(-TRAILING_REPORTS),
    soldOn: today,
    soldGaps: soldOn === undefined ? [] : [...soldGaps, today - soldOn].slice(1 - TRAILING_REPORTS),
    differenced: differenced === 0 ? undefined : differenced,
  });
}

/** Sales from yesterday's stock and delivery against today's stock, when nothing else is known. */
function soldByDifference(known: StockSeries | undefined, row: StockOfDay, today: number): number | undefined {
  if (known?.stock === undefined || row.stock === undefined || known.lastDay !== today - 1) return undefined;
  const difference = known.stock + (known.incoming ?? 0) - row.stock;
  return difference > 0 ? difference : undefined;
}

/** What is sold on a usual day, in thousandths of a unit: the median of the remembered sales; none without any. */
export function usualSale(series: StockSeries | undefined): number | undefined {
  return series && series.sold.length > 0 ? Math.round(median(series.sold)) : undefined;
}

/** How many of the remembered sales were reported, and how many are differences of stocks. */
export function demandBasis({ sold, differenced = 0 }: StockSeries): { reported: number; differenced: number } {
  let count = 0;
  for (let bits = differenced; bits > 0; bits >>= 1) count += bits & 1;
  return { reported: sold.length - count, differenced: count };
}

/** The store's usual stock before the day, in thousandths of a unit. */
export function usualStock(series: StockSeries | undefined): number | undefined {
  return series && series.stocks.length >= MIN_REPORTS ? Math.round(median(series.stocks)) : undefined;
}
