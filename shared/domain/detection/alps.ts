import type { Direction } from '../level.ts';
import { screeningSignal } from './evidence.ts';
import type { ProductMarket } from './product-market.ts';
import type { Signal } from './signal.ts';

/** A value from which the WFP's guidance (April 2014) speaks of "alert". */
const ALERT = 1;

/**
 * The last closed month against the price that its trend and calendar month let expect (ALPS, from 36 months on).
 * In a calm Gaussian market one month in six is that high: it may raise `watch` and pages nobody.
 */
export function alpsRung(market: ProductMarket, direction: Direction): Signal | undefined {
  const alps = market.screening?.alps;
  if (direction === 'down' || !alps || alps.value < ALERT) return undefined;
  return screeningSignal(
    market,
    { rung: 'alps', direction },
    { score: alps.value, observed: alps.price, reference: alps.expected },
  );
}
