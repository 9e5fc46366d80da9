import { findLeastCost } from './least-cost-flow.ts';
import { resultOf, type SolvedTransport } from './match-transport.ts';
import type { Arc, TransportResult } from './transport-problem.ts';
import { withClosedWays, withForcedWay } from './tried-flow.ts';

interface LotRules {
  /** Units below which nobody drives, unless they are all that the receiver needs. */
  readonly leastLot: number;
  /** Lines that are tried at nothing and at the least lot. */
  readonly lotsTried: number;
  readonly timeIsUp: () => boolean;
}

type Line = Pick<Arc, 'from' | 'to'>;

/** A flow whose lines are all worth driving. */
export interface Lots {
  readonly flows: TransportResult['flows'];
  readonly unmet: TransportResult['unmet'];
  /** Lines that carry nothing since so little is not worth driving. */
  readonly banned: readonly Line[];
  /** Lines that carry at least so much, which cannot be taken back. */
  readonly forced: readonly (Line & { readonly quantity: number })[];
  readonly gapPercent: number;
  /** The flow before the last lines were dropped, of least cost under its rulings; none when time ran out before one was. */
  readonly priced?: PricedFlow;
}

/** A flow of least cost, of which prices can be read. */
export type PricedFlow = Pick<Lots, 'flows' | 'unmet' | 'banned' | 'forced'>;

/** A flow of least cost under its rulings, by the numbers of the ways. */
interface Ruled {
  readonly solved: SolvedTransport;
  readonly banned: readonly number[];
  /** Forced ways with the units that each carries at least. */
  readonly forced: ReadonlyMap<number, number>;
}

/** Times that all lines which are too small are closed at once, with the rest arranged anew, before they are dropped. */
const ROUNDS_OF_CLOSING = 16;

/**
 * Ban or force: of the lines below the least lot the smallest is tried at nothing and at the least lot, and the better is
 * kept, until none is left. Lines that are still too small after so many tries carry nothing.
 *
 * A search over all combinations would be a mixed-integer program; this stays close to it. Each try goes on from the flow
 * before it, with the bands of unmet need as they were: what each receiver is sure of has been settled without lots.
 *
 * @param first the flow without regard to lots, over listed ways.
 */
export function settleLots(first: SolvedTransport, rules: LotRules): Lots {
  const lots = lotsOf(first, rules);
  let best: Ruled = { solved: first, banned: [], forced: new Map() };
  if (!first.found.optimal) return lots.withoutLines(best, lots.small(best));
  for (let tried = 0; ; tried++) {
    const small = lots.small(best);
    const [smallest] = small;
    if (smallest === undefined) return lots.withoutLines(best, []);
    if (tried >= rules.lotsTried + ROUNDS_OF_CLOSING) return lots.withoutLines(best, small);
    const next = tried < rules.lotsTried ? lots.banOrForce(best, smallest) : lots.ban(best, small);
    if (!next) return lots.withoutLines(best, small);
    best = next;
  }
}

