import { findLeastCost } from './column-generation.ts';
import { withClosedArcs, withForcedArc } from './fixed-arcs.ts';
import { resultOf } from './match-transport.ts';
import type { SolvedTransport } from './solve-transport.ts';
import type { TransportResult } from './transport-problem.ts';

/** A flow of least cost under its rulings, by the numbers of the arcs. */
export interface RuledFlow {
  readonly solved: SolvedTransport;
  readonly banned: readonly number[];
  /** Forced arcs with the units that each carries at least. */
  readonly forced: ReadonlyMap<number, number>;
}

/** What all flows of a search for lots have in common. */
export interface LotSearch {
  /** The flow without rulings, over listed arcs. */
  readonly first: SolvedTransport;
  /** The least lot of an arc. */
  readonly leastOf: (arc: number) => number;
  /** What a forced unit is worth: more than any chain of arcs can save. */
  readonly bonus: number;
  readonly timeIsUp: () => boolean;
}

/** The least cost with these arcs closed as well; none when time is up before. */
export function banArcs(search: LotSearch, best: RuledFlow, arcs: readonly number[]): RuledFlow | undefined {
  const banned = [...best.banned, ...arcs];
  return settle(search, withClosedArcs(best.solved.found, arcs), { banned, forced: best.forced });
}

/** The least cost with the arc's least lot on it; none when time is up, `impossible` when the ends have not so much. */
export function forceArc(search: LotSearch, best: RuledFlow, arc: number): RuledFlow | 'impossible' | undefined {
  const least = search.leastOf(arc);
  const forced = new Map([...best.forced, [arc, least]]);
  const changed = withForcedArc(best.solved.found, arc, least, search.bonus);
  const within = settle(search, changed, { banned: best.banned, forced });
  if (!within) return undefined;
  const { flows } = within.solved.found.basis;
  return [...forced].every(([each, units]) => flows[each] === units) ? within : 'impossible';
}

function settle(
  { first, timeIsUp }: LotSearch,
  changed: SolvedTransport['found'],
  rulings: Pick<RuledFlow, 'banned' | 'forced'>,
): RuledFlow | undefined {
  const found = findLeastCost(changed.network, changed.basis, first.offered, timeIsUp);
  return found.optimal ? { solved: { ...first, found }, ...rulings } : undefined;
}

/** More served is better, then what is cheaper. */
export function isBetter(search: LotSearch, one: RuledFlow, other: RuledFlow): boolean {
  const [own, others] = [worthOf(search, one), worthOf(search, other)];
  return own.served === others.served ? own.carriage < others.carriage : own.served > others.served;
}

function worthOf(
  search: LotSearch,
  { solved: { found } }: RuledFlow,
): { readonly served: number; readonly carriage: number } {
  const { flows } = found.basis;
  let [served, carriage] = [0, 0];
  for (let arc = found.network.firstTransportArc; arc < flows.length; arc++) {
    if (flows[arc] === 0) continue;
    served += flows[arc];
    carriage += flows[arc] * costWithoutBonus(search, found, arc);
  }
  return { served, carriage };
}

/** The flow by the ends' ids, at costs without the bonus. */
export function flowOf(search: LotSearch, { solved }: RuledFlow): TransportResult {
  const { found } = solved;
  const costs = found.network.costs.map((_, arc) => costWithoutBonus(search, found, arc));
  return resultOf({ ...solved, found: { ...found, network: { ...found.network, costs } } });
}

/** Only arcs of the first flow can have a bonus: those beyond it hold what goes past a least lot. */
function costWithoutBonus({ first }: LotSearch, { network }: SolvedTransport['found'], arc: number): number {
  const { costs } = first.found.network;
  return arc < costs.length ? costs[arc] : network.costs[arc];
}
