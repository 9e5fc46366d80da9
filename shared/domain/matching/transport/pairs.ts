import type { Arc, ArcFlow } from './transport-problem.ts';

/** One text for the two ends of an arc. */
export function pairOf({ from, to }: Pick<Arc, 'from' | 'to'>): string {
  return `${from}|${to}`;
}

/** What each source gives, or each sink gets, in all flows together. */
export function sumBy(
  flows: readonly Pick<ArcFlow, 'from' | 'to' | 'quantity'>[],
  end: 'from' | 'to',
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const flow of flows) sums.set(flow[end], (sums.get(flow[end]) ?? 0) + flow.quantity);
  return sums;
}

/** One flow for each pair, at the unit cost of its first. */
export function joined(flows: readonly ArcFlow[]): ArcFlow[] {
  return [...Map.groupBy(flows, pairOf).values()].map((parts) => ({
    ...parts[0],
    quantity: parts.reduce((sum, { quantity }) => sum + quantity, 0),
  }));
}
