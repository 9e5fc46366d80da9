import type { ArcFlow, TransportEnd } from '#domain/matching/transport/transport-problem.ts';
import type { ListedProblem } from './highs-oracle.ts';

export type SmallProblem = Omit<ListedProblem, 'fair'>;

export interface SmallFlow {
  readonly flows: readonly Pick<ArcFlow, 'to' | 'quantity'>[];
  readonly objective: number;
}

/** Every flow of a small problem in whole units, by trying all quantities on each arc in turn. */
export function everyFlow({ sources, sinks, arcs, unmetCost }: SmallProblem): SmallFlow[] {
  const found: SmallFlow[] = [];
  const [left, lacking] = [amounts(sources), amounts(sinks)];
  const quantities = arcs.map(() => 0);
  const tryFrom = (index: number, carriage: number): void => {
    const arc = arcs[index];
    if (!arc) {
      const unmet = [...lacking.values()].reduce((sum, quantity) => sum + quantity, 0);
      const flows = arcs.map(({ to }, at) => ({ to, quantity: quantities[at] ?? 0 }));
      found.push({ flows, objective: carriage + unmet * unmetCost });
      return;
    }
    const [has, lacks] = [left.get(arc.from) ?? 0, lacking.get(arc.to) ?? 0];
    for (let quantity = 0; quantity <= Math.min(has, lacks, arc.capacity ?? Number.POSITIVE_INFINITY); quantity++) {
      quantities[index] = quantity;
      left.set(arc.from, has - quantity);
      lacking.set(arc.to, lacks - quantity);
      tryFrom(index + 1, carriage + quantity * arc.unitCost);
    }
    left.set(arc.from, has);
    lacking.set(arc.to, lacks);
  };
  tryFrom(0, 0);
  return found;
}

/** What a sink gets. */
export function served({ flows }: Pick<SmallFlow, 'flows'>, sink: string): number {
  return flows.reduce((sum, { to, quantity }) => (to === sink ? sum + quantity : sum), 0);
}

function amounts(ends: readonly TransportEnd[]): Map<string, number> {
  return new Map(ends.map(({ id, quantity }) => [id, quantity]));
}
