/** The matcher against HiGHS (WebAssembly) in the same run, and what it is worth against nearest-first, in cities. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { matchTransport } from '#domain/matching/transport/match-transport.ts';
import { fairestFill, greatestFlow } from '../domain/matching/transport/flow-bounds.ts';
import { type ListedProblem, linearProgramOf, solveByHighs } from '../domain/matching/transport/highs-oracle.ts';
import { reachLimitedCity } from '../domain/matching/transport/reach-limited-city.ts';
import { medianOfTurns, printRow } from './measure.ts';
import { nearestSurplusFirst } from './nearest-surplus.ts';

const HIGHS_LIMIT_SECONDS = 60;
const inTime = () => false;

for (const { nodes, nearest, rounds } of [
  { nodes: 30, nearest: 30, rounds: 30 },
  { nodes: 126, nearest: 126, rounds: 9 },
  { nodes: 500, nearest: 10, rounds: 9 },
  { nodes: 2000, nearest: 10, rounds: 5 },
]) {
  const problem = city(nodes, nearest);
  await compare(
    `least cost of ${nodes} x ${nodes}, ${reachOf(nodes, nearest)}`,
    [problem],
    rounds,
    nodes >= 126 ? 15 : 1,
  );
}
await compare(
  'least cost of 50 products of 126 x 126, all pairs',
  Array.from({ length: 50 }, (_, product) => city(126, 126, product)),
  1,
  10,
);
await compareLargest();
measureAlone();
compareQuality();

/** Solves the same problems by turns; the linear programs are there before the clock starts. */
async function compare(what: string, problems: readonly ListedProblem[], rounds: number, goal: number): Promise<void> {
  const programs = problems.map(linearProgramOf);
  const found = { ours: [] as number[], highs: [] as number[] };
  const taken = await medianOfTurns(
    {
      ours: () => {
        found.ours = problems.map((problem) => matchTransport(problem, inTime).objective);
      },
      highs: () => {
        found.highs = programs.map((program) => Math.round(solveByHighs(program)));
      },
    },
    rounds,
    1,
  );
  printRow(
    what,
    `${agreement(found)}, ${(taken.highs / taken.ours).toFixed(0)} times as fast (${taken.ours.toFixed(1)} against ${taken.highs.toFixed(0)} ms)`,
    goal > 1 ? `the objective of HiGHS, at least ${goal} times as fast` : 'the objective of HiGHS',
  );
}

async function compareLargest(): Promise<void> {
  const nodes = 10_000;
  const problem = city(nodes, 10);
  const { ours } = await medianOfTurns({ ours: () => matchTransport(problem, inTime) }, 3, 1);
  const started = performance.now();
  const highs = Math.round(solveByHighs(linearProgramOf(problem), HIGHS_LIMIT_SECONDS));
  const seconds = (performance.now() - started) / 1000;
  const { objective } = matchTransport(problem, inTime);
  printRow(
    `least cost of ${nodes} x ${nodes}, ${reachOf(nodes, 10)}`,
    highs === objective
      ? `equal objectives, ${((seconds * 1000) / ours).toFixed(0)} times as fast (${ours.toFixed(0)} against ${(seconds * 1000).toFixed(0)} ms)`
      : `${ours.toFixed(0)} ms; HiGHS has no optimum after ${seconds.toFixed(0)} s`,
    'the objective of HiGHS, at least 15 times as fast',
  );
}

/** Time and memory of the largest in fresh processes, the whole of Node and the problem included. */
function measureAlone(): void {
  for (const fair of [false, true]) {
    const args = [
      fileURLToPath(new URL('./match-alone.ts', import.meta.url)),
      '--nodes',
      '10000',
      ...(fair ? ['--fair'] : []),
    ];
    const printed = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
      encoding: 'utf8',
    });
    const { ms, maxRssMb } = JSON.parse(printed) as { ms: number; maxRssMb: number };
    printRow(
      `10000 x 10000, 10 nearest, ${fair ? 'fair' : 'least cost'}, in a fresh process`,
      `${(ms / 1000).toFixed(2)} s, ${maxRssMb} MB`,
      'under 200 MB',
    );
  }
}

