import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ContractClient, contractClient } from '#contract/client.ts';
import { addDays, eachDay } from '#domain/business-day.ts';
import { readCredentials } from '#infra/local/credentials.ts';
import { type RunningSystem, startSystem } from '#infra/local/system.ts';
import { runCommand } from '#support/run-command.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';

const TODAY = '2026-11-23';
const RETAILERS = ['sen-vang', 'mai-lan', 'cho-que'];

let folder: string;
let running: RunningSystem | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-backup-'));
});
afterEach(async () => {
  await running?.close();
  running = undefined;
  await rm(folder, { recursive: true });
});

const at = (name: string) => join(folder, name);
const backup = (to: string, data = 'data') => runCommand('infra/local/backup.ts', ['--data', at(data), '--to', at(to)]);
const restore = (from: string, data: string) =>
  runCommand('infra/local/restore-local.ts', ['--from', at(from), '--data', at(data)]);

async function start(data: string): Promise<RunningSystem> {
  running = await startSystem({
    folder: at(data),
    catalogue: SMALL_CITY,
    clock: () => Date.parse(`${TODAY}T09:00:00+07:00`),
    gatherMs: 1,
  });
  return running;
}

async function stop(): Promise<void> {
  await running?.close();
  running = undefined;
}

/** Three retailers whose pork is dear today, with an alert, its mail and its text message. */
async function fill(system: RunningSystem): Promise<void> {
  const staff = contractClient({ url: system.url, token: system.staffToken });
  const told = { channels: [{ kind: 'mail' as const }], levels: ['crisis' as const] };
  await staff('POST /v1/people', {
    body: { name: 'Lan', emails: ['can-bo@binh-on.example'], places: ['*'], ...told },
  });
  await staff('POST /v1/people', {
    body: { name: 'Hà', phone: '0900 000 200', places: ['*'], ...told, channels: [{ kind: 'sms' }] },
  });
  for (const id of RETAILERS) {
    await staff('PUT /v1/retailers/{id}', {
      params: { id },
      body: { name: `${id} (mẫu)`, contact: { name: 'Nguyễn Thu An' } },
    });
    await staff('PUT /v1/retailers/{id}/stores/{store}', {
      params: { id, store: '1' },
      body: { name: id, place: 'hoan-kiem', channel: 'market' },
    });
    const { bearer } = await staff('POST /v1/retailers/{id}/keys', { params: { id } });
    const stores = [{ id: '1', place: 'hoan-kiem' }];
    await system.saveRetailers([...system.retailers(), { id, bearer, stores }]);
  }
  const days = eachDay(addDays(TODAY, -10), addDays(TODAY, -1));
  const lines = days.flatMap((day) => RETAILERS.map((id) => `${id},1,${day},${PORK.id},145000,150,30`));
  await staff('POST /v1/history', {
    text: `retailer,store,date,product,price,stock,sold\n${lines.join('\n')}\n`,
    contentType: 'text/csv',
  });
  await system.idle();
  for (const id of RETAILERS) await report(system, id, [{ product: PORK.id, price: 188_500, stock: 12, sold: 35 }]);
  await system.idle();
}

type Row = { readonly product: string; readonly price: number; readonly stock?: number; readonly sold?: number };

async function report(
  system: RunningSystem,
  retailer: string,
  rows: readonly Row[],
  mode: 'full' | 'patch' = 'full',
): Promise<void> {
  await asRetailer(system, retailer)('POST /v1/reports', { query: { mode }, body: { store: '1', date: TODAY, rows } });
}

function asRetailer(system: RunningSystem, retailer: string): ContractClient {
  return contractClient({ url: system.url, token: system.retailers().find(({ id }) => id === retailer)?.bearer });
}

/** What staff and retailers see of what was there before the load. */
async function seen(system: RunningSystem): Promise<object> {
  await system.idle();
  const staff = contractClient({ url: system.url, token: system.staffToken });
  const reports = RETAILERS.map(async (retailer) => {
    const params = { store: '1', date: TODAY };
    const { rows } = await asRetailer(system, retailer)('GET /v1/reports/{store}/{date}', { params });
    return rows.filter(({ product }) => product === PORK.id);
  });
  return {
    alerts: await staff('GET /v1/alerts'),
    suggestions: await staff('GET /v1/suggestions'),
    retailers: await staff('GET /v1/retailers'),
    pork: await staff('GET /v1/market/{place}/{product}', { params: { place: 'hoan-kiem', product: PORK.id } }),
    reports: await Promise.all(reports),
  };
}

