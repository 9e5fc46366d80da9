import { chmod, cp, mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contractClient } from '#contract/client.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { StartRefused } from '#infra/local/start-refused.ts';
import { startSystem } from '#infra/local/system.ts';
import { runCommand, startMachine } from '#support/run-command.ts';
import { momentsOf } from '#support/seeds.ts';
import { SMALL_CITY } from '#support/small-city.ts';

const ANOTHER_CITY: Catalogue = {
  ...SMALL_CITY,
  city: 'hai-phong',
  places: new Map([...SMALL_CITY.places].filter(([id]) => id !== 'hoan-kiem')),
};

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'binh-on-refused-'));
  folder = join(parent, 'data');
});
afterEach(() => rm(parent, { recursive: true }));

const start = (catalogue = SMALL_CITY, port = 0) =>
  startSystem({ folder, catalogue, port, clock: () => Date.parse('2026-11-23T09:00:00+07:00'), gatherMs: 1 });

let known: string;
beforeAll(async () => {
  known = await mkdtemp(join(tmpdir(), 'binh-on-known-'));
  folder = join(known, 'data');
  const system = await start();
  const staff = contractClient({ url: system.url, token: system.staffToken });
  await staff('PUT /v1/retailers/{id}', {
    params: { id: 'sen' },
    body: { name: 'Sen (mẫu)', contact: { name: 'Nguyễn Thu An' } },
  });
  await staff('PUT /v1/retailers/{id}/stores/{store}', {
    params: { id: 'sen', store: '1' },
    body: { name: 'Sen 1', place: 'hoan-kiem', channel: 'market' },
  });
  await system.close();
});
afterAll(() => rm(known, { recursive: true }));

/** A folder as a machine leaves it, with one shop in Hoàn Kiếm. */
async function aKnownFolder(): Promise<void> {
  await cp(join(known, 'data'), folder, { recursive: true });
}

/** The sentence with which a start is refused. */
async function refusal(catalogue = SMALL_CITY, port = 0): Promise<string> {
  const error: unknown = await start(catalogue, port).then(
    (system) => system.close().then(() => 'it started'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StartRefused);
  const { message } = error as StartRefused;
  expect(message).toMatch(/^\S.*: .+\.$/);
  return message;
}

const main = (...args: string[]) => runCommand('infra/local/main.ts', args);

test('a port in use is refused, and leaves no folder', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const args = ['--port', String(port), '--scenario', 'empty', '--data'];
  const ended = await main(...args, join(folder, 'deep'));
  expect(ended).toMatchObject({ code: 2, complaint: expect.stringMatching(/^Port \d+ is in use: .*--port.*\.\n$/) });
  expect(await readdir(parent)).toEqual([]);
  await mkdir(folder);
  expect(await refusal(SMALL_CITY, port)).toContain(`Port ${port} is in use`);
  expect(await readdir(folder)).toEqual([]);
  await new Promise((resolve) => other.close(resolve));
});

test('a folder in use is refused with the process that runs on it; after a kill it is taken over', async () => {
  const machine = await startMachine(folder);
  const second = await main('--port', '0', '--data', folder);
  const words = `${folder} is in use by process ${machine.pid} (${machine.url}): `;
  expect(second).toMatchObject({ code: 2, complaint: expect.stringContaining(words) });
  expect(await readdir(folder)).toContain('machine.lock');
  machine.end('SIGKILL');
  await machine.ended;
  expect(await readdir(folder)).toContain('machine.lock');
  const third = await startMachine(folder);
  third.end('SIGTERM');
  expect(await third.ended).toMatchObject({ code: 0 });
  expect(await readdir(folder)).not.toContain('machine.lock');
});

