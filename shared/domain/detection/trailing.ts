import type { Direction } from '../level.ts';
import { median } from '../statistics.ts';
import { judgeMove } from './agreement.ts';
import { evidenceOfMove } from './evidence.ts';
import type { ProductMarket } from './product-market.ts';
import type { Signal } from './signal.ts';

/**
 * The main rung: the median of the stores' price relatives against the product's thresholds.
 *
 * A store's relative is its price over the median of its own trailing 28 reports (at least 7), so that who happens to
 * report today cannot move it (design: "like with like"; the median of relatives is the Jevons idea made robust).
 * Goods under a ceiling are judged by the ceiling: a rise to a new ceiling is no spike.
 */
export function trailingRung(market: ProductMarket, direction: Direction): Signal | undefined {
  const move = market.moves[direction].trailing;
  const verdict = move && judgeMove(move, market.thresholds);
  if (!verdict) return undefined;
  return {
    agreed: verdict.agreed,
    shown: verdict.shown,
    evidence: evidenceOfMove(
      market,
      { rung: 'trailing', direction },
      {
        reference: median(market.panel.flatMap(({ reference }) => reference ?? [])),
        changePct: move.medianPct,
        thresholdPct: market.thresholds[verdict.shown],
        thresholdLevel: verdict.shown,
        thresholds: market.thresholds,
        ownThresholdPct: market.ownThresholds[verdict.shown],
        agreeing: verdict.agreeing,
        reporting: move.changes.length,
      },
    ),
  };
}
