/**
 * Changed costs and capacities under a basis that has been found, so that the simplex goes on from there.
 *
 * New costs: the flow stays feasible; only the prices are worked out anew, from the root down.
 *
 * A new capacity of a transport arc:
 * 1. What no longer fits is taken off the arc: it stays with the source, and lacks at the sink.
 * 2. It goes onto the source's own arc to the root, and onto the sink's bands of unmet need, the cheapest first.
 * 3. If the arc is in the tree and would now block the way up, it leaves for one of these arcs, so that what it held
 *    hangs on the root.
 * 4. Any of these arcs outside the tree that is now neither empty nor full is pushed to either by a pivot, or into the
 *    tree.
 *
 * Asks for a strongly feasible basis and leaves one, which need not be optimal. Sensitivity analysis: Ahuja, Magnanti
 * and Orlin, Network Flows (1993), section 11.10.
 */
import { type Basis, EMPTY, FULL, IN_TREE, reducedCost } from './basis.ts';
import type { FlowNetwork } from './flow-network.ts';
import { pivot } from './pivot.ts';
import { rehang, reprice } from './spanning-tree.ts';

/** Gives each arc a new cost; the basis keeps its flow and its tree. */
export function changeCosts(network: FlowNetwork, basis: Basis, costs: Float64Array): void {
  network.costs.set(costs);
  reprice(basis.tree, network.tails, network.costs);
}

/** Gives transport arcs other capacities; the basis is feasible again afterwards, its tree strongly so. */
export function changeCapacities(network: FlowNetwork, basis: Basis, capacities: ReadonlyMap<number, number>): void {
  for (const [arc, capacity] of capacities) changeCapacity(network, basis, arc, capacity);
}

function changeCapacity(network: FlowNetwork, basis: Basis, arc: number, capacity: number): void {
  const { flows, tree } = basis;
  const source = network.tails[arc];
  const sink = network.heads[arc];
  const flow = flows[arc];
  const excess = Math.max(0, flow - capacity);
  network.capacities[arc] = capacity;
  flows[arc] = flow - excess;

  if (tree.arcsUp[source] === arc) {
    if (flow < capacity) return;
    // A full arc upwards would block its source; the source's own arc to the root never does.
    flows[source] += excess;
    exchange(basis, network, { top: source, leaving: arc, entering: source });
    lack(network, basis, sink, excess);
  } else if (tree.arcsUp[sink] === arc) {
    if (excess === 0) return;
    const unmet = lackUnsettled(network, basis, sink, excess);
    exchange(basis, network, { top: sink, leaving: arc, entering: unmet[0] });
    for (const band of unmet) settle(network, basis, band);
    keep(network, basis, source, excess);
  } else if (excess > 0) {
    keep(network, basis, source, excess);
    lack(network, basis, sink, excess);
  }
  const inTree = tree.arcsUp[source] === arc || tree.arcsUp[sink] === arc;
  if (!inTree) settle(network, basis, arc);
}

/** The source keeps so much more for itself. */
function keep(network: FlowNetwork, basis: Basis, source: number, quantity: number): void {
  basis.flows[source] += quantity;
  settle(network, basis, source);
}

/** The sink lacks so much more. */
function lack(network: FlowNetwork, basis: Basis, sink: number, quantity: number): void {
  for (const band of lackUnsettled(network, basis, sink, quantity)) settle(network, basis, band);
}

/** Adds to what the sink lacks, in its cheapest bands first; the arcs that took it. */
function lackUnsettled({ sources, firstBands, capacities }: FlowNetwork, { flows }: Basis, sink: number, more: number) {
  const taken: number[] = [];
  let left = more;
  const first = firstBands[sink - sources];
  for (let arc = firstBands[sink - sources + 1] - 1; arc >= first && left > 0; arc--) {
    const quantity = Math.min(left, capacities[arc] - flows[arc]);
    if (quantity === 0) continue;
    flows[arc] += quantity;
    left -= quantity;
    taken.push(arc);
  }
  return taken;
}

/** Takes one arc out of the tree and hangs what is cut off on the root, by its top's own arc. */
function exchange(
  { tree, states }: Basis,
  { root, tails, costs }: FlowNetwork,
  { top, leaving, entering }: { readonly top: number; readonly leaving: number; readonly entering: number },
): void {
  const price = tails[entering] === top ? -costs[entering] : costs[entering];
  rehang(tree, top, root, entering, leaving, price - tree.prices[top]);
  states[entering] = IN_TREE;
  states[leaving] = EMPTY;
}

/** Gives an arc outside the tree its state; one that is neither empty nor full is pushed to either, or into the tree. */
function settle(network: FlowNetwork, basis: Basis, arc: number): void {
  const { arcsUp } = basis.tree;
  if (arcsUp[network.tails[arc]] === arc || arcsUp[network.heads[arc]] === arc) return;
  const flow = basis.flows[arc];
  const capacity = network.capacities[arc];
  if (capacity === 0) basis.states[arc] = IN_TREE;
  else if (flow === 0) basis.states[arc] = EMPTY;
  else if (flow === capacity) basis.states[arc] = FULL;
  else pivot(network, basis, arc, reducedCost(network, basis, arc) < 0);
}
