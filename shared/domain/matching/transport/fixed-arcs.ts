import { columnsOf } from './arcs.ts';
import { type Basis, copyOf, withEmptyArcs } from './basis.ts';
import type { FoundFlow } from './column-generation.ts';
import { type FlowNetwork, withMoreArcs } from './flow-network.ts';
import { changeCapacities, changeCosts } from './warm-start.ts';

/** A flow to go on from, beside the one that it was made of, in which these arcs carry nothing. */
export function withClosedArcs(found: FoundFlow, arcs: readonly number[]): FoundFlow {
  const network = { ...found.network, capacities: found.network.capacities.slice() };
  const basis = copyOf(found.basis);
  changeCapacities(network, basis, new Map(arcs.map((arc) => [arc, 0])));
  return { network, basis, optimal: false };
}

/** A flow to go on from, beside the one that it was made of, in which closed arcs are again as they were at first. */
export function withOpenArcs(found: FoundFlow, arcs: readonly number[], first: FlowNetwork): FoundFlow {
  const { capacities, costs } = found.network;
  const network = { ...found.network, capacities: capacities.slice(), costs: costs.slice() };
  const basis = copyOf(found.basis);
  // A closed arc may have been forced before, and have its bonus still.
  for (const arc of arcs) network.costs[arc] = first.costs[arc];
  changeCosts(network, basis, network.costs);
  changeCapacities(network, basis, new Map(arcs.map((arc) => [arc, first.capacities[arc]])));
  return { network, basis, optimal: false };
}

/**
 * A flow to go on from, beside the one that it was made of, in which an arc should carry so many units before anything
 * else: they cost less by a bonus, which must be more than any chain of arcs can save. Whatever goes beyond them has a
 * new arc, the last of the network, at the old cost.
 *
 * The lower bound is a bonus and no constraint, so that the basis stays feasible where the ends have not so much.
 */
export function withForcedArc(found: FoundFlow, arc: number, units: number, bonus: number): FoundFlow {
  const { tails, heads, sources, costs, capacities } = found.network;
  const beyond = columnsOf([
    { source: tails[arc], sink: heads[arc] - sources, unitCost: costs[arc], capacity: capacities[arc] - units },
  ]);
  const network: FlowNetwork = withMoreArcs(found.network, beyond);
  const basis: Basis = withEmptyArcs(copyOf(found.basis), network.tails.length);
  changeCapacities(network, basis, new Map([[arc, units]]));
  const cheaper = network.costs.slice();
  cheaper[arc] -= bonus;
  changeCosts(network, basis, cheaper);
  return { network, basis, optimal: false };
}
