import type { Arc, TransportEnd, TransportResult } from './transport-problem.ts';

interface OpenProblem {
  readonly sources: readonly TransportEnd[];
  readonly sinks: readonly TransportEnd[];
  readonly arcs: readonly Arc[];
}

interface LotProblem extends OpenProblem {
  /** Units below which nobody drives, unless they are all that the receiver needs. */
  readonly leastLot: number;
  /** Lines that are tried at nothing and at the least lot. */
  readonly lotsTried: number;
  readonly timeIsUp: () => boolean;
}

type Line = Pick<Arc, 'from' | 'to'>;

/** A flow whose lines are all worth driving. */
export interface Lots {
  readonly flows: TransportResult['flows'];
  readonly unmet: TransportResult['unmet'];
  /** Lines that carry nothing since so little is not worth driving. */
  readonly banned: readonly Line[];
  /** Lines that carry at least so much, which cannot be taken back. */
  readonly forced: readonly (Line & { readonly quantity: number })[];
  readonly gapPercent: number;
  /** The flow before the last lines were dropped, of least cost under its rulings; none when time ran out before one was. */
  readonly priced?: PricedFlow;
}

/** A flow of least cost, of which prices can be read. */
export type PricedFlow = Pick<Lots, 'flows' | 'unmet' | 'banned' | 'forced'>;

type Rulings = Pick<Lots, 'banned' | 'forced'>;

/** Times that all lines which are too small are closed at once, with the rest arranged anew, before they are dropped. */
const ROUNDS_OF_CLOSING = 2;

/**
 * Ban or force: of the lines below the least lot the smallest is tried at nothing and at the least lot, and the better is
 * kept, until none is left. Lines that are still too small after so many tries carry nothing.
 *
 * A search over all combinations would be a mixed-integer program; this stays close to it.
 *
 * @param first the flow without regard to lots.
 */
export function settleLots(
  problem: LotProblem,
  first: TransportResult,
  solve: (open: OpenProblem) => TransportResult,
): Lots {
  const needs = new Map(problem.sinks.map(({ id, quantity }) => [id, quantity]));
  const leastOf = ({ to }: Line) => Math.min(problem.leastLot, needs.get(to) as number);
  let best = withPrices({ ...first, banned: [], forced: [] });
  for (let tried = 0; ; tried++) {
    const small = best.flows
      .filter((line) => line.quantity < leastOf(line))
      .sort((a, b) => a.quantity - b.quantity || b.unitCost - a.unitCost || (pairOf(a) < pairOf(b) ? -1 : 1));
    const [smallest] = small;
    if (!smallest) return best;
    const next =
      tried < problem.lotsTried
        ? banOrForce(problem, solve, best, smallest, leastOf(smallest))
        : settle(problem, solve, { ...best, banned: [...best.banned, ...small] });
    if (problem.timeIsUp() || tried >= problem.lotsTried + ROUNDS_OF_CLOSING) return withoutLines(best, small);
    best = next;
  }
}

function banOrForce(
  problem: LotProblem,
  solve: (open: OpenProblem) => TransportResult,
  best: Lots,
  line: Line,
  least: number,
): Lots {
  const without = settle(problem, solve, { ...best, banned: [...best.banned, line] });
  const forced = [...best.forced, { ...line, quantity: least }];
  const within = isPossible(problem, forced) ? settle(problem, solve, { ...best, forced }) : undefined;
  return within && isBetter(within, without) ? within : without;
}

/** What is left when lines are dropped and nothing is arranged anew: feasible, with the prices from before. */
function withoutLines(lots: Lots, lines: readonly Line[]): Lots {
  const dropped = new Set(lines.map(pairOf));
  const flows = lots.flows.filter((flow) => !dropped.has(pairOf(flow)));
  return { ...lots, flows, banned: [...lots.banned, ...lines] };
}

/** The best flow under rulings: what is forced is taken off both ends first and put on its line again. */
function settle(problem: LotProblem, solve: (open: OpenProblem) => TransportResult, { banned, forced }: Rulings): Lots {
  const closed = new Set(banned.map(pairOf));
  const fixed = new Map(forced.map((line) => [pairOf(line), line.quantity]));
  const [given, taken] = [sumBy(forced, 'from'), sumBy(forced, 'to')];
  const arcs = problem.arcs.filter((arc) => !closed.has(pairOf(arc)));
  const result = solve({
    sources: problem.sources.map((end) => ({ ...end, quantity: end.quantity - (given.get(end.id) ?? 0) })),
    sinks: problem.sinks.map((end) => ({ ...end, quantity: end.quantity - (taken.get(end.id) ?? 0) })),
    arcs,
  });
  const free = new Map(result.flows.map((flow) => [pairOf(flow), flow.quantity]));
  const flows = arcs.flatMap(({ from, to, unitCost }) => {
    const quantity = (free.get(pairOf({ from, to })) ?? 0) + (fixed.get(pairOf({ from, to })) ?? 0);
    return quantity > 0 ? [{ from, to, quantity, unitCost }] : [];
  });
  const { unmet, gapPercent } = result;
  return withPrices({ flows, unmet, banned, forced, gapPercent });
}

function withPrices({ flows, unmet, banned, forced, gapPercent }: Omit<Lots, 'priced'>): Lots {
  const flow = { flows, unmet, banned, forced };
  return { ...flow, gapPercent, ...(gapPercent === 0 && { priced: flow }) };
}

function isPossible({ sources, sinks }: LotProblem, forced: Lots['forced']): boolean {
  const [given, taken] = [sumBy(forced, 'from'), sumBy(forced, 'to')];
  return (
    sources.every(({ id, quantity }) => (given.get(id) ?? 0) <= quantity) &&
    sinks.every(({ id, quantity }) => (taken.get(id) ?? 0) <= quantity)
  );
}

/** More served is better, then what is cheaper. */
function isBetter(one: Lots, other: Lots): boolean {
  const [served, otherServed] = [servedBy(one), servedBy(other)];
  return served === otherServed ? costOf(one) < costOf(other) : served > otherServed;
}

function servedBy({ flows }: Lots): number {
  return flows.reduce((sum, { quantity }) => sum + quantity, 0);
}

function costOf({ flows }: Lots): number {
  return flows.reduce((sum, { quantity, unitCost }) => sum + quantity * unitCost, 0);
}

export function sumBy(
  lines: readonly (Line & { readonly quantity: number })[],
  end: 'from' | 'to',
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const line of lines) sums.set(line[end], (sums.get(line[end]) ?? 0) + line.quantity);
  return sums;
}

export function pairOf({ from, to }: Line): string {
  return `${from}|${to}`;
}
