/**
 * How far a market has moved, and whether enough stores say so.
 *
 * 1. Each store that can be compared has a relative: its price over what it is compared with. Sort them, the farthest
 *    in the direction first.
 * 2. The median says how far the place has moved. A retailer has moved as far as half of its stores have, or further.
 * 3. Work out how many stores and how many retailers must agree: on one day, and on two reporting days in a row.
 * 4. So many stores have moved as far as the last of them, so many retailers likewise: the lesser of both is the
 *    largest threshold that enough support. On the second day of a rise they support one and a half times as much.
 * 5. The move reaches no more than the median does; in a place of places, no more than a second of these shows.
 * 6. Of only two stores one may be enough over two days. A fall may be no more than `watch`.
 *
 * Both answers are thresholds, so that what other thresholds would have opened follows without the stores (decision
 * 011). Who must agree is our own rule, with its reasons in decision 012. n log n for n stores.
 */
import type { Quote } from '../history/quote.ts';
import { type Direction, type Level, milder } from '../level.ts';
import type { ThresholdPercents } from '../product.ts';
import { median } from '../statistics.ts';
import type { Move } from './move.ts';
import type { MarketOfMove, ProductMarket } from './product-market.ts';
import { isHighlyVolatile } from './usual-movement.ts';

/** A relative as a change in percent, to a billionth: thresholds are inclusive, and 11,500 over 10,000 must be 15 %. */
export function changePctOf(relative: number): number {
  return Math.round((relative - 1) * 1e11) / 1e9;
}

/** The level that a move (percent in its direction) reaches by itself. */
export function levelOfMove(movePct: number, thresholds: ThresholdPercents): Level {
  if (movePct >= thresholds.crisis) return 'crisis';
  if (movePct >= thresholds.alert) return 'alert';
  return movePct >= thresholds.watch ? 'watch' : 'normal';
}

interface ComparedStore {
  readonly quote: Quote;
  readonly relative: number;
}

/**
 * How far does a move go, and do enough stores of enough retailers say the same?
 *
 * The move is at level L exactly when it reaches the threshold of L. At a place made of places, a move that only one of
 * them shows is that place's own: one event is one alert.
 *
 * @param relativeOf a store's price over what it is compared with, or undefined if it cannot be compared.
 * @param oneOfTwo true where one of only two stores may be enough.
 */
export function moveOf(
  market: MarketOfMove,
  direction: Direction,
  relativeOf: (quote: Quote) => number | undefined,
  { oneOfTwo = false } = {},
): Move {
  const sign = direction === 'up' ? 1 : -1;
  const compared: ComparedStore[] = [];
  for (const quote of market.panel) {
    const relative = relativeOf(quote);
    if (relative !== undefined) compared.push({ quote, relative });
  }
  const watchOnly = isWatchOnly(market, direction);
  if (compared.length === 0) return { twoDayReach: 0, sameDayReach: 0, watchOnly, medianPct: 0, changes: [] };
  compared.sort((a, b) => sign * (b.relative - a.relative));
  const changes = compared.map(({ relative }) => sign * changePctOf(relative));
  const medianPct = changePctOf(middleOf(compared));

  const ofRetailers = movesOfRetailers(compared, sign);
  const ofAll = Math.min(
    sign * medianPct,
    market.isAggregate ? reachOfSecondChild(compared, changes, market.childOf) : Number.POSITIVE_INFINITY,
  );
  const reachOver = (days: 1 | 2): number => {
    const needed = witnessesNeeded(market, direction, compared.length, ofRetailers.length, days);
    const witnessed = Math.min(changes[needed.stores - 1] ?? 0, ofRetailers[needed.retailers - 1] ?? 0);
    return Math.max(0, Math.min(ofAll, needed.stretch * witnessed));
  };
  const alone = oneOfTwo ? reachOfOneOfTwo(market, direction, compared.length, sign * medianPct) : 0;
  return { twoDayReach: Math.max(reachOver(2), alone), sameDayReach: reachOver(1), watchOnly, medianPct, changes };
}

