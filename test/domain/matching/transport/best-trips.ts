import type { ModelData } from 'highs';
import type { SupplyPlan, SupplyProblem } from '#domain/matching/supply-plan.ts';
import { solveByHighs } from './highs-oracle.ts';

/** Shares of lots are told in so many parts, so that those of the random problems are whole numbers. */
const PARTS = 20;

interface Row {
  readonly lower: number;
  readonly upper: number;
  readonly terms: readonly (readonly [column: number, value: number])[];
}

/** The most that can be served on trips that are worth while, in least lots, and the least cost of serving it. */
export function bestTrips(problem: SupplyProblem): { readonly served: number; readonly cost: number } {
  const arcs = arcsOf(problem);
  const trips = [...new Set(arcs.map(({ trip }) => trip))];
  const sinks = problem.sinks.map(({ id }) => id);
  const helped = (to: string) => arcs.length + trips.length + sinks.indexOf(to);
  const driven = (trip: string) => arcs.length + trips.indexOf(trip);
  const columns = arcs.length + trips.length + sinks.length;
  const sum = (of: (arc: (typeof arcs)[number]) => boolean, value = (_: (typeof arcs)[number]) => 1) =>
    arcs.flatMap((arc, column) => (of(arc) ? [[column, value(arc)] as const] : []));
  const rows: Row[] = [
    ...problem.sources.map(({ id, quantity }) => ({
      lower: 0,
      upper: quantity,
      terms: sum(({ from }) => from === id),
    })),
    ...problem.sinks.map(({ id, quantity }) => ({ lower: 0, upper: quantity, terms: sum(({ to }) => to === id) })),
    ...trips.map((trip) => ({
      lower: 0,
      upper: Infinity,
      terms: [
        ...sum(
          (arc) => arc.trip === trip,
          ({ parts }) => parts,
        ),
        [driven(trip), -PARTS] as const,
      ],
    })),
    ...sinks.map((to) => ({
      lower: 0,
      upper: Infinity,
      terms: [...sum((arc) => arc.to === to), [helped(to), -problem.leastOf(to)] as const],
    })),
    ...arcs.flatMap(({ trip, to, most }, column) =>
      [driven(trip), helped(to)].map((choice) => ({
        lower: -Infinity,
        upper: 0,
        terms: [[column, 1] as const, [choice, -most] as const],
      })),
    ),
  ];
  const servedTerms = sum(
    () => true,
    ({ parts }) => parts,
  );
  const most = Math.round(-solve(rows, columns, new Map(servedTerms.map(([column, parts]) => [column, -parts])), arcs));
  const costs = new Map([
    ...arcs.map(({ unitCost }, column) => [column, unitCost] as const),
    ...trips.map((trip) => [driven(trip), problem.tripCost] as const),
  ]);
  const cost = solve([...rows, { lower: most, upper: Infinity, terms: servedTerms }], columns, costs, arcs);
  return { served: most / PARTS, cost: Math.round(cost) };
}

/** What a plan serves in least lots, and costs with its trips. */
export function worthOfPlan(problem: SupplyProblem, { flows }: Pick<SupplyPlan, 'flows'>) {
  const onTrips = flows.map((flow) => ({ ...flow, ...problem.tripOf(flow.from, flow.to) }));
  const parts = onTrips.reduce((sum, { quantity, perUnit }) => sum + quantity * Math.round(PARTS * perUnit), 0);
  const carriage = flows.reduce((sum, { quantity, unitCost }) => sum + quantity * unitCost, 0);
  return { served: parts / PARTS, cost: carriage + problem.tripCost * new Set(onTrips.map(({ trip }) => trip)).size };
}

function arcsOf({ sources, sinks, unitCost, tripOf }: SupplyProblem) {
  return sources.flatMap(({ id: from, quantity: has }) =>
    sinks.flatMap(({ id: to, quantity: needs }) => {
      const cost = unitCost(from, to);
      if (cost === undefined) return [];
      const { trip, perUnit } = tripOf(from, to);
      return [{ from, to, unitCost: cost, trip, parts: Math.round(PARTS * perUnit), most: Math.min(has, needs) }];
    }),
  );
}

function solve(
  rows: readonly Row[],
  columns: number,
  costs: ReadonlyMap<number, number>,
  arcs: readonly { readonly most: number }[],
): number {
  const byColumn = Array.from({ length: columns }, (): (readonly [row: number, value: number])[] => []);
  for (const [row, { terms }] of rows.entries()) {
    for (const [column, value] of terms) if (value !== 0) byColumn[column]?.push([row, value]);
  }
  const starts = new Int32Array(columns + 1);
  for (const [column, entries] of byColumn.entries()) starts[column + 1] = (starts[column] as number) + entries.length;
  const program: ModelData = {
    numCols: columns,
    numRows: rows.length,
    colCost: Array.from({ length: columns }, (_, column) => costs.get(column) ?? 0),
    colLower: new Float64Array(columns),
    colUpper: Array.from({ length: columns }, (_, column) => arcs[column]?.most ?? 1),
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
