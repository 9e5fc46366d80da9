/**
 * Lots worth a trip, once all that travels together is bundled: each trip and each sink carries nothing, or its least
 * and more (`bundles.ts`).
 *
 * 1. Begin with the flow without regard to lots.
 * 2. Of the bundles that carry too little take the one with the least.
 * 3. Ban it: find the least cost with its arcs closed. Fill it: find the least cost with its least on its arcs.
 * 4. Keep the better of both, more served first, then fairer, then cheaper, and go on with 2 until none carries too little.
 * 5. After so many tries close all small bundles at once and arrange the rest anew, a few times.
 * 6. Then fill each bundle that was closed, and close each trip, the smallest first: keep what serves more, or as much
 *    for less, the trips' own cost included. Go on until nothing is gained.
 * 7. Begin anew a few times, with a bundle filled at once that was closed in the end, and keep the best.
 * 8. What is still too small is dropped, with nothing arranged anew.
 *
 * A search over all combinations would be a mixed-integer program; this is one dive into its tree, with both branches
 * of a node looked at, and a search around its end. Each try goes on from the flow before it (`fixed-arcs.ts`), so that
 * it takes milliseconds. The bands of unmet need stay as they were: what each sink is sure of has been settled without
 * lots. A heuristic of our own: feasible always, the best not always.
 */
import { arcsByPair, type Bundle, type BundleRules, bundlesOf, fillOf, SAME_SHARE } from './bundles.ts';
import { joined, pairOf } from './pairs.ts';
import {
  assuredOf,
  banArcs,
  fillBundle,
  flowOf,
  isBetter,
  type LotSearch,
  openArcs,
  type RuledFlow,
  unitsIn,
  worthOf,
} from './ruled-flow.ts';
import type { SolvedTransport } from './solve-transport.ts';
import type { Arc, ArcFlow, TransportResult } from './transport-problem.ts';

/** How lots are settled. */
export interface LotRules extends BundleRules {
  /** Bundles that are tried at nothing and at their least. */
  readonly lotsTried: number;
  readonly timeIsUp: () => boolean;
}

type Pair = Pick<Arc, 'from' | 'to'>;

/** A flow whose bundles all carry their least. */
export interface Lots {
  readonly flows: readonly ArcFlow[];
  readonly unmet: TransportResult['unmet'];
  /** Pairs that carry nothing, since so little is not worth a trip or another trip does as well. */
  readonly banned: readonly Pair[];
  /** Of these, the pairs whose trip carried too little, and the sinks that were helped too little. */
  readonly tooSmall: { readonly trips: readonly Pair[]; readonly sinks: ReadonlySet<string> };
  /** Pairs that carry at least so much, which cannot be taken back. */
  readonly forced: readonly (Pair & { readonly quantity: number })[];
  readonly gapPercent: number;
  /** The flow before the last arcs were dropped, of least cost under its rulings; none when time ran out before one was. */
  readonly priced?: PricedFlow;
}

/** A flow of least cost, of which prices can be read. */
export type PricedFlow = Pick<Lots, 'flows' | 'unmet' | 'banned' | 'forced'>;

/** Times that all bundles which carry too little are closed at once, with the rest arranged anew. */
const ROUNDS_OF_CLOSING = 16;

/** Other beginnings that are looked at, once the first has led to its end. */
const BEGINNINGS = 4;

/**
 * Flows that are looked for around an end for each lot that is tried on the way to it, and arcs that all of these may have
 * together: what a whole city is short of takes a second, not a minute, and the same in every run.
 */
const LOOKS_PER_LOT = 60;
const ARCS_LOOKED_AT = 2_500_000;

/** A flow on its way to one without small bundles, with the bundles that were closed because they were. */
interface Settling {
  readonly flow: RuledFlow;
  readonly closed: readonly Bundle[];
}

/**
 * Settles what each pair carries.
 *
 * @param first the flow without regard to lots, over listed arcs.
 */
export function settleLots(first: SolvedTransport, rules: LotRules): Lots {
  const search: LotSearch = {
    first,
    bundles: bundlesOf(first, rules),
    arcOf: arcsByPair(first.found.network),
    tripCost: rules.tripCost,
    assured: assuredOf(first),
    timeIsUp: rules.timeIsUp,
    looks: { made: 0 },
    // One unit on another arc changes what is unmet at two sinks at most, at two steps a unit each, and a chain of arcs.
    bonus: 5 * first.offered.chainCost(),
  };
  const start: Settling = { flow: { solved: first, banned: [], forced: new Map() }, closed: [] };
  if (!first.found.optimal) return lotsOf(search, start);
  const { lotsTried } = rules;
  const settled = withoutSmall(search, start, lotsTried);
  const arcs = first.found.network.tails.length;
  const mostLooks = search.looks.made + Math.min(LOOKS_PER_LOT * lotsTried, Math.floor(ARCS_LOOKED_AT / arcs));
  const best = improved(search, settled, mostLooks);
  return lotsOf(search, begunAnew(search, { start, best, lotsTried, mostLooks }));
}

interface Beginning {
  readonly start: Settling;
  readonly best: Settling;
  readonly lotsTried: number;
  readonly mostLooks: number;
}

/** The best of this and of what comes of other beginnings: with a bundle filled that was closed in the end. */
function begunAnew(search: LotSearch, { start, best: first, lotsTried, mostLooks }: Beginning): Settling {
  let best = first;
  let worth = worthOf(search, kept(search, best.flow));
  for (const bundle of [...new Set(first.closed)].slice(0, BEGINNINGS)) {
    if (search.looks.made >= mostLooks) return best;
    const filled = fillBundle(search, start.flow, bundle);
    if (!filled) return best;
    if (filled === 'impossible') continue;
    const next = improved(search, withoutSmall(search, { flow: filled, closed: [] }, lotsTried), mostLooks);
    const other = worthOf(search, kept(search, next.flow));
    if (isBetter(other, worth)) [best, worth] = [next, other];
  }
  return best;
}