test('a backup under load, put back into a new folder, has the same alerts, reports, mails and credentials', async () => {
  const system = await start('data');
  await fill(system);
  const before = await seen(system);
  expect(before).toMatchObject({ alerts: { items: [{ product: PORK.id, level: 'crisis' }] } });

  let isLoaded = true;
  let posts = 0;
  const load = (async () => {
    for (; isLoaded; posts++) {
      const rows = [{ product: RICE.id, price: 15_000 + posts, stock: 20 }];
      await report(system, RETAILERS[posts % 3] as string, rows, 'patch');
    }
  })();
  const taken = await backup('monday.backup');
  isLoaded = false;
  await load;
  expect(taken).toMatchObject({ code: 0, complaint: '' });
  expect(posts).toBeGreaterThan(3);
  const { staffToken, retailers } = (await readCredentials(at('data'))) ?? {};
  const mails = await readdir(at('data/outbox'));
  await stop();

  const put = await restore('monday.backup', 'again');
  expect(put).toMatchObject({ code: 0, complaint: '' });
  const again = await start('again');
  expect(await seen(again)).toEqual(before);
  expect(await readCredentials(at('again'))).toMatchObject({ staffToken, retailers });
  expect(await readdir(at('again/outbox'))).toEqual(mails);
  expect(new Set(mails.map((name) => extname(name)))).toEqual(new Set(['.eml', '.sms']));
  const text = mails.find((name) => name.endsWith('.sms'));
  expect(await readFile(at(`again/outbox/${text}`), 'utf8')).toMatch(/^To: \+84900000200\n\nKHAN CAP/);
  await report(again, 'sen-vang', [{ product: RICE.id, price: 16_000 }], 'patch');
}, 120_000);

test('a machine that does not run is backed up from its folder; nobody but the owner reads the file', async () => {
  await start('data').then(stop);
  expect((await backup('stopped.backup')).out).toContain('which was not running');
  expect((await stat(at('stopped.backup'))).mode & 0o777).toBe(0o600);
  expect((await restore('stopped.backup', 'again')).code).toBe(0);
  expect((await stat(at('again'))).mode & 0o777).toBe(0o700);
  expect((await stat(at('again/database'))).mode & 0o777).toBe(0o700);
});

test('a backup is never written over another, nor a folder that holds anything; nothing is left behind', async () => {
  await start('data');
  await writeFile(at('taken'), 'older');
  expect(await backup('taken')).toMatchObject({ code: 2, complaint: expect.stringContaining('is there already') });
  expect(await readFile(at('taken'), 'utf8')).toBe('older');
  await mkdir(at('full'));
  await writeFile(at('full/note'), '');
  expect(await restore('taken', 'full')).toMatchObject({ code: 2, complaint: expect.stringContaining('not empty') });
  expect((await readdir(folder)).sort()).toEqual(['data', 'full', 'taken']);
});

test('a file that is cut off, is no backup or is not there is refused, and leaves no folder', async () => {
  await start('data');
  await backup('whole');
  const whole = await readFile(at('whole'));
  await writeFile(at('cut'), whole.subarray(0, whole.length - 20));
  await writeFile(at('none'), 'store,date,product\n');
  for (const [name, words] of [
    ['cut', 'is cut off'],
    ['none', 'is no backup'],
    ['absent', 'is not there'],
  ] as const) {
    expect(await restore(name, 'again')).toMatchObject({ code: 2, complaint: expect.stringContaining(words) });
  }
  expect((await readdir(folder)).sort()).toEqual(['cut', 'data', 'none', 'whole']);
});

test('a folder without a machine has nothing to back up', async () => {
  await mkdir(at('data'));
  expect(await backup('file')).toMatchObject({
    code: 2,
    complaint: expect.stringContaining("holds no machine's data"),
  });
});

test('a backup into a folder that is not there is refused in one sentence', async () => {
  const system = await start('data');
  await system.close();
  running = undefined;
  const refused = await backup('no/such/folder/b');
  expect(refused.code).toBe(2);
  expect(refused.complaint).toBe(
    `The folder that is to hold ${at('no/such/folder/b')} is not there: make it first, or name another file by --to.\n`,
  );
});

test.skipIf(process.platform !== 'linux')('a restore where no folder can be made is refused', async () => {
  await start('data').then(stop);
  await backup('saved');
  const refused = await runCommand('infra/local/restore-local.ts', ['--from', at('saved'), '--data', '/proc/binh-on']);
  expect(refused).toMatchObject({
    code: 2,
    complaint: expect.stringMatching(/^\/proc\/binh-on cannot be made there: /),
  });
});

test('a restore clears what one that was killed has left, and leaves one that runs', async () => {
  await start('data').then(stop);
  await backup('saved');
  const leftover = '.again.restoring-4194305';
  const alive = `.again.restoring-${process.pid}`;
  for (const name of [leftover, alive, '.other.restoring-4194305']) {
    await mkdir(at(name));
    await writeFile(at(`${name}/credentials.json`), '{}');
  }
  expect(await restore('saved', 'again')).toMatchObject({ code: 0 });
  expect((await readdir(folder)).sort()).toEqual([alive, '.other.restoring-4194305', 'again', 'data', 'saved'].sort());
});

test.each(['backup', 'restore-local', 'check-city'])('%s says by --help how it is used', async (name) => {
  for (const asked of [['--help'], ['-h'], ['--to', 'x', '--help']]) {
    const ended = await runCommand(`infra/local/${name}.ts`, asked);
    expect(ended).toMatchObject({ code: 0, out: expect.stringContaining(`Usage: npm run ${name}`), complaint: '' });
  }
});
