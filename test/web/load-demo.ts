import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** Loads the demo once, as it is on one morning; `DEMO=folder` keeps it there, and takes it from there. */
export async function loadDemo(kept = process.env['DEMO']): Promise<string> {
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'binh-on-demo-')));
  const system = await startSystem({ folder, catalogue: hanoi, clock: () => MORNING, gatherMs: 1 });
  if (!system.scenarioLoaded) await loadScenario('hanoi', system, hanoi, TODAY, { tell: () => undefined });
  await system.idle();
  await system.close();
  return folder;
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await loadDemo();
  project.provide('demo', folder);
  return async () => {
    if (process.env['DEMO'] === undefined) await rm(folder, { recursive: true });
  };
}
