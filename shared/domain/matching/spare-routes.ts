import { type PricedFlow, pairOf } from './small-lots.ts';
import type { SupplyPlan } from './supply-plan.ts';

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
  /** True once time was up before an answer was known: none of the answers can be relied on. */
  readonly isCutShort: () => boolean;
  /** True for a source that keeps some of what it could give. */
  readonly hasSpare: (source: string) => boolean;
}

interface Edge {
  readonly to: string;
  readonly cost: number;
}

const KEPT = 'kept';

/**
 * Reads a plan's prices off the residual network of its flow, as it was before lines too small for a trip were dropped. They are the dual prices, and differences between them the reduced
 * costs, made definite: where a plan is degenerate several dual prices fit, and the simplex's own may promise a saving
 * that one unit cannot make. A shortest path says what exactly one unit would change.
 *
 * Asks for a flow of least cost: otherwise there are cycles that save, and no shortest path.
 */
export function spareRoutes(
  { sources, arcs }: Pick<SupplyPlan, 'sources' | 'arcs'>,
  plan: PricedFlow,
  timeIsUp: () => boolean,
): SpareRoutes {
  const given = new Map<string, number>();
  for (const { from, quantity } of plan.flows) given.set(from, (given.get(from) ?? 0) + quantity);
  const spare = new Set(sources.filter(({ id, quantity }) => quantity > (given.get(id) ?? 0)).map(({ id }) => id));
  const closed = new Set(plan.banned.map(pairOf));
  const fixed = new Map(plan.forced.map((line) => [pairOf(line), line.quantity]));
  const open = arcs.filter((arc) => !closed.has(pairOf(arc)));
  const costs = new Map(open.map((arc) => [pairOf(arc), arc.unitCost]));

  const edges = new Map<string, Edge[]>([[KEPT, [...spare].map((id) => ({ to: sourceNode(id), cost: 0 }))]]);
  const addEdge = (from: string, to: string, cost: number) => {
    const list = edges.get(from);
    if (list) list.push({ to, cost });
    else edges.set(from, [{ to, cost }]);
  };
  for (const { id } of sources) addEdge(sourceNode(id), KEPT, 0);
  for (const { from, to, unitCost } of open) addEdge(sourceNode(from), sinkNode(to), unitCost);
  for (const line of plan.flows) {
    // What is forced onto a line cannot be taken back.
    if (line.quantity > (fixed.get(pairOf(line)) ?? 0))
      addEdge(sinkNode(line.to), sourceNode(line.from), -line.unitCost);
  }

  let cutShort = false;
  const isUp = () => {
    cutShort ||= timeIsUp();
    return cutShort;
  };
  const known = new Map<string, ReadonlyMap<string, number>>();
  const distancesFrom = (source: string, past = ''): ReadonlyMap<string, number> => {
    const key = pairOf({ from: source, to: past });
    let distances = known.get(key);
    if (!distances) {
      distances = shortestDistances(edges, sourceNode(source), sinkNode(past), isUp);
      known.set(key, distances);
    }
    return distances;
  };
  const lacking = new Set(plan.unmet.map(({ sink }) => sinkNode(sink)));
  return {
    detour(from, to, instead) {
      const [own, other] = [costs.get(pairOf({ from, to })), costs.get(pairOf({ from: instead, to }))];
      const back = distancesFrom(from, to).get(sourceNode(instead));
      return own === undefined || other === undefined || back === undefined ? undefined : other - own + back;
    },
    savingOfOneMore: (source) => Math.max(0, -(distancesFrom(source).get(KEPT) ?? 0)),
    wouldServeMore: (source) => [...distancesFrom(source).keys()].some((node) => lacking.has(node)),
    isCutShort: () => cutShort,
    hasSpare: (source) => spare.has(source),
  };
}

/**
 * Bellman and Ford's distances past one node, by a queue of the nodes that have come nearer. Where a whole city is short
 * of something, it goes over millions of ways.
 */
function shortestDistances(
  edges: ReadonlyMap<string, readonly Edge[]>,
  start: string,
  past: string,
  isUp: () => boolean,
): Map<string, number> {
  const distances = new Map([[start, 0]]);
  const queue = new Set([start]);
  for (const node of queue) {
    if (isUp()) break;
    queue.delete(node);
    const distance = distances.get(node) as number;
    for (const { to, cost } of edges.get(node) ?? []) {
      if (to === past || distance + cost >= (distances.get(to) ?? Number.POSITIVE_INFINITY)) continue;
      distances.set(to, distance + cost);
      queue.add(to);
    }
  }
  return distances;
}

function sourceNode(id: string): string {
  return `from ${id}`;
}

function sinkNode(id: string): string {
  return `to ${id}`;
}