/** The flow after small bundles were tried or closed; some may be left when time or tries are up. */
function withoutSmall(search: LotSearch, start: Settling, lotsTried: number): Settling {
  let { flow, closed } = start;
  for (let tried = 0; tried < lotsTried + ROUNDS_OF_CLOSING; tried++) {
    const small = smallBundles(search, unitsIn(search, flow));
    if (small.length === 0) break;
    const [smallest] = small;
    const filled = tried < lotsTried ? fillBundle(search, flow, smallest) : 'impossible';
    const banned = tried < lotsTried ? [smallest] : small;
    const without = banArcs(
      search,
      flow,
      banned.flatMap(({ arcs }) => arcs),
    );
    if (!filled || !without) break;
    if (filled !== 'impossible' && isBetter(worthIn(search, filled), worthIn(search, without))) flow = filled;
    else [flow, closed] = [without, [...closed, ...banned]];
  }
  return { flow, closed };
}

/** The best of what one change after another leads to, until none gains anything, or so many flows were looked for. */
function improved(search: LotSearch, settled: Settling, mostLooks: number): Settling {
  let best = settled;
  let worth = worthOf(search, kept(search, best.flow));
  for (let gained = true; gained; ) {
    gained = false;
    for (const change of changesOf(search, best)) {
      if (search.looks.made >= mostLooks) return best;
      const changed = change();
      if (!changed) return best;
      if (changed === 'impossible') continue;
      const next = withoutSmall(search, changed, 0);
      const other = worthOf(search, kept(search, next.flow));
      if (!isBetter(other, worth)) continue;
      [best, worth, gained] = [next, other, true];
      break;
    }
  }
  return best;
}

/** Each gives a flow to go on from: with a trip closed, the smallest first, or a bundle that was closed filled after all. */
function changesOf(search: LotSearch, { flow, closed }: Settling): (() => Settling | 'impossible' | undefined)[] {
  const units = kept(search, flow);
  const trips = search.bundles.trips
    .map((trip) => ({ trip, fill: fillOf(search.bundles, trip, units) }))
    .filter(({ fill }) => fill > 0)
    .sort((a, b) => a.fill - b.fill);
  return [
    ...[...new Set(closed)].map((bundle) => () => {
      const opened = openArcs(search, flow, bundle.arcs);
      const filled = opened && fillBundle(search, opened, bundle);
      if (!filled || filled === 'impossible') return filled;
      return { flow: filled, closed: closed.filter((other) => other !== bundle) };
    }),
    ...trips.map(({ trip }) => () => {
      const without = banArcs(search, flow, trip.arcs);
      return without && { flow: without, closed };
    }),
  ];
}

/** What a flow would be worth at most: with its small bundles, which may yet be filled. */
function worthIn(search: LotSearch, flow: RuledFlow) {
  return worthOf(search, unitsIn(search, flow));
}

/** The bundles that carry too little, the least first. */
function smallBundles({ bundles }: LotSearch, units: Float64Array): Bundle[] {
  return [...bundles.trips, ...bundles.sinks]
    .map((bundle, order) => ({ bundle, order, fill: fillOf(bundles, bundle, units) }))
    .filter(({ fill }) => fill > 0 && fill < 1 - SAME_SHARE)
    .sort((a, b) => a.fill - b.fill || a.order - b.order)
    .map(({ bundle }) => bundle);
}

/** What is left when small bundles are dropped and nothing is arranged anew, until none is small. */
function kept(search: LotSearch, flow: RuledFlow): Float64Array {
  const units = unitsIn(search, flow);
  for (let small = smallBundles(search, units); small.length > 0; small = smallBundles(search, units)) {
    for (const arc of small.flatMap(({ arcs }) => arcs)) units[arc] = 0;
  }
  return units;
}

function lotsOf(search: LotSearch, { flow, closed }: Settling): Lots {
  const { sources, sinks, found } = search.first;
  const { tails, heads, sources: firstSink } = found.network;
  const pairAt = (arc: number): Pair => ({ from: sources[tails[arc]].id, to: sinks[heads[arc] - firstSink].id });
  const [before, after] = [unitsIn(search, flow), kept(search, flow)];
  const dropped: Pair[] = [];
  for (const [arc, units] of before.entries()) {
    if (arc >= found.network.firstTransportArc && units > 0 && after[arc] === 0) dropped.push(pairAt(arc));
  }
  const small = [...closed, ...smallBundles(search, before)];
  const { flows: parts, unmet, gapPercent } = flowOf(search, flow);
  const flows = joined(parts);
  const banned = flow.banned.map(pairAt);
  const forced = [...flow.forced].map(([arc, quantity]) => ({ ...pairAt(arc), quantity }));
  const isDropped = new Set(dropped.map(pairOf));
  const lots = {
    flows: flows.filter((line) => !isDropped.has(pairOf(line))),
    unmet,
    banned: [...banned, ...dropped],
    tooSmall: {
      trips: small.filter(({ kind }) => kind === 'trip').flatMap(({ arcs }) => arcs.map(pairAt)),
      sinks: new Set(small.filter(({ kind }) => kind === 'sink').map(({ id }) => id)),
    },
    forced,
    gapPercent,
  };
  return gapPercent === 0 ? { ...lots, priced: { flows, unmet, banned, forced } } : lots;
}
