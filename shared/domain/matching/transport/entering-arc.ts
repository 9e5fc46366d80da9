/**
 * Block search for the arc that enters the tree.
 *
 * 1. Go on through the arcs, in a circle, from where the last search ended, block by block.
 * 2. An arc violates optimality when it is empty and its reduced cost negative, or full and its reduced cost positive.
 * 3. At the end of the first block with such arcs take the worst of them.
 * 4. When all arcs have been seen and none violates, the basis is optimal.
 *
 * Of the rules that P. Kovács compares in "Minimum-cost flow algorithms: an experimental evaluation", Optimization
 * Methods and Software 30 (2015), this one did best, with blocks of about the square root of the arcs. The idea is of
 * M. Grigoriadis, Mathematical Programming Study 26 (1986).
 */
import { type Basis, NO_ARC } from './basis.ts';
import type { FlowNetwork } from './flow-network.ts';

const MIN_BLOCK = 20;

/** Arcs in a block: the square root of all, at least some. */
export function blockSizeOf(network: FlowNetwork): number {
  return Math.max(MIN_BLOCK, Math.ceil(Math.sqrt(network.tails.length)));
}

/** The worst arc of the first block that has a bad one, else `NO_ARC`; the basis keeps where the search ended. */
export function findEntering(network: FlowNetwork, basis: Basis, blockSize: number): number {
  const { tails, heads, costs } = network;
  const { states } = basis;
  const { prices } = basis.tree;
  const arcs = tails.length;
  let entering = NO_ARC;
  let worst = 0;
  let left = blockSize;
  let arc = basis.cursor;
  for (let seen = 0; seen < arcs; seen++) {
    // Written out, as in `reducedCost`: this line is where the time goes.
    const gain = states[arc] * (costs[arc] + prices[tails[arc]] - prices[heads[arc]]);
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
