import { type Bundle, type Bundles, SAME_SHARE, unitsOf } from './bundles.ts';
import { findLeastCost } from './column-generation.ts';
import { withClosedArcs, withForcedArc, withOpenArcs } from './fixed-arcs.ts';
import { resultOf } from './match-transport.ts';
import type { SolvedTransport } from './solve-transport.ts';
import type { TransportResult } from './transport-problem.ts';

/** A flow of least cost under its rulings, by the numbers of the arcs. */
export interface RuledFlow {
  readonly solved: SolvedTransport;
  readonly banned: readonly number[];
  /** Forced arcs with the units that each carries at least. */
  readonly forced: ReadonlyMap<number, number>;
}

/** What all flows of a search for lots have in common. */
export interface LotSearch {
  /** The flow without rulings, over listed arcs. */
  readonly first: SolvedTransport;
  readonly bundles: Bundles;
  readonly arcOf: ReadonlyMap<number, number>;
  readonly tripCost: number;
  /** Units that each sink is sure of. */
  readonly assured: Float64Array;
  /** What a forced unit is worth: more than any chain of arcs can save. */
  readonly bonus: number;
  readonly timeIsUp: () => boolean;
  /** Counts each flow that is looked for. */
  readonly looks: { made: number };
}

/** The least cost with these arcs closed as well; none when time is up before. */
export function banArcs(search: LotSearch, best: RuledFlow, arcs: readonly number[]): RuledFlow | undefined {
  const isBanned = new Set([...best.banned, ...arcs]);
  const { network } = best.solved.found;
  const first = search.first.found.network;
  const pairs = new Set(arcs.map((arc) => network.tails[arc] * first.root + network.heads[arc]));
  const beyond: number[] = [];
  for (let arc = first.tails.length; arc < network.tails.length; arc++) {
    if (pairs.has(network.tails[arc] * first.root + network.heads[arc])) beyond.push(arc);
  }
  const forced = new Map([...best.forced].filter(([arc]) => !isBanned.has(arc)));
  const closed = withClosedArcs(best.solved.found, [...arcs, ...beyond]);
  return settle(search, closed, { banned: [...isBanned], forced });
}

/** The least cost with those of these arcs open again that are closed; none when time is up before. */
export function openArcs(search: LotSearch, best: RuledFlow, arcs: readonly number[]): RuledFlow | undefined {
  const { network } = search.first.found;
  const opened = new Set(arcs);
  const isBanned = new Set(best.banned);
  const closed = arcs.filter((arc) => isBanned.has(arc));
  const found = withOpenArcs(best.solved.found, closed, network);
  const banned = best.banned.filter((arc) => !opened.has(arc));
  return settle(search, found, { banned, forced: best.forced });
}

/**
 * The least cost with a bundle filled to its least: its arcs are forced in turn, those that carry most first, then the
 * cheapest. None when time is up, `impossible` when the ends have not so much.
 */
export function fillBundle(search: LotSearch, best: RuledFlow, bundle: Bundle): RuledFlow | 'impossible' | undefined {
  const { first, bundles } = search;
  const { costs, quantities, tails, heads } = first.found.network;
  const shares = bundle.kind === 'trip' ? bundles.tripShares : bundles.sinkShares;
  const units = unitsIn(search, best);
  const isBanned = new Set(best.banned);
  const left = quantities.slice();
  for (const [arc, forced] of best.forced) {
    left[tails[arc]] -= forced;
    left[heads[arc]] -= forced;
  }
  let lacking = 1 - bundle.carried;
  for (const arc of bundle.riders) lacking -= units[arc] * shares[arc];
  for (const arc of bundle.arcs) lacking -= (best.forced.get(arc) ?? 0) * shares[arc];
  const open = bundle.arcs.filter((arc) => !isBanned.has(arc) && !best.forced.has(arc));
  let filled = best;
  for (const arc of open.sort((a, b) => units[b] - units[a] || costs[a] - costs[b] || a - b)) {
    if (lacking <= SAME_SHARE) break;
    const most = Math.min(left[tails[arc]], left[heads[arc]]);
    const least = Math.min(most, Math.ceil(lacking / shares[arc] - SAME_SHARE));
    if (least <= 0) continue;
    const next = forceArc(search, filled, arc, least);
    if (!next || next === 'impossible') return next;
    filled = next;
    left[tails[arc]] -= least;
    left[heads[arc]] -= least;
    lacking -= least * shares[arc];
  }
  return lacking > SAME_SHARE ? 'impossible' : filled;
}

