import type { Direction } from '../level.ts';
import { median } from '../statistics.ts';
import { changePctOf, judgeMove, moveOf } from './agreement.ts';
import { evidenceOfMove } from './evidence.ts';
import type { ProductMarket } from './product-market.ts';
import type { Signal } from './signal.ts';

/**
 * The move that the time of the year does not explain: the stores' price relatives over what prices did at the same days
 * of earlier years (at least two), which near Tết are those at the same distance from Tết. A flat price in a season of
 * falling ones is a move too. Screening: never more than `watch`.
 */
export function seasonRung(market: ProductMarket, direction: Direction): Signal | undefined {
  const { season, underCeiling, thresholds } = market;
  if (season === undefined || underCeiling) return undefined;
  const move = moveOf(market, direction, ({ price, reference }) =>
    reference === undefined ? undefined : price / (reference * season),
  );
  const verdict = judgeMove(move, thresholds);
  if (!verdict) return undefined;
  return {
    agreed: verdict.agreed === 'normal' ? 'normal' : 'watch',
    shown: 'watch',
    evidence: evidenceOfMove(
      market,
      { rung: 'season', direction },
      {
        reference: median(market.panel.flatMap(({ reference }) => reference ?? [])) * season,
        changePct: move.medianPct,
        thresholdPct: thresholds.watch,
        thresholdLevel: 'watch',
        thresholds,
        ownThresholdPct: market.ownThresholds.watch,
        seasonPct: changePctOf(season),
        agreeing: move.changes.filter((change) => change >= thresholds.watch).length,
        reporting: move.changes.length,
      },
    ),
  };
}
