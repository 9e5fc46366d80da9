/**
 * Why a need stays unmet, read off the residual network.
 *
 * 1. A sink to which no arc costs less than going without is not served, whatever there is: its price is the limit.
 * 2. Begin with the sources that keep something.
 * 3. From a source go to the sinks to which an arc has room, and from a sink back to the sources that supply it now:
 *    they could supply others in its place. Go on until nothing new is reached.
 * 4. A sink that lacks something and was reached could get more: it was dearer than the penalty, or time ran out.
 * 5. Reached only when capacities are not heeded: these limit it, where going without is dearer than any chain of arcs.
 *    So they do where all arcs to it that are worth their cost are full, since more supply would not help.
 * 6. Else supplies do.
 *
 * The search of Ahuja, Magnanti and Orlin, Network Flows (1993), section 3.4: in proportion to the arcs. Where only
 * some of the offered arcs are in the network, the others are asked for pair by pair; the cheapest of each sink is in it.
 */
import { startsOf } from './arcs.ts';
import type { FoundFlow } from './column-generation.ts';
import type { OfferedArcs } from './offered-arcs.ts';
import type { UnmetReason } from './transport-problem.ts';

/** Why each sink that lacks something was not served more, given the flow found. */
export function explainUnmet(found: FoundFlow, offered: OfferedArcs): (sink: number) => UnmetReason {
  const { network } = found;
  const limited = hasLimits(network);
  const penalties = penaltiesOf(found);
  const arcsTo = arcsToSinks(found, penalties);
  const couldGetMore = sinksWithinReach(found, offered, true);
  const couldWithoutCapacities = limited ? sinksWithinReach(found, offered, false) : couldGetMore;
  const chainCost = limited ? offered.chainCost() : 0;
  return (sink) => {
    if (!arcsTo.some[sink]) return 'nobody-reachable';
    if (!arcsTo.worthIt[sink]) return 'dearer-than-unmet';
    if (couldGetMore[sink]) return found.optimal ? 'dearer-than-unmet' : 'time-ran-out';
    if (!arcsTo.withRoom[sink]) return 'capacity-reached';
    return couldWithoutCapacities[sink] && penalties[sink] >= chainCost ? 'capacity-reached' : 'supply-exhausted';
  };
}

/** True where a transport arc has a capacity. */
function hasLimits({ capacities, firstTransportArc }: FoundFlow['network']): boolean {
  for (let arc = firstTransportArc; arc < capacities.length; arc++) if (capacities[arc] < Infinity) return true;
  return false;
}

/** What one unit more would save at each sink that lacks something: its dearest band of which something is missing. */
function penaltiesOf({ network: { sinks, firstBands, costs }, basis: { flows } }: FoundFlow): Float64Array {
  return Float64Array.from({ length: sinks }, (_, sink) => {
    const missing = flows.subarray(firstBands[sink], firstBands[sink + 1]);
    return costs[
      firstBands[sink] +
        Math.max(
          0,
          missing.findIndex((quantity) => quantity > 0),
        )
    ];
  });
}

/** For each sink whether it has arcs at all, some that cost less than going without, and of those some with room. */
function arcsToSinks({ network, basis: { flows } }: FoundFlow, penalties: Float64Array) {
  const { heads, costs, capacities, sources, sinks, firstTransportArc } = network;
  const [some, worthIt, withRoom] = [new Uint8Array(sinks), new Uint8Array(sinks), new Uint8Array(sinks)];
  for (let arc = firstTransportArc; arc < heads.length; arc++) {
    const sink = heads[arc] - sources;
    some[sink] = 1;
    if (costs[arc] >= penalties[sink]) continue;
    worthIt[sink] = 1;
    if (flows[arc] < capacities[arc]) withRoom[sink] = 1;
  }
  return { some, worthIt, withRoom };
}

/** The sinks to which a chain of arcs leads from a source that keeps something: forth where there is room, back on flows. */
function sinksWithinReach(
  { network, basis: { flows } }: FoundFlow,
  offered: OfferedArcs,
  heedCapacities: boolean,
): Uint8Array {
  const { tails, heads, capacities, sources, sinks, firstTransportArc } = network;
  const reached = new Uint8Array(sinks);
  const seen = new Uint8Array(sources);
  const open: number[] = [];
  const visit = (source: number): void => {
    if (seen[source]) return;
    seen[source] = 1;
    open.push(source);
  };
  for (let source = 0; source < sources; source++) if (flows[source] > 0) visit(source);
  if (open.length === 0) return reached;
  const arcsFrom = groupBySource(tails, firstTransportArc, sources);
  const suppliersOf: number[][] = Array.from({ length: sinks }, () => []);
  for (let arc = firstTransportArc; arc < tails.length; arc++) {
    if (flows[arc] > 0) suppliersOf[heads[arc] - sources].push(tails[arc]);
  }

  let pending = Array.from({ length: sinks }, (_, sink) => sink);
  for (let source = open.pop(); source !== undefined; source = open.pop()) {
    const fresh: number[] = [];
    const reach = (sink: number): void => {
      if (reached[sink]) return;
      reached[sink] = 1;
      fresh.push(sink);
    };
    for (const arc of arcsFrom(source)) {
      if (!heedCapacities || flows[arc] < capacities[arc]) reach(heads[arc] - sources);
    }
    if (offered.reaches) {
      for (const sink of pending) if (!reached[sink] && offered.reaches(source, sink)) reach(sink);
      pending = pending.filter((sink) => !reached[sink]);
    }
    for (const sink of fresh) for (const supplier of suppliersOf[sink]) visit(supplier);
  }
  return reached;
}

/** The transport arcs of each source, also those that were added later. */
function groupBySource(tails: Int32Array, firstArc: number, sources: number): (source: number) => Int32Array {
  const starts = startsOf(tails.subarray(firstArc), sources);
  const arcs = new Int32Array(tails.length - firstArc);
  const filled = starts.slice();
  for (let arc = firstArc; arc < tails.length; arc++) arcs[filled[tails[arc]]++] = arc;
  return (source) => arcs.subarray(starts[source], starts[source + 1]);
}
