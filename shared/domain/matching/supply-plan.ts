import { resultOf } from './transport/match-transport.ts';
import { type Lots, settleLots } from './transport/minimum-lots.ts';
import { sumBy } from './transport/pairs.ts';
import { solveTransport } from './transport/solve-transport.ts';
import type { Arc, TransportEnd } from './transport/transport-problem.ts';
import type { UnmetCause } from './unmet-cause.ts';

/** Who could give, who needs, and what a route costs as routes are ranked; quantities in whole units. */
export interface SupplyProblem {
  readonly sources: readonly TransportEnd[];
  readonly sinks: readonly TransportEnd[];
  /** VND for one unit, a whole number; undefined if there is no route. */
  readonly unitCost: (source: string, sink: string) => number | undefined;
  /** Units below which nobody drives. */
  readonly leastLot: number;
  readonly lotsTried: number;
  readonly waysPerReceiver: number;
  readonly timeIsUp: () => boolean;
}

export interface SupplyPlan extends Omit<Lots, 'unmet'> {
  readonly sources: readonly TransportEnd[];
  /** The routes that were looked at. */
  readonly arcs: readonly Arc[];
  readonly unmet: readonly { readonly sink: string; readonly quantity: number; readonly cause: UnmetCause }[];
}

/**
 * Serves as much as possible, so that nobody is left out while others get all, at least cost, in lots that are worth
 * driving. At first each receiver is offered its cheapest routes only: all pairs of a city are millions. While somebody
 * lacks what somebody else has to spare, those who lack are offered four times as many.
 */
export function planSupply(problem: SupplyProblem): SupplyPlan {
  const { sinks, timeIsUp } = problem;
  const sources = problem.sources.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const supply = sources.reduce((sum, { quantity }) => sum + quantity, 0);
  const offers = new Map(
    sinks.map(({ id }) => [id, cheapestRoutes({ ...problem, sources }, id, problem.waysPerReceiver)]),
  );
  for (;;) {
    const arcs = [...offers.values()].flatMap((offer) => offer.arcs);
    const solved = solveTransport({ sources, sinks, arcs, unmetCost: 0, fair: true }, timeIsUp);
    const first = resultOf(solved);
    const isMore = first.served < supply && first.unmet.some(({ sink }) => offers.get(sink)?.isCut);
    if (!isMore || timeIsUp()) {
      const lots = settleLots(solved, problem);
      return { sources, arcs, ...lots, unmet: causesOf(problem, lots, arcs) };
    }
    for (const { sink } of first.unmet) {
      const offer = offers.get(sink);
      if (offer?.isCut) offers.set(sink, cheapestRoutes({ ...problem, sources }, sink, 4 * offer.arcs.length));
    }
  }
}

/** Ties go to the smaller id. */
function cheapestRoutes({ sources, unitCost }: SupplyProblem, to: string, most: number) {
  const costs = new Float64Array(sources.length);
  // One number for a cost and a source: numbers alone are sorted natively, ten times as fast as with a comparison.
  const ranks = new Float64Array(sources.length);
  let count = 0;
  for (const [source, { id: from }] of sources.entries()) {
    const cost = from === to ? undefined : unitCost(from, to);
    if (cost === undefined) continue;
    costs[source] = cost;
    ranks[count++] = cost * sources.length + source;
  }
  const cheapest = ranks.subarray(0, count).sort().subarray(0, most);
  const arcs = Array.from(cheapest, (rank): Arc => {
    const source = rank % sources.length;
    return { from: (sources[source] as TransportEnd).id, to, unitCost: costs[source] as number };
  });
  return { arcs, isCut: count > most };
}

function causesOf(
  { sources, sinks }: SupplyProblem,
  { flows, unmet, banned }: Lots,
  arcs: readonly Arc[],
): SupplyPlan['unmet'] {
  const [given, received] = [sumBy(flows, 'from'), sumBy(flows, 'to')];
  const spare = new Set(sources.filter(({ id, quantity }) => quantity > (given.get(id) ?? 0)).map(({ id }) => id));
  const reachable = new Set(arcs.map(({ to }) => to));
  const reasons = new Map(unmet.map(({ sink, cause }) => [sink, cause]));
  const tooSmall = new Set(banned.filter(({ from }) => spare.has(from)).map(({ to }) => to));
  return sinks.flatMap(({ id, quantity: need }) => {
    const quantity = need - (received.get(id) ?? 0);
    if (quantity <= 0) return [];
    const reason = reasons.get(id) ?? 'supply-exhausted';
    // A source that has nothing left is none to the solver.
    const isExhausted = reason === 'nobody-reachable' && reachable.has(id);
    const cause = tooSmall.has(id) ? 'below-least-lot' : isExhausted ? 'supply-exhausted' : reason;
    return [{ sink: id, quantity, cause }];
  });
}
