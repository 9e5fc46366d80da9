/**
 * Arcs from sources to sinks, column by column; both ends are counted from 0.
 *
 * Columns hold millions of arcs in little room, and the loops over them allocate nothing.
 */
export interface Arcs {
  readonly sources: Int32Array;
  readonly sinks: Int32Array;
  /** Cost of one unit. */
  readonly unitCosts: Float64Array;
  /** Greatest quantity; infinite where only those at the ends limit it. */
  readonly capacities: Float64Array;
}

/** One arc, as a row of the columns. */
export interface ArcRow {
  readonly source: number;
  readonly sink: number;
  readonly unitCost: number;
  readonly capacity: number;
}

/** Columns with room for so many arcs. */
export function emptyArcs(count: number): Arcs {
  return {
    sources: new Int32Array(count),
    sinks: new Int32Array(count),
    unitCosts: new Float64Array(count),
    capacities: new Float64Array(count),
  };
}

/** Writes one row. */
export function setArc(
  arcs: Arcs,
  row: number,
  source: number,
  sink: number,
  unitCost: number,
  capacity: number,
): void {
  arcs.sources[row] = source;
  arcs.sinks[row] = sink;
  arcs.unitCosts[row] = unitCost;
  arcs.capacities[row] = capacity;
}

/** The first so many rows, a view of the same columns. */
export function firstArcs({ sources, sinks, unitCosts, capacities }: Arcs, count: number): Arcs {
  return {
    sources: sources.subarray(0, count),
    sinks: sinks.subarray(0, count),
    unitCosts: unitCosts.subarray(0, count),
    capacities: capacities.subarray(0, count),
  };
}

/** The rows as columns, in their order. */
export function columnsOf(rows: readonly ArcRow[]): Arcs {
  const columns = emptyArcs(rows.length);
  for (const [row, { source, sink, unitCost, capacity }] of rows.entries()) {
    setArc(columns, row, source, sink, unitCost, capacity);
  }
  return columns;
}

/**
 * The same arcs by source, then by sink; several of one pair by cost, then by capacity.
 *
 * 1. Put the rows in order by sink, then by source (counting sorts, the second of which keeps the order of the first).
 * 2. Put arcs of the same pair in order by insertion: they are few.
 *
 * O(m + n) for m arcs of n ends, as long as pairs have few arcs.
 */
export function orderArcs(arcs: Arcs, sources: number, sinks: number): Arcs {
  const count = arcs.sinks.length;
  const rows = orderedBy(arcs.sources, sources, orderedBy(arcs.sinks, sinks, asListed(count)));
  const ordered = emptyArcs(count);
  for (let at = 0; at < count; at++) {
    const row = rows[at];
    setArc(ordered, at, arcs.sources[row], arcs.sinks[row], arcs.unitCosts[row], arcs.capacities[row]);
    for (let later = at; later > 0 && isBefore(ordered, later, later - 1); later--) swap(ordered, later);
  }
  return ordered;
}

function asListed(count: number): Int32Array {
  const rows = new Int32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
}

/** Rows by their numbers, those of the same number as they stood. */
function orderedBy(numbers: Int32Array, count: number, rows: Int32Array): Int32Array {
  const filled = startsOf(numbers, count);
  const ordered = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at++) ordered[filled[numbers[rows[at]]]++] = rows[at];
  return ordered;
}

/** Whether an arc of the same pair is cheaper, or of the same cost and narrower, than the one before it. */
function isBefore({ sources, sinks, unitCosts, capacities }: Arcs, later: number, earlier: number): boolean {
  if (sinks[later] !== sinks[earlier] || sources[later] !== sources[earlier]) return false;
  const [own, other] = [unitCosts[later], unitCosts[earlier]];
  return own < other || (own === other && capacities[later] < capacities[earlier]);
}

/** Exchanges an arc of a pair with the one before it. */
function swap({ unitCosts, capacities }: Arcs, later: number): void {
  for (const column of [unitCosts, capacities]) {
    const value = column[later];
    column[later] = column[later - 1];
    column[later - 1] = value;
  }
}

/** Where the rows of each number begin when the rows are put in order; at the end, how many rows there are. */
export function startsOf(numbers: Int32Array, count: number): Int32Array {
  const starts = new Int32Array(count + 1);
  for (let row = 0; row < numbers.length; row++) starts[numbers[row] + 1]++;
  for (let number = 0; number < count; number++) starts[number + 1] += starts[number];
  return starts;
}
