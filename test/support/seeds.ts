/**
 * How much a test of chance plays. `npm test` plays few of its seeds, so that it answers soon; `npm run test:all`
 * (SEEDS=all), which the gate runs, plays all. Both assert the same. The few are the first of all: seeds count from 0,
 * and fast-check draws the same in the same order (same-draws.ts). A list of moments is thinned out evenly instead.
 * How much was played is noted for the file, and run-summary.ts reports the sums.
 */
export interface Seeds {
  readonly few: number;
  readonly all: number;
}

/** How much was played, and how much there is to play. */
export interface Played {
  readonly played: number;
  readonly all: number;
}

/** What the tests of one file have played: runs of properties, and seeds or moments in a loop. */
export interface PlayedByKind {
  readonly runs: Played;
  readonly seeds: Played;
}

declare module 'vitest' {
  interface TaskMeta {
    played?: PlayedByKind;
  }
}

const { SEEDS } = process.env;
if (SEEDS !== undefined && SEEDS !== 'all') throw new Error(`SEEDS is "all" or not set, but not "${SEEDS}"`);
/** False where few seeds are played: then what takes many seconds is left out, and its name says so. */
export const playsAll = SEEDS === 'all';

const runs = { played: 0, all: 0 };
const seeds = { played: 0, all: 0 };

/** How often a property runs: the `numRuns` of an assertion. */
export function runsOf({ few, all }: Seeds): number {
  const count = playsAll ? all : few;
  runs.played += count;
  runs.all += all;
  return count;
}

/** The seeds to play one after another, from the first on. */
export function* seedsOf({ few, all }: Seeds, first = 0): Generator<number> {
  seeds.all += all;
  for (let seed = first; seed < first + (playsAll ? all : few); seed++) {
    seeds.played++;
    yield seed;
  }
}

/** All of a list, or a few of it, evenly spread from its first to its last; one alone is the first. */
export function momentsOf<Moment>(moments: readonly Moment[], few: number): Moment[] {
  const last = moments.length - 1;
  const positions = new Set(
    Array.from({ length: few }, (_, index) => Math.round((index * last) / Math.max(few - 1, 1))),
  );
  const chosen = moments.filter((_, index) => playsAll || positions.has(index));
  seeds.played += chosen.length;
  seeds.all += moments.length;
  return chosen;
}

/** Begins to count anew: a file may share its process with others. */
export function countFromZero(): void {
  for (const count of [runs, seeds]) Object.assign(count, { played: 0, all: 0 });
}

/** What this file's tests have played until now. */
export function playedSoFar(): PlayedByKind {
  return { runs: { ...runs }, seeds: { ...seeds } };
}
