/**
 * Least distances from one node, where arcs may cost less than nothing.
 *
 * 1. The start is at distance 0 and stands in a queue.
 * 2. Take the first node out of the queue; each node that it brings nearer gets the new distance, and joins the end of
 *    the queue unless it stands there already.
 * 3. When the queue is empty, all distances are least.
 *
 * Asks for arcs without a circle that costs less than nothing: on one it would never end. m n steps at worst, for n
 * nodes and m arcs; near m where few costs are negative.
 *
 * Bellman and Ford's label correcting with a first-in first-out queue: Ahuja, Magnanti and Orlin, Network Flows (1993),
 * section 5.4.
 */
import { startsOf } from './arcs.ts';

/** An arc of the paths; its ends by their numbers. */
export interface PathArc {
  readonly from: number;
  readonly to: number;
  readonly cost: number;
}

/**
 * Distances from a start, infinite where no path leads, on paths that keep clear of one node. When time is up, those
 * found by then: they may be too long.
 */
export function shortestDistances(
  arcs: readonly PathArc[],
  nodes: number,
  timeIsUp: () => boolean,
): (start: number, past?: number) => Float64Array {
  const starts = startsOf(
    Int32Array.from(arcs, ({ from }) => from),
    nodes,
  );
  const ordered = arcs.toSorted((a, b) => a.from - b.from);
  const ends = Int32Array.from(ordered, ({ to }) => to);
  const costs = Float64Array.from(ordered, ({ cost }) => cost);
  return (start, past) => {
    const distances = new Float64Array(nodes).fill(Infinity);
    distances[start] = 0;
    const queue = new Set([start]);
    for (const node of queue) {
      if (timeIsUp()) break;
      queue.delete(node);
      const distance = distances[node];
      for (let arc = starts[node]; arc < starts[node + 1]; arc++) {
        const to = ends[arc];
        const nearer = distance + costs[arc];
        if (to === past || nearer >= distances[to]) continue;
        distances[to] = nearer;
        queue.add(to);
      }
    }
    return distances;
  };
}
