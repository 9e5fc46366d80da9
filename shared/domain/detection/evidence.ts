import type { Evidence, Rung } from '../episode.ts';
import type { ProductMarket } from './product-market.ts';

/** Fills in what every rung's evidence shares: the price of the day, the retailers, and what the stock says. */
export function evidenceOfMove(
  market: ProductMarket,
  rung: Rung,
  numbers: Pick<Evidence, 'reference' | 'changePct' | 'thresholdPct' | 'agreeing' | 'reporting'> &
    Partial<Pick<Evidence, 'observed' | 'lagDays'>>,
): Evidence {
  return {
    rung,
    observed: numbers.observed ?? market.observed ?? 0,
    reference: numbers.reference,
    changePct: numbers.changePct,
    thresholdPct: numbers.thresholdPct,
    ...(numbers.lagDays === undefined ? {} : { lagDays: numbers.lagDays }),
    agreeing: numbers.agreeing,
    reporting: numbers.reporting,
    retailers: new Set(market.quotes.map((quote) => quote.retailer)).size,
    cause: rung === 'cover' ? 'early-warning' : market.cause,
    ...(market.coverDays === undefined ? {} : { coverDays: market.coverDays }),
  };
}
