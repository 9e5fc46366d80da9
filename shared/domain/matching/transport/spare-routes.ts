import { startsOf } from './arcs.ts';
import { type PricedFlow, pairOf, sumBy } from './small-lots.ts';
import type { Arc, TransportEnd } from './transport-problem.ts';

/** What could be done otherwise in a plan of least cost, by VND for one unit as ways are ranked. */
export interface SpareRoutes {
  /**
   * What one unit costs more if another source gives it in place of the one that does: all receipts are as they are, so
   * is what the receiver gets from third sources, and the rest is rearranged at best. None if that cannot be done; never
   * negative, since the plan is of least cost.
   */
  readonly detour: (from: string, to: string, instead: string) => number | undefined;
  /** What one unit more at a source would save; 0 where nobody could make use of it. */
  readonly savingOfOneMore: (source: string) => number;
  /** Whether one unit more at a source would reach somebody who lacks it. */
  readonly wouldServeMore: (source: string) => boolean;
  /** True for a source that keeps some of what it could give. */
  readonly hasSpare: (source: string) => boolean;
  /** True once time was up before all was looked at: what was answered then may be wrong. */
  readonly isCutShort: () => boolean;
}

/**
 * Reads a plan's prices off the residual network of its flow, as it was before lines too small for a trip were dropped.
 * They are the dual prices, and differences between them the reduced costs, made definite: where a plan is degenerate several dual prices fit, and the simplex's own may promise a saving
 * that one unit cannot make. A shortest path says what exactly one unit would change.
 *
 * Asks for a flow of least cost: otherwise there are cycles that save, and no shortest path.
 */
export function spareRoutes(
  { sources, arcs }: { readonly sources: readonly TransportEnd[]; readonly arcs: readonly Arc[] },
  plan: PricedFlow,
  timeIsUp: () => boolean,
): SpareRoutes {
  const given = sumBy(plan.flows, 'from');
  const hasSpare = new Set(sources.filter(({ id, quantity }) => quantity > (given.get(id) ?? 0)).map(({ id }) => id));
  const closed = new Set(plan.banned.map(pairOf));
  const fixed = new Map(plan.forced.map((line) => [pairOf(line), line.quantity]));
  const open = arcs.filter((arc) => !closed.has(pairOf(arc)));
  const costs = new Map(open.map((arc) => [pairOf(arc), arc.unitCost]));

  const ids = [...sources.map(({ id }) => id), ...new Set(arcs.map(({ to }) => to))];
  const sourceOf = new Map(sources.map(({ id }, node) => [id, node]));
  const sinkOf = new Map(ids.slice(sources.length).map((id, sink) => [id, sources.length + sink]));
  const kept = ids.length;
  const steps: Step[] = sources.map((_, source) => ({ from: source, to: kept, cost: 0 }));
  for (const id of hasSpare) steps.push({ from: kept, to: sourceOf.get(id) as number, cost: 0 });
  for (const { from, to, unitCost } of open) {
    steps.push({ from: sourceOf.get(from) as number, to: sinkOf.get(to) as number, cost: unitCost });
  }
  for (const line of plan.flows) {
    // What is forced onto a line cannot be taken back.
    if (line.quantity <= (fixed.get(pairOf(line)) ?? 0)) continue;
    steps.push({ from: sinkOf.get(line.to) as number, to: sourceOf.get(line.from) as number, cost: -line.unitCost });
  }
  let cutShort = false;
  const isUp = () => {
    cutShort ||= timeIsUp();
    return cutShort;
  };
  const distancesOf = shortestDistances(steps, kept + 1, isUp);

  const known = new Map<string, Float64Array>();
  const distancesFrom = (source: string, past?: string): Float64Array => {
    const key = pairOf({ from: source, to: past ?? '' });
    let distances = known.get(key);
    if (!distances) {
      distances = distancesOf(sourceOf.get(source) as number, past === undefined ? undefined : sinkOf.get(past));
      known.set(key, distances);
    }
    return distances;
  };
  const lacking = plan.unmet.flatMap(({ sink }) => sinkOf.get(sink) ?? []);
  return {
    detour(from, to, instead) {
      const [own, other] = [costs.get(pairOf({ from, to })), costs.get(pairOf({ from: instead, to }))];
      const back = distancesFrom(from, to)[sourceOf.get(instead) as number] as number;
      return own === undefined || other === undefined || back === Infinity ? undefined : other - own + back;
    },
    savingOfOneMore: (source) => Math.max(0, -(distancesFrom(source)[kept] as number)),
    wouldServeMore(source) {
      const distances = distancesFrom(source);
      return lacking.some((sink) => distances[sink] !== Infinity);
    },
    hasSpare: (source) => hasSpare.has(source),
    isCutShort: () => cutShort,
  };
}

/** What a unit's way over one edge of the residual network costs; ends by their numbers. */
interface Step {
  readonly from: number;
  readonly to: number;
  readonly cost: number;
}

/**
 * Bellman and Ford's distances past one node, by a queue of the nodes that have come nearer; infinite where no way leads.
 * Where a whole city is short of something, it goes over millions of ways.
 */
function shortestDistances(
  steps: readonly Step[],
  nodes: number,
  isUp: () => boolean,
): (start: number, past?: number) => Float64Array {
  const starts = startsOf(
    Int32Array.from(steps, ({ from }) => from),
    nodes,
  );
  const ordered = steps.toSorted((a, b) => a.from - b.from);
  const ends = Int32Array.from(ordered, ({ to }) => to);
  const costs = Float64Array.from(ordered, ({ cost }) => cost);
  return (start, past) => {
    const distances = new Float64Array(nodes).fill(Infinity);
    distances[start] = 0;
    const queue = new Set([start]);
    for (const node of queue) {
      if (isUp()) break;
      queue.delete(node);
      const distance = distances[node] as number;
      for (let step = starts[node] as number; step < (starts[node + 1] as number); step++) {
        const to = ends[step] as number;
        const nearer = distance + (costs[step] as number);
        if (to === past || nearer >= (distances[to] as number)) continue;
        distances[to] = nearer;
        queue.add(to);
      }
    }
    return distances;
  };
}
