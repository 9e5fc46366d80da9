import { startsOf } from './arcs.ts';
import type { FoundFlow } from './least-cost-flow.ts';
import type { OfferedWays } from './offered-arcs.ts';
import type { UnmetReason } from './transport-problem.ts';

/** Why each sink that lacks something was not served more, given the flow found. */
export function explainUnmet(found: FoundFlow, ways: OfferedWays): (sink: number) => UnmetReason {
  const { network } = found;
  const { heads, sources, firstWay } = network;
  const hasWay = new Uint8Array(network.sinks);
  for (let way = firstWay; way < heads.length; way++) hasWay[(heads[way] as number) - sources] = 1;
  const couldGetMore = sinksWithinReach(found, ways, true);
  const limited = network.capacities.subarray(firstWay).some(Number.isFinite);
  const couldWithoutCapacities = limited ? sinksWithinReach(found, ways, false) : couldGetMore;
  return (sink) => {
    if (!hasWay[sink]) return 'nobody-reachable';
    if (couldGetMore[sink]) return found.optimal ? 'dearer-than-unmet' : 'time-ran-out';
    return couldWithoutCapacities[sink] ? 'capacity-reached' : 'supply-exhausted';
  };
}

/** The sinks to which a chain of ways leads from a source that keeps something: forth where there is room, back on flows. */
function sinksWithinReach({ network, basis }: FoundFlow, ways: OfferedWays, heedCapacities: boolean): Uint8Array {
  const { tails, heads, capacities, sources, sinks, firstWay } = network;
  const { flows } = basis;
  const reached = new Uint8Array(sinks);
  const seen = new Uint8Array(sources);
  const open: number[] = [];
  const visit = (source: number): void => {
    if (seen[source]) return;
    seen[source] = 1;
    open.push(source);
  };
  for (let source = 0; source < sources; source++) if ((flows[source] as number) > 0) visit(source);
  if (open.length === 0) return reached;
  const waysFrom = groupBySource(tails, firstWay, sources);
  const suppliersOf: number[][] = Array.from({ length: sinks }, () => []);
  for (let way = firstWay; way < tails.length; way++) {
    if ((flows[way] as number) > 0) suppliersOf[(heads[way] as number) - sources]?.push(tails[way] as number);
  }

  let pending = Array.from({ length: sinks }, (_, sink) => sink);
  for (let source = open.pop(); source !== undefined; source = open.pop()) {
    const fresh: number[] = [];
    const reach = (sink: number): void => {
      if (reached[sink]) return;
      reached[sink] = 1;
      fresh.push(sink);
    };
    for (const way of waysFrom(source)) {
      if (!heedCapacities || (flows[way] as number) < (capacities[way] as number)) {
        reach((heads[way] as number) - sources);
      }
    }
    if (ways.reaches) {
      for (const sink of pending) if (!reached[sink] && ways.reaches(source, sink)) reach(sink);
      pending = pending.filter((sink) => !reached[sink]);
    }
    for (const sink of fresh) for (const supplier of suppliersOf[sink] as number[]) visit(supplier);
  }
  return reached;
}

/** The ways of each source, also those that were priced in. */
function groupBySource(tails: Int32Array, firstWay: number, sources: number): (source: number) => Int32Array {
  const starts = startsOf(tails.subarray(firstWay), sources);
  const ways = new Int32Array(tails.length - firstWay);
  const filled = starts.slice();
  for (let way = firstWay; way < tails.length; way++) {
    const source = tails[way] as number;
    const at = filled[source] as number;
    ways[at] = way;
    filled[source] = at + 1;
  }
  return (source) => ways.subarray(starts[source], starts[source + 1]);
}
