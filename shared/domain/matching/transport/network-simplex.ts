import type { FlowNetwork } from './flow-network.ts';
import { rehang, type SpanningTree, starTree } from './spanning-tree.ts';

/** A feasible flow with the spanning tree that it rests on: arcs outside the tree are empty or full. */
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
const NO_ARC = -1;
const MIN_BLOCK = 20;
const TIME_CHECK_EACH = 64;

/** The basis in which nothing is moved: sources keep all, sinks go without. */
export function idleBasis(network: FlowNetwork): Basis {
  const { sources, sinks, root, firstBands, firstWay, costs, capacities, quantities } = network;
  const states = new Int8Array(costs.length).fill(EMPTY);
  const flows = new Float64Array(costs.length);
  const arcsUp = new Int32Array(root);
  const prices = new Float64Array(root);
  for (let source = 0; source < sources; source++) {
    states[source] = IN_TREE;
    flows[source] = quantities[source] as number;
    arcsUp[source] = source;
  }
  flows.set(capacities.subarray(sources, firstWay), sources);
  states.fill(FULL, sources, firstWay);
  for (let sink = 0; sink < sinks; sink++) {
    // The dearest band is the one in the tree: beside it the others are rightly full.
    const dearest = firstBands[sink] as number;
    states[dearest] = IN_TREE;
    arcsUp[sources + sink] = dearest;
    prices[sources + sink] = costs[dearest] as number;
  }
  return { tree: starTree(arcsUp, prices), flows, states, cursor: 0 };
}

/** The same basis in a network that has got more ways; they are empty. */
export function withEmptyArcs(basis: Basis, arcs: number): Basis {
  const flows = new Float64Array(arcs);
  const states = new Int8Array(arcs).fill(EMPTY);
  flows.set(basis.flows);
  states.set(basis.states);
  return { ...basis, flows, states };
}

/**
 * Improves a basis until its flow is of least cost, or time is up; the flow is feasible at any time.
 *
 * The network simplex as P. Kovács describes it ("Minimum-cost flow algorithms: an experimental evaluation", 2015):
 * entering arcs by block search, and W. Cunningham's strongly feasible trees (1976), which never cycle.
 *
 * @returns whether the flow is optimal.
 */
export function improve(network: FlowNetwork, basis: Basis, timeIsUp: () => boolean): boolean {
  const blockSize = Math.max(MIN_BLOCK, Math.ceil(Math.sqrt(network.tails.length)));
  for (let pivots = 1; ; pivots++) {
    const entering = findEntering(network, basis, blockSize);
    if (entering === NO_ARC) return true;
    pivot(network, basis, entering, basis.states[entering] === EMPTY);
    if (pivots % TIME_CHECK_EACH === 0 && timeIsUp()) return false;
  }
}

/** The worst arc of the first block of arcs that has a bad one: empty but worth using, or full but not. */
function findEntering(network: FlowNetwork, basis: Basis, blockSize: number): number {
  const { tails, heads, costs } = network;
  const { states } = basis;
  const { prices } = basis.tree;
  const arcs = tails.length;
  let entering = NO_ARC;
  let worst = 0;
  let left = blockSize;
  let arc = basis.cursor;
  for (let seen = 0; seen < arcs; seen++) {
    const tail = tails[arc] as number;
    const head = heads[arc] as number;
    // Written out, as in `reducedCost`: this line is where the time goes.
    const gain =
      (states[arc] as number) * ((costs[arc] as number) + (prices[tail] as number) - (prices[head] as number));
    if (gain < worst) {
      worst = gain;
      entering = arc;
    }
    if (++arc === arcs) arc = 0;
    if (--left === 0) {
      if (entering !== NO_ARC) break;
      left = blockSize;
    }
  }
  basis.cursor = arc;
  return entering;
}

/**
 * Sends as much as possible around the circle that an arc closes with the tree, and exchanges it for the arc that blocks.
 * The arc may be partly filled beforehand; a strongly feasible tree stays one.
 */
export function pivot(network: FlowNetwork, basis: Basis, entering: number, forward: boolean): void {
  const { tails, heads, capacities } = network;
  const { flows, states, tree } = basis;
  const { parents, arcsUp, depths } = tree;
  const tail = tails[entering] as number;
  const head = heads[entering] as number;
  const first = forward ? tail : head;
  const second = forward ? head : tail;

  // The flow runs from the meeting point down to `first`, over the entering arc, and from `second` up again. Of several
  // blocking arcs the last on this way leaves: that keeps the tree strongly feasible.
  let room = forward ? (capacities[entering] as number) - (flows[entering] as number) : (flows[entering] as number);
  let cutDown = NO_ARC;
  let roomUp = Infinity;
  let cutUp = NO_ARC;
  let down = first;
  let up = second;
  while (down !== up) {
    if ((depths[down] as number) >= (depths[up] as number)) {
      const arc = arcsUp[down] as number;
      const left = heads[arc] === down ? (capacities[arc] as number) - (flows[arc] as number) : (flows[arc] as number);
      if (left < room) {
        room = left;
        cutDown = arc;
      }
      down = parents[down] as number;
    } else {
      const arc = arcsUp[up] as number;
      const left = tails[arc] === up ? (capacities[arc] as number) - (flows[arc] as number) : (flows[arc] as number);
      if (left <= roomUp) {
        roomUp = left;
        cutUp = arc;
      }
      up = parents[up] as number;
    }
  }
  const meeting = down;
  const blockedUp = roomUp <= room;
  const quantity = blockedUp ? roomUp : room;
  const leaving = blockedUp ? cutUp : cutDown;

  if (quantity > 0) {
    flows[entering] = (flows[entering] as number) + (forward ? quantity : -quantity);
    for (let node = first; node !== meeting; node = parents[node] as number) {
      const arc = arcsUp[node] as number;
      flows[arc] = (flows[arc] as number) + (heads[arc] === node ? quantity : -quantity);
    }
    for (let node = second; node !== meeting; node = parents[node] as number) {
      const arc = arcsUp[node] as number;
      flows[arc] = (flows[arc] as number) + (tails[arc] === node ? quantity : -quantity);
    }
  }
  if (leaving === NO_ARC) {
    states[entering] = flows[entering] === 0 ? EMPTY : FULL;
    return;
  }
  states[leaving] = flows[leaving] === 0 ? EMPTY : FULL;
  states[entering] = IN_TREE;
  const moved = blockedUp ? second : first;
  const rise = reducedCost(network, basis, entering);
  rehang(tree, moved, blockedUp ? first : second, entering, leaving, moved === head ? rise : -rise);
}

/** What one unit over the arc adds to the cost, all else settled by the prices. */
export function reducedCost({ tails, heads, costs }: FlowNetwork, { tree: { prices } }: Basis, arc: number): number {
  return (costs[arc] as number) + (prices[tails[arc] as number] as number) - (prices[heads[arc] as number] as number);
}
