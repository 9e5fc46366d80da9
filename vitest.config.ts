import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { runSummary } from './test/support/run-summary.ts';

// Commands that tests start, and each file's worker, load the same modules again and again.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules', '.cache', 'compiled');

const PLAYS_ALL = process.env['SEEDS'] === 'all';
/** Only a test that hangs takes longer, on a busy machine too. */
const PATIENCE_MS = PLAYS_ALL ? 900_000 : 180_000;

/** Whole machines, commands in processes of their own, and whole schedules: half of the time of all tests. */
const WHOLES = [
  ...['local', 'operate', 'protocol'].map((folder) => `test/${folder}/**/*.test.ts`),
  'test/infra/used-actions.test.ts',
];

function project(name: string, include: string[], exclude: string[]) {
  return { extends: true as const, test: { name, include, exclude } };
}

export default defineConfig({
  test: {
    projects: [
      project('parts', ['test/**/*.test.ts'], ['test/e2e/**', 'test/web/**', ...WHOLES]),
      project('wholes', WHOLES, []),
    ],
    setupFiles: ['test/support/same-draws.ts'],
    reporters: ['default', runSummary()],
    // Left to itself, vitest leaves one processor out: on a machine with two, all files would run one after another.
    maxWorkers: '100%',
    // In the gate each file has a process of its own. While you work, files share one and what it has loaded: a fifth less.
    isolate: PLAYS_ALL,
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
  },
});
