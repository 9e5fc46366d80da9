import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contractClient } from '#contract/client.ts';
import { type RunningSystem, startSystem } from '#infra/local/system.ts';
import { SMALL_CITY } from '#support/small-city.ts';

const TODAY = '2026-11-23';

let folder: string;
let running: RunningSystem;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-late-start-'));
});
afterEach(async () => {
  await running.close();
  await rm(folder, { recursive: true });
});

async function startAt(instant: string): Promise<void> {
  running = await startSystem({ folder, catalogue: SMALL_CITY, clock: () => Date.parse(instant), gatherMs: 1 });
}

async function matchedOn(day: string): Promise<number> {
  await running.idle();
  const call = contractClient({ url: running.url, token: running.staffToken });
  return (await call('GET /v1/suggestions', { query: { day } })).families?.matched ?? Number.NaN;
}

describe('a machine that was off at the cut-off', () => {
  test('closes the day as soon as it starts on the same day', async () => {
    await startAt(`${TODAY}T14:59:00+07:00`);
    await running.saveScenarioLoaded();
    expect(await matchedOn(TODAY)).toBe(0);
    await running.close();
    await startAt(`${TODAY}T22:00:00+07:00`);
    await expect.poll(() => matchedOn(TODAY), { timeout: 20_000 }).toBe(SMALL_CITY.products.size);
  });

  test('closes no day of the past', async () => {
    await startAt(`${TODAY}T14:59:00+07:00`);
    await running.saveScenarioLoaded();
    await running.close();
    await startAt('2026-11-24T15:00:00+07:00');
    await expect.poll(() => matchedOn('2026-11-24'), { timeout: 20_000 }).toBe(SMALL_CITY.products.size);
    expect(await matchedOn(TODAY)).toBe(0);
  });
});

test('a machine that is filled for the first time after the cut-off closes the day once it is filled', async () => {
  await startAt(`${TODAY}T15:00:00+07:00`);
  expect(await matchedOn(TODAY)).toBe(0);
  await running.saveScenarioLoaded();
  expect(await matchedOn(TODAY)).toBe(SMALL_CITY.products.size);
});
