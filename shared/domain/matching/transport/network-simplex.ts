/**
 * The primal network simplex.
 *
 * 1. Begin with a feasible flow on a strongly feasible spanning tree: nothing moved (`idleBasis`), or a basis from
 *    before whose costs, capacities or arcs have changed (`warm-start.ts`).
 * 2. Price: find an arc whose reduced cost says that it should be used more, or less (`entering-arc.ts`).
 * 3. If there is none, the flow is of least cost, and the prices of the nodes prove it.
 * 4. Pivot: send as much as fits around the cycle that the arc closes, and exchange it for the arc that blocks; the
 *    prices of the part that moves follow (`pivot.ts`, `spanning-tree.ts`).
 * 5. Go on with 2, unless time is up.
 *
 * Asks for integers whose sums stay below 2^53, and at the start for a basis as described there. Leaves such a basis at
 * any time, so that it may be stopped and resumed.
 *
 * It ends, since strongly feasible trees never cycle; no polynomial bound is known for block search. A pivot takes time
 * in proportion to the nodes at worst, the search for its arc in proportion to the arcs.
 *
 * Ahuja, Magnanti and Orlin, Network Flows (1993), chapter 11; P. Kovács, "Minimum-cost flow algorithms: an
 * experimental evaluation", Optimization Methods and Software 30 (2015).
 */
import { type Basis, EMPTY, NO_ARC } from './basis.ts';
import { blockSizeOf, findEntering } from './entering-arc.ts';
import type { FlowNetwork } from './flow-network.ts';
import { pivot } from './pivot.ts';

/** Pivots between two looks at the clock. */
const TIME_CHECK_EACH = 64;

/**
 * Improves a basis until its flow is of least cost, or time is up; the flow is feasible at any time.
 *
 * @returns whether the flow is optimal.
 */
export function improve(network: FlowNetwork, basis: Basis, timeIsUp: () => boolean): boolean {
  const blockSize = blockSizeOf(network);
  for (let pivots = 1; ; pivots++) {
    const entering = findEntering(network, basis, blockSize);
    if (entering === NO_ARC) return true;
    pivot(network, basis, entering, basis.states[entering] === EMPTY);
    if (pivots % TIME_CHECK_EACH === 0 && timeIsUp()) return false;
  }
}
