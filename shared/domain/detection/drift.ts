/**
 * Slow drift, which a trailing median follows and hides.
 *
 * 1. Compare each store's price with its median of 7 reports that ended 15, 30 and 90 days ago.
 * 2. Judge each of these moves as any other (`agreement.ts`), by thresholds times the square root of lag / 15.
 * 3. Let none count unless the trailing median has gone the same way, nine tenths of `watch` at least.
 * 4. Of the lags the highest level counts; of the same level the one that is farthest beyond its threshold.
 * 5. No drift is agreed on in one day: two reporting days in a row must show it.
 *
 * A price that changes by chance wanders with the square root of time (a random walk), hence the thresholds. The other
 * rules are our own, with their reasons in decision 012.
 */
import { DRIFT_LAGS } from '../history/quote.ts';
import { type Direction, rankOf } from '../level.ts';
import { median } from '../statistics.ts';
import { changePctOf, judgeMove } from './agreement.ts';
import { evidenceOfMove } from './evidence.ts';
import { LAG_ALLOWANCES } from './lags.ts';
import type { ProductMarket } from './product-market.ts';
import type { Signal } from './signal.ts';
import { isHighlyVolatile } from './usual-movement.ts';

/**
 * The strongest drift of a market in one direction, such as a rise of 1 % a day. While an episode is open the references
 * stand still.
 *
 * A price that was low then, in a promotion, and is usual now has not risen: so the trailing median must confirm it. A
 * highly volatile price drifts all the time, which may be watched and pages nobody.
 */
export function driftRung(market: ProductMarket, direction: Direction): Signal | undefined {
  let strongest: Signal | undefined;
  for (const [lag, allowance] of LAG_ALLOWANCES.entries()) {
    const signal = driftOver(market, direction, lag, allowance);
    if (!signal) continue;
    const ahead = strongest ? rankOf(signal.shown) - rankOf(strongest.shown) : 1;
    if (!strongest || ahead > 0 || (ahead === 0 && ratioOf(signal) > ratioOf(strongest))) strongest = signal;
  }
  return strongest;
}

function ratioOf({ evidence }: Signal): number {
  return Math.abs(evidence.changePct) / evidence.thresholdPct;
}

function driftOver(market: ProductMarket, direction: Direction, lag: number, allowance: number): Signal | undefined {
  const allowed = (pct: number) => pct * allowance;
  const { watch, alert, crisis } = market.thresholds;
  const thresholds = { watch: allowed(watch), alert: allowed(alert), crisis: allowed(crisis) };
  if (market.movement === undefined || !trailingConfirms(changePctOf(market.movement), direction, watch))
    return undefined;
  const move = market.moves[direction].drifts[lag];
  const verdict = move && judgeMove(move, thresholds);
  if (!verdict) return undefined;
  const shown = isHighlyVolatile(market.usualPct) ? 'watch' : verdict.shown;
  return {
    agreed: 'normal',
    shown,
    evidence: evidenceOfMove(
      market,
      { rung: 'drift', direction },
      {
        reference: median(market.panel.flatMap(({ drift }) => drift?.[lag] ?? [])),
        changePct: move.medianPct,
        thresholdPct: thresholds[shown],
        thresholdLevel: shown,
        thresholds,
        ownThresholdPct: market.ownThresholds[shown],
        lagDays: DRIFT_LAGS[lag] as number,
        agreeing: move.changes.filter((change) => change >= thresholds[shown]).length,
        reporting: move.changes.length,
      },
    ),
  };
}

/** The share of `watch` that the trailing median must have gone in the same direction. */
const CONFIRMING_SHARE = 0.9;
/** The threshold is inclusive, and 0.9 × 13 must not be more than 11.7. */
const ROUNDING = 1e-9;

/** True when the trailing change, percent, has gone far enough in the direction to confirm a drift. */
export function trailingConfirms(changePct: number, direction: Direction, watchPct: number): boolean {
  return (direction === 'up' ? changePct : -changePct) >= CONFIRMING_SHARE * watchPct - ROUNDING;
}
