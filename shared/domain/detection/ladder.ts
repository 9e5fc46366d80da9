import { type Direction, RUNGS, type Rung } from '../level.ts';
import { alpsRung } from './alps.ts';
import { ceilingRung } from './ceiling.ts';
import { coverRung } from './cover.ts';
import { driftRung } from './drift.ts';
import { ifpaRung } from './ifpa.ts';
import type { ProductMarket } from './product-market.ts';
import { seasonRung } from './season.ts';
import type { Signal } from './signal.ts';
import { trailingRung } from './trailing.ts';

/** A rung looks at a product's market in one direction; none when it sees nothing or its data do not suffice. */
export type RungRule = (market: ProductMarket, direction: Direction) => Signal | undefined;

/** The ladder. A new rung is one new file, its name in `RUNGS` (most authoritative first) and one line here. */
const LADDER: Readonly<Record<Rung, RungRule>> = {
  ceiling: ceilingRung,
  trailing: trailingRung,
  drift: driftRung,
  season: seasonRung,
  cover: coverRung,
  alps: alpsRung,
  ifpa: ifpaRung,
};

/** What some rungs see, the most authoritative rung first. */
export function signalsOf(market: ProductMarket, direction: Direction, rungs: readonly Rung[]): Signal[] {
  return RUNGS.flatMap((rung) => (rungs.includes(rung) ? (LADDER[rung](market, direction) ?? []) : []));
}
