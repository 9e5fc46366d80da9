/**
 * Arcs that are worth using only together: those of one trip, and those into one sink.
 *
 * A bundle carries nothing, or its least and more (semi-continuous flows over sets of arcs). Of a trip the least is that
 * of a vehicle, and each unit fills a share of it, so that goods of several units are never added up. Of a sink it is
 * what helps it at all.
 */
import type { FlowNetwork } from './flow-network.ts';
import type { SolvedTransport } from './solve-transport.ts';

/** On which trip a line would travel, and which share of the least that is worth a trip one unit makes. */
export interface TripShare {
  readonly trip: string;
  readonly perUnit: number;
  /** True for a line for whose sake no vehicle is sent: one is on its way there all the same, however little it takes. */
  readonly isFree?: boolean;
}

/** What makes lines worth while. */
export interface BundleRules {
  readonly tripOf: (source: string, sink: string) => TripShare;
  /** Units below which a sink is not helped; 0 for none. */
  readonly leastOf: (sink: string) => number;
  /** Shares of the least that trips carry already. */
  readonly carried: ReadonlyMap<string, number>;
  /** What each trip costs beside the carriage of its units, a whole number. */
  readonly tripCost: number;
}

export interface Bundle {
  readonly kind: 'trip' | 'sink';
  readonly id: string;
  /** Its arcs in the network without rulings. */
  readonly arcs: readonly number[];
  /** Arcs that travel with a trip if it goes, and without it on a vehicle of their own. */
  readonly riders: readonly number[];
  /** Share of the least that it carries already. */
  readonly carried: number;
}

/** The bundles over the arcs of a network; each arc is in one sink, and in one trip or a rider of it. */
export interface Bundles {
  readonly trips: readonly Bundle[];
  readonly sinks: readonly Bundle[];
  /** Share of the trip's least, and of the sink's, that one unit on an arc makes. */
  readonly tripShares: Float64Array;
  readonly sinkShares: Float64Array;
}

/** Shares are sums of quotients: what differs by less is equal. */
export const SAME_SHARE = 1e-9;

/** Sorts the arcs of a network into bundles, each in the order of its id. */
export function bundlesOf({ sources, sinks, found: { network } }: SolvedTransport, rules: BundleRules): Bundles {
  const { firstTransportArc, tails, heads, sources: firstSink } = network;
  const [tripShares, sinkShares] = [new Float64Array(tails.length), new Float64Array(tails.length)];
  const riders = new Map<string, number[]>();
  const trips = new Map<string, number[]>();
  const bySink = new Map<string, number[]>();
  for (let arc = firstTransportArc; arc < tails.length; arc++) {
    const [from, to] = [sources[tails[arc]].id, sinks[heads[arc] - firstSink].id];
    const { trip, perUnit, isFree = false } = rules.tripOf(from, to);
    const least = rules.leastOf(to);
    tripShares[arc] = perUnit;
    sinkShares[arc] = least > 0 ? 1 / least : 1;
    addTo(isFree ? riders : trips, trip, arc);
    addTo(bySink, to, arc);
  }
  const inOrder = (kind: Bundle['kind'], arcsOf: ReadonlyMap<string, readonly number[]>): Bundle[] =>
    [...arcsOf]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, arcs]) => ({
        kind,
        id,
        arcs,
        riders: kind === 'trip' ? (riders.get(id) ?? []) : [],
        carried: kind === 'trip' ? (rules.carried.get(id) ?? 0) : 0,
      }));
  return { trips: inOrder('trip', trips), sinks: inOrder('sink', bySink), tripShares, sinkShares };
}

/** The arc of each pair, by the numbers of its ends. */
export function arcsByPair({ firstTransportArc, tails, heads, root }: FlowNetwork): ReadonlyMap<number, number> {
  const arcOf = new Map<number, number>();
  for (let arc = firstTransportArc; arc < tails.length; arc++) arcOf.set(tails[arc] * root + heads[arc], arc);
  return arcOf;
}

/** What each arc of the network without rulings carries, with what goes past the least that was forced onto it. */
export function unitsOf(
  arcOf: ReadonlyMap<number, number>,
  arcs: number,
  { network: { tails, heads, root }, basis: { flows } }: SolvedTransport['found'],
): Float64Array {
  const units = flows.slice(0, arcs);
  for (let arc = arcs; arc < flows.length; arc++) {
    const own = arcOf.get(tails[arc] * root + heads[arc]);
    if (own !== undefined) units[own] += flows[arc];
  }
  return units;
}

/** Share of its least that a bundle is filled by, all in all; 0 where it carries nothing now. */
export function fillOf(bundles: Bundles, { kind, arcs, riders, carried }: Bundle, units: Float64Array): number {
  const shares = kind === 'trip' ? bundles.tripShares : bundles.sinkShares;
  const sharesOn = (some: readonly number[]) => {
    let fill = 0;
    for (const arc of some) fill += units[arc] * shares[arc];
    return fill;
  };
  const fill = sharesOn(arcs);
  return fill > 0 ? fill + sharesOn(riders) + carried : 0;
}

function addTo(lists: Map<string, number[]>, key: string, arc: number): void {
  const list = lists.get(key);
  if (list) list.push(arc);
  else lists.set(key, [arc]);
}
