import { emptyWays, firstWays, orderWays, setWay, type Ways } from './arcs.ts';
import { changeCosts } from './changed-arcs.ts';
import { costOf, savingAtMost } from './dual-bound.ts';
import { buildNetwork } from './flow-network.ts';
import { type FoundFlow, findLeastCost, sinkPrices, sourcePrices } from './least-cost-flow.ts';
import { idleBasis } from './network-simplex.ts';
import { listedWays, type OfferedWays, roadWays } from './offered-arcs.ts';
import {
  type Arc,
  NumbersTooLarge,
  type TransportEnd,
  type TransportProblem,
  type TransportResult,
} from './transport-problem.ts';
import { assuringCosts, evenBands, greatestPenalty, singleBand } from './unmet-bands.ts';
import { explainUnmet } from './unmet-reason.ts';

/**
 * Matches sources and sinks at least cost, exactly.
 *
 * The same problem in any order of its lists has the same result: both sides are sorted by id, the ways by their ends,
 * their cost and their capacity, and of several flows that are equally good the one is taken that the pivots meet first
 * in this order. Time that is up makes it stop at a feasible flow, which may differ from run to run.
 *
 * @throws NumbersTooLarge when the objective could pass 2^53.
 */
export function matchTransport(problem: TransportProblem, timeIsUp: () => boolean): TransportResult {
  return resultOf(solveTransport(problem, timeIsUp));
}

/** A problem with the flow that was found for it, by numbers: the ends stand in their order. */
export interface SolvedTransport {
  readonly problem: TransportProblem;
  readonly sources: readonly TransportEnd[];
  readonly sinks: readonly TransportEnd[];
  readonly ways: OfferedWays;
  readonly found: FoundFlow;
}

/** The same as `matchTransport`, in the form from which another flow can be found when something changes. */
export function solveTransport(problem: TransportProblem, timeIsUp: () => boolean): SolvedTransport {
  const sources = inOrder(problem.sources);
  const sinks = inOrder(problem.sinks);
  const ways = offeredWays(problem, sources, sinks);
  refuseLargeNumbers(problem, sinks, ways);
  const found = problem.fair
    ? findFairFlow(sources, sinks, ways, timeIsUp)
    : findFlow(sources, sinks, ways, singleBand(problem.unmetCost), timeIsUp);
  return { problem, sources, sinks, ways, found };
}

function findFlow(
  sources: readonly TransportEnd[],
  sinks: readonly TransportEnd[],
  ways: OfferedWays,
  bandsOf: Parameters<typeof buildNetwork>[2],
  timeIsUp: () => boolean,
): FoundFlow {
  const network = buildNetwork(sources.map(quantityOf), sinks.map(quantityOf), bandsOf, ways.first);
  return findLeastCost(network, idleBasis(network), ways, timeIsUp);
}

/** First everybody's even share, then the cheapest flow that leaves enough of it to everybody. */
function findFairFlow(
  sources: readonly TransportEnd[],
  sinks: readonly TransportEnd[],
  ways: OfferedWays,
  timeIsUp: () => boolean,
): FoundFlow {
  const step = ways.chainCost();
  const even = findFlow(sources, sinks, ways, evenBands(step), timeIsUp);
  if (!even.optimal) return even;
  changeCosts(even.network, even.basis, assuringCosts(even.network, even.basis.flows, step));
  return findLeastCost(even.network, even.basis, ways, timeIsUp);
}

/** Those that have or need something, by id. */
function inOrder(ends: readonly TransportEnd[]): TransportEnd[] {
  return ends.filter(({ quantity }) => quantity > 0).sort((a, b) => compare(a.id, b.id));
}

function offeredWays(
  problem: TransportProblem,
  sources: readonly TransportEnd[],
  sinks: readonly TransportEnd[],
): OfferedWays {
  if (typeof problem.ways === 'function') return roadWays(sources.map(pointOf), sinks.map(pointOf), problem.ways);
  return listedWays(waysInOrder(problem.ways, sources, sinks), sources.map(quantityOf), sinks.length);
}

function waysInOrder(arcs: readonly Arc[], sources: readonly TransportEnd[], sinks: readonly TransportEnd[]): Ways {
  const sourceOf = new Map(sources.map(({ id }, index) => [id, index]));
  const sinkOf = new Map(sinks.map(({ id }, index) => [id, index]));
  const ways = emptyWays(arcs.length);
  let count = 0;
  for (const { from, to, unitCost, capacity = Number.POSITIVE_INFINITY } of arcs) {
    const source = sourceOf.get(from);
    const sink = sinkOf.get(to);
    if (source === undefined || sink === undefined || capacity === 0) continue;
    setWay(ways, count++, source, sink, unitCost, capacity);
  }
  return orderWays(firstWays(ways, count), sources.length);
}

