import { matchTransport } from './match-transport.ts';
import { type Lots, settleLots, sumBy } from './small-lots.ts';
import type { Arc, TransportEnd, UnmetReason } from './transport-problem.ts';

/** Who could give, who needs, and what a way costs as ways are ranked; quantities in whole units. */
export interface SupplyProblem {
  readonly sources: readonly TransportEnd[];
  readonly sinks: readonly TransportEnd[];
  /** VND for one unit, a whole number; none where there is no way. */
  readonly unitCost: (source: string, sink: string) => number | undefined;
  /** Units below which nobody drives. */
  readonly leastLot: number;
  readonly lotsTried: number;
  readonly waysPerReceiver: number;
  readonly timeIsUp: () => boolean;
}

export interface SupplyPlan extends Omit<Lots, 'unmet'> {
  readonly sources: readonly TransportEnd[];
  /** The ways that were looked at. */
  readonly arcs: readonly Arc[];
  readonly unmet: readonly { readonly sink: string; readonly quantity: number; readonly cause: UnmetCause }[];
}

/** Why a need stays unmet; `below-least-lot`: there is something, but too little for anybody to drive. */
export type UnmetCause = UnmetReason | 'below-least-lot';

/**
 * Serves as much as possible, so that nobody is left out while others get all, at least cost, in lots that are worth
 * driving. At first each receiver is offered its cheapest ways only: all pairs of a city are millions. While somebody
 * lacks what somebody else has to spare, those who lack are offered four times as many.
 */
export function planSupply(problem: SupplyProblem): SupplyPlan {
  const { sources, sinks, leastLot, lotsTried, timeIsUp } = problem;
  const solve = (open: Pick<SupplyPlan, 'sources' | 'arcs'> & Pick<SupplyProblem, 'sinks'>) =>
    matchTransport({ sources: open.sources, sinks: open.sinks, ways: open.arcs, unmetCost: 0, fair: true }, timeIsUp);
  const supply = sources.reduce((sum, { quantity }) => sum + quantity, 0);
  const offers = new Map(sinks.map(({ id }) => [id, cheapestWays(problem, id, problem.waysPerReceiver)]));
  for (;;) {
    const arcs = [...offers.values()].flatMap((offer) => offer.arcs);
    const first = solve({ sources, sinks, arcs });
    const isMore = first.served < supply && first.unmet.some(({ sink }) => offers.get(sink)?.isCut);
    if (!isMore || timeIsUp()) {
      const lots = settleLots({ sources, sinks, arcs, leastLot, lotsTried, timeIsUp }, first, solve);
      return { sources, arcs, ...lots, unmet: causesOf(problem, lots, arcs) };
    }
    for (const { sink } of first.unmet) {
      const offer = offers.get(sink);
      if (offer?.isCut) offers.set(sink, cheapestWays(problem, sink, 4 * offer.arcs.length));
    }
  }
}

function cheapestWays({ sources, unitCost }: SupplyProblem, to: string, most: number) {
  const ways: Arc[] = [];
  for (const { id: from } of sources) {
    const cost = from === to ? undefined : unitCost(from, to);
    if (cost !== undefined) ways.push({ from, to, unitCost: cost });
  }
  if (ways.length <= most) return { arcs: ways, isCut: false };
  ways.sort((a, b) => a.unitCost - b.unitCost || (a.from < b.from ? -1 : 1));
  return { arcs: ways.slice(0, most), isCut: true };
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
