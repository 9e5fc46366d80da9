import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { runSummary } from '../support/run-summary.ts';

process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'compiled');

/** Tests in a real browser: one demo is loaded for all of them, and each file has a copy of it. */
export default defineConfig({
  test: {
    include: ['test/web/**/*.test.ts'],
    globalSetup: ['test/web/load-demo.ts'],
    reporters: ['default', runSummary()],
    // Each has a machine and a browser of its own: two of them take what two processors have.
    maxWorkers: 2,
    isolate: false,
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
    // What is waited for comes when the machine has time for it.
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
