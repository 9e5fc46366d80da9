import type { GeoPoint } from './great-circle.ts';

/** One end of an arc: what a source has or a sink needs, a whole number of any unit, not negative. */
export interface TransportEnd {
  readonly id: string;
  readonly quantity: number;
  /** Where it is; asked for where costs follow the distances. */
  readonly point?: GeoPoint | undefined;
}

/** An arc from a source to a sink, by their ids; a pair without one is forbidden. */
export interface Arc {
  readonly from: string;
  readonly to: string;
  /** Cost of one unit, a whole number. */
  readonly unitCost: number;
  /** Units at most; without one only the quantities limit it. */
  readonly capacity?: number | undefined;
}

/** Cost of one unit over so many kilometres of great circle; none beyond reach. It never falls with the distance. */
export type RoadCost = (greatCircleKm: number) => number | undefined;

/** Who has, who lacks and what carrying costs. Ids are unique among the sources, and among the sinks. */
export interface TransportProblem {
  readonly sources: readonly TransportEnd[];
  readonly sinks: readonly TransportEnd[];
  /** The arcs that there are; or what one costs by its length, when every pair within reach has one. */
  readonly arcs: readonly Arc[] | RoadCost;
  /** What a unit costs that is needed and not served. */
  readonly unmetCost: number;
  /**
   * True serves as much as possible, then so that nobody is left out while others get all, then cheaply; false looks
   * for the least sum of carriage and unmet cost, nothing else.
   */
  readonly fair: boolean;
}

/** Why a need stays unmet. */
export type UnmetReason =
  | 'nobody-reachable'
  | 'supply-exhausted'
  | 'capacity-reached'
  | 'dearer-than-unmet'
  | 'time-ran-out';

/** What goes over an arc. */
export interface ArcFlow {
  readonly from: string;
  readonly to: string;
  readonly quantity: number;
  readonly unitCost: number;
}

/** The flow that was found, and what it is worth. */
export interface TransportResult {
  /** Positive quantities only, by source and sink. */
  readonly flows: readonly ArcFlow[];
  readonly unmet: readonly { readonly sink: string; readonly quantity: number; readonly cause: UnmetReason }[];
  readonly served: number;
  /** Sum of quantity x unit cost, and the unmet cost of what is not served. */
  readonly objective: number;
  /** Least share of a need that is served, 1 where nobody needs anything. */
  readonly minFill: number;
  readonly method: 'network-simplex' | 'network-simplex-priced-in';
  /**
   * So many percent of the objective (of its carriage alone when fair) another flow could save at most; 0 when optimal,
   * 100 when nothing is known.
   */
  readonly gapPercent: number;
  /** What one unit more at a source would save, one more at a sink would cost; penalties of unmet need included. */
  readonly prices: { readonly sources: ReadonlyMap<string, number>; readonly sinks: ReadonlyMap<string, number> };
}

/** Raised when sums over the problem's numbers could pass 2^53, beyond which doubles skip integers. */
export class NumbersTooLarge extends Error {
  override readonly name = 'NumbersTooLarge';
}
