import type { Evidence } from '../episode.ts';
import { type Direction, type Level, rankOf } from '../level.ts';
import { ceilingRung } from './ceiling.ts';
import { coverRung } from './cover.ts';
import { driftRung } from './drift.ts';
import type { ProductMarket } from './product-market.ts';
import { trailingRung } from './trailing.ts';

/** What a rung sees in one direction on one day. */
export interface Signal {
  /** Level on which enough stores agree. */
  readonly agreed: Level;
  /** Level shown by a place with too few stores, to be confirmed by its next reporting day. */
  readonly shown: Level;
  readonly evidence: Evidence;
}

/** A rung looks at a product's market in one direction; none when it sees nothing or its data do not suffice. */
export type RungRule = (market: ProductMarket, direction: Direction) => Signal | undefined;

/** The ladder, most authoritative first. A new rung is one new file and one line here. */
const LADDER: readonly RungRule[] = [ceilingRung, trailingRung, driftRung, coverRung];

/** The strongest signal of the ladder; of equal ones, the higher rung's. */
export function strongestSignal(market: ProductMarket, direction: Direction): Signal | undefined {
  let strongest: Signal | undefined;
  for (const rung of LADDER) {
    const signal = rung(market, direction);
    if (signal && (!strongest || strength(signal) > strength(strongest))) strongest = signal;
  }
  return strongest;
}

function strength(signal: Signal): number {
  return rankOf(signal.agreed) * 10 + rankOf(signal.shown);
}
