import type { Direction } from '../level.ts';
import { screeningSignal } from './evidence.ts';
import type { ProductMarket } from './product-market.ts';
import type { Signal } from './signal.ts';

/** "Abnormally" high or low by the metadata of SDG indicator 2.c.1. */
const ABNORMAL = 1;

/**
 * The last closed month's growth over a quarter and a year against the same month of earlier years (IFPA, from five
 * calendar years on). In a calm market one month in five is that far: it may raise `watch` and pages nobody.
 */
export function ifpaRung(market: ProductMarket, direction: Direction): Signal | undefined {
  const ifpa = market.screening?.ifpa;
  if (!ifpa || (direction === 'up' ? ifpa.value : -ifpa.value) < ABNORMAL) return undefined;
  return screeningSignal(
    market,
    { rung: 'ifpa', direction },
    { score: ifpa.value, observed: ifpa.price, reference: ifpa.yearBefore },
  );
}