function lotsOf(first: SolvedTransport, { leastLot, timeIsUp }: LotRules) {
  const { network } = first.found;
  const { firstWay, sources, heads } = network;
  const endOfWays = network.tails.length;
  const leastOf = (way: number) => Math.min(leastLot, network.quantities[heads[way] as number] as number);
  // One unit on another way changes what is unmet at two sinks at most, at two steps a unit each, and a chain of ways.
  const bonus = 5 * first.ways.chainCost();

  /** Goes on to the least cost; none when time is up before. */
  function settle(changed: SolvedTransport['found'], rulings: Pick<Ruled, 'banned' | 'forced'>): Ruled | undefined {
    const found = findLeastCost(changed.network, changed.basis, first.ways, timeIsUp);
    return found.optimal ? { solved: { ...first, found }, ...rulings } : undefined;
  }

  function ban(best: Ruled, ways: readonly number[]): Ruled | undefined {
    const banned = [...best.banned, ...ways];
    return settle(withClosedWays(best.solved.found, ways), { banned, forced: best.forced });
  }

  /** None when time is up; `impossible` when the ends have not so much. */
  function force(best: Ruled, way: number): Ruled | 'impossible' | undefined {
    const least = leastOf(way);
    const forced = new Map([...best.forced, [way, least]]);
    const within = settle(withForcedWay(best.solved.found, way, least, bonus), { banned: best.banned, forced });
    if (!within) return undefined;
    const { flows } = within.solved.found.basis;
    return [...forced].every(([each, units]) => flows[each] === units) ? within : 'impossible';
  }

  /** More served is better, then what is cheaper. */
  function isBetter(one: Ruled, other: Ruled): boolean {
    const [own, others] = [worthOf(one), worthOf(other)];
    return own.served === others.served ? own.carriage < others.carriage : own.served > others.served;
  }

  function worthOf({ solved: { found } }: Ruled): { readonly served: number; readonly carriage: number } {
    const { flows } = found.basis;
    let [served, carriage] = [0, 0];
    for (let way = firstWay; way < flows.length; way++) {
      const flow = flows[way] as number;
      if (flow === 0) continue;
      served += flow;
      carriage += flow * costOf(way, found);
    }
    return { served, carriage };
  }

  /** Without the bonus of forced ways; the ways beyond those of the start have none. */
  function costOf(way: number, { network: { costs } }: SolvedTransport['found']): number {
    return (way < endOfWays ? network : { costs }).costs[way] as number;
  }

  function flowOf({ solved }: Ruled): TransportResult {
    const { found } = solved;
    const costs = found.network.costs.map((_, arc) => costOf(arc, found));
    return resultOf({ ...solved, found: { ...found, network: { ...found.network, costs } } });
  }
  return {
    ban,

    banOrForce(best: Ruled, way: number): Ruled | undefined {
      const without = ban(best, [way]);
      const within = without && force(best, way);
      if (!without || !within) return undefined;
      return within !== 'impossible' && isBetter(within, without) ? within : without;
    },

    /** The ways that carry too little, the least first, then the dearest. */
    small({ solved: { found } }: Ruled): number[] {
      const { flows } = found.basis;
      const small: number[] = [];
      for (let way = firstWay; way < endOfWays; way++) {
        const flow = flows[way] as number;
        if (flow > 0 && flow < leastOf(way)) small.push(way);
      }
      return small.sort(
        (a, b) =>
          (flows[a] as number) - (flows[b] as number) ||
          (network.costs[b] as number) - (network.costs[a] as number) ||
          a - b,
      );
    },

    /** What is left when lines are dropped and nothing is arranged anew: feasible, with the prices from before. */
    withoutLines(best: Ruled, ways: readonly number[]): Lots {
      const { flows: parts, unmet, gapPercent } = flowOf(best);
      const lineOf = (way: number): Line => ({
        from: (first.sources[network.tails[way] as number] as { id: string }).id,
        to: (first.sinks[(heads[way] as number) - sources] as { id: string }).id,
      });
      const flows = joined(parts);
      const banned = best.banned.map(lineOf);
      const forced = [...best.forced].map(([way, quantity]) => ({ ...lineOf(way), quantity }));
      const dropped = ways.map(lineOf);
      const isDropped = new Set(dropped.map(pairOf));
      const left = {
        flows: flows.filter((flow) => !isDropped.has(pairOf(flow))),
        unmet,
        banned: [...banned, ...dropped],
        forced,
        gapPercent,
      };
      return gapPercent === 0 ? { ...left, priced: { flows, unmet, banned, forced } } : left;
    },
  };
}

/** One line for each pair, where what was forced and what goes beyond it are two. */
function joined(flows: TransportResult['flows']): TransportResult['flows'] {
  const byPair = Map.groupBy(flows, pairOf);
  return [...byPair.values()].map((parts) => ({
    ...(parts[0] as TransportResult['flows'][number]),
    quantity: parts.reduce((sum, { quantity }) => sum + quantity, 0),
  }));
}

export function sumBy(
  lines: readonly (Line & { readonly quantity: number })[],
  end: 'from' | 'to',
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const line of lines) sums.set(line[end], (sums.get(line[end]) ?? 0) + line.quantity);
  return sums;
}

export function pairOf({ from, to }: Line): string {
  return `${from}|${to}`;
}