function refuseLargeNumbers(problem: TransportProblem, sinks: readonly TransportEnd[], ways: OfferedWays): void {
  const dearest = new Float64Array(sinks.length).fill(problem.unmetCost);
  const roadLimit = typeof problem.ways === 'function' ? ways.chainCost() : 0;
  for (let way = 0; way < ways.first.sinks.length; way++) {
    const sink = ways.first.sinks[way] as number;
    dearest[sink] = Math.max(dearest[sink] as number, Math.abs(ways.first.unitCosts[way] as number), roadLimit);
  }
  // Sums of doubles are exact up to the limit, and stay beyond it once they pass it.
  const objective = sinks.reduce((sum, { quantity }, sink) => sum + quantity * Math.max(1, dearest[sink] as number), 0);
  if (objective > Number.MAX_SAFE_INTEGER) {
    throw new NumbersTooLarge('quantities times costs could pass 2^53, beyond which sums are no longer exact');
  }
  // A price adds up at most one cost a sink, so that the same limit covers it; penalties go beyond.
  if (problem.fair && greatestPenalty(ways.chainCost()) + ways.chainCost() > Number.MAX_SAFE_INTEGER) {
    throw new NumbersTooLarge('chains of unit costs could pass 2^53, beyond which sums are no longer exact');
  }
}

/** The flow by the ends' ids, with what it costs and leaves unmet. */
export function resultOf({ problem, sources, sinks, ways, found }: SolvedTransport): TransportResult {
  const { network, basis } = found;
  const received = new Float64Array(sinks.length);
  const flows: TransportResult['flows'][number][] = [];
  for (const way of waysInUse(found)) {
    const quantity = basis.flows[way] as number;
    const sink = (network.heads[way] as number) - network.sources;
    received[sink] = (received[sink] as number) + quantity;
    const [from, to] = [idOf(sources, network.tails[way] as number), idOf(sinks, sink)];
    flows.push({ from, to, quantity, unitCost: network.costs[way] as number });
  }
  const lacking = sinks.map(({ id, quantity }, sink) => ({ id, sink, lack: quantity - (received[sink] as number) }));
  const carriage = costOf(found, network.firstWay, network.tails.length);
  const unmet = lacking.reduce((sum, { lack }) => sum + lack, 0);
  const reasonOf = unmet > 0 ? explainUnmet(found, ways) : undefined;
  const objective = Number(carriage) + problem.unmetCost * unmet;
  return {
    flows,
    unmet: lacking.flatMap(({ id, sink, lack }) =>
      reasonOf && lack > 0 ? [{ sink: id, quantity: lack, cause: reasonOf(sink) }] : [],
    ),
    served: received.reduce((sum, quantity) => sum + quantity, 0),
    objective,
    minFill: sinks.reduce((least, { quantity }, sink) => Math.min(least, (received[sink] as number) / quantity), 1),
    method: typeof problem.ways === 'function' ? 'network-simplex-priced-in' : 'network-simplex',
    gapPercent: percentAbove(savingAtMost(found, ways), problem.fair ? carriage : BigInt(objective)),
    prices: {
      sources: pricesById(sources, sourcePrices(found)),
      sinks: pricesById(sinks, sinkPrices(found)),
    },
  };
}

/** The ways that carry something, by source and sink, also those that were priced in. */
function waysInUse({ network: { tails, heads, costs, firstWay }, basis: { flows } }: FoundFlow): number[] {
  const ways: number[] = [];
  for (let way = firstWay; way < tails.length; way++) if ((flows[way] as number) > 0) ways.push(way);
  return ways.sort(
    (a, b) =>
      (tails[a] as number) - (tails[b] as number) ||
      (heads[a] as number) - (heads[b] as number) ||
      (costs[a] as number) - (costs[b] as number) ||
      a - b,
  );
}

const PARTS_OF_PERCENT = 10_000n;

/** A share in percent, rounded up, at most 100. */
function percentAbove(saving: bigint, whole: bigint): number {
  if (saving <= 0n) return 0;
  if (saving >= whole) return 100;
  const parts = (saving * 100n * PARTS_OF_PERCENT + whole - 1n) / whole;
  return Number(parts) / Number(PARTS_OF_PERCENT);
}

function quantityOf({ quantity }: TransportEnd): number {
  return quantity;
}

function pointOf({ id, point }: TransportEnd): NonNullable<TransportEnd['point']> {
  if (!point) throw new Error(`${id} has no point, though costs follow the distances`);
  return point;
}

function pricesById(ends: readonly TransportEnd[], prices: Float64Array): Map<string, number> {
  return new Map(ends.map(({ id }, index) => [id, prices[index] as number]));
}

function idOf(ends: readonly TransportEnd[], index: number): string {
  return (ends[index] as TransportEnd).id;
}

function compare<Value extends string | number>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
