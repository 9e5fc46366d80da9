/**
 * How far a flow is from the least cost at most, when time was up before it was optimal.
 *
 * 1. Take the sources' prices of the basis; negative ones, which only a basis that is not optimal has, count as 0.
 * 2. Let supplies be unlimited, but paid for at these prices: now each sink can be looked at alone.
 * 3. Fill each need from its cheapest offers and bands of unmet need, one after the other.
 * 4. What that costs, less what the supplies are worth, no flow can undercut.
 *
 * Any prices that are not negative give a bound; those of an optimal basis give its own cost. The Lagrangian bound:
 * Ahuja, Magnanti and Orlin, Network Flows (1993), chapter 16. Worked out without rounding; m log m steps for m arcs.
 */
import { type FoundFlow, sourcePrices } from './column-generation.ts';
import type { Offer, OfferedArcs } from './offered-arcs.ts';

/** What another flow could save at most, penalties included. */
export function savingAtMost(found: FoundFlow, offered: OfferedArcs): bigint {
  if (found.optimal) return 0n;
  const { network } = found;
  const prices = sourcePrices(found).map((price) => Math.max(0, price));
  let bound = 0n;
  for (const [source, price] of prices.entries()) bound -= BigInt(price) * BigInt(network.quantities[source]);
  for (const [sink, offers] of offered.offers(prices).entries()) bound += fillingCost(found, sink, offers);
  return costOf(found, 0, network.tails.length) - bound;
}

function fillingCost({ network }: FoundFlow, sink: number, offers: readonly Offer[]): bigint {
  const { firstBands, costs, capacities, quantities, sources } = network;
  const all = [...offers];
  for (let arc = firstBands[sink]; arc < firstBands[sink + 1]; arc++) {
    all.push({ unitCost: costs[arc], quantity: capacities[arc] });
  }
  all.sort((a, b) => a.unitCost - b.unitCost);
  let left = quantities[sources + sink];
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
    const flow = basis.flows[arc];
    if (flow > 0) cost += BigInt(flow) * BigInt(network.costs[arc]);
  }
  return cost;
}
