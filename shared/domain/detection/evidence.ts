import type { Quote } from '../history/quote.ts';
import { formatMonth } from '../indicators/monthly-series.ts';
import type { Direction, Rung } from '../level.ts';
import { present } from '../present.ts';
import { changePctOf } from './agreement.ts';
import { type Evidence, RUNGS_ON_REFERENCES } from './episode.ts';
import { shopsOfMove } from './middle-shop.ts';
import type { ProductMarket } from './product-market.ts';
import type { Signal } from './signal.ts';

/** Fills in what every rung's evidence shares: the price of the day, the middle shop, the retailers, and what the stock says. */
export function evidenceOfMove(
  market: ProductMarket,
  { rung, direction }: { readonly rung: Rung; readonly direction: Direction },
  numbers: Pick<Evidence, 'reference' | 'changePct' | 'thresholdPct' | 'ownThresholdPct' | 'agreeing' | 'reporting'> &
    Partial<Pick<Evidence, 'thresholdLevel' | 'thresholds' | 'observed' | 'lagDays' | 'seasonPct' | 'score' | 'month'>>,
  stores: readonly Quote[] = market.panel,
): Evidence {
  return present({
    rung,
    observed: numbers.observed ?? market.observed ?? 0,
    reference: numbers.reference,
    changePct: numbers.changePct,
    thresholdPct: numbers.thresholdPct,
    thresholds: numbers.thresholds,
    ownThresholdPct: numbers.ownThresholdPct,
    thresholdLevel: numbers.thresholdLevel,
    usualPct: market.usualPct,
    habit: RUNGS_ON_REFERENCES.includes(rung) ? market.habit : undefined,
    lagDays: numbers.lagDays,
    seasonPct: numbers.seasonPct,
    score: numbers.score,
    month: numbers.month,
    agreeing: numbers.agreeing,
    reporting: numbers.reporting,
    retailers: new Set(stores.map(({ from }) => from.retailer)).size,
    ...shopsOfMove(stores, direction, { ...numbers, rung }),
    cause: rung === 'cover' ? 'early-warning' : market.cause,
    coverDays: market.coverDays,
  });
}

/** What a monthly indicator raises: `watch`, with its value and the prices behind it. */
export function screeningSignal(
  market: ProductMarket,
  move: { readonly rung: Rung; readonly direction: Direction },
  { score, observed, reference }: { readonly score: number; readonly observed: number; readonly reference: number },
): Signal {
  return {
    agreed: 'watch',
    shown: 'watch',
    evidence: evidenceOfMove(
      market,
      move,
      present({
        observed,
        reference,
        changePct: changePctOf(observed / reference),
        thresholdPct: 0,
        ownThresholdPct: 0,
        score,
        month: market.screening ? formatMonth(market.screening.month) : undefined,
        agreeing: market.quotes.length,
        reporting: market.quotes.length,
      }),
      market.quotes,
    ),
  };
}
