/**
 * The exchange of one arc of the tree for another.
 *
 * 1. The entering arc closes a cycle with the tree: the paths from both its ends up to where they meet.
 * 2. Send around it as much as the arcs on it allow; the amount may be 0.
 * 3. Of the arcs that block then, the last one leaves, in the direction of the flow from the meeting point on.
 * 4. If that is the entering arc itself, it goes from empty to full, or back, and the tree stays.
 * 5. Else the part of the tree below the leaving arc is turned and hangs on the entering arc; its prices change by the
 *    entering arc's reduced cost.
 *
 * Step 3 keeps a strongly feasible tree strongly feasible, which is why pivots that move nothing never cycle: W.
 * Cunningham, "A network simplex method", Mathematical Programming 11 (1976). Ahuja, Magnanti and Orlin, Network Flows
 * (1993), sections 11.5 and 11.6.
 *
 * Takes time in proportion to the cycle and the part of the tree that moves: at worst the number of nodes.
 */
import { type Basis, EMPTY, FULL, IN_TREE, NO_ARC, reducedCost } from './basis.ts';
import type { FlowNetwork } from './flow-network.ts';
import { rehang } from './spanning-tree.ts';

/** The cycle that an entering arc closes with the tree. */
interface Cycle {
  /** The end of the arc at which the flow comes down, and the one from which it goes up again. */
  readonly first: number;
  readonly second: number;
  /** Where the paths from both ends meet. */
  readonly meeting: number;
  readonly quantity: number;
  /** The last arc that blocks; none when the entering arc itself does. */
  readonly leaving: number;
  readonly leavesFromSecond: boolean;
}

/**
 * Lets an arc outside the tree enter it, with flow along it (`forward`) or against it. The arc may be partly filled
 * beforehand; a strongly feasible tree stays one.
 */
export function pivot(network: FlowNetwork, basis: Basis, entering: number, forward: boolean): void {
  const cycle = findCycle(network, basis, entering, forward);
  if (cycle.quantity > 0) sendAround(network, basis, entering, forward, cycle);
  exchange(network, basis, entering, cycle);
}

function findCycle(network: FlowNetwork, basis: Basis, entering: number, forward: boolean): Cycle {
  const { tails, heads, capacities } = network;
  const { flows } = basis;
  const { parents, arcsUp, depths } = basis.tree;
  const first = forward ? tails[entering] : heads[entering];
  const second = forward ? heads[entering] : tails[entering];
  let roomDown = forward ? capacities[entering] - flows[entering] : flows[entering];
  let blockingDown = NO_ARC;
  let roomUp = Infinity;
  let blockingUp = NO_ARC;
  let down = first;
  let up = second;
  while (down !== up) {
    if (depths[down] >= depths[up]) {
      const arc = arcsUp[down];
      const room = heads[arc] === down ? capacities[arc] - flows[arc] : flows[arc];
      // Against the flow: of arcs with the same room the one met first is the last.
      if (room < roomDown) {
        roomDown = room;
        blockingDown = arc;
      }
      down = parents[down];
    } else {
      const arc = arcsUp[up];
      const room = tails[arc] === up ? capacities[arc] - flows[arc] : flows[arc];
      if (room <= roomUp) {
        roomUp = room;
        blockingUp = arc;
      }
      up = parents[up];
    }
  }
  return roomUp <= roomDown
    ? { first, second, meeting: down, quantity: roomUp, leaving: blockingUp, leavesFromSecond: true }
    : { first, second, meeting: down, quantity: roomDown, leaving: blockingDown, leavesFromSecond: false };
}

function sendAround(
  { tails, heads }: FlowNetwork,
  { flows, tree: { parents, arcsUp } }: Basis,
  entering: number,
  forward: boolean,
  { first, second, meeting, quantity }: Cycle,
): void {
  flows[entering] += forward ? quantity : -quantity;
  for (let node = first; node !== meeting; node = parents[node]) {
    const arc = arcsUp[node];
    flows[arc] += heads[arc] === node ? quantity : -quantity;
  }
  for (let node = second; node !== meeting; node = parents[node]) {
    const arc = arcsUp[node];
    flows[arc] += tails[arc] === node ? quantity : -quantity;
  }
}

function exchange(network: FlowNetwork, basis: Basis, entering: number, cycle: Cycle): void {
  const { flows, states } = basis;
  const { first, second, leaving, leavesFromSecond } = cycle;
  if (leaving === NO_ARC) {
    states[entering] = flows[entering] === 0 ? EMPTY : FULL;
    return;
  }
  states[leaving] = flows[leaving] === 0 ? EMPTY : FULL;
  states[entering] = IN_TREE;
  const moved = leavesFromSecond ? second : first;
  const rise = reducedCost(network, basis, entering);
  const priceShift = moved === network.heads[entering] ? rise : -rise;
  rehang(basis.tree, moved, leavesFromSecond ? first : second, entering, leaving, priceShift);
}
