/** Ways from sources to sinks, column by column; both ends are counted from 0. */
export interface Ways {
  readonly sources: Int32Array;
  readonly sinks: Int32Array;
  /** VND for one unit. */
  readonly unitCosts: Float64Array;
  /** Greatest quantity; infinite where only those at the ends limit it. */
  readonly capacities: Float64Array;
}

/** One way, as a row of the columns. */
export interface Way {
  readonly source: number;
  readonly sink: number;
  readonly unitCost: number;
  readonly capacity: number;
}

/** Columns with room for so many ways. */
export function emptyWays(count: number): Ways {
  return {
    sources: new Int32Array(count),
    sinks: new Int32Array(count),
    unitCosts: new Float64Array(count),
    capacities: new Float64Array(count),
  };
}

export function setWay(
  ways: Ways,
  row: number,
  source: number,
  sink: number,
  unitCost: number,
  capacity: number,
): void {
  ways.sources[row] = source;
  ways.sinks[row] = sink;
  ways.unitCosts[row] = unitCost;
  ways.capacities[row] = capacity;
}

/** The first so many rows. */
export function firstWays({ sources, sinks, unitCosts, capacities }: Ways, count: number): Ways {
  return {
    sources: sources.subarray(0, count),
    sinks: sinks.subarray(0, count),
    unitCosts: unitCosts.subarray(0, count),
    capacities: capacities.subarray(0, count),
  };
}

export function columnsOf(ways: readonly Way[]): Ways {
  const columns = emptyWays(ways.length);
  for (const [row, { source, sink, unitCost, capacity }] of ways.entries()) {
    setWay(columns, row, source, sink, unitCost, capacity);
  }
  return columns;
}

/** The same ways by source, then by sink; several of one pair by cost, then by capacity. */
export function orderWays(ways: Ways, sources: number): Ways {
  const { sinks, unitCosts, capacities } = ways;
  const count = sinks.length;
  const starts = startsOf(ways.sources, sources);
  // One number for a sink and a row: numbers alone are sorted natively, ten times as fast as with a comparison.
  const keys = new Float64Array(count);
  const filled = starts.slice();
  for (let row = 0; row < count; row++) {
    const source = ways.sources[row] as number;
    const at = filled[source] as number;
    keys[at] = (sinks[row] as number) * count + row;
    filled[source] = at + 1;
  }
  const ordered = emptyWays(count);
  for (let source = 0; source < sources; source++) {
    const [start, end] = [starts[source] as number, starts[source + 1] as number];
    const own = keys.subarray(start, end).sort();
    for (let at = 0; at < own.length; at++) {
      const row = (own[at] as number) % count;
      setWay(ordered, start + at, source, sinks[row] as number, unitCosts[row] as number, capacities[row] as number);
      for (let later = start + at; later > start && isBefore(ordered, later, later - 1); later--) swap(ordered, later);
    }
  }
  return ordered;
}

/** Whether a way of the same pair is cheaper, or of the same cost and narrower, than the one before it. */
function isBefore({ sinks, unitCosts, capacities }: Ways, later: number, earlier: number): boolean {
  if (sinks[later] !== sinks[earlier]) return false;
  const [own, other] = [unitCosts[later] as number, unitCosts[earlier] as number];
  return own < other || (own === other && (capacities[later] as number) < (capacities[earlier] as number));
}

/** Exchanges a way of a pair with the one before it. */
function swap({ unitCosts, capacities }: Ways, later: number): void {
  for (const column of [unitCosts, capacities]) {
    const value = column[later] as number;
    column[later] = column[later - 1] as number;
    column[later - 1] = value;
  }
}

/** Where the rows of each number begin when the rows are put in order; at the end, how many rows there are. */
export function startsOf(numbers: Int32Array, count: number): Int32Array {
  const starts = new Int32Array(count + 1);
  for (let row = 0; row < numbers.length; row++) {
    const next = (numbers[row] as number) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let number = 0; number < count; number++) {
    starts[number + 1] = (starts[number + 1] as number) + (starts[number] as number);
  }
  return starts;
}
