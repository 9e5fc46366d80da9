import type { DetectionSettings } from '../catalogue.ts';
import type { Quote } from '../history/quote.ts';
import type { Direction, Level } from '../level.ts';
import { median } from '../statistics.ts';
import { changePctOf, moveOf } from './agreement.ts';
import { evidenceOfMove } from './evidence.ts';
import type { ProductMarket } from './product-market.ts';
import type { Signal } from './signal.ts';

/**
 * Prices above the ceiling in force at the instant of the report (petrol: Decrees 83/2014, 95/2021, 80/2023).
 *
 * The law leaves no margin above a ceiling, so any excess is `alert`, and `crisis` beyond the product's crisis
 * threshold; the share of stores does not matter, only that enough of them, or a second day, say so.
 */
export function ceilingRung(market: ProductMarket, direction: Direction): Signal | undefined {
  if (direction === 'down' || !market.underCeiling) return undefined;
  const above = market.quotes.filter((quote) => excessOf(quote) > 1);
  if (above.length === 0) return undefined;
  const move = moveOf({ ...market, panel: above, settings: anyShareOf(market.settings) }, direction, excessOf);
  if (market.isAggregate && move.twoDayReach === 0) return undefined;
  const excessPct = changePctOf(median(above.map(excessOf)));
  const level: Level = excessPct >= market.thresholds.crisis ? 'crisis' : 'alert';
  return {
    agreed: move.sameDayReach > 0 ? level : 'normal',
    shown: level,
    evidence: evidenceOfMove(
      market,
      { rung: 'ceiling', direction },
      {
        observed: median(above.map(({ price }) => price)),
        reference: median(above.map(({ ceiling }) => ceiling as number)),
        changePct: excessPct,
        thresholdPct: 0,
        // Any excess is an alert; the product's crisis threshold alone counts above it.
        thresholds: { watch: 0, alert: 0, crisis: market.thresholds.crisis },
        ownThresholdPct: 0,
        agreeing: above.length,
        reporting: market.quotes.filter(({ ceiling }) => ceiling !== undefined).length,
      },
      market.quotes,
    ),
  };
}

/** The settings with which few stores above a ceiling count among many below it. */
export function anyShareOf(settings: DetectionSettings): DetectionSettings {
  return { ...settings, minShare: 0, highlyVolatileShare: 0 };
}

/** Price over its ceiling; 0 where there is none. */
function excessOf({ price, ceiling }: Quote): number {
  return ceiling === undefined ? 0 : price / ceiling;
}
