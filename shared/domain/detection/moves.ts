import type { Quote } from '../history/quote.ts';
import { DIRECTIONS, type Direction } from '../level.ts';
import { present } from '../present.ts';
import { changePctOf, isWatchOnly, moveOf } from './agreement.ts';
import { trailingConfirms } from './drift.ts';
import { LAG_ALLOWANCES } from './lags.ts';
import type { MoveReach, Moves, MovesOneWay, NotedMoves } from './move.ts';
import type { MarketOfMove, ProductMarket } from './product-market.ts';

/** Smaller moves are not looked at: no threshold may stand below it. */
export const LEAST_NOTED_PCT = 1;
type MovingMarket = MarketOfMove & Pick<ProductMarket, 'underCeiling'>;

const STILL: MovesOneWay = { trailing: undefined, drifts: LAG_ALLOWANCES.map(() => undefined) };
const NO_MOVES: Moves = { up: STILL, down: STILL };

/**
 * The larger moves of a market, for the rungs and for what is noted of the day. Under a ceiling there are none, and a
 * drift counts only where the trailing median is on its way: where that stands still, as on most days, none is measured.
 */
export function measureMoves(market: MovingMarket): Moves {
  const { movement, panel } = market;
  if (market.underCeiling || movement === undefined) return NO_MOVES;
  const changePct = changePctOf(movement);
  const oneWay = (direction: Direction): MovesOneWay => {
    if (!trailingConfirms(changePct, direction, LEAST_NOTED_PCT)) return STILL;
    const isNoted = (direction === 'up' ? changePct : -changePct) >= LEAST_NOTED_PCT;
    return {
      trailing: isNoted ? moveOf(market, direction, trailingRelative, { oneOfTwo: true }) : undefined,
      drifts: LAG_ALLOWANCES.map((allowance, lag) =>
        isFar(panel, direction, lag, allowance)
          ? moveOf(market, direction, (quote) => driftRelative(quote, lag))
          : undefined,
      ),
    };
  };
  return { up: oneWay('up'), down: oneWay('down') };
}

/** More than changes are rounded by: counting may take in too many stores, never too few. */
const ROUNDING = 1e-9;

/** True where the median over a lag may go as far as is noted: half of its stores do. Counting spares the sorting of the rest. */
function isFar(panel: readonly Quote[], direction: Direction, lag: number, allowance: number): boolean {
  const sign = direction === 'up' ? 1 : -1;
  const least = sign + (LEAST_NOTED_PCT * allowance) / 100 - ROUNDING;
  let [compared, far] = [0, 0];
  for (const { price, drift } of panel) {
    const then = drift?.[lag];
    if (then === undefined) continue;
    compared++;
    if (sign * price >= then * least) far++;
  }
  return far > 0 && 2 * far >= compared;
}

function trailingRelative({ price, reference }: Quote): number | undefined {
  return reference === undefined ? undefined : price / reference;
}

function driftRelative({ price, drift }: Quote, lag: number): number | undefined {
  const then = drift?.[lag];
  return then === undefined ? undefined : price / then;
}

/** The day's larger moves by direction: what any thresholds would have made of the day, without its stores. */
export function notedMoves(market: MarketOfMove & { readonly moves: Moves }): NotedMoves | undefined {
  const [up, down] = DIRECTIONS.map((direction) => reachOf(market, direction));
  if (!up && !down) return undefined;
  return present({ up, down });
}

function reachOf(market: MarketOfMove & { readonly moves: Moves }, direction: Direction): MoveReach | undefined {
  const { trailing, drifts } = market.moves[direction];
  const { rungs } = market.settings;
  const drift = rungs.includes('drift') ? noted(farthest(drifts)) : 0;
  const counted = rungs.includes('trailing') ? trailing : undefined;
  const shown = noted(counted?.twoDayReach ?? 0);
  if (Math.max(shown, drift) < LEAST_NOTED_PCT) return undefined;
  return present({
    shown,
    agreed: noted(counted?.sameDayReach ?? 0),
    drift: drift < LEAST_NOTED_PCT ? undefined : drift,
    watchOnly: isWatchOnly(market, direction) || undefined,
  });
}

/** The farthest drift, as the threshold of the trailing rung that it would reach. */
function farthest(drifts: MovesOneWay['drifts']): number {
  return Math.max(0, ...LAG_ALLOWANCES.map((allowance, lag) => (drifts[lag]?.twoDayReach ?? 0) / allowance));
}

/** To a thousandth of a percent, downwards: a threshold that was just missed must not be reached by rounding. */
function noted(pct: number): number {
  return Math.floor(pct * 1000 + 1e-6) / 1000;
}