/** What a flow carries on the arcs of the network without rulings. */
export function unitsIn({ first, arcOf }: LotSearch, { solved: { found } }: RuledFlow): Float64Array {
  return unitsOf(arcOf, first.found.network.tails.length, found);
}

function forceArc(
  search: LotSearch,
  best: RuledFlow,
  arc: number,
  units: number,
): RuledFlow | 'impossible' | undefined {
  const forced = new Map([...best.forced, [arc, units]]);
  const changed = withForcedArc(best.solved.found, arc, units, search.bonus);
  const within = settle(search, changed, { banned: best.banned, forced });
  if (!within) return undefined;
  const { flows } = within.solved.found.basis;
  return [...forced].every(([each, least]) => flows[each] === least) ? within : 'impossible';
}

function settle(
  { first, timeIsUp, looks }: LotSearch,
  changed: SolvedTransport['found'],
  rulings: Pick<RuledFlow, 'banned' | 'forced'>,
): RuledFlow | undefined {
  looks.made++;
  const found = findLeastCost(changed.network, changed.basis, first.offered, timeIsUp);
  return found.optimal ? { solved: { ...first, found }, ...rulings } : undefined;
}

/** What a flow is worth: goods of several units count by their shares of the least that is worth a trip. */
export interface Worth {
  readonly served: number;
  /** What of it sinks are sure of, so that nobody is left out while others get all. */
  readonly assured: number;
  /** The carriage, and the cost of the trips. */
  readonly cost: number;
}

/** The worth of what is carried on the arcs of the network without rulings. */
export function worthOf({ first, bundles, assured: sureOf, tripCost }: LotSearch, units: Float64Array): Worth {
  const { costs, firstTransportArc, heads, sources } = first.found.network;
  let [served, cost, assured] = [0, 0, 0];
  const left = sureOf.slice();
  for (let arc = firstTransportArc; arc < units.length; arc++) {
    if (units[arc] === 0) continue;
    served += units[arc] * bundles.tripShares[arc];
    cost += units[arc] * costs[arc];
    const sure = Math.min(left[heads[arc] - sources], units[arc]);
    left[heads[arc] - sources] -= sure;
    assured += sure * bundles.tripShares[arc];
  }
  const trips = bundles.trips.filter(({ carried, arcs }) => carried === 0 && arcs.some((arc) => units[arc] > 0)).length;
  return { served, assured, cost: cost + trips * tripCost };
}

/** More served is better, then what is fairer, then what is cheaper. */
export function isBetter(own: Worth, other: Worth): boolean {
  const differ = (a: number, b: number) => Math.abs(a - b) > SAME_SHARE * Math.max(1, a);
  if (differ(own.served, other.served)) return own.served > other.served;
  if (differ(own.assured, other.assured)) return own.assured > other.assured;
  return own.cost < other.cost;
}

/** What each sink is sure of in a fair flow: the bands of its need whose penalty is above that of the others. */
export function assuredOf({ offered, found: { network } }: SolvedTransport): Float64Array {
  const { sinks, firstBands, capacities, costs } = network;
  const dear = 1.5 * offered.chainCost();
  return Float64Array.from({ length: sinks }, (_, sink) => {
    let units = 0;
    for (let arc = firstBands[sink]; arc < firstBands[sink + 1]; arc++) if (costs[arc] > dear) units += capacities[arc];
    return units;
  });
}

/** The flow by the ends' ids, at costs without the bonus. */
export function flowOf({ first }: LotSearch, { solved }: RuledFlow): TransportResult {
  const { found } = solved;
  const own = first.found.network.costs;
  // Only arcs of the first flow can have a bonus: those beyond it hold what goes past a least lot.
  const costs = found.network.costs.map((cost, arc) => (arc < own.length ? own[arc] : cost));
  return resultOf({ ...solved, found: { ...found, network: { ...found.network, costs } } });
}
