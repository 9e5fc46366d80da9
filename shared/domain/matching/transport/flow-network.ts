import type { Ways } from './arcs.ts';

/**
 * A transport problem as a network: arcs from sources to sinks, and a root that takes what the sources keep and gives
 * what the sinks go without, so that every problem has a feasible flow.
 *
 * Nodes are numbers: sources, then sinks, then the root. The arcs stand in three groups: one from each source to the
 * root, those from the root to the sinks, those from sources to sinks. Quantities and costs are integers.
 */
export interface FlowNetwork {
  readonly sources: number;
  readonly sinks: number;
  readonly root: number;
  /** What each source has; then what each sink needs. All positive. */
  readonly quantities: Float64Array;
  /** For each sink the index of its first arc from the root, its dearest; at the end the index of the first way. */
  readonly firstBands: Int32Array;
  /** The arcs from here on are ways from a source to a sink. */
  readonly firstWay: number;
  readonly tails: Int32Array;
  readonly heads: Int32Array;
  /** VND for one unit of flow. */
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
  ways: Ways,
): FlowNetwork {
  const firstBands = new Int32Array(needs.length + 1).fill(supplies.length);
  for (const [sink, need] of needs.entries()) {
    firstBands[sink + 1] = (firstBands[sink] as number) + bandsOf(need).length;
  }
  const firstWay = firstBands[needs.length] as number;
  const root = supplies.length + needs.length;
  const network: FlowNetwork = {
    sources: supplies.length,
    sinks: needs.length,
    root,
    quantities: Float64Array.from([...supplies, ...needs]),
    firstBands,
    firstWay,
    ...emptyArcs(firstWay + ways.sources.length),
  };
  for (let source = 0; source < supplies.length; source++) setArc(network, source, source, root, 0, Infinity);
  for (const [sink, need] of needs.entries()) {
    const first = firstBands[sink] as number;
    for (const [band, { quantity, penalty }] of bandsOf(need).entries()) {
      setArc(network, first + band, root, supplies.length + sink, penalty, quantity);
    }
  }
  setWays(network, firstWay, ways);
  return network;
}

/** The same network with more ways, after those that it has. */
export function withMoreWays(network: FlowNetwork, ways: Ways): FlowNetwork {
  const arcs = network.tails.length;
  const larger: FlowNetwork = { ...network, ...emptyArcs(arcs + ways.sources.length) };
  larger.tails.set(network.tails);
  larger.heads.set(network.heads);
  larger.costs.set(network.costs);
  larger.capacities.set(network.capacities);
  setWays(larger, arcs, ways);
  return larger;
}

function emptyArcs(count: number): Pick<FlowNetwork, 'tails' | 'heads' | 'costs' | 'capacities'> {
  return {
    tails: new Int32Array(count),
    heads: new Int32Array(count),
    costs: new Float64Array(count),
    capacities: new Float64Array(count),
  };
}

function setWays(network: FlowNetwork, first: number, ways: Ways): void {
  network.tails.set(ways.sources, first);
  for (let way = 0; way < ways.sinks.length; way++) {
    network.heads[first + way] = network.sources + (ways.sinks[way] as number);
  }
  network.costs.set(ways.unitCosts, first);
  network.capacities.set(ways.capacities, first);
}

function setArc(network: FlowNetwork, arc: number, tail: number, head: number, cost: number, capacity: number): void {
  network.tails[arc] = tail;
  network.heads[arc] = head;
  network.costs[arc] = cost;
  network.capacities[arc] = capacity;
}
