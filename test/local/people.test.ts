import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contractClient } from '#contract/client.ts';
import { readCredentials } from '#infra/local/credentials.ts';
import { enterDutyOfficer, enterWardOfficer } from '#infra/local/demo-people.ts';
import { readCity } from '#infra/local/read-city.ts';
import { type RunningSystem, startSystem } from '#infra/local/system.ts';
import { runCommand } from '#support/run-command.ts';
import { PORK, SMALL_CITY } from '#support/small-city.ts';

let folder: string;
let running: RunningSystem | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-machine-people-'));
});
afterEach(async () => {
  await running?.close();
  running = undefined;
  await rm(folder, { recursive: true });
});

async function start(data = folder, catalogue = SMALL_CITY): Promise<RunningSystem> {
  await running?.close();
  const clock = () => Date.parse('2026-11-30T22:40:00+07:00');
  running = await startSystem({ folder: data, catalogue, clock, gatherMs: 1 });
  return running;
}

const as = ({ url }: RunningSystem, token: string | undefined) => contractClient({ url, token });
const statusOf = async ({ url }: RunningSystem, token: string) =>
  (await fetch(`${url}/v1/alerts`, { headers: { authorization: `Bearer ${token}` } })).status;

test('a machine has a duty officer, whom the token of the staff means, and an officer of one ward', async () => {
  const system = await start();
  const staff = as(system, system.staffToken);
  const duty = await enterDutyOfficer(staff);
  await enterWardOfficer(staff, system, 'hoan-kiem', duty);
  await system.saveOfficers({ dutyOfficer: duty });
  // Loading that was cut off begins anew: nobody is entered twice.
  expect(await enterDutyOfficer(staff)).toBe(duty);
  await enterWardOfficer(staff, system, 'hoan-kiem', duty);
  const { items } = await staff('GET /v1/people');
  expect(items.map(({ name, group, places }) => [name.vi, group, places]).toSorted()).toEqual([
    ['Nguyễn Hải Yến (mẫu)', 'admin', ['*']],
    ['Trần Quốc Bảo (mẫu)', 'staff', ['hoan-kiem']],
  ]);
  const { wardToken } = (await readCredentials(folder)) ?? {};
  const ward = as(system, wardToken);
  expect((await ward('GET /v1/places')).items.map(({ id }) => id)).toEqual(['hoan-kiem']);
  await staff('PUT /v1/thresholds', { body: { product: PORK.id, watch: 6, alert: 12, crisis: 24 } });
  const { history } = await ward('GET /v1/thresholds');
  expect(history).toMatchObject([{ by: duty, byName: { vi: 'Nguyễn Hải Yến (mẫu)' } }]);
});

test('an invitation lets in at once and after a restart, until the person is disabled; the folder holds no token of it', async () => {
  const system = await start();
  const staff = as(system, system.staffToken);
  const body = { name: 'Hà', emails: ['ha@example.vn'], places: ['*'] };
  const { id } = await staff('POST /v1/people', { body });
  const { token = '' } = await staff('POST /v1/people/{id}/invite', { params: { id } });
  expect(await statusOf(system, token)).toBe(200);
  expect(await readFile(join(folder, 'credentials.json'), 'utf8')).not.toContain(token);
  const again = await start();
  expect(await statusOf(again, token)).toBe(200);
  // Nobody but the machine's own administrator takes all that it keeps.
  const backup = await fetch(`${again.url}/backup`, { headers: { authorization: `Bearer ${token}` } });
  expect(backup.status).toBe(401);
  await as(again, again.staffToken)('POST /v1/people/{id}/disable', { params: { id } });
  expect(await statusOf(again, token)).toBe(401);
  expect(await statusOf(again, again.staffToken)).toBe(200);
});

test.each(['f07119d', 'before-0.2.0', '0.2.0'])(
  'on a machine of %s the one who was told is the person whom the token of the staff means',
  async (version) => {
    const golden = (name: string) => new URL(`../golden/${name}`, import.meta.url).pathname;
    const data = join(folder, 'data');
    const from = golden(`${version}.backup`);
    expect(await runCommand('infra/local/restore-local.ts', ['--from', from, '--data', data])).toMatchObject({
      code: 0,
    });
    const system = await start(data, await readCity(golden('mau')));
    const staff = as(system, system.staffToken);
    const [told, ...others] = (await staff('GET /v1/people')).items;
    expect(others).toEqual([]);
    expect(told).toMatchObject({ active: true, channels: [{ kind: 'mail' }], hasAccount: false });
    await staff('PUT /v1/matching-settings', { body: {} });
    expect(await staff('GET /v1/matching-settings')).toMatchObject({ by: told?.id, byName: told?.name });
    const { id = '', places = [], emails = [] } = told ?? {};
    const body = { name: 'Cán bộ trực', places, emails, channels: [{ kind: 'mail' as const }] };
    expect(await staff('PUT /v1/people/{id}', { params: { id }, body })).toMatchObject({ name: { vi: 'Cán bộ trực' } });
    expect((await staff('GET /v1/people')).items).toHaveLength(1);
  },
);
