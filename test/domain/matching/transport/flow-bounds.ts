import type { ListedProblem } from './highs-oracle.ts';

/** The most that can be served, by E. Dinic's algorithm: it shares no line with the solver under test. */
export function greatestFlow({ sources, sinks, arcs }: ListedProblem, needOf = (need: number) => need): number {
  const [start, end] = [0, 1];
  const network = residualNetwork(2 + sources.length + sinks.length);
  const nodeOfSource = new Map(sources.map(({ id }, index) => [id, 2 + index]));
  const nodeOfSink = new Map(sinks.map(({ id }, index) => [id, 2 + sources.length + index]));
  for (const { id, quantity } of sources) network.addArc(start, nodeOfSource.get(id) as number, quantity);
  for (const { id, quantity } of sinks) network.addArc(nodeOfSink.get(id) as number, end, needOf(quantity));
  for (const { from, to, capacity = Number.POSITIVE_INFINITY } of arcs) {
    network.addArc(nodeOfSource.get(from) as number, nodeOfSink.get(to) as number, capacity);
  }
  return network.fill(start, end);
}

/** The greatest share of need that all sinks which anybody can reach can have at once, found by halving. */
export function fairestFill(problem: ListedProblem): number {
  const reachable = reachableSinks(problem);
  const sinks = problem.sinks.filter(({ id }) => reachable.has(id));
  if (sinks.length === 0) return 1;
  const possible = (share: number): boolean => {
    const needOf = (need: number) => Math.ceil(share * need);
    const wanted = sinks.reduce((sum, { quantity }) => sum + needOf(quantity), 0);
    return (
      greatestFlow({ ...problem, sinks, arcs: problem.arcs.filter(({ to }) => reachable.has(to)) }, needOf) === wanted
    );
  };
  if (possible(1)) return 1;
  let [within, beyond] = [0, 1];
  for (let round = 0; round < 20; round++) {
    const middle = (within + beyond) / 2;
    if (possible(middle)) within = middle;
    else beyond = middle;
  }
  return within;
}

/** Sinks with a need and an arc from a source that has something. */
export function reachableSinks({ sources, sinks, arcs }: ListedProblem): Set<string> {
  const having = new Set(sources.flatMap(({ id, quantity }) => (quantity > 0 ? [id] : [])));
  const needing = new Set(sinks.flatMap(({ id, quantity }) => (quantity > 0 ? [id] : [])));
  return new Set(
    arcs.flatMap(({ from, to, capacity }) => (capacity !== 0 && having.has(from) && needing.has(to) ? [to] : [])),
  );
}

function residualNetwork(nodes: number) {
  const heads: number[] = [];
  const rooms: number[] = [];
  const arcsOf: number[][] = Array.from({ length: nodes }, () => []);

  /** Distance of each node from the start over arcs with room. */
  const layersFrom = (start: number): Int32Array => {
    const layers = new Int32Array(nodes).fill(-1);
    layers[start] = 0;
    const queue = [start];
    for (const node of queue) {
      for (const arc of arcsOf[node] as number[]) {
        const head = heads[arc] as number;
        if (layers[head] !== -1 || (rooms[arc] as number) === 0) continue;
        layers[head] = (layers[node] as number) + 1;
        queue.push(head);
      }
    }
    return layers;
  };

  return {
    addArc(tail: number, head: number, capacity: number): void {
      arcsOf[tail]?.push(heads.push(head) - 1);
      rooms.push(capacity);
      arcsOf[head]?.push(heads.push(tail) - 1);
      rooms.push(0);
    },

    fill(start: number, end: number): number {
      let total = 0;
      for (let layers = layersFrom(start); layers[end] !== -1; layers = layersFrom(start)) {
        const tried = new Int32Array(nodes);
        const push = (node: number, quantity: number): number => {
          if (node === end) return quantity;
          const arcs = arcsOf[node] as number[];
          for (; (tried[node] as number) < arcs.length; tried[node] = (tried[node] as number) + 1) {
            const arc = arcs[tried[node] as number] as number;
            const head = heads[arc] as number;
            const room = rooms[arc] as number;
            if (room === 0 || layers[head] !== (layers[node] as number) + 1) continue;
            const pushed = push(head, Math.min(quantity, room));
            if (pushed === 0) continue;
            rooms[arc] = room - pushed;
            rooms[arc ^ 1] = (rooms[arc ^ 1] as number) + pushed;
            return pushed;
          }
          return 0;
        };
        for (let pushed = push(start, Infinity); pushed > 0; pushed = push(start, Infinity)) total += pushed;
      }
      return total;
    },
  };
}