describe('a damaged folder is refused', () => {
  test('whose database has lost its CURRENT', async () => {
    await aKnownFolder();
    await rm(join(folder, 'database', 'CURRENT'));
    expect(await refusal()).toContain('is damaged (database/CURRENT is missing): put a backup back');
  });

  test('whose database is gone as a whole, beside its credentials or its mark', async () => {
    await aKnownFolder();
    await rm(join(folder, 'database'), { recursive: true });
    expect(await refusal()).toContain('database/CURRENT is missing');
    await rm(join(folder, 'credentials.json'));
    expect(await refusal()).toContain('database/CURRENT is missing');
  });

  test('whose database is another, or is not understood', async () => {
    await aKnownFolder();
    await rename(folder, join(parent, 'other'));
    await mkdir(folder);
    await rm(join(parent, 'other', 'database'), { recursive: true });
    await start().then((system) => system.close());
    const files = await readdir(join(folder, 'database'));
    const manifest = files.find((name) => name.startsWith('MANIFEST')) as string;
    await writeFile(join(folder, 'database', manifest), 'no manifest');
    expect(await refusal()).toMatch(/is damaged \(.+\): put a backup back/);
  });

  test('whose database has lost its tables', async () => {
    await aKnownFolder();
    for (const name of await readdir(join(folder, 'database'))) {
      if (/\.(log|ldb)$/.test(name)) await writeFile(join(folder, 'database', name), '');
    }
    expect(await refusal()).toMatch(/is damaged/);
  });

  test.each([
    '',
    '{"url": "http://127.0.0.1:40',
    '{}',
    '{"url":"x","staffToken":7,"retailers":[],"scenarioLoaded":true}',
  ])('whose credentials are %j', async (text) => {
    await aKnownFolder();
    await writeFile(join(folder, 'credentials.json'), text);
    expect(await refusal()).toContain('credentials.json is damaged: put it back from a backup, or remove it');
    expect(await readFile(join(folder, 'credentials.json'), 'utf8')).toBe(text);
    await rm(join(folder, 'credentials.json'));
    await start().then((system) => system.close());
  });

  test('whose mark is not understood', async () => {
    await aKnownFolder();
    await writeFile(join(folder, 'machine.json'), '{"dataVersion":"one"}');
    expect(await refusal()).toContain('machine.json cannot be read');
  });
});

describe('data that this machine cannot take are refused, and stay as they are', () => {
  test('of a later version', async () => {
    await aKnownFolder();
    await writeFile(join(folder, 'machine.json'), '{"dataVersion":4,"city":"ha-noi","more":true}');
    expect(await refusal()).toContain('was written by a later version (data version 4; this one reads 3): upgrade');
    expect(await readFile(join(folder, 'machine.json'), 'utf8')).toContain('"more"');
  });

  test('of another city', async () => {
    await aKnownFolder();
    expect(await refusal(ANOTHER_CITY)).toContain('holds data of the city ha-noi, and the catalogue is of hai-phong');
    await start().then((system) => system.close());
  });

  test('of another city in a folder that does not say so: its shops do', async () => {
    await aKnownFolder();
    await rm(join(folder, 'machine.json'));
    expect(await refusal(ANOTHER_CITY)).toContain('holds shops at hoan-kiem, which the catalogue of hai-phong');
    expect(await readdir(folder)).not.toContain('machine.json');
  });
});

test('a folder of the version before machine.json starts, and is closed to others', async () => {
  await aKnownFolder();
  await rm(join(folder, 'machine.json'));
  for (const path of ['', 'outbox', 'database']) await chmod(join(folder, path), 0o755);
  await writeFile(join(folder, 'outbox', 'a.eml'), '', { mode: 0o644 });
  const system = await start();
  const { items } = await contractClient({ url: system.url, token: system.staffToken })('GET /v1/retailers');
  expect(items).toHaveLength(1);
  await system.close();
  expect(JSON.parse(await readFile(join(folder, 'machine.json'), 'utf8'))).toEqual({ dataVersion: 3, city: 'ha-noi' });
  const modes = ['', 'outbox', 'database', 'outbox/a.eml', 'machine.json', 'credentials.json'].map(async (path) =>
    ((await stat(join(folder, path))).mode & 0o777).toString(8),
  );
  expect(await Promise.all(modes)).toEqual(['700', '700', '700', '600', '600', '600']);
});

test('a folder that holds other things, and a file, are refused', async () => {
  await mkdir(folder);
  await writeFile(join(folder, 'thesis.txt'), '');
  await chmod(folder, 0o755);
  expect(await refusal()).toContain('holds other things (thesis.txt): name a new or an empty folder');
  expect(await readdir(folder)).toEqual(['thesis.txt']);
  expect((await stat(folder)).mode & 0o777).toBe(0o755);
  folder = join(folder, 'thesis.txt');
  expect(await refusal()).toContain('is no folder: move it away, or name another folder by --data');
});

const MISTAKES = [
  { args: ['--catalog', 'no-such-folder'], words: 'city.json: is not there' },
  { args: ['--catalog', 'shared/catalog'], words: 'areas.json: is not there' },
  { args: ['--port', '4000.5'], words: '--port 4000.5 is no port' },
  { args: ['--port', '-1'], words: 'Usage: npm start' },
  { args: ['--scenario', 'hanoy'], words: '--scenario hanoy is unknown: use hanoi or empty.' },
  { args: ['--fast'], words: "Unknown option '--fast'" },
];

