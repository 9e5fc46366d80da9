import type { Direction } from '../level.ts';

/** How far a day's move goes against the trailing references, percent (see `Move`). */
export interface MoveReach {
  readonly shown: number;
  readonly agreed: number;
  /** The farthest drift, as the threshold of the trailing rung that it would reach. */
  readonly drift?: number;
  readonly watchOnly?: boolean;
}

/** A day's larger moves by direction, as they are kept. */
export interface NotedMoves {
  readonly up?: MoveReach;
  readonly down?: MoveReach;
}

/** A market's moves in one direction; undefined if less than half of the stores went so far as is noted. */
export interface MovesOneWay {
  /** Against the stores' trailing references. */
  readonly trailing: Move | undefined;
  /** Against those of each lag, in the order of `DRIFT_LAGS`. */
  readonly drifts: readonly (Move | undefined)[];
}

export type Moves = Readonly<Record<Direction, MovesOneWay>>;

/** How far the stores' changes go in one direction. */
export interface Move {
  /** The largest threshold, percent, that the move reaches if the next reporting day repeats it; 0 for none. */
  readonly twoDayReach: number;
  /** The largest threshold that it reaches by the agreement of enough stores on the day itself; 0 for none. */
  readonly sameDayReach: number;
  /** True when it is no more than `watch`, however far it goes: a fall in which some take no part is mostly a promotion. */
  readonly watchOnly: boolean;
  /** Median change of the comparable stores in percent, with its sign. */
  readonly medianPct: number;
  /** The comparable stores' changes in the direction asked for, percent, largest first. */
  readonly changes: readonly number[];
}
