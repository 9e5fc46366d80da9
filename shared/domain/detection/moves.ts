import type { MoveReach, ProductAssessment } from '../assessment.ts';
import type { Direction } from '../level.ts';
import { isWatchOnly } from './agreement.ts';
import { driftMove, LAG_ALLOWANCES } from './drift.ts';
import type { ProductMarket } from './product-market.ts';
import { trailingMove } from './trailing.ts';

/** Smaller moves are not noted: no threshold may stand below it. */
export const LEAST_NOTED_PCT = 1;

/** The day's larger moves by direction: what any thresholds would have made of the day, without its stores. */
export function movesOf(market: ProductMarket): ProductAssessment['moves'] {
  const up = reachOf(market, 'up');
  const down = reachOf(market, 'down');
  if (!up && !down) return undefined;
  return { ...(up ? { up } : {}), ...(down ? { down } : {}) };
}

function reachOf(market: ProductMarket, direction: Direction): MoveReach | undefined {
  const { rungs } = market.settings;
  const trailing = rungs.includes('trailing') ? trailingMove(market, direction, LEAST_NOTED_PCT) : undefined;
  const drift = rungs.includes('drift') ? noted(driftReach(market, direction)) : 0;
  const shown = noted(trailing?.shown ?? 0);
  if (Math.max(shown, drift) < LEAST_NOTED_PCT) return undefined;
  return {
    shown,
    agreed: noted(trailing?.agreed ?? 0),
    ...(drift < LEAST_NOTED_PCT ? {} : { drift }),
    ...(isWatchOnly(market, direction) ? { watchOnly: true } : {}),
  };
}

/** The farthest drift, as the threshold of the trailing rung that it would reach. */
function driftReach(market: ProductMarket, direction: Direction): number {
  const reaches = LAG_ALLOWANCES.map((allowance, lag) => {
    const move = driftMove(market, direction, lag, LEAST_NOTED_PCT * allowance);
    return move ? move.shown / allowance : 0;
  });
  return Math.max(0, ...reaches);
}

/** To a thousandth of a percent, downwards: a threshold that was just missed must not be reached by rounding. */
function noted(pct: number): number {
  return Math.floor(pct * 1000 + 1e-6) / 1000;
}
