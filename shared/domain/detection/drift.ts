import { DRIFT_LAGS } from '../assessment.ts';
import type { Direction } from '../level.ts';
import { median } from '../statistics.ts';
import { changePctOf, judgeMove } from './agreement.ts';
import { evidenceOfMove } from './evidence.ts';
import type { Signal } from './ladder.ts';
import type { MarketQuote, ProductMarket } from './product-market.ts';

/**
 * What a product may move over each lag, as a multiple of its thresholds: prices wander with the square root of time,
 * and the trailing reference is about 14 days old, so a season's ordinary change must not look like a spike.
 */
const LAG_ALLOWANCE = DRIFT_LAGS.map((lag) => Math.sqrt(lag / 15));

/**
 * Slow drift: the same relatives against the stores' 7-report medians that ended 15, 30 and 90 days ago, so that a rise
 * of 1 % a day, which a trailing median follows and hides, is seen. While an episode is open these references stand still.
 */
export function driftRung(market: ProductMarket, direction: Direction): Signal | undefined {
  if (market.quotes.some((quote) => quote.ceiling !== undefined)) return undefined;
  let strongest: Signal | undefined;
  for (const [index, lagDays] of DRIFT_LAGS.entries()) {
    const signal = driftOver(market, direction, index, lagDays);
    if (signal && (!strongest || signal.evidence.changePct / signal.evidence.thresholdPct > ratioOf(strongest))) {
      strongest = signal;
    }
  }
  return strongest;
}

function ratioOf(signal: Signal): number {
  return signal.evidence.changePct / signal.evidence.thresholdPct;
}

function driftOver(market: ProductMarket, direction: Direction, index: number, lagDays: number): Signal | undefined {
  const relativeOf = (quote: MarketQuote) => quote.driftRelatives[index];
  const relatives = market.quotes.flatMap((quote) => relativeOf(quote) ?? []);
  if (relatives.length === 0) return undefined;
  const allowance = LAG_ALLOWANCE[index] as number;
  const thresholds = {
    watch: market.thresholds.watch * allowance,
    alert: market.thresholds.alert * allowance,
    crisis: market.thresholds.crisis * allowance,
  };
  const changePct = changePctOf(median(relatives));
  const verdict = judgeMove(market, direction, changePct, thresholds, (quote) => {
    const relative = relativeOf(quote);
    return relative === undefined ? undefined : changePctOf(relative);
  });
  if (verdict.shown === 'normal') return undefined;
  return {
    agreed: verdict.agreed,
    shown: verdict.shown,
    evidence: evidenceOfMove(market, 'drift', {
      reference: median(
        market.quotes.flatMap((quote) => {
          const relative = relativeOf(quote);
          return relative === undefined ? [] : [quote.price / relative];
        }),
      ),
      changePct,
      thresholdPct: thresholds[verdict.shown],
      lagDays,
      agreeing: verdict.agreeing,
      reporting: relatives.length,
    }),
  };
}
