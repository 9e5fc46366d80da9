/**
 * A transport problem as a network in which every problem has a feasible flow.
 *
 * 1. Nodes are numbers: sources, then sinks, then a root.
 * 2. An arc from each source to the root takes what the source keeps, at no cost.
 * 3. Arcs from the root to a sink give what it goes without, each one band of its need at a penalty.
 * 4. The arcs of the problem lead from sources to sinks: the transport arcs.
 *
 * The arcs stand in these three groups, in this order. Artificial arcs to a root begin the simplex in Ahuja, Magnanti
 * and Orlin, Network Flows (1993), section 11.5; bands make the cost of unmet need convex (chapter 14).
 */
import type { Arcs } from './arcs.ts';

/** The network's columns. Quantities and costs are integers. */
export interface FlowNetwork {
  readonly sources: number;
  readonly sinks: number;
  readonly root: number;
  /** What each source has; then what each sink needs. All positive. */
  readonly quantities: Float64Array;
  /** For each sink the index of its first arc from the root, its dearest; at the end that of the first transport arc. */
  readonly firstBands: Int32Array;
  /** The arcs from here on lead from a source to a sink. */
  readonly firstTransportArc: number;
  readonly tails: Int32Array;
  readonly heads: Int32Array;
  /** Cost of one unit of flow. */
  readonly costs: Float64Array;
  /** Greatest flow; infinite where only the quantities limit it. */
  readonly capacities: Float64Array;
}

/** So much of a need may stay unmet at this penalty for a unit. */
export interface UnmetBand {
  readonly quantity: number;
  readonly penalty: number;
}

/** Builds the network; `bandsOf` gives a sink's bands of unmet need, the dearest first, which together make its need. */
export function buildNetwork(
  supplies: readonly number[],
  needs: readonly number[],
  bandsOf: (need: number) => readonly UnmetBand[],
  arcs: Arcs,
): FlowNetwork {
  const firstBands = new Int32Array(needs.length + 1).fill(supplies.length);
  for (const [sink, need] of needs.entries()) firstBands[sink + 1] = firstBands[sink] + bandsOf(need).length;
  const firstTransportArc = firstBands[needs.length];
  const root = supplies.length + needs.length;
  const network: FlowNetwork = {
    sources: supplies.length,
    sinks: needs.length,
    root,
    quantities: Float64Array.from([...supplies, ...needs]),
    firstBands,
    firstTransportArc,
    ...emptyColumns(firstTransportArc + arcs.sources.length),
  };
  for (let source = 0; source < supplies.length; source++) fill(network, source, source, root, 0, Infinity);
  for (const [sink, need] of needs.entries()) {
    for (const [band, { quantity, penalty }] of bandsOf(need).entries()) {
      fill(network, firstBands[sink] + band, root, supplies.length + sink, penalty, quantity);
    }
  }
  fillTransportArcs(network, firstTransportArc, arcs);
  return network;
}

/** The same network with more transport arcs, after those that it has. */
export function withMoreArcs(network: FlowNetwork, more: Arcs): FlowNetwork {
  const arcs = network.tails.length;
  const larger: FlowNetwork = { ...network, ...emptyColumns(arcs + more.sources.length) };
  larger.tails.set(network.tails);
  larger.heads.set(network.heads);
  larger.costs.set(network.costs);
  larger.capacities.set(network.capacities);
  fillTransportArcs(larger, arcs, more);
  return larger;
}

function emptyColumns(count: number): Pick<FlowNetwork, 'tails' | 'heads' | 'costs' | 'capacities'> {
  return {
    tails: new Int32Array(count),
    heads: new Int32Array(count),
    costs: new Float64Array(count),
    capacities: new Float64Array(count),
  };
}

function fillTransportArcs(network: FlowNetwork, first: number, arcs: Arcs): void {
  network.tails.set(arcs.sources, first);
  for (let row = 0; row < arcs.sinks.length; row++) network.heads[first + row] = network.sources + arcs.sinks[row];
  network.costs.set(arcs.unitCosts, first);
  network.capacities.set(arcs.capacities, first);
}

function fill(network: FlowNetwork, arc: number, tail: number, head: number, cost: number, capacity: number): void {
  network.tails[arc] = tail;
  network.heads[arc] = head;
  network.costs[arc] = cost;
  network.capacities[arc] = capacity;
}
