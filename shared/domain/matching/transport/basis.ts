import type { FlowNetwork } from './flow-network.ts';
import { type SpanningTree, starTree } from './spanning-tree.ts';

/**
 * A feasible flow with the spanning tree that it rests on: arcs outside the tree are empty or full (the sets T, L and U
 * of Ahuja, Magnanti and Orlin, Network Flows, 1993, section 11.2).
 *
 * Its tree is strongly feasible: from each node one unit more could go up to the root (section 11.6).
 */
export interface Basis {
  readonly tree: SpanningTree;
  readonly flows: Float64Array;
  /** For each arc `EMPTY`, `IN_TREE` or `FULL`; closed ones (of capacity 0) count as in the tree: they never enter. */
  readonly states: Int8Array;
  /** Where the search for an entering arc goes on. */
  cursor: number;
}

/** States of an arc: signs, so that an arc's state times its reduced cost is negative when the arc should enter. */
export const [EMPTY, IN_TREE, FULL] = [1, 0, -1];
export const NO_ARC = -1;

/** The basis in which nothing is moved: sources keep all, sinks go without. */
export function idleBasis(network: FlowNetwork): Basis {
  const { sources, sinks, root, firstBands, firstTransportArc, costs, capacities, quantities } = network;
  const states = new Int8Array(costs.length).fill(EMPTY);
  const flows = new Float64Array(costs.length);
  const arcsUp = new Int32Array(root);
  const prices = new Float64Array(root);
  for (let source = 0; source < sources; source++) {
    states[source] = IN_TREE;
    flows[source] = quantities[source];
    arcsUp[source] = source;
  }
  flows.set(capacities.subarray(sources, firstTransportArc), sources);
  states.fill(FULL, sources, firstTransportArc);
  for (let sink = 0; sink < sinks; sink++) {
    // The dearest band is the one in the tree: beside it the others are rightly full.
    const dearest = firstBands[sink];
    states[dearest] = IN_TREE;
    arcsUp[sources + sink] = dearest;
    prices[sources + sink] = costs[dearest];
  }
  return { tree: starTree(arcsUp, prices), flows, states, cursor: 0 };
}

/** The same basis in a network that has got more arcs; they are empty. */
export function withEmptyArcs(basis: Basis, arcs: number): Basis {
  const flows = new Float64Array(arcs);
  const states = new Int8Array(arcs).fill(EMPTY);
  flows.set(basis.flows);
  states.set(basis.states);
  return { ...basis, flows, states };
}

/** A basis that can be changed while the other stays. */
export function copyOf({ flows, states, tree, cursor }: Basis): Basis {
  const { parents, arcsUp, depths, next, previous, prices } = tree;
  return {
    flows: flows.slice(),
    states: states.slice(),
    tree: {
      parents: parents.slice(),
      arcsUp: arcsUp.slice(),
      depths: depths.slice(),
      next: next.slice(),
      previous: previous.slice(),
      prices: prices.slice(),
    },
    cursor,
  };
}

/** What one unit over the arc adds to the cost, all else settled by the prices. */
export function reducedCost({ tails, heads, costs }: FlowNetwork, { tree: { prices } }: Basis, arc: number): number {
  return costs[arc] + prices[tails[arc]] - prices[heads[arc]];
}
