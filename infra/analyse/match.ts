/**
 * `npm run match -- --problem FILE.json --out FILE.json [--seconds N]`: who should supply whom, at least cost.
 *
 * Reads `{ "problems": [{ "id", "fair", "unmetCost", "sources", "sinks", "arcs"? }] }`, where a source or a sink is
 * `{ "id", "quantity", "lat"?, "lon"? }` and an arc `{ "from", "to", "unitCost", "capacity"? }`; quantities, capacities
 * and costs are integers. A pair without an arc is forbidden. A problem without `arcs` needs `lat` and `lon` on all
 * sides: then every pair within reach has a way, and a unit over it costs, in VND, the road kilometres (1.3 times the
 * great circle, to one decimal) times the default freight (12), rounded, and the handling (300); beyond 400 km by road
 * there is none. These figures are those of `match-settings.ts`, for dry goods by the kilogram, without tiers.
 *
 * Writes `{ "results": [{ "id", "objective", "served", "minFill", "flows", "unmet", "method", "gapPercent", "ms" }] }`.
 * `objective` is the sum of quantity x unitCost and of unmetCost x unmet quantity. `"fair": false` minimises exactly
 * that; `"fair": true` serves as much as possible, leaves nobody out, and only then looks at the cost. With `--seconds`
 * each problem stops after so long at the flow that it has; `gapPercent` says how much better another could be at most.
 *
 * The script keeps V8's young generation small: a problem of 10,000 x 10,000 then takes a quarter less memory, and no
 * longer.
 */
import { DEFAULT_MATCHING } from '#domain/matching/match-settings.ts';
import { roadCostOf } from '#domain/matching/road-cost.ts';
import { matchTransport } from '#domain/matching/transport/match-transport.ts';
import { NumbersTooLarge, type TransportProblem } from '#domain/matching/transport/transport-problem.ts';
import { progress, readOptions, requireWritable, runCommand, writeResult } from './command.ts';
import { type FiledProblem, readMatchFile } from './match-file.ts';
import { UnusableFile } from './read-table.ts';

const USAGE = 'npm run match -- --problem FILE.json --out FILE.json [--seconds N]';
const ROAD_COST = roadCostOf(DEFAULT_MATCHING);

await runCommand(async () => {
  const { problem, out, seconds } = readCommandLine();
  await requireWritable(out);
  const file = await readMatchFile(problem);
  const results = file.problems.map((filed, index) => {
    progress(`problem ${index + 1} of ${file.problems.length}`);
    try {
      return solve(filed, seconds);
    } catch (error) {
      if (!(error instanceof NumbersTooLarge)) throw error;
      throw file.refuse([{ path: ['problems', index], message: error.message }]);
    }
  });
  progress('');
  await writeResult(out, `${JSON.stringify({ results }, undefined, 2)}\n`);
  return `${out}: ${results.length} problems, ${sumOf(results.map(({ flows }) => flows.length))} flows`;
});

function readCommandLine() {
  const values = readOptions(USAGE, {
    problem: { type: 'string' },
    out: { type: 'string' },
    seconds: { type: 'string', default: 'Infinity' },
  });
  const { problem, out } = values;
  const seconds = Number(values.seconds);
  if (!problem || !out || !(seconds > 0)) throw new UnusableFile(`Usage: ${USAGE}`);
  return { problem, out, seconds };
}

function solve(filed: FiledProblem, seconds: number) {
  const started = performance.now();
  const end = started + seconds * 1000;
  const result = matchTransport(transportOf(filed), () => performance.now() >= end);
  const { objective, served, minFill, flows, unmet, method, gapPercent } = result;
  const ms = Math.round((performance.now() - started) * 1000) / 1000;
  return { id: filed.id, objective, served, minFill, flows, unmet, method, gapPercent, ms };
}

function transportOf({ sources, sinks, arcs, unmetCost, fair }: FiledProblem): TransportProblem {
  return { sources: sources.map(placed), sinks: sinks.map(placed), arcs: arcs ?? ROAD_COST, unmetCost, fair };
}

function placed({ id, quantity, lat, lon }: FiledProblem['sources'][number]): TransportProblem['sources'][number] {
  return { id, quantity, point: lat === undefined || lon === undefined ? undefined : { lat, lon } };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
