import { columnsOf } from './arcs.ts';
import { type FlowNetwork, withMoreWays } from './flow-network.ts';
import { type Basis, improve, withEmptyArcs } from './network-simplex.ts';
import type { OfferedWays } from './offered-arcs.ts';

/** A flow in a network which may have got more ways on the way to it. */
export interface FoundFlow {
  readonly network: FlowNetwork;
  readonly basis: Basis;
  /** False when time was up first; the flow is feasible all the same. */
  readonly optimal: boolean;
}

/**
 * Improves a flow and prices in ways that are worth using, by turns, until none is left: then it is of least cost over
 * all ways, though the network has few of them.
 */
export function findLeastCost(
  network: FlowNetwork,
  basis: Basis,
  ways: OfferedWays,
  timeIsUp: () => boolean,
): FoundFlow {
  let found = { network, basis, optimal: false };
  for (;;) {
    const optimal = improve(found.network, found.basis, timeIsUp);
    if (!optimal) return found;
    const missing = ways.missing(sourcePrices(found), sinkPrices(found));
    if (missing.length === 0) return { ...found, optimal };
    if (timeIsUp()) return found;
    const larger = withMoreWays(found.network, columnsOf(missing));
    found = { network: larger, basis: withEmptyArcs(found.basis, larger.tails.length), optimal: false };
  }
}

/** What one unit is worth at each source. */
export function sourcePrices({ network, basis }: Pick<FoundFlow, 'network' | 'basis'>): Float64Array {
  return basis.tree.prices.subarray(0, network.sources);
}

/** What one unit is worth at each sink. */
export function sinkPrices({ network, basis }: Pick<FoundFlow, 'network' | 'basis'>): Float64Array {
  return basis.tree.prices.subarray(network.sources, network.root);
}
