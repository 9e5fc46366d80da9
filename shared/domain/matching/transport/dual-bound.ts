import { type FoundFlow, sourcePrices } from './least-cost-flow.ts';
import type { Offer, OfferedWays } from './offered-arcs.ts';

/**
 * What another flow could save at most, penalties included, worked out without rounding.
 *
 * The Lagrangian bound: were supplies unlimited but paid for at the sources' prices, each sink would fill its need from
 * its cheapest offers and bands; that, less what the supplies are worth, no flow can undercut. Prices of a basis that is
 * not optimal may be negative; 0 stands for those, and any prices give a bound.
 */
export function savingAtMost(found: FoundFlow, ways: OfferedWays): bigint {
  if (found.optimal) return 0n;
  const { network } = found;
  const prices = sourcePrices(found).map((price) => Math.max(0, price));
  let bound = 0n;
  for (const [source, price] of prices.entries()) {
    bound -= BigInt(price) * BigInt(network.quantities[source] as number);
  }
  for (const [sink, offers] of ways.offers(prices).entries()) bound += fillingCost(found, sink, offers);
  return costOf(found, 0, network.tails.length) - bound;
}

function fillingCost({ network }: FoundFlow, sink: number, offers: readonly Offer[]): bigint {
  const { firstBands, costs, capacities, quantities, sources } = network;
  const all = [...offers];
  for (let arc = firstBands[sink] as number; arc < (firstBands[sink + 1] as number); arc++) {
    all.push({ unitCost: costs[arc] as number, quantity: capacities[arc] as number });
  }
  all.sort((a, b) => a.unitCost - b.unitCost);
  let left = quantities[sources + sink] as number;
  let cost = 0n;
  for (const { unitCost, quantity } of all) {
    const taken = Math.min(left, quantity);
    cost += BigInt(taken) * BigInt(unitCost);
    left -= taken;
  }
  return cost;
}

/** What the flow on these arcs costs. */
export function costOf({ network, basis }: FoundFlow, firstArc: number, endArc: number): bigint {
  let cost = 0n;
  for (let arc = firstArc; arc < endArc; arc++) {
    const flow = basis.flows[arc] as number;
    if (flow > 0) cost += BigInt(flow) * BigInt(network.costs[arc] as number);
  }
  return cost;
}
