/**
 * `npm run drill`: the fire drill of docs/operate.md on an AWS emulator. A deployment lives through a day; one of its tables
 * is lost and made again; then a fresh deployment takes what was restored of all of them, broken off once. Prints how long each step took; exits 1 where the two
 * do not tell the same, where somebody is told twice, or where a key no longer works.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import { TABLE_NAMES } from '#storage/tables.ts';
import { type Caller, callerOf } from './call-api.ts';
import { cdkCli, type Outputs, SENDER, STACK } from './cdk-cli.ts';
import { copiedTable, deployedTable } from './copied-table.ts';
import type { Emulator } from './emulator.ts';
import { eventually } from './eventually.ts';
import { seeAlert } from './follow-alert.ts';
import { letMailPass } from './let-mail-pass.ts';
import { playOnEmulator, type Stage } from './on-emulator.ts';
import { issueKey, registerMarket, setThresholds } from './register-market.ts';
import { fillHistory, reportDay } from './report-day.ts';
import { sentMails, verifySender } from './sent-mails.ts';
import { staffSignIn } from './sign-in.ts';
import { secondsSoFar, tell } from './tell.ts';
import { SHOCK, SHOPS } from './the-market.ts';

const MOST_SECONDS = 480;
const DRILL = 'binh-on-drill';
const WITHOUT_PAGES = { pages: 'false', publicUrl: '' };
/** Nobody can be mailed by a deployment without a sender. */
const OF_DRILL = { ...WITHOUT_PAGES, deployment: DRILL, sender: '' };

await playOnEmulator(MOST_SECONDS, fireDrill);

async function fireDrill(stage: Stage): Promise<void> {
  const { emulator, processes, folder } = stage;
  const took: string[] = [];
  const timed = async <Result>(step: string, work: () => Promise<Result>): Promise<Result> => {
    const began = secondsSoFar();
    const result = await work();
    took.push(`${(secondsSoFar() - began).toFixed(1).padStart(6)} s  ${step}`);
    return result;
  };

  const lost = await timed('a deployment lives through a day', () => liveThroughADay(stage));
  const today = businessDayOf(Date.now());
  const before = await everything(lost.admin);
  const mails = (await sentMails(emulator)).length;
  assert.ok(mails > 0, 'nobody was mailed');

  const restored = await timed('its tables are restored, under other names', async () => {
    const names = [];
    for (const table of TABLE_NAMES) names.push([`--${table}`, await copiedTable(emulator, STACK, table)]);
    return names.flat();
  });
  await timed('one table is lost and made again: address and accounts stay', () =>
    remake(stage, lost, { restored, before }),
  );
  assert.equal((await sentMails(emulator)).length, mails, 'somebody was told twice');
  const outputs = await timed('a fresh deployment is made beside it', () =>
    cdkCli(processes, emulator, folder, OF_DRILL).deploySystem(),
  );
  const args = ['--stack', `${DRILL}-dev`, ...restored];
  await timed('the copy is broken off', async () => {
    assert.notEqual(await restore(emulator, args, 'break off'), 0, 'the copy was done before it could be broken off');
  });
  await timed('the copy is made again, to its end', async () => assert.equal(await restore(emulator, args), 0));
  const admin = await anAdmin(emulator, outputs);
  await timed('both tell the same', async () => {
    await tellsTheSame(admin, before);
    const key = await callerOf(outputs.ApiUrl, lost.bearer).call('GET /v1/me');
    assert.equal(key.id, SHOPS[0].retailer);
    assert.equal((await sentMails(emulator)).length, mails, 'somebody was told twice');
  });
  await timed('life goes on in both', async () => {
    await reportAgain(admin, callerOf(outputs.ApiUrl, lost.bearer), today);
    await reportAgain(lost.admin, callerOf(lost.outputs.ApiUrl, lost.bearer), today);
  });
  tell(`coverage, alerts and register of ${today} read the same; a key of before works; nobody was mailed again`);
  await timed('the drill is destroyed', () => cdkCli(processes, emulator, folder, OF_DRILL).destroy());
  for (const line of took) process.stdout.write(`${line}\n`);
}

