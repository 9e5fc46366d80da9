import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractClient } from '#contract/client.ts';
import { addDays } from '#domain/business-day.ts';
import type { RunningSystem, SystemOptions } from '#infra/local/system.ts';
import { differences, keptIn } from '#support/folder-tables.ts';
import { momentsOf, playsAll } from '#support/seeds.ts';
import { FIRST, PAST, pastOf, registerShops, startCity, TODAY } from './folded-city.ts';

const LIFE = fileURLToPath(new URL('./history-life.ts', import.meta.url));
/** A rebuild that does not wait begins within this. */
const LONG_ENOUGH_MS = 500;

let home: string;
let registered: string;
let whole: Map<string, unknown>;
/** Of the rebuild that nobody disturbs. */
let writes = 0;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'binh-on-history-'));
  registered = join(home, 'registered');
  const system = await startCity(registered);
  await registerShops(system);
  await system.close();
  const folder = await newFolder();
  const countWrites: SystemOptions['onCommand'] = (functionName, command) => {
    if (functionName === 'rebuild-places' && command.startsWith('Put')) writes++;
  };
  await onMachine(folder, (machine) => post(machine, pastOf(), 'false'), { onCommand: countWrites });
  whole = await keptIn(folder);
});
afterAll(() => rm(home, { recursive: true }));

/** A folder of shops without a past. */
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(home, 'copy-'));
  await cp(registered, folder, { recursive: true });
  return folder;
}

/** Has a machine run on the folder until all is done. */
async function onMachine(
  folder: string,
  work: (system: RunningSystem) => Promise<unknown>,
  changes: Partial<SystemOptions> = {},
): Promise<void> {
  const system = await startCity(folder, changes);
  try {
    await work(system);
    await system.idle();
  } finally {
    await system.close();
  }
}

function post({ url, staffToken }: RunningSystem, file: string, more: 'true' | 'false') {
  const staff = contractClient({ url, token: staffToken });
  return staff('POST /v1/history', { text: file, contentType: 'text/csv', query: { more } });
}

async function recordsOf(folder: string): Promise<string[]> {
  return [...(await keptIn(folder)).keys()].filter((name) => name.includes(`#${FIRST} part#`));
}

describe('files of history that follow one another', () => {
  /** Sends a file that others are to follow, and gives the machine the time to begin what it should not. */
  async function postFirst(folder: string, file: string, changes: Partial<SystemOptions> = {}): Promise<void> {
    const system = await startCity(folder, changes);
    await post(system, file, 'true');
    await wait(LONG_ENOUGH_MS);
    await system.close();
    expect(await recordsOf(folder)).toEqual([]);
  }

  test('are folded after the last, as if they had been one', async () => {
    const folder = await newFolder();
    await postFirst(folder, pastOf(PAST.slice(0, 9)));
    await onMachine(folder, (system) => post(system, pastOf(PAST.slice(9)), 'false'));
    expect(await differences(folder, whole)).toEqual([]);
  });

  test('wait for one that never comes until the next morning, whatever starts or opens the day again before', async () => {
    const eve = { clock: () => Date.parse(`${addDays(TODAY, -1)}T18:00:00+07:00`) };
    const registeredThen = await mkdtemp(join(home, 'eve-'));
    await onMachine(registeredThen, registerShops, eve);
    const [waiting, expected] = [join(home, 'waiting'), join(home, 'expected')];
    for (const folder of [waiting, expected]) await cp(registeredThen, folder, { recursive: true });
    await postFirst(waiting, pastOf(), eve);
    await onMachine(waiting, (system) => system.openDay(), eve);
    expect(await recordsOf(waiting)).toEqual([]);
    await onMachine(expected, (system) => post(system, pastOf(), 'false'), eve);
    for (const folder of [waiting, expected]) await onMachine(folder, async () => undefined);
    expect(await recordsOf(waiting)).not.toEqual([]);
    // What a shop has to give says as of which day it was written last, and here one was written a day later.
    const unlike = (await differences(waiting, expected)).filter((name) => !name.startsWith('registry balance#'));
    expect(unlike).toEqual([]);
  });
});

describe('kill -9 while a file of history is folded', () => {
  /** How the process ended, and what it complained of. */
  async function liveUntil(folder: string, writes: number) {
    const life = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', LIFE, folder, String(writes)]);
    const ended = new Promise((resolve) => life.once('close', (_, signal) => resolve(signal)));
    const [complaint, signal] = await Promise.all([text(life.stderr), ended]);
    return { complaint, signal };
  }

  test('loses nothing: the next start ends in the same state', async () => {
    expect(writes).toBeGreaterThan(100);
    // From the middle on, and then from the first.
    const moments = [5, 6, 7, 8, 9, 10, 11, 0, 1, 2, 3, 4].map((index) => Math.floor(((writes - 1) * index) / 11));
    for (const moment of momentsOf(moments, 1)) {
      const folder = await newFolder();
      const { signal, complaint } = await liveUntil(folder, moment);
      expect(signal, complaint).toBe('SIGKILL');
      expect((await differences(folder, whole)).length).toBeGreaterThan(moment < writes - 1 ? 0 : -1);
      await onMachine(folder, async () => undefined);
      expect(await differences(folder, whole)).toEqual([]);
    }
  });

  test.runIf(playsAll)('twice in the same days, too (5 s: in npm run test:all)', async () => {
    const folder = await newFolder();
    for (const moment of [60, 30]) expect((await liveUntil(folder, moment)).signal).toBe('SIGKILL');
    await onMachine(folder, async () => undefined);
    expect(await differences(folder, whole)).toEqual([]);
  });
});