/** Unmet need, receivers with nothing, the worst fill and the cost, for cities with supply for 85 % of the need. */
function compareQuality(): void {
  const totals = { greedy: emptyTotal(), cheapest: emptyTotal(), fair: emptyTotal() };
  let bound = 0;
  let need = 0;
  let margin = Number.POSITIVE_INFINITY;
  for (let seed = 1; seed <= 5; seed++) {
    const problem = city(500, 10, seed);
    need += problem.sinks.reduce((sum, { quantity }) => sum + quantity, 0);
    bound += greatestFlow(problem);
    add(totals.greedy, problem, nearestFirst(problem));
    add(totals.cheapest, problem, matchTransport(problem, inTime).flows);
    const fair = matchTransport({ ...problem, fair: true }, inTime);
    add(totals.fair, problem, fair.flows);
    margin = Math.min(margin, fair.minFill - fairestFill(problem));
  }
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const perUnit = ({ carriage, served }: Total) => carriage / served;
  const inWords = (total: Total) =>
    `${percent(1 - total.served / need)} unmet, ${total.withNothing} with nothing, worst fill ${percent(total.worst)}, ${perUnit(total).toFixed(1)} VND a unit`;
  printRow('5 cities of 500 x 500, 10 nearest, supply 85 %: nearest surplus first', inWords(totals.greedy), 'to beat');
  printRow('the same, least cost', inWords(totals.cheapest), `${percent(1 - bound / need)} unmet`);
  printRow('the same, fair', inWords(totals.fair), `${percent(1 - bound / need)} unmet, 0 with nothing`);
  printRow(
    'fair: carriage a unit over the least cost',
    percent(perUnit(totals.fair) / perUnit(totals.cheapest) - 1),
    'at most 6 %',
  );
  printRow(
    'fair: worst fill against the exact max-min, in the worst city',
    `${(100 * margin).toFixed(1)} points`,
    'at least -10 points',
  );
}

interface Total {
  served: number;
  carriage: number;
  withNothing: number;
  worst: number;
}

function emptyTotal(): Total {
  return { served: 0, carriage: 0, withNothing: 0, worst: 1 };
}

function add(
  total: Total,
  { sinks }: ListedProblem,
  flows: readonly { to: string; quantity: number; unitCost: number }[],
): void {
  const received = new Map<string, number>();
  for (const { to, quantity, unitCost } of flows) {
    received.set(to, (received.get(to) ?? 0) + quantity);
    total.served += quantity;
    total.carriage += quantity * unitCost;
  }
  for (const { id, quantity } of sinks) {
    const fill = (received.get(id) ?? 0) / quantity;
    if (fill === 0) total.withNothing++;
    total.worst = Math.min(total.worst, fill);
  }
}

/** The largest need first, since no sink is worse covered than another here. */
function nearestFirst({ sources, sinks, arcs }: ListedProblem) {
  const largestFirst = sinks.toSorted((a, b) => b.quantity - a.quantity || (a.id < b.id ? -1 : 1));
  return nearestSurplusFirst({ sources, sinks: largestFirst, arcs });
}

function city(nodes: number, nearest: number, seed = 1): ListedProblem {
  return reachLimitedCity({ seed, sources: nodes, sinks: nodes, nearest });
}

function reachOf(nodes: number, nearest: number): string {
  return nearest === nodes ? 'all pairs' : `${nearest} nearest`;
}

function agreement({ ours, highs }: { readonly ours: readonly number[]; readonly highs: readonly number[] }): string {
  const unequal = ours.filter((objective, index) => objective !== highs[index]).length;
  return unequal === 0 ? 'equal objectives' : `${unequal} UNEQUAL objectives`;
}
