import loadHighs, { type ModelData } from 'highs';
import type { Arc, TransportProblem } from '#domain/matching/transport/transport-problem.ts';

/** A transport problem whose arcs are listed, as a linear program. */
export type ListedProblem = TransportProblem & { readonly arcs: readonly Arc[] };

// The types are those of the CommonJS build, which has the loader as a property; what is imported is the ES module.
const highs = await (loadHighs as unknown as typeof loadHighs.default)();

/**
 * The least objective as HiGHS finds it: exact for integer data while the objective is below some 2^50. With a limit
 * that is reached first, it is that of the flow so far.
 */
export function solveByHighs(program: ModelData, limitSeconds = 600): number {
  const model = highs.createModel(program);
  try {
    model.options.set('output_flag', false);
    model.options.set('time_limit', limitSeconds);
    model.run();
    return model.getObjectiveValue();
  } finally {
    model.dispose();
  }
}

/** Columns: the arcs, then what each sink lacks. Rows: what each source has, then what each sink needs. */
export function linearProgramOf({ sources, sinks, arcs, unmetCost }: ListedProblem): ModelData {
  const sourceRow = new Map(sources.map(({ id }, index) => [id, index]));
  const sinkRow = new Map(sinks.map(({ id }, index) => [id, sources.length + index]));
  const columns = arcs.length + sinks.length;
  const indices = new Int32Array(2 * arcs.length + sinks.length);
  const starts = new Int32Array(columns + 1);
  for (const [column, { from, to }] of arcs.entries()) {
    indices[2 * column] = sourceRow.get(from) as number;
    indices[2 * column + 1] = sinkRow.get(to) as number;
    starts[column + 1] = 2 * (column + 1);
  }
  for (let sink = 0; sink < sinks.length; sink++) {
    indices[2 * arcs.length + sink] = sources.length + sink;
    starts[arcs.length + sink + 1] = 2 * arcs.length + sink + 1;
  }
  const needs = sinks.map(({ quantity }) => quantity);
  return {
    numCols: columns,
    numRows: sources.length + sinks.length,
    colCost: [...arcs.map(({ unitCost }) => unitCost), ...needs.map(() => unmetCost)],
    colLower: new Float64Array(columns),
    colUpper: [...arcs.map(({ capacity = Number.POSITIVE_INFINITY }) => capacity), ...needs],
    rowLower: [...sources.map(() => Number.NEGATIVE_INFINITY), ...needs],
    rowUpper: [...sources.map(({ quantity }) => quantity), ...needs],
    matrix: {
      format: 'csc',
      numRows: sources.length + sinks.length,
      numCols: columns,
      starts,
      indices,
      values: new Float64Array(indices.length).fill(1),
    },
  };
}
