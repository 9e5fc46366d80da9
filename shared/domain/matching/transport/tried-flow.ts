import { columnsOf } from './arcs.ts';
import { changeCapacities, changeCosts } from './changed-arcs.ts';
import { type FlowNetwork, withMoreWays } from './flow-network.ts';
import type { FoundFlow } from './least-cost-flow.ts';
import { type Basis, withEmptyArcs } from './network-simplex.ts';

/** A flow to go on from, beside the one that it was made of, in which these ways carry nothing. */
export function withClosedWays(found: FoundFlow, ways: readonly number[]): FoundFlow {
  const network = { ...found.network, capacities: found.network.capacities.slice() };
  const basis = copyOf(found.basis);
  changeCapacities(network, basis, new Map(ways.map((way) => [way, 0])));
  return { network, basis, optimal: false };
}

/**
 * A flow to go on from, beside the one that it was made of, in which a way should carry so many units before anything
 * else: they cost less by a bonus, which must be more than any chain of arcs can save. Whatever goes beyond them has a
 * new way, the last of the network, at the old cost.
 */
export function withForcedWay(found: FoundFlow, way: number, units: number, bonus: number): FoundFlow {
  const beyond = columnsOf([
    {
      source: found.network.tails[way] as number,
      sink: (found.network.heads[way] as number) - found.network.sources,
      unitCost: found.network.costs[way] as number,
      capacity: (found.network.capacities[way] as number) - units,
    },
  ]);
  const network: FlowNetwork = withMoreWays(found.network, beyond);
  const basis = withEmptyArcs(copyOf(found.basis), network.tails.length);
  changeCapacities(network, basis, new Map([[way, units]]));
  const costs = network.costs.slice();
  costs[way] = (costs[way] as number) - bonus;
  changeCosts(network, basis, costs);
  return { network, basis, optimal: false };
}

function copyOf({ flows, states, tree, cursor }: Basis): Basis {
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
