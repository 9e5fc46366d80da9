import type { ModelData } from 'highs';
import type { SupplyPlan, SupplyProblem } from '#domain/matching/supply-plan.ts';
import { assuredOf } from '#domain/matching/transport/ruled-flow.ts';
import { solveTransport } from '#domain/matching/transport/solve-transport.ts';
import { solveByHighs } from './highs-oracle.ts';

/** Shares of lots are told in so many parts, so that those of the random problems are whole numbers. */
const PARTS = 20;

export interface Worth {
  readonly served: number;
  readonly assured: number;
  readonly cost: number;
}

interface Row {
  readonly lower: number;
  readonly upper: number;
  readonly terms: readonly (readonly [column: number, value: number])[];
}

/**
 * The exact optimum under the rules of the product: the most that can be served on trips that are worth while, in least
 * lots; of that the most of what each receiver is sure of; and the least cost of both.
 */
export function bestTrips(problem: SupplyProblem): Worth {
  const arcs = arcsOf(problem);
  const trips = [...new Set(arcs.map(({ trip }) => trip))];
  const sinks = problem.sinks.map(({ id }) => id);
  const sure = assuredUnits(problem);
  const driven = (trip: string) => arcs.length + trips.indexOf(trip);
  const helped = (to: string) => arcs.length + trips.length + sinks.indexOf(to);
  const assured = (to: string) => helped(to) + sinks.length;
  const most = [
    ...arcs.map((arc) => arc.most),
    ...trips.map(() => 1),
    ...sinks.map(() => 1),
    ...sinks.map((to) => sure.get(to) ?? 0),
  ];
  const sum = (of: (arc: TripArc) => boolean, value = (_: TripArc) => 1): Row['terms'] =>
    arcs.flatMap((arc, column) => (of(arc) ? [[column, value(arc)] as const] : []));
  const atLeastNothing = (terms: Row['terms']): Row => ({ lower: 0, upper: Infinity, terms });
  const rows: Row[] = [
    ...problem.sources.map(({ id, quantity }) => ({
      lower: 0,
      upper: quantity,
      terms: sum(({ from }) => from === id),
    })),
    ...problem.sinks.map(({ id, quantity }) => ({ lower: 0, upper: quantity, terms: sum(({ to }) => to === id) })),
    ...trips.map((trip) =>
      atLeastNothing([
        ...sum(
          (arc) => arc.trip === trip,
          ({ parts }) => parts,
        ),
        [driven(trip), -PARTS],
      ]),
    ),
    ...sinks.map((to) => atLeastNothing([...sum((arc) => arc.to === to), [helped(to), -problem.leastOf(to)]])),
    ...sinks.map((to) => atLeastNothing([...sum((arc) => arc.to === to), [assured(to), -1]])),
    ...arcs.flatMap((arc, column) =>
      [driven(arc.trip), helped(arc.to)].map((choice): Row => {
        return {
          lower: -Infinity,
          upper: 0,
          terms: [
            [column, 1],
            [choice, -arc.most],
          ],
        };
      }),
    ),
  ];
  const partsInto = new Map(arcs.map(({ to, parts }) => [to, parts]));
  const served = sum(
    () => true,
    ({ parts }) => parts,
  );
  const sureOf = sinks.map((to) => [assured(to), partsInto.get(to) ?? 0] as const);
  const mostServed = maximum({ rows, most }, served);
  const servedRow = { lower: mostServed, upper: Infinity, terms: served };
  const mostSure = maximum({ rows: [...rows, servedRow], most }, sureOf);
  const sureRow = { lower: mostSure, upper: Infinity, terms: sureOf };
  const costs = [
    ...arcs.map(({ unitCost }, column) => [column, unitCost] as const),
    ...trips.map((trip) => [driven(trip), problem.tripCost] as const),
  ];
  const cost = Math.round(solve({ rows: [...rows, servedRow, sureRow], most }, costs));
  return { served: mostServed / PARTS, assured: mostSure / PARTS, cost };
}

