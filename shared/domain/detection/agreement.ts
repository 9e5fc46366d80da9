import { type Direction, LEVELS, type Level, rankOf } from '../level.ts';
import type { ThresholdPercents } from '../product.ts';
import type { MarketQuote, ProductMarket } from './product-market.ts';

/** A relative as a change in percent, to a billionth: thresholds are inclusive, and 11,500 over 10,000 must be 15 %. */
export function changePctOf(relative: number): number {
  return Math.round((relative - 1) * 1e11) / 1e9;
}

/** True when a change (percent) is at or beyond a threshold (percent) in the direction asked for. */
export function isBeyond(changePct: number, thresholdPct: number, direction: Direction): boolean {
  return (direction === 'up' ? changePct : -changePct) >= thresholdPct;
}

/** The level that a change reaches by itself. */
export function levelOfChange(changePct: number, thresholds: ThresholdPercents, direction: Direction): Level {
  for (const level of ['crisis', 'alert', 'watch'] as const) {
    if (isBeyond(changePct, thresholds[level], direction)) return level;
  }
  return 'normal';
}

/** `agreed` opens at once; `thin` needs a second reporting day; `none` does not open here. */
export type Agreement = 'agreed' | 'thin' | 'none';

/**
 * Do enough stores of enough retailers say the same?
 *
 * A place with fewer known stores or retailers than the settings ask for is `thin`. At a place made of places, a move
 * that only one of them shows is `none`: that place raises the alert itself, and one event is one alert.
 */
export function agreementOf(
  beyond: readonly Pick<MarketQuote, 'store' | 'retailer' | 'child'>[],
  comparable: number,
  market: Pick<ProductMarket, 'known' | 'inner' | 'settings'>,
): Agreement {
  const { minStores, minRetailers, minShare } = market.settings;
  if (beyond.length === 0) return 'none';
  if (market.inner && new Set(beyond.map((quote) => quote.child)).size < 2) return 'none';
  if (market.known.stores < minStores || market.known.retailers < minRetailers) return 'thin';
  const retailers = new Set(beyond.map((quote) => quote.retailer)).size;
  const enough = beyond.length >= minStores && retailers >= minRetailers && beyond.length >= minShare * comparable;
  return enough ? 'agreed' : 'none';
}

/** What a move shows: the level that enough stores agree on, and the level of the move alone. */
export interface Verdict {
  readonly agreed: Level;
  /** Level that counts if the next reporting day repeats it; equals `agreed` where enough stores report. */
  readonly shown: Level;
  readonly agreeing: number;
}

/**
 * Judges a move: for each level from the worst down, does the median change reach it, and do the stores agree on it?
 *
 * @param changeOf change of one store in percent, or none where it cannot be compared.
 */
export function judgeMove(
  market: ProductMarket,
  direction: Direction,
  medianChangePct: number,
  thresholds: ThresholdPercents,
  changeOf: (quote: MarketQuote) => number | undefined,
): Verdict {
  const comparable = market.quotes.filter((quote) => changeOf(quote) !== undefined);
  const moved = levelOfChange(medianChangePct, thresholds, direction);
  let agreed: Level = 'normal';
  let shown: Level = 'normal';
  let agreeing = 0;
  for (let rank = rankOf(moved); rank > 0; rank--) {
    const level = LEVELS[rank] as 'watch' | 'alert' | 'crisis';
    const beyond = comparable.filter((quote) => isBeyond(changeOf(quote) as number, thresholds[level], direction));
    const agreement = agreementOf(beyond, comparable.length, market);
    if (agreement === 'none') continue;
    if (shown === 'normal') {
      shown = level;
      agreeing = beyond.length;
    }
    if (agreement === 'agreed') {
      agreed = level;
      break;
    }
  }
  return { agreed, shown, agreeing };
}
