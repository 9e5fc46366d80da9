/**
 * The least cost over all arcs, though the network has few of them.
 *
 * 1. Improve the flow over the arcs that the network has (`network-simplex.ts`).
 * 2. Ask which of the others have a negative reduced cost at the prices found: the pricing problem (`offered-arcs.ts`).
 * 3. If there are none, the prices prove the flow optimal over all arcs.
 * 4. Else add them, empty, so that the basis stays as it is, and go on with 1.
 *
 * Asks for arcs without a capacity where they are added later: then none that the network has is named again, and as
 * there are only so many arcs, it ends. L. Ford and D. Fulkerson, "A suggested computation for maximal multi-commodity
 * network flows", Management Science 5 (1958).
 */
import { columnsOf } from './arcs.ts';
import { type Basis, withEmptyArcs } from './basis.ts';
import { type FlowNetwork, withMoreArcs } from './flow-network.ts';
import { improve } from './network-simplex.ts';
import type { OfferedArcs } from './offered-arcs.ts';

/** A flow in a network which may have got more arcs on the way to it. */
export interface FoundFlow {
  readonly network: FlowNetwork;
  readonly basis: Basis;
  /** False when time was up first; the flow is feasible all the same. */
  readonly optimal: boolean;
}

/** Improves a flow, adding offered arcs that are worth using, until it is of least cost over all of them. */
export function findLeastCost(
  network: FlowNetwork,
  basis: Basis,
  offered: OfferedArcs,
  timeIsUp: () => boolean,
): FoundFlow {
  let found = { network, basis, optimal: false };
  for (;;) {
    const optimal = improve(found.network, found.basis, timeIsUp);
    if (!optimal) return found;
    const missing = offered.missing(sourcePrices(found), sinkPrices(found));
    if (missing.length === 0) return { ...found, optimal };
    if (timeIsUp()) return found;
    const larger = withMoreArcs(found.network, columnsOf(missing));
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
