/**
 * Lots worth a trip: each pair carries nothing, or its least lot and more (semi-continuous flows).
 *
 * 1. Begin with the flow without regard to lots.
 * 2. Of the arcs that carry too little take the one with the least; of several the dearest.
 * 3. Ban it: find the least cost with the arc closed. Force it: find the least cost with its least lot on it.
 * 4. Keep the better of both, more served first, then cheaper, and go on with 2 until none carries too little.
 * 5. After so many tries close all small arcs at once and arrange the rest anew, a few times.
 * 6. What is still too small is dropped, with nothing arranged anew.
 *
 * A search over all combinations would be a mixed-integer program; this is one dive into its tree, with both branches
 * of a node looked at. Each try goes on from the flow before it (`fixed-arcs.ts`), so that it takes milliseconds. The
 * bands of unmet need stay as they were: what each sink is sure of has been settled without lots. A heuristic of our
 * own: feasible always, the best not always.
 */
import { joined, pairOf } from './pairs.ts';
import { banArcs, flowOf, forceArc, isBetter, type LotSearch, type RuledFlow } from './ruled-flow.ts';
import type { SolvedTransport } from './solve-transport.ts';
import type { Arc, ArcFlow, TransportResult } from './transport-problem.ts';

/** How lots are settled. */
interface LotRules {
  /** Units below which a trip is not worth while, unless they are all that the sink needs. */
  readonly leastLot: number;
  /** Arcs that are tried at nothing and at the least lot. */
  readonly lotsTried: number;
  readonly timeIsUp: () => boolean;
}

type Pair = Pick<Arc, 'from' | 'to'>;

/** A flow whose arcs all carry their least lot. */
export interface Lots {
  readonly flows: readonly ArcFlow[];
  readonly unmet: TransportResult['unmet'];
  /** Pairs that carry nothing since so little is not worth a trip. */
  readonly banned: readonly Pair[];
  /** Pairs that carry at least so much, which cannot be taken back. */
  readonly forced: readonly (Pair & { readonly quantity: number })[];
  readonly gapPercent: number;
  /** The flow before the last arcs were dropped, of least cost under its rulings; none when time ran out before one was. */
  readonly priced?: PricedFlow;
}

/** A flow of least cost, of which prices can be read. */
export type PricedFlow = Pick<Lots, 'flows' | 'unmet' | 'banned' | 'forced'>;

/** Times that all arcs which carry too little are closed at once, with the rest arranged anew, before they are dropped. */
const ROUNDS_OF_CLOSING = 16;

/**
 * Settles what each pair carries.
 *
 * @param first the flow without regard to lots, over listed arcs.
 */
export function settleLots(first: SolvedTransport, { leastLot, lotsTried, timeIsUp }: LotRules): Lots {
  const search: LotSearch = {
    first,
    timeIsUp,
    leastOf: (arc) => Math.min(leastLot, first.found.network.quantities[first.found.network.heads[arc]]),
    // One unit on another arc changes what is unmet at two sinks at most, at two steps a unit each, and a chain of arcs.
    bonus: 5 * first.offered.chainCost(),
  };
  let best: RuledFlow = { solved: first, banned: [], forced: new Map() };
  if (!first.found.optimal) return withoutArcs(search, best, smallArcs(search, best));
  for (let tried = 0; ; tried++) {
    const small = smallArcs(search, best);
    if (small.length === 0) return withoutArcs(search, best, []);
    if (tried >= lotsTried + ROUNDS_OF_CLOSING) return withoutArcs(search, best, small);
    const next = tried < lotsTried ? banOrForce(search, best, small[0]) : banArcs(search, best, small);
    if (!next) return withoutArcs(search, best, small);
    best = next;
  }
}

/** The better of both; none when time is up before both are known. */
function banOrForce(search: LotSearch, best: RuledFlow, arc: number): RuledFlow | undefined {
  const without = banArcs(search, best, [arc]);
  const within = without && forceArc(search, best, arc);
  if (!without || !within) return undefined;
  return within !== 'impossible' && isBetter(search, within, without) ? within : without;
}

/** The arcs that carry too little, the least first, then the dearest. */
function smallArcs({ first, leastOf }: LotSearch, { solved }: RuledFlow): number[] {
  const { costs, firstTransportArc, tails } = first.found.network;
  const { flows } = solved.found.basis;
  const small: number[] = [];
  for (let arc = firstTransportArc; arc < tails.length; arc++) {
    if (flows[arc] > 0 && flows[arc] < leastOf(arc)) small.push(arc);
  }
  return small.sort((a, b) => flows[a] - flows[b] || costs[b] - costs[a] || a - b);
}

/** What is left when arcs are dropped and nothing is arranged anew: feasible, with the prices from before. */
function withoutArcs(search: LotSearch, best: RuledFlow, arcs: readonly number[]): Lots {
  const { sources, sinks, found } = search.first;
  const { tails, heads, sources: firstSink } = found.network;
  const pairAt = (arc: number): Pair => ({ from: sources[tails[arc]].id, to: sinks[heads[arc] - firstSink].id });
  const { flows: parts, unmet, gapPercent } = flowOf(search, best);
  const flows = joined(parts);
  const banned = best.banned.map(pairAt);
  const forced = [...best.forced].map(([arc, quantity]) => ({ ...pairAt(arc), quantity }));
  const dropped = arcs.map(pairAt);
  const isDropped = new Set(dropped.map(pairOf));
  const lots = {
    flows: flows.filter((flow) => !isDropped.has(pairOf(flow))),
    unmet,
    banned: [...banned, ...dropped],
    forced,
    gapPercent,
  };
  return gapPercent === 0 ? { ...lots, priced: { flows, unmet, banned, forced } } : lots;
}