/** From an empty account to an alert that somebody was mailed of. */
async function liveThroughADay({ emulator, processes, folder }: Stage) {
  const cdk = cdkCli(processes, emulator, folder, WITHOUT_PAGES);
  await cdk.bootstrap();
  const outputs = await cdk.deploySystem();
  await verifySender(emulator, SENDER);
  await letMailPass(emulator);
  const admin = await anAdmin(emulator, outputs);
  const today = businessDayOf(Date.now());
  const retailers = await registerMarket(admin, outputs.ApiUrl);
  const { bearer } = await issueKey(admin, SHOPS[0].retailer);
  await setThresholds(admin);
  await fillHistory(admin, today);
  await reportDay(admin, retailers, today);
  await seeAlert(admin, today);
  await eventually('the officer on duty is mailed', async () => (await sentMails(emulator)).length > 0);
  return { outputs, admin, bearer };
}

type Lost = Awaited<ReturnType<typeof liveThroughADay>>;

/** The desk's table is deleted, made again in its stack, and filled from what was restored of it. */
async function remake(
  { emulator, processes, folder }: Stage,
  { outputs, admin }: Lost,
  { restored, before }: { readonly restored: readonly string[]; readonly before: readonly unknown[] },
): Promise<void> {
  await new DynamoDBClient(emulator.client).send(
    new DeleteTableCommand({ TableName: await deployedTable(emulator, STACK, 'desk') }),
  );
  const again = await cdkCli(processes, emulator, folder, { ...WITHOUT_PAGES, remadeTables: 'desk=2' }).deploySystem();
  assert.deepEqual(again, outputs);
  assert.equal(await restore(emulator, ['--stack', STACK, ...restored]), 0);
  await tellsTheSame(admin, before);
  tell('the desk is there again; the people, the address and the keys are those of before');
}

async function tellsTheSame(admin: Caller, before: readonly unknown[]): Promise<void> {
  await eventually('it tells what was told before', async () => {
    return JSON.stringify(await everything(admin)) === JSON.stringify(before);
  }).catch(async (error: unknown) => {
    assert.deepEqual(await everything(admin), before);
    throw error;
  });
}

async function anAdmin(emulator: Emulator, outputs: Outputs): Promise<Caller> {
  const { makeAccount, signIn } = staffSignIn(emulator, outputs);
  const email = 'quan-tri@binh-on.example';
  await makeAccount({ email, group: 'admin', places: '*' });
  return callerOf(outputs.ApiUrl, (await signIn(email)).id);
}

/** A shop corrects its report by its key of before: the streams are awake, and the alert that was put back counts one less. */
async function reportAgain(admin: Caller, shop: Caller, today: BusinessDay): Promise<void> {
  await shop.call('POST /v1/reports', {
    body: { store: SHOPS[0].store, date: today, rows: [{ ...SHOCK, price: 146_000 }] },
  });
  await eventually('the correction reaches the alert', async () => {
    const { items } = await admin.call('GET /v1/alerts');
    return items.length === 1 && items[0]?.agreeing === SHOPS.length - 1;
  });
}

/** What the page says to compare. */
async function everything(admin: Caller): Promise<unknown[]> {
  return [
    await admin.call('GET /v1/coverage'),
    await admin.call('GET /v1/alerts', { query: { limit: 200 } }),
    await admin.call('GET /v1/retailers'),
  ];
}

/** Runs the operator's command; broken off, as by Ctrl-C, once the register is put back. Resolves with its exit code. */
async function restore({ env }: Emulator, args: readonly string[], until?: 'break off'): Promise<number | null> {
  const command = ['--disable-warning=ExperimentalWarning', 'infra/operate/restore.ts', ...args];
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.on('data', (lines: Buffer) => {
    tell(`npm run restore: ${String(lines).trim().split('\n').at(-1)}`);
    if (until && String(lines).includes('register')) child.kill('SIGINT');
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}
