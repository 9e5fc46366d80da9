/**
 * `node --disable-warning=ExperimentalWarning test/detection/score-detection.ts [--held-out] [--mistakes FILE]`: walks all
 * detectors through generated markets and prints their scores as Markdown; with `--mistakes`, writes every false alert,
 * missed event and wrongly judged row to a file. The held-out markets are for a finished change only: nobody tunes on them.
 */
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { HELD_OUT_MARKETS, TUNING_MARKETS } from './market-settings.ts';
import { mistakesOf } from './mistakes.ts';
import { NUISANCES, nuisanceMarket } from './nuisance-markets.ts';
import type { Score } from './score.ts';
import { type NuisanceScore, nuisanceTable, scoreTables } from './score-tables.ts';
import type { Walk, WalkNews } from './score-worker.ts';

/** Seeds of the markets with one nuisance each. */
const NUISANCE_SEEDS = { tuning: [21, 22], 'held-out': [90_621, 90_622] };

const { values } = parseArgs({ options: { 'held-out': { type: 'boolean' }, mistakes: { type: 'string' } } });
const set = values['held-out'] ? 'held-out' : 'tuning';
const markets = values['held-out'] ? HELD_OUT_MARKETS : TUNING_MARKETS;
const walks: readonly Walk[] = [
  ...markets.map((settings) => ({ settings })),
  ...NUISANCE_SEEDS[set].flatMap((seed) =>
    NUISANCES.map((nuisance) => ({ settings: nuisanceMarket(seed, nuisance), nuisance })),
  ),
];
const started = performance.now();
const walked = new Map<Walk, number>();
const scores: Score[] = [];
const nuisances: NuisanceScore[] = [];

const waiting = [...walks];
await Promise.all(
  Array.from({ length: Math.min(availableParallelism(), walks.length) }, async () => {
    for (let walk = waiting.shift(); walk; walk = waiting.shift()) await walkThrough(walk);
  }),
);
progress('');

scores.sort((a, b) => a.seed - b.seed);
const detectors = [...new Set(scores.map(({ detector }) => detector))];
process.stdout.write(
  `## ${set === 'tuning' ? 'Tuning' : 'Held-out'} markets: ${markets.map(({ seed }) => seed).join(', ')}\n\n` +
    `${scoreTables(detectors, scores)}\n### The ladder: alerts raised by one nuisance alone\n\n${nuisanceTable(nuisances)}\n` +
    `${Math.round((performance.now() - started) / 1000)} s\n`,
);
if (values.mistakes) {
  await writeFile(values.mistakes, mistakesOf(scores.filter(({ detector }) => detector === detectors[0])));
}

function walkThrough(walk: Walk): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./score-worker.ts', import.meta.url), { workerData: walk });
    worker.on('error', reject);
    worker.on('message', (news: WalkNews) => {
      if ('scores' in news) {
        scores.push(...news.scores);
        nuisances.push(...news.nuisances);
        resolve();
      }
      walked.set(walk, 'scores' in news ? walk.settings.days : news.day);
      const days = [...walked.values()].reduce((sum, day) => sum + day, 0);
      progress(`${days} of ${walks.reduce((sum, { settings }) => sum + settings.days, 0)} days`);
    });
  });
}

/** One line that is written over, on a terminal only. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}
