import { type LotRules, type Lots, settleLots } from './transport/bundled-lots.ts';
import { resultOf } from './transport/match-transport.ts';
import { sumBy } from './transport/pairs.ts';
import { solveTransport } from './transport/solve-transport.ts';
import type { Arc, TransportEnd } from './transport/transport-problem.ts';
import type { UnmetCause } from './unmet-cause.ts';

/** Who could give, who needs, and what a route costs as routes are ranked; quantities in whole units. */
export interface SupplyProblem extends LotRules {
  readonly sources: readonly TransportEnd[];
  readonly sinks: readonly TransportEnd[];
  /** VND for one unit, a whole number; undefined if there is no route. */
  readonly unitCost: (source: string, sink: string) => number | undefined;
  readonly waysPerReceiver: number;
}

export interface SupplyPlan extends Omit<Lots, 'unmet' | 'tooSmall'> {
  readonly sources: readonly TransportEnd[];
  /** The routes that were looked at. */
  readonly arcs: readonly Arc[];
  readonly unmet: readonly { readonly sink: string; readonly quantity: number; readonly cause: UnmetCause }[];
}

/**
 * Serves as much as possible, so that nobody is left out while others get all, at least cost, on trips that are worth
 * driving and so that each receiver gets what helps it. Who needs less than that gets nothing. At first each receiver is
 * offered its cheapest routes only: all pairs of a city are millions. While somebody lacks what somebody else has to
 * spare, those who lack are offered four times as many.
 */
export function planSupply(problem: SupplyProblem): SupplyPlan {
  const { timeIsUp } = problem;
  const sinks = problem.sinks.filter(({ id, quantity }) => quantity >= problem.leastOf(id));
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
  { sources, sinks, leastOf }: SupplyProblem,
  { flows, unmet, tooSmall }: Lots,
  arcs: readonly Arc[],
): SupplyPlan['unmet'] {
  const [given, received] = [sumBy(flows, 'from'), sumBy(flows, 'to')];
  const spare = new Set(sources.filter(({ id, quantity }) => quantity > (given.get(id) ?? 0)).map(({ id }) => id));
  const reachable = new Set(arcs.map(({ to }) => to));
  const reasons = new Map(unmet.map(({ sink, cause }) => [sink, cause]));
  const bySmallTrip = new Set(tooSmall.trips.filter(({ from }) => spare.has(from)).map(({ to }) => to));
  const byLittleHelp = new Set(
    arcs.filter(({ from, to }) => spare.has(from) && tooSmall.sinks.has(to)).map(({ to }) => to),
  );
  const bundled = (id: string): UnmetCause | undefined =>
    bySmallTrip.has(id) ? 'below-least-lot' : byLittleHelp.has(id) ? 'below-least-gain' : undefined;
  return sinks.flatMap(({ id, quantity: need }) => {
    const quantity = need - (received.get(id) ?? 0);
    if (quantity <= 0) return [];
    if (need < leastOf(id)) return [{ sink: id, quantity, cause: 'below-least-gain' as const }];
    const reason = reasons.get(id) ?? 'supply-exhausted';
    // A source that has nothing left is none to the solver.
    const isExhausted = reason === 'nobody-reachable' && reachable.has(id);
    return [{ sink: id, quantity, cause: bundled(id) ?? (isExhausted ? 'supply-exhausted' : reason) }];
  });
}
