import type { Arc, TransportProblem } from '#domain/matching/transport/transport-problem.ts';

interface NearestProblem extends Pick<TransportProblem, 'sources' | 'sinks'> {
  readonly arcs: readonly Arc[];
}

/** The peer: sinks in their order, each from its cheapest source first. Simple to check by hand, not the least cost. */
export function nearestSurplusFirst({ sources, sinks, arcs }: NearestProblem) {
  const left = new Map(sources.map(({ id, quantity }) => [id, quantity]));
  const arcsTo = Map.groupBy(arcs, ({ to }) => to);
  return sinks.flatMap(({ id, quantity }) => {
    let need = quantity;
    const cheapestFirst = (arcsTo.get(id) ?? []).toSorted(
      (a, b) => a.unitCost - b.unitCost || (a.from < b.from ? -1 : 1),
    );
    return cheapestFirst.flatMap(({ from, unitCost }) => {
      const taken = Math.min(need, left.get(from) ?? 0);
      if (taken === 0) return [];
      need -= taken;
      left.set(from, (left.get(from) as number) - taken);
      return [{ from, to: id, quantity: taken, unitCost }];
    });
  });
}
