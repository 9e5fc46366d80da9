/**
 * Why a need stays unmet, read off the residual network.
 *
 * 1. Begin with the sources that keep something.
 * 2. From a source go to the sinks to which an arc has room, and from a sink back to the sources that supply it now:
 *    they could supply others in its place. Go on until nothing new is reached.
 * 3. A sink that lacks something and was reached could get more: it was dearer than the penalty, or time ran out.
 * 4. Reached only when capacities are not heeded: these limit it. Not reached at all: supplies do.
 *
 * The search of Ahuja, Magnanti and Orlin, Network Flows (1993), section 3.4: in proportion to the arcs. Where only
 * some of the offered arcs are in the network, the others are asked for pair by pair.
 */
import { startsOf } from './arcs.ts';
import type { FoundFlow } from './column-generation.ts';
import type { OfferedArcs } from './offered-arcs.ts';
import type { UnmetReason } from './transport-problem.ts';

/** Why each sink that lacks something was not served more, given the flow found. */
export function explainUnmet(found: FoundFlow, offered: OfferedArcs): (sink: number) => UnmetReason {
  const { network } = found;
  const { heads, sources, firstTransportArc } = network;
  const hasArc = new Uint8Array(network.sinks);
  for (let arc = firstTransportArc; arc < heads.length; arc++) hasArc[heads[arc] - sources] = 1;
  const couldGetMore = sinksWithinReach(found, offered, true);
  const limited = network.capacities.subarray(firstTransportArc).some(Number.isFinite);
  const couldWithoutCapacities = limited ? sinksWithinReach(found, offered, false) : couldGetMore;
  return (sink) => {
    if (!hasArc[sink]) return 'nobody-reachable';
    if (couldGetMore[sink]) return found.optimal ? 'dearer-than-unmet' : 'time-ran-out';
    return couldWithoutCapacities[sink] ? 'capacity-reached' : 'supply-exhausted';
  };
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
