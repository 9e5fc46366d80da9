/**
 * The back-test of a year from its file, in a process of its own, against DuckDB on the same file: it works out each
 * store's trailing reference, the relatives, and their medians and quartiles by place and in all. Prices that are drawn
 * freely, and prices with the habits of real ones.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { DUCKDB_THREADS, summariseTrailing } from './duckdb-trailing.ts';
import { medianOfTurns, printRow } from './measure.ts';
import { writeYearOfPrices } from './year-of-prices.ts';
import { writeYearWithHabits } from './year-with-habits.ts';

const TELL_MEMORY = 'data:text/javascript,process.on("exit",()=>console.error(process.resourceUsage().maxRSS))';

const duckdb = await (await DuckDBInstance.create(':memory:', { threads: String(DUCKDB_THREADS) })).connect();
const folder = await mkdtemp(join(tmpdir(), 'backtest-bench-'));
try {
  for (const { what, write, goal } of [
    { what: 'a generated year', write: writeYearOfPrices, goal: '1.5 times' },
    { what: 'a year with the habits of real prices', write: writeYearWithHabits, goal: '1.0 times' },
  ]) {
    const file = join(folder, 'prices.csv');
    const rows = await write(file);
    let megabytes = 0;
    const { replayed, summarised } = await medianOfTurns(
      {
        replayed: async () => {
          megabytes = Math.max(megabytes, await backtest(file));
        },
        summarised: () => summariseTrailing(duckdb, file),
      },
      3,
    );
    printRow(
      `a back-test of ${what}, ${rows.toLocaleString('en')} rows, from its file, against DuckDB's trailing medians and relatives of the same (${DUCKDB_THREADS} threads)`,
      `${(summarised / replayed).toFixed(2)} times its speed (${seconds(replayed)} against ${seconds(summarised)} s), ${megabytes} MB`,
      `${goal}, 200 MB`,
    );
  }
} finally {
  await rm(folder, { recursive: true });
}

/** Runs the command; returns the megabytes of its process. */
async function backtest(file: string): Promise<number> {
  const cache = ['--import', './infra/analyse/compile-cache.ts'];
  const options = ['--disable-warning=ExperimentalWarning', ...cache, '--import', TELL_MEMORY];
  const command = ['infra/analyse/backtest.ts', '--prices', file, '--out', join(folder, 'episodes.json')];
  const { stderr } = await promisify(execFile)(process.execPath, [...options, ...command]);
  return Math.round(Number(stderr) / 1024);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
