import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { hanoi } from '#catalog/hanoi.ts';
import { loadScenario } from '#infra/local/scenarios.ts';
import { startSystem } from '#infra/local/system.ts';
import { MORNING, TODAY } from './demo-morning.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of a demo that is loaded to its end, and stopped. */
    readonly demo: string;
  }
}

const MINUTE_MS = 60_000;

/** Loads the demo once, as it is on one morning; `DEMO=folder` keeps it there, and takes it from there. */
export async function loadDemo(kept = process.env['DEMO']): Promise<string> {
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'binh-on-demo-')));
  let now = MORNING - MINUTE_MS;
  const system = await startSystem({ folder, catalogue: hanoi, clock: () => now, gatherMs: 1 });
  if (!system.scenarioLoaded) {
    await loadScenario('hanoi', system, hanoi, TODAY, { tell: () => undefined });
    await system.idle();
    // Supply was searched as reports came. A minute later the clock looks again, as on every machine that runs.
    now = MORNING;
    await system.lookAgain();
  }
  await system.idle();
  await system.close();
  return folder;
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [folder] = await Promise.all([loadDemo(), buildPagesApart()]);
  project.provide('demo', folder);
  return async () => {
    if (process.env['DEMO'] === undefined) await rm(folder, { recursive: true });
  };
}

/** Builds the pages where they are out of date, in a process of its own: the builder has threads that a test should not hold. */
async function buildPagesApart(): Promise<void> {
  const build = "import { upToDatePages } from '#infra/local/page-files.ts'; await upToDatePages();";
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', build], {
    cwd: join(import.meta.dirname, '..', '..'),
  });
}
