import type { Arcs } from './arcs.ts';
import type { Offer, OfferedArcs } from './offered-arcs.ts';

/** Arcs that are listed one by one: a network starts with all of them. */
export function listedArcs(arcs: Arcs, supplies: readonly number[], sinks: number): OfferedArcs {
  return {
    first: arcs,
    chainCost: () => chainCostOf(arcs, supplies.length, sinks),
    missing: () => [],
    offers(sourcePrices) {
      const offers: Offer[][] = Array.from({ length: sinks }, () => []);
      for (const [row, source] of arcs.sources.entries()) {
        offers[arcs.sinks[row]].push({
          unitCost: arcs.unitCosts[row] + sourcePrices[source],
          quantity: Math.min(arcs.capacities[row], supplies[source]),
        });
      }
      return offers;
    },
  };
}

/**
 * A chain goes forth on one arc and back on the next, so that it costs the differences between the arcs of each source
 * that it passes (or of each sink) and one arc more.
 */
function chainCostOf({ sources, sinks, unitCosts }: Arcs, sourceCount: number, sinkCount: number): number {
  let [least, greatest] = [0, 0];
  for (const unitCost of unitCosts) {
    least = Math.min(least, unitCost);
    greatest = Math.max(greatest, unitCost);
  }
  const spreads = Math.min(sumOfSpreads(sources, sourceCount, unitCosts), sumOfSpreads(sinks, sinkCount, unitCosts));
  return greatest - least + spreads + 1;
}

/** The differences between the dearest and the cheapest arc of each end, together. */
function sumOfSpreads(ends: Int32Array, count: number, unitCosts: Float64Array): number {
  const low = new Float64Array(count).fill(Infinity);
  const high = new Float64Array(count).fill(-Infinity);
  for (let row = 0; row < ends.length; row++) {
    const end = ends[row];
    low[end] = Math.min(low[end], unitCosts[row]);
    high[end] = Math.max(high[end], unitCosts[row]);
  }
  return high.reduce((sum, value, end) => (value === -Infinity ? sum : sum + value - low[end]), 0);
}
