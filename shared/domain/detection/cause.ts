import type { Cause } from './episode.ts';

/** Stock at or under this share of the usual is "down". */
const STOCK_DOWN = 0.7;

/**
 * What price and stock say together: a rise with stock running down is scarcity; a rise with full shelves asks about
 * margins or hoarding; without stock reports only the price speaks.
 *
 * @param coverDays days of cover of the reporting stores; @param stockRatio stock over the same stores' usual stock.
 */
export function causeOf(coverDays: number | undefined, stockRatio: number | undefined, shortCoverDays: number): Cause {
  if (coverDays === undefined && stockRatio === undefined) return 'price-only';
  const down = stockRatio !== undefined && stockRatio <= STOCK_DOWN;
  const short = coverDays !== undefined && coverDays < shortCoverDays;
  return down || short ? 'scarcity' : 'margin';
}
