/**
 * Matches sources and sinks at least cost, exactly.
 *
 * 1. Put both ends in order by id, the arcs by their ends, cost and capacity (`arcs.ts`): the same problem in any order
 *    of its lists has the same result.
 * 2. Refuse numbers whose sums could pass 2^53.
 * 3. Build the network with a root that takes all that is not moved (`flow-network.ts`).
 * 4. Improve from the flow in which nothing is moved (`network-simplex.ts`), adding arcs that are worth using where
 *    only some are in the network (`column-generation.ts`).
 * 5. If the flow shall be fair, do this with bands of unmet need first, and go on with the costs that assure each of a
 *    share (`unmet-bands.ts`, `warm-start.ts`). So far `solve-transport.ts`.
 * 6. Read off the flows, the prices, why need stays unmet (`unmet-reason.ts`), and the gap (`dual-bound.ts`).
 *
 * Of several flows that are equally good the one is taken that the pivots meet first in this order. Time that is up
 * makes it stop at a feasible flow, which may differ from run to run.
 *
 * Then, for one who asks: lots worth a trip (`bundled-lots.ts`), and what one unit would change (`sensitivity.ts`).
 */
import { type FoundFlow, sinkPrices, sourcePrices } from './column-generation.ts';
import { costOf, savingAtMost } from './dual-bound.ts';
import { type SolvedTransport, solveTransport } from './solve-transport.ts';
import type { ArcFlow, TransportEnd, TransportProblem, TransportResult } from './transport-problem.ts';
import { explainUnmet } from './unmet-reason.ts';

/**
 * The flow of least cost, or the best by the time that is up.
 *
 * @throws NumbersTooLarge when the objective could pass 2^53.
 */
export function matchTransport(problem: TransportProblem, timeIsUp: () => boolean): TransportResult {
  return resultOf(solveTransport(problem, timeIsUp));
}

/** The flow by the ends' ids, with what it costs and leaves unmet. */
export function resultOf({ problem, sources, sinks, offered, found }: SolvedTransport): TransportResult {
  const { network, basis } = found;
  const received = new Float64Array(sinks.length);
  const flows: ArcFlow[] = [];
  for (const arc of arcsInUse(found)) {
    const quantity = basis.flows[arc];
    const sink = network.heads[arc] - network.sources;
    received[sink] += quantity;
    const [from, to] = [sources[network.tails[arc]].id, sinks[sink].id];
    flows.push({ from, to, quantity, unitCost: network.costs[arc] });
  }
  const lacking = sinks.map(({ id, quantity }, sink) => ({ id, sink, lack: quantity - received[sink] }));
  const carriage = costOf(found, network.firstTransportArc, network.tails.length);
  const unmet = lacking.reduce((sum, { lack }) => sum + lack, 0);
  const reasonOf = unmet > 0 ? explainUnmet(found, offered) : undefined;
  const objective = Number(carriage) + problem.unmetCost * unmet;
  return {
    flows,
    unmet: lacking.flatMap(({ id, sink, lack }) =>
      reasonOf && lack > 0 ? [{ sink: id, quantity: lack, cause: reasonOf(sink) }] : [],
    ),
    served: received.reduce((sum, quantity) => sum + quantity, 0),
    objective,
    minFill: sinks.reduce((least, { quantity }, sink) => Math.min(least, received[sink] / quantity), 1),
    method: typeof problem.arcs === 'function' ? 'network-simplex-priced-in' : 'network-simplex',
    gapPercent: percentAbove(savingAtMost(found, offered), problem.fair ? carriage : BigInt(objective)),
    prices: {
      sources: pricesById(sources, sourcePrices(found)),
      sinks: pricesById(sinks, sinkPrices(found)),
    },
  };
}

/** The transport arcs that carry something, by source and sink, also those that were added later. */
function arcsInUse({ network: { tails, heads, costs, firstTransportArc }, basis: { flows } }: FoundFlow): number[] {
  const arcs: number[] = [];
  for (let arc = firstTransportArc; arc < tails.length; arc++) if (flows[arc] > 0) arcs.push(arc);
  return arcs.sort((a, b) => tails[a] - tails[b] || heads[a] - heads[b] || costs[a] - costs[b] || a - b);
}

const PARTS_OF_PERCENT = 10_000n;

/** A share in percent, rounded up, at most 100. */
function percentAbove(saving: bigint, whole: bigint): number {
  if (saving <= 0n) return 0;
  if (saving >= whole) return 100;
  const parts = (saving * 100n * PARTS_OF_PERCENT + whole - 1n) / whole;
  return Number(parts) / Number(PARTS_OF_PERCENT);
}

function pricesById(ends: readonly TransportEnd[], prices: Float64Array): Map<string, number> {
  return new Map(ends.map(({ id }, index) => [id, prices[index]]));
}
