import type { Direction, Level } from '../level.ts';
import { median } from '../statistics.ts';
import { agreementOf, changePctOf } from './agreement.ts';
import { evidenceOfMove } from './evidence.ts';
import type { Signal } from './ladder.ts';
import type { ProductMarket } from './product-market.ts';

/**
 * Prices above the ceiling in force at the instant of the report (petrol: Decrees 83/2014, 95/2021, 80/2023).
 *
 * The law leaves no margin above a ceiling, so any excess is `alert`, and `crisis` beyond the product's crisis
 * threshold; the share of stores does not matter, only that enough of them, or a second day, say so.
 */
export function ceilingRung(market: ProductMarket, direction: Direction): Signal | undefined {
  if (direction === 'down') return undefined;
  const under = market.quotes.filter((quote) => quote.ceiling !== undefined);
  const above = under.filter((quote) => quote.price > (quote.ceiling as number));
  if (above.length === 0) return undefined;
  const anyShare = { ...market, settings: { ...market.settings, minShare: 0 } };
  const agreement = agreementOf(above, under.length, anyShare);
  if (market.inner && agreement === 'none') return undefined;
  const excessPct = changePctOf(median(above.map((quote) => quote.price / (quote.ceiling as number))));
  const level: Level = excessPct >= market.thresholds.crisis ? 'crisis' : 'alert';
  return {
    agreed: agreement === 'agreed' ? level : 'normal',
    shown: level,
    evidence: evidenceOfMove(market, 'ceiling', {
      observed: median(above.map((quote) => quote.price)),
      reference: median(above.map((quote) => quote.ceiling as number)),
      changePct: excessPct,
      thresholdPct: 0,
      agreeing: above.length,
      reporting: under.length,
    }),
  };
}