test.each(momentsOf(MISTAKES, 3))('$args is refused with what to do', async ({ args, words }) => {
  const ended = await main('--data', folder, ...args);
  expect(ended).toMatchObject({ code: 2, complaint: expect.stringContaining(words) });
  expect(ended.complaint).not.toContain('    at ');
  expect(await readdir(parent)).toEqual([]);
});

test('--help says how it is used', async () => {
  const ended = await main('--help');
  expect(ended.code).toBe(0);
  for (const option of ['--port', '--data', '--scenario', '--catalog', '--verbose'])
    expect(ended.out).toContain(option);
});

describe('a start on what the folder holds in place of its own', () => {
  test('an outbox that is a file is named by its path', async () => {
    await aKnownFolder();
    await rm(join(folder, 'outbox'), { recursive: true });
    await writeFile(join(folder, 'outbox'), '');
    expect(await refusal()).toContain(`${join(folder, 'outbox')} is no folder: move it away`);
  });

  test('a mark that is a folder is named by its words', async () => {
    await aKnownFolder();
    await rm(join(folder, 'machine.json'));
    await mkdir(join(folder, 'machine.json'));
    expect(await refusal()).toContain('is a folder, where a file is kept: move it away');
  });

  test.skipIf(process.platform !== 'linux')(
    'a folder that can hold no other is refused, and is not tried for ever',
    async () => {
      const ended = await main('--port', '0', '--data', '/proc/binh-on');
      expect(ended).toMatchObject({
        code: 2,
        complaint: expect.stringMatching(/^\/proc\/binh-on cannot be made there: /),
      });
    },
  );
});

describe('bytes of the database that are turned over are told in one sentence', () => {
  /** Fills the files that LevelDB has packed with other bytes, their last part apart, without which none opens. */
  async function damageTables(): Promise<void> {
    for (const name of await readdir(join(folder, 'database'))) {
      if (!name.endsWith('.ldb')) continue;
      const file = join(folder, 'database', name);
      const { size } = await stat(file);
      // In their place: a machine that has the file mapped into its memory is killed where it is cut off, even for a moment.
      const opened = await open(file, 'r+');
      await opened.write(Buffer.alloc(Math.floor(size * 0.8), 0xa5), 0, undefined, 0);
      await opened.close();
    }
  }
  const WORDS = / is damaged \(.*\): put a backup back into a new folder .*\.\n$/;

  test('at the start, and when its backup is taken', async () => {
    // What the first machine wrote is packed when the second one opens it.
    for (let times = 0; times < 2; times++) {
      const machine = await startMachine(folder);
      machine.end('SIGTERM');
      await machine.ended;
    }
    await damageTables();
    const started = await main('--port', '0', '--scenario', 'empty', '--data', folder);
    expect(started).toMatchObject({ code: 2, complaint: expect.stringMatching(WORDS) });
    expect(started.complaint).not.toContain('    at ');
    const saved = await runCommand('infra/local/backup.ts', ['--data', folder, '--to', join(parent, 'saved')]);
    expect(saved).toMatchObject({ code: 2, complaint: expect.stringMatching(WORDS) });
    expect(await readdir(parent)).toEqual(['data']);
  });

  test('by a machine that meets them while it runs', async () => {
    const first = await startMachine(folder);
    first.end('SIGTERM');
    await first.ended;
    const machine = await startMachine(folder);
    const { staffToken } = JSON.parse(await readFile(join(folder, 'credentials.json'), 'utf8')) as {
      staffToken: string;
    };
    await damageTables();
    const asked = await fetch(`${machine.url}/backup`, { headers: { authorization: `Bearer ${staffToken}` } })
      .then((answer) => answer.arrayBuffer())
      .then(
        () => 'whole',
        () => 'broken off',
      );
    const call = contractClient({ url: machine.url, token: staffToken });
    await call('GET /v1/retailers').catch(() => undefined);
    machine.end('SIGTERM');
    const { complaint } = await machine.ended;
    // Blocks that are still remembered are read as they were; whoever meets a damaged one says so, in sentences alone.
    expect(complaint).not.toContain('    at ');
    if (asked === 'broken off') expect(complaint).toMatch(/^A backup broke off: .*\.\n| is damaged \(/);
  });
});