/** A store that fell by this share of the median fall takes part in it. */
const TAKES_PART = 0.25;

/** The stores that take part in a place's fall, of those that have a reference. */
export function partInFall({ panel, movement }: Pick<ProductMarket, 'panel' | 'movement'>): {
  readonly falling: number;
  readonly compared: number;
} {
  const enoughPct = TAKES_PART * changePctOf(movement ?? 1);
  let [falling, compared] = [0, 0];
  for (const { price, reference } of panel) {
    if (reference === undefined) continue;
    compared++;
    if (changePctOf(price / reference) <= enoughPct) falling++;
  }
  return { falling, compared };
}

/**
 * True where a fall is no more than `watch`: one retailer alone shows it, or a third of the stores take no part in it.
 * Where a market falls nearly all do; where two chains have their promotions in one week the others stand still.
 */
export function isWatchOnly(market: MarketOfMove, direction: Direction): boolean {
  const { known, settings } = market;
  if (direction === 'up') return false;
  if (known.retailers < settings.minRetailers) return true;
  const { falling, compared } = partInFall(market);
  return falling <= settings.fallShare * compared;
}

/** Stores that must agree when two reporting days in a row show the same; all of them where fewer are known. */
const FEWEST_STORES = 2;

/** On the second day of a rise a witness supports a threshold this many times its own change. */
const STRETCH = 1.5;

/** Who must support a threshold, and a witness's change times `stretch` is the largest threshold that it supports. */
export interface WitnessesNeeded {
  readonly stores: number;
  readonly retailers: number;
  readonly stretch: number;
}

/**
 * How many stores and retailers must support a threshold together. On one day: `minStores` of `minRetailers`, and more than
 * `minShare` of the known stores. On two reporting days in a row: two stores of as many retailers, or all where fewer are
 * known, and `minShare` of the known stores, for a fall more: it is mostly a promotion, and hurts nobody by being told a
 * day later. Always `minShare` of the comparable stores and retailers, and more than `highlyVolatileShare` of them where the
 * price is highly volatile: there half of the stores have always moved somewhere.
 *
 * Where two days show the rise of a steady price, the median must reach the threshold and the witnesses two thirds of it:
 * of two stores that rose by 9 % and 30 % both have risen.
 *
 * Known stores count, up to `quorumStores`, also those that cannot be compared: the few that can are a small sample,
 * however unanimous.
 */
export function witnessesNeeded(
  { known, settings, usualPct }: Pick<ProductMarket, 'known' | 'settings' | 'usualPct'>,
  direction: Direction,
  stores: number,
  retailers: number,
  days: 1 | 2,
): WitnessesNeeded {
  const { minStores, minRetailers, minShare, highlyVolatileShare, quorumStores } = settings;
  const share = minShare * Math.min(known.stores, quorumStores);
  const isMajority = (days === 1 || direction === 'down') && share > 0;
  const ofKnown = isMajority ? Math.floor(share) + 1 : Math.ceil(share);
  const leastStores = days === 1 ? minStores : Math.min(known.stores, FEWEST_STORES);
  const leastRetailers = days === 1 ? minRetailers : Math.min(known.retailers, minRetailers);
  const highlyVolatile = isHighlyVolatile(usualPct);
  const shareOf = (count: number) =>
    highlyVolatile ? Math.floor(highlyVolatileShare * count) + 1 : Math.ceil(minShare * count);
  return {
    stores: Math.max(1, leastStores, ofKnown, shareOf(stores)),
    retailers: Math.max(1, leastRetailers, shareOf(retailers)),
    stretch: days === 2 && direction === 'up' && !highlyVolatile ? STRETCH : 1,
  };
}

/** Of two stores one is enough where the median of both goes this many times the threshold. */
export const ONE_OF_TWO = 1.25;

