/**
 * What one unit more, or another source, would change in a flow of least cost.
 *
 * 1. Build the residual network of the flow: forth on each open arc at its cost, back on each arc that carries
 *    something at the cost with the sign turned, but not below what is forced onto it.
 * 2. A pool stands for what sources keep: each source can give to it, and it can give for those that keep something.
 * 3. The least distance from a source to the pool says what one unit more there would save; a path to a sink that lacks
 *    something, that it would be served.
 * 4. Another source in place of the one that gives: the difference of both arcs, and the least distance from the old
 *    source to the new one that keeps clear of the sink.
 *
 * These are the dual prices, and differences between them the reduced costs, made definite: where a flow is degenerate
 * several dual prices fit, and the simplex's own may promise a saving that one unit cannot make. A shortest path says
 * what exactly one unit would change.
 *
 * Asks for a flow of least cost, since otherwise there are circles that save, and no shortest path; and for arcs
 * without a capacity. One search of `shortest-paths.ts` for each source, and for each pair that is asked about; each is
 * remembered.
 *
 * Ahuja, Magnanti and Orlin, Network Flows (1993), sections 9.3 (optimality) and 11.10 (sensitivity analysis).
 */
import type { PricedFlow } from './bundled-lots.ts';
import { pairOf, sumBy } from './pairs.ts';
import { type PathArc, shortestDistances } from './shortest-paths.ts';
import type { Arc, TransportEnd } from './transport-problem.ts';

/** What could be done otherwise in a flow of least cost, by the cost of one unit. */
export interface Sensitivity {
  /**
   * What one unit costs more if another source gives it in place of the one that does: all receipts are as they are, so
   * is what the sink gets from third sources, and the rest is rearranged at best. None if that cannot be done; never
   * negative, since the flow is of least cost.
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

/** The arcs among which a flow was found, and their sources. */
interface Offered {
  readonly sources: readonly TransportEnd[];
  readonly arcs: readonly Arc[];
}

/** Reads off a flow, as it was before arcs too small for a trip were dropped, what one unit would change. */
export function sensitivityOf(offered: Offered, plan: PricedFlow, timeIsUp: () => boolean): Sensitivity {
  const { nodes, pool, sourceNodes, sinkNodes, arcs, hasSpare, costs } = residualOf(offered, plan);
  let cutShort = false;
  const isUp = () => {
    cutShort ||= timeIsUp();
    return cutShort;
  };
  const distancesOf = shortestDistances(arcs, nodes, isUp);
  const known = new Map<string, Float64Array>();
  const distancesFrom = (source: string, past?: string): Float64Array => {
    const key = pairOf({ from: source, to: past ?? '' });
    let distances = known.get(key);
    if (!distances) {
      distances = distancesOf(nodeOf(sourceNodes, source), past === undefined ? undefined : nodeOf(sinkNodes, past));
      known.set(key, distances);
    }
    return distances;
  };
  const lacking = plan.unmet.flatMap(({ sink }) => sinkNodes.get(sink) ?? []);
  return {
    detour(from, to, instead) {
      const [own, other] = [costs.get(pairOf({ from, to })), costs.get(pairOf({ from: instead, to }))];
      const back = distancesFrom(from, to)[nodeOf(sourceNodes, instead)];
      return own === undefined || other === undefined || back === Infinity ? undefined : other - own + back;
    },
    savingOfOneMore: (source) => Math.max(0, -distancesFrom(source)[pool]),
    wouldServeMore(source) {
      const distances = distancesFrom(source);
      return lacking.some((sink) => distances[sink] !== Infinity);
    },
    hasSpare: (source) => hasSpare.has(source),
    isCutShort: () => cutShort,
  };
}

/** The residual network of a flow: its nodes are the sources, then the sinks that have an arc, then the pool. */
interface Residual {
  readonly nodes: number;
  readonly pool: number;
  readonly sourceNodes: ReadonlyMap<string, number>;
  readonly sinkNodes: ReadonlyMap<string, number>;
  readonly arcs: readonly PathArc[];
  readonly hasSpare: ReadonlySet<string>;
  /** The unit costs of the open arcs by their pairs. */
  readonly costs: ReadonlyMap<string, number>;
}

function residualOf({ sources, arcs }: Offered, plan: PricedFlow): Residual {
  const given = sumBy(plan.flows, 'from');
  const hasSpare = new Set(sources.filter(({ id, quantity }) => quantity > (given.get(id) ?? 0)).map(({ id }) => id));
  const closed = new Set(plan.banned.map(pairOf));
  const fixed = new Map(plan.forced.map((flow) => [pairOf(flow), flow.quantity]));
  const open = arcs.filter((arc) => !closed.has(pairOf(arc)));

  const sourceNodes = new Map(sources.map(({ id }, node) => [id, node]));
  const sinkNodes = new Map([...new Set(arcs.map(({ to }) => to))].map((id, sink) => [id, sources.length + sink]));
  const pool = sources.length + sinkNodes.size;
  const residual: PathArc[] = sources.map((_, source) => ({ from: source, to: pool, cost: 0 }));
  for (const id of hasSpare) residual.push({ from: pool, to: nodeOf(sourceNodes, id), cost: 0 });
  for (const { from, to, unitCost } of open) {
    residual.push({ from: nodeOf(sourceNodes, from), to: nodeOf(sinkNodes, to), cost: unitCost });
  }
  for (const flow of plan.flows) {
    // What is forced onto an arc cannot be taken back.
    if (flow.quantity <= (fixed.get(pairOf(flow)) ?? 0)) continue;
    residual.push({ from: nodeOf(sinkNodes, flow.to), to: nodeOf(sourceNodes, flow.from), cost: -flow.unitCost });
  }
  const costs = new Map(open.map((arc) => [pairOf(arc), arc.unitCost]));
  return { nodes: pool + 1, pool, sourceNodes, sinkNodes, arcs: residual, hasSpare, costs };
}

function nodeOf(nodes: ReadonlyMap<string, number>, id: string): number {
  const node = nodes.get(id);
  if (node === undefined) throw new Error(`${id} is no end of an arc`);
  return node;
}
