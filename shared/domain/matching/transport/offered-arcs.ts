import type { ArcRow, Arcs } from './arcs.ts';

/** A quantity that a sink could get at a cost, the price at the source included. */
export interface Offer {
  readonly unitCost: number;
  readonly quantity: number;
}

/** All the arcs that a problem has, of which a network may start with some. */
export interface OfferedArcs {
  /** The arcs to start with; of a sink that anybody can reach at least one. */
  readonly first: Arcs;
  /** More than a chain of arcs can cost that serves one unit more, or one sink instead of another. */
  chainCost(): number;
  /** Arcs not in use yet that are worth using at these prices of the sources and the sinks; none: all are settled. */
  missing(sourcePrices: ArrayLike<number>, sinkPrices: ArrayLike<number>): ArcRow[];
  /** For each sink its offers at these prices of the sources, over all arcs. */
  offers(sourcePrices: ArrayLike<number>): Offer[][];
  /** Whether there is an arc, where a network may not have all that there are. */
  readonly reaches?: (source: number, sink: number) => boolean;
}
