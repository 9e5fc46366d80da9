import type { Direction } from '../level.ts';
import { evidenceOfMove } from './evidence.ts';
import type { ProductMarket } from './product-market.ts';
import type { Signal } from './signal.ts';

/**
 * Early warning: the price is still flat, but days of cover fall below the trigger in at least half of the stores whose
 * stock and sales are known. Never more than `watch`: stock alone does not page anyone.
 */
export function coverRung(market: ProductMarket, direction: Direction): Signal | undefined {
  const { supply, coverDays, settings } = market;
  if (direction === 'down' || !supply || coverDays === undefined) return undefined;
  if (coverDays >= settings.shortCoverDays || supply.shortStores < settings.minShare * supply.stores) return undefined;
  if (market.isAggregate && market.shortChildren < 2) return undefined;
  return {
    agreed: supply.shortStores >= settings.minStores ? 'watch' : 'normal',
    shown: 'watch',
    evidence: evidenceOfMove(
      market,
      { rung: 'cover', direction },
      {
        reference: market.observed ?? 0,
        changePct: 0,
        thresholdPct: 0,
        ownThresholdPct: 0,
        agreeing: supply.shortStores,
        reporting: supply.stores,
      },
      market.quotes,
    ),
  };
}
