import type { MatchResult, MatchSupply } from './supply-problem.ts';

/**
 * Worst covered receiver first, cheapest surplus first: simple to check by hand, not the least total cost.
 * Ties go to the larger need, then to the smaller id.
 */
export const matchSupply: MatchSupply = ({ sources, sinks, unitCost, banned }) => {
  const left = new Map(sources.map((source) => [source.id, source.surplusMilli]));
  const refused = new Set(banned.map(({ from, to }) => pairKey(from, to)));
  const flows: MatchResult['flows'][number][] = [];
  const unmet: MatchResult['unmet'][number][] = [];
  const urgent = sinks.toSorted(
    (a, b) => a.coverDays - b.coverDays || b.needMilli - a.needMilli || compareText(a.id, b.id),
  );
  for (const sink of urgent) {
    const reachable = [...left.keys()]
      .filter((id) => id !== sink.id && !refused.has(pairKey(id, sink.id)))
      .flatMap((id) => {
        const cost = unitCost(id, sink.id);
        return cost === undefined ? [] : [{ id, cost }];
      })
      .sort((a, b) => a.cost - b.cost || compareText(a.id, b.id));
    let need = sink.needMilli;
    for (const { id, cost } of reachable) {
      const quantityMilli = Math.min(need, left.get(id) ?? 0);
      if (quantityMilli <= 0) continue;
      flows.push({ from: id, to: sink.id, quantityMilli, unitCost: cost });
      left.set(id, (left.get(id) ?? 0) - quantityMilli);
      need -= quantityMilli;
    }
    if (need > 0) {
      const cause = reachable.length === 0 ? 'nobody-reachable' : 'supply-exhausted';
      unmet.push({ sink: sink.id, quantityMilli: need, cause });
    }
  }
  return { method: 'nearest-surplus', flows, unmet };
};

function pairKey(from: string, to: string): string {
  return `${from}|${to}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