/**
 * The largest threshold that one of two stores carries by itself over two reporting days, percent; 0 for none.
 *
 * Where two stores are all there is, one that rose by two and a half thresholds is worth a look whatever the other did:
 * also where the other's price is held back as an error, and so counts as one that stands still. Else an error that lasts
 * would hide every rise of such a ward. Not of a highly volatile price, nor in a place of places, whose ward tells it.
 */
export function reachOfOneOfTwo(
  { known, isAggregate, usualPct }: Pick<ProductMarket, 'known' | 'isAggregate' | 'usualPct'>,
  direction: Direction,
  compared: number,
  medianMovePct: number,
): number {
  const isTwo = !isAggregate && known.stores === 2 && compared + known.heldBack === 2 && compared > 0;
  if (!isTwo || direction !== 'up' || isHighlyVolatile(usualPct)) return 0;
  const medianOfBoth = (medianMovePct * compared) / 2;
  return Math.round((medianOfBoth / ONE_OF_TWO) * 1e9) / 1e9;
}

/** The retailers' moves, largest first: each what at least half of its stores have done, `compared` being in that order. */
function movesOfRetailers(compared: readonly ComparedStore[], sign: number): readonly number[] {
  const left = new Map<string, number>();
  for (const { quote } of compared) left.set(quote.from.retailer, (left.get(quote.from.retailer) ?? 0) + 1);
  for (const [retailer, stores] of left) left.set(retailer, Math.ceil(stores / 2));
  const moves: number[] = [];
  for (const { quote, relative } of compared) {
    const before = left.get(quote.from.retailer) as number;
    left.set(quote.from.retailer, before - 1);
    if (before === 1) moves.push(sign * changePctOf(relative));
  }
  return moves;
}

/** The median relative of stores in the order of their relatives, whichever way. */
function middleOf(compared: readonly ComparedStore[]): number {
  const [one, other] = [(compared.length - 1) >> 1, compared.length >> 1].map(
    (position) => (compared[position] as ComparedStore).relative,
  ) as [number, number];
  return median([one, other]);
}

/** The move of the first store that lies in another child than the farthest one; 0 where all lie in one. */
function reachOfSecondChild(
  compared: readonly ComparedStore[],
  changes: readonly number[],
  childOf: MarketOfMove['childOf'],
): number {
  const childAt = ({ quote }: ComparedStore) => childOf.get(quote.from.place);
  const first = compared[0] && childAt(compared[0]);
  const second = compared.findIndex((store) => childAt(store) !== first);
  return changes[second] ?? 0;
}

/** The levels of a move, and how many stores are beyond the threshold of the shown one. */
export interface Verdict {
  readonly agreed: Level;
  /** Level that counts if the next reporting day repeats it; equals `agreed` where enough stores report. */
  readonly shown: LevelBeyond;
  readonly agreeing: number;
}

/** A level other than normal. */
export type LevelBeyond = Exclude<Level, 'normal'>;

/** Judges a move by thresholds; none when it stays below all of them. */
export function judgeMove(move: Move, thresholds: ThresholdPercents): Verdict | undefined {
  const { shown, agreed } = levelsOfReach(move, thresholds);
  if (shown === 'normal') return undefined;
  return { agreed, shown, agreeing: move.changes.filter((change) => change >= thresholds[shown]).length };
}

/** The levels that a move reaches. */
export function levelsOfReach(
  { twoDayReach, sameDayReach, watchOnly }: Pick<Move, 'twoDayReach' | 'sameDayReach' | 'watchOnly'>,
  thresholds: ThresholdPercents,
): { readonly shown: Level; readonly agreed: Level } {
  const capped = (movePct: number): Level => {
    const level = levelOfMove(movePct, thresholds);
    return watchOnly ? milder(level, 'watch') : level;
  };
  return { shown: capped(twoDayReach), agreed: capped(sameDayReach) };
}
