import type { MatchResult, MatchSupply } from './supply-problem.ts';

/**
 * Worst covered receiver first, cheapest surplus first: simple to check by hand, not the least total cost.
 * Ties go to the larger need, then to the smaller id.
 */
export const matchSupply: MatchSupply = ({ sources, sinks, unitCost, banned }) => {
  const left = new Map(sources.flatMap(({ id, surplusMilli }) => (surplusMilli > 0 ? [[id, surplusMilli]] : [])));
  const refused = new Set(banned.map(({ from, to }) => pairKey(from, to)));
  const costOf = (source: string, sink: string): number | undefined =>
    source === sink || (refused.size > 0 && refused.has(pairKey(source, sink))) ? undefined : unitCost(source, sink);
  const flows: MatchResult['flows'][number][] = [];
  const unmet: MatchResult['unmet'][number][] = [];
  const urgent = sinks.toSorted(
    (a, b) => a.coverDays - b.coverDays || b.needMilli - a.needMilli || compareText(a.id, b.id),
  );
  for (const sink of urgent) {
    const reachable = [...left]
      .flatMap(([id, surplusMilli]) => {
        const cost = costOf(id, sink.id);
        return cost === undefined ? [] : [{ id, surplusMilli, cost }];
      })
      .sort((a, b) => a.cost - b.cost || compareText(a.id, b.id));
    let need = sink.needMilli;
    for (const { id, surplusMilli, cost } of reachable) {
      const quantityMilli = Math.min(need, surplusMilli);
      if (quantityMilli <= 0) break;
      flows.push({ from: id, to: sink.id, quantityMilli, unitCost: cost });
      need -= quantityMilli;
      if (quantityMilli < surplusMilli) left.set(id, surplusMilli - quantityMilli);
      else left.delete(id);
    }
    if (need > 0) {
      const cause = sources.some(({ id }) => costOf(id, sink.id) !== undefined)
        ? 'supply-exhausted'
        : 'nobody-reachable';
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
