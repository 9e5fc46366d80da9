import { type Arcs, emptyArcs, firstArcs, orderArcs, setArc } from './arcs.ts';
import { idleBasis } from './basis.ts';
import { type FoundFlow, findLeastCost } from './column-generation.ts';
import { buildNetwork, type UnmetBand } from './flow-network.ts';
import type { GeoPoint } from './great-circle.ts';
import { listedArcs } from './listed-arcs.ts';
import type { OfferedArcs } from './offered-arcs.ts';
import { roadArcs } from './road-arcs.ts';
import { type Arc, NumbersTooLarge, type TransportEnd, type TransportProblem } from './transport-problem.ts';
import { assuringCosts, evenBands, greatestPenalty, singleBand } from './unmet-bands.ts';
import { changeCosts } from './warm-start.ts';

/** A problem with the flow that was found for it, by numbers: the ends stand in their order. */
export interface SolvedTransport {
  readonly problem: TransportProblem;
  readonly sources: readonly TransportEnd[];
  readonly sinks: readonly TransportEnd[];
  readonly offered: OfferedArcs;
  readonly found: FoundFlow;
}

/**
 * The flow of least cost, or the best by the time that is up, in the form from which another can be found when
 * something changes.
 *
 * @throws NumbersTooLarge when the objective could pass 2^53.
 */
export function solveTransport(problem: TransportProblem, timeIsUp: () => boolean): SolvedTransport {
  const sources = inOrder(problem.sources);
  const sinks = inOrder(problem.sinks);
  const offered = offeredArcs(problem, sources, sinks);
  refuseLargeNumbers(problem, sinks, offered);
  const found = problem.fair
    ? findFairFlow(sources, sinks, offered, timeIsUp)
    : findFlow(sources, sinks, offered, singleBand(problem.unmetCost), timeIsUp);
  return { problem, sources, sinks, offered, found };
}

function findFlow(
  sources: readonly TransportEnd[],
  sinks: readonly TransportEnd[],
  offered: OfferedArcs,
  bandsOf: (need: number) => readonly UnmetBand[],
  timeIsUp: () => boolean,
): FoundFlow {
  const network = buildNetwork(sources.map(quantityOf), sinks.map(quantityOf), bandsOf, offered.first);
  return findLeastCost(network, idleBasis(network), offered, timeIsUp);
}

/** First everybody's even share, then the cheapest flow that leaves enough of it to everybody. */
function findFairFlow(
  sources: readonly TransportEnd[],
  sinks: readonly TransportEnd[],
  offered: OfferedArcs,
  timeIsUp: () => boolean,
): FoundFlow {
  const step = offered.chainCost();
  const even = findFlow(sources, sinks, offered, evenBands(step), timeIsUp);
  if (!even.optimal) return even;
  changeCosts(even.network, even.basis, assuringCosts(even.network, even.basis.flows, step));
  return findLeastCost(even.network, even.basis, offered, timeIsUp);
}

/** Those that have or need something, by id. */
function inOrder(ends: readonly TransportEnd[]): TransportEnd[] {
  return ends.filter(({ quantity }) => quantity > 0).sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function offeredArcs(
  { arcs }: TransportProblem,
  sources: readonly TransportEnd[],
  sinks: readonly TransportEnd[],
): OfferedArcs {
  if (typeof arcs === 'function') return roadArcs(sources.map(pointOf), sinks.map(pointOf), arcs);
  return listedArcs(arcsInOrder(arcs, sources, sinks), sources.map(quantityOf), sinks.length);
}

function arcsInOrder(listed: readonly Arc[], sources: readonly TransportEnd[], sinks: readonly TransportEnd[]): Arcs {
  const sourceOf = new Map(sources.map(({ id }, index) => [id, index]));
  const sinkOf = new Map(sinks.map(({ id }, index) => [id, index]));
  const arcs = emptyArcs(listed.length);
  let count = 0;
  // Mostly the arcs of one sink are listed together: it is looked up once.
  let lastTo: string | undefined;
  let sink: number | undefined;
  for (const { from, to, unitCost, capacity = Number.POSITIVE_INFINITY } of listed) {
    const source = sourceOf.get(from);
    if (to !== lastTo) sink = sinkOf.get(to);
    lastTo = to;
    if (source === undefined || sink === undefined || capacity === 0) continue;
    setArc(arcs, count++, source, sink, unitCost, capacity);
  }
  return orderArcs(firstArcs(arcs, count), sources.length, sinks.length);
}

function refuseLargeNumbers(problem: TransportProblem, sinks: readonly TransportEnd[], offered: OfferedArcs): void {
  const { first } = offered;
  const dearest = new Float64Array(sinks.length).fill(problem.unmetCost);
  const roadLimit = typeof problem.arcs === 'function' ? offered.chainCost() : 0;
  for (let row = 0; row < first.sinks.length; row++) {
    const sink = first.sinks[row];
    dearest[sink] = Math.max(dearest[sink], Math.abs(first.unitCosts[row]), roadLimit);
  }
  // Sums of doubles are exact up to the limit, and stay beyond it once they pass it.
  const objective = sinks.reduce((sum, { quantity }, sink) => sum + quantity * Math.max(1, dearest[sink]), 0);
  if (objective > Number.MAX_SAFE_INTEGER) {
    throw new NumbersTooLarge('quantities times costs could pass 2^53, beyond which sums are no longer exact');
  }
  // A price adds up at most one cost a sink, so that the same limit covers it; penalties go beyond.
  if (problem.fair && greatestPenalty(offered.chainCost()) + offered.chainCost() > Number.MAX_SAFE_INTEGER) {
    throw new NumbersTooLarge('chains of unit costs could pass 2^53, beyond which sums are no longer exact');
  }
}

function quantityOf({ quantity }: TransportEnd): number {
  return quantity;
}

function pointOf({ id, point }: TransportEnd): GeoPoint {
  if (!point) throw new Error(`${id} has no point, though costs follow the distances`);
  return point;
}