/** What a plan serves in least lots, of what receivers are sure of too, and costs with its trips. */
export function worthOfPlan(problem: SupplyProblem, { flows }: Pick<SupplyPlan, 'flows'>): Worth {
  const onTrips = flows.map((flow) => ({ ...flow, ...problem.tripOf(flow.from, flow.to) }));
  const partsOf = ({ perUnit }: { readonly perUnit: number }) => Math.round(PARTS * perUnit);
  const parts = onTrips.reduce((sum, flow) => sum + flow.quantity * partsOf(flow), 0);
  const sure = assuredUnits(problem);
  const sureParts = [...Map.groupBy(onTrips, ({ to }) => to)].reduce((sum, [to, into]) => {
    const units = into.reduce((total, { quantity }) => total + quantity, 0);
    return sum + Math.min(units, sure.get(to) ?? 0) * partsOf(into[0] ?? { perUnit: 0 });
  }, 0);
  const carriage = flows.reduce((sum, { quantity, unitCost }) => sum + quantity * unitCost, 0);
  const cost = carriage + problem.tripCost * new Set(onTrips.map(({ trip }) => trip)).size;
  return { served: parts / PARTS, assured: sureParts / PARTS, cost };
}

/** What each receiver is sure of before anything is called too small. */
function assuredUnits({ sources, sinks, unitCost, leastOf }: SupplyProblem): Map<string, number> {
  const asked = sinks.filter(({ id, quantity }) => quantity >= leastOf(id));
  const arcs = sources.flatMap(({ id: from }) =>
    asked.flatMap(({ id: to }) => {
      const cost = unitCost(from, to);
      return cost === undefined ? [] : [{ from, to, unitCost: cost }];
    }),
  );
  const solved = solveTransport({ sources, sinks: asked, arcs, unmetCost: 0, fair: true }, () => false);
  const units = assuredOf(solved);
  return new Map(solved.sinks.map(({ id }, sink) => [id, units[sink] as number]));
}

interface TripArc {
  readonly from: string;
  readonly to: string;
  readonly unitCost: number;
  readonly trip: string;
  readonly parts: number;
  readonly most: number;
}

/** The arcs to receivers that something could help. */
function arcsOf({ sources, sinks, unitCost, tripOf, leastOf }: SupplyProblem): TripArc[] {
  return sources.flatMap(({ id: from, quantity: has }) =>
    sinks.flatMap(({ id: to, quantity: needs }) => {
      const cost = needs < leastOf(to) ? undefined : unitCost(from, to);
      if (cost === undefined) return [];
      const { trip, perUnit } = tripOf(from, to);
      return [{ from, to, unitCost: cost, trip, parts: Math.round(PARTS * perUnit), most: Math.min(has, needs) }];
    }),
  );
}

interface Program {
  readonly rows: readonly Row[];
  /** The greatest value of each column. */
  readonly most: readonly number[];
}

function maximum(program: Program, terms: Row['terms']): number {
  const least = solve(
    program,
    terms.map(([column, value]) => [column, -value] as const),
  );
  return Math.round(-least);
}

/** The least of a sum over whole numbers. */
function solve({ rows, most }: Program, costs: Row['terms']): number {
  const columns = most.length;
  const byColumn = Array.from({ length: columns }, (): (readonly [row: number, value: number])[] => []);
  for (const [row, { terms }] of rows.entries()) {
    for (const [column, value] of terms) if (value !== 0) byColumn[column]?.push([row, value]);
  }
  const starts = new Int32Array(columns + 1);
  for (const [column, entries] of byColumn.entries()) starts[column + 1] = (starts[column] as number) + entries.length;
  const costOf = new Map(costs);
  const program: ModelData = {
    numCols: columns,
    numRows: rows.length,
    colCost: most.map((_, column) => costOf.get(column) ?? 0),
    colLower: new Float64Array(columns),
    colUpper: [...most],
    rowLower: rows.map(({ lower }) => lower),
    rowUpper: rows.map(({ upper }) => upper),
    integrality: new Int32Array(columns).fill(1),
    matrix: {
      format: 'csc',
      numRows: rows.length,
      numCols: columns,
      starts,
      indices: Int32Array.from(byColumn.flatMap((entries) => entries.map(([row]) => row))),
      values: Float64Array.from(byColumn.flatMap((entries) => entries.map(([, value]) => value))),
    },
  };
  return solveByHighs(program);
}
