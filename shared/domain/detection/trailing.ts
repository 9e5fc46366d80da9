import type { Direction } from '../level.ts';
import { median } from '../statistics.ts';
import { changePctOf, judgeMove } from './agreement.ts';
import { evidenceOfMove } from './evidence.ts';
import type { Signal } from './ladder.ts';
import type { ProductMarket } from './product-market.ts';

/**
 * The main rung: the median of the stores' price relatives against the product's thresholds.
 *
 * A store's relative is its price over the median of its own trailing 28 reports (at least 7), so that who happens to
 * report today cannot move it (design: "like with like"; the median of relatives is the Jevons idea made robust).
 * Goods under a ceiling are judged by the ceiling: a rise to a new ceiling is no spike.
 */
export function trailingRung(market: ProductMarket, direction: Direction): Signal | undefined {
  if (market.quotes.some((quote) => quote.ceiling !== undefined)) return undefined;
  const relatives = market.quotes.flatMap((quote) => (quote.relative === undefined ? [] : [quote.relative]));
  if (relatives.length === 0) return undefined;
  const changePct = changePctOf(median(relatives));
  const verdict = judgeMove(market, direction, changePct, market.thresholds, (quote) =>
    quote.relative === undefined ? undefined : changePctOf(quote.relative),
  );
  if (verdict.shown === 'normal') return undefined;
  const references = market.quotes.flatMap((quote) => (quote.reference === undefined ? [] : [quote.reference]));
  return {
    agreed: verdict.agreed,
    shown: verdict.shown,
    evidence: evidenceOfMove(market, 'trailing', {
      reference: median(references),
      changePct,
      thresholdPct: market.thresholds[verdict.shown],
      agreeing: verdict.agreeing,
      reporting: relatives.length,
    }),
  };
}
