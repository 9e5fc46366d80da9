import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contractClient } from '#contract/client.ts';
import type { OperationKey } from '#contract/operations.ts';
import { ROUTES } from '#contract/routes.ts';
import { addDays } from '#domain/business-day.ts';
import { ACCOUNT_ACTIONS, definitionOf, FUNCTION_NAMES, type FunctionName } from '#infra/function-definitions.ts';
import { tableNameOf } from '#infra/local/embedded-database.ts';
import { readCity } from '#infra/local/read-city.ts';
import { type RunningSystem, startSystem } from '#infra/local/system.ts';
import { kindOf } from '#storage/kinds.ts';
import { TABLE_NAMES } from '#storage/tables.ts';
import { allItems, isDerived, type KeptItem, spoilItem, withTables } from '#support/folder-tables.ts';
import { runCommand } from '#support/run-command.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import {
  attendToFigures,
  callerOf,
  FIRST_DAY,
  lookAround,
  moveStore,
  offerLess,
  PHONE,
  register,
  remindSilent,
  reportPriceRise,
  workThroughDesk,
} from './every-route.ts';

const STORE_OF_TABLE = new Map(TABLE_NAMES.map((name) => [tableNameOf(name), name]));

/** "serve-staff: Query on desk/list", for everything that a function asked of a table or an index. */
const used = new Set<string>();
/** "serve-staff reads rule", for each kind of item of the registry. */
const usedKinds = new Set<string>();
const commands = new Set<string>();
const answered = new Set<OperationKey>();
/** `shared/storage/market/opened-days.ts:20`, for each place in the code that a request came through. */
const cameThrough = new Set<string>();
let folder: string;
let system: RunningSystem;

function note(functionName: FunctionName, command: string, input: object): void {
  commands.add(command.replace('ItemCommand', 'Command'));
  for (const [frame] of new Error().stack?.matchAll(/shared\/storage\/[^:]+:\d+/g) ?? []) cameThrough.add(frame);
  const { TableName, IndexName, RequestItems, Item, Key, ExpressionAttributeValues } = input as {
    readonly TableName?: string;
    readonly IndexName?: string;
    readonly RequestItems?: object;
    readonly Item?: { readonly pk?: unknown };
    readonly Key?: { readonly pk?: unknown };
    readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
  };
  const action = command.replace(/Command$/, '');
  if (STORE_OF_TABLE.get(TableName ?? '') === 'registry') {
    const pk = Item?.pk ?? Key?.pk ?? ExpressionAttributeValues?.[':pk'];
    const partition = typeof pk === 'string' ? pk : String((pk as { readonly S?: string } | undefined)?.S);
    usedKinds.add(`${functionName} ${Item ? 'writes' : 'reads'} ${kindOf('registry', { pk: partition, sk: '' })}`);
  }
  for (const table of TableName === undefined ? Object.keys(RequestItems ?? {}) : [TableName]) {
    const store = STORE_OF_TABLE.get(table) ?? table;
    used.add(`${functionName}: ${action} on ${IndexName === undefined ? store : `${store}/${IndexName}`}`);
  }
}

/** What an earlier version has kept is read in other ways than what is kept now. */
async function playEarlierData(data: string): Promise<void> {
  const from = resolve('test/golden/f07119d.backup');
  const restored = await runCommand('infra/local/restore-local.ts', ['--from', from, '--data', data]);
  expect(restored.code).toBe(0);
  const clock = () => Date.parse('2026-11-30T22:40:00+07:00');
  const catalogue = await readCity(resolve('test/golden/mau'));
  system = await startSystem({ folder: data, catalogue, clock, gatherMs: 60_000, onCommand: note });
  const staff = contractClient({ url: system.url, token: system.staffToken });
  await staff('GET /v1/coverage');
  for (const { id } of (await staff('GET /v1/alerts')).items) {
    await staff('GET /v1/alerts/{id}/evidence', { params: { id } });
  }
  // Whoever was told then is a person now, who is written as one when first changed.
  for (const { id, places, emails = [] } of (await staff('GET /v1/people')).items) {
    await staff('PUT /v1/people/{id}', { params: { id }, body: { name: 'Cán bộ trực', places, emails } });
  }
  const [suggestion] = (await staff('GET /v1/suggestions', { query: { limit: 1 } })).items;
  await staff('POST /v1/suggestions/{id}/accept', { params: { id: suggestion?.id ?? '' }, body: {} });
  await system.close();
  system = await startSystem({ folder: data, catalogue, clock, gatherMs: 15, onCommand: note });
  await system.idle();
}

/** What cannot be read is made anew in other ways than what can: memories, balances and episodes of a ward. */
async function spoil(data: string): Promise<void> {
  await withTables(data, async (dynamodb) => {
    const isWard = ({ item: { pk, sk } }: KeptItem) => pk.startsWith('hoan-kiem') || sk.startsWith('hoan-kiem');
    const derived = (await allItems(dynamodb)).filter((kept) => isDerived(kept) && isWard(kept));
    for (const kept of derived) if (kept.item['data'] !== undefined) await spoilItem(dynamodb, kept);
  });
}

function granted(): string[] {
  return FUNCTION_NAMES.flatMap((name) =>
    Object.entries(definitionOf(name).access).flatMap(([store, actions = []]) =>
      actions.map((action) => `${name}: ${action} on ${store}`),
    ),
  );
}

const { stackTraceLimit } = Error;
beforeAll(async () => {
  // A request is some way down from what asked for it, through the layers of the SDK.
  Error.stackTraceLimit = 100;
  folder = await mkdtemp(join(tmpdir(), 'binh-on-used-actions-'));
  let today = FIRST_DAY;
  let hour = 18;
  const clock = () => Date.parse(`${today}T${hour}:00:00+07:00`);
  const start = () => startSystem({ folder, catalogue: SMALL_CITY, clock, gatherMs: 15, onCommand: note });
  system = await start();
  const caller = callerOf(answered);
  let staff = caller(system.url, system.staffToken);
  const bearers = await register(staff, system);
  const callAs = (retailer: string) => caller(system.url, bearers.get(retailer));
  await reportPriceRise(callAs, system, today);
  await system.closeDay();
  // Who has reported on a day that nobody has assessed is read of the reports themselves.
  await system.closeDay(addDays(today, -30));
  await system.idle();
  await system.close();
  // Timers do not jump with the clock: what waits is taken up at the next start.
  hour = 19;
  system = await start();
  staff = caller(system.url, system.staffToken);
  await offerLess(callAs('kho'), today);
  await system.idle();
  await system.lookAgain();
  await system.idle();
  const found = await lookAround(staff);
  expect(found.alerts.length).toBeGreaterThan(1);
  expect(found.suggestions.length).toBeGreaterThan(1);
  // What the clock does each minute: whom there is something to tell, and what nobody has delivered.
  await system.lookAgain();
  await system.idle();
  await workThroughDesk(staff, found);
  // A correction ends the events of the day, and another one opens them again.
  for (const dearer of [1, 1.4]) await reportPriceRise(callAs, system, today, dearer);
  await attendToFigures(staff, callAs('an'), system);
  await system.lookAgain();
  await moveStore(staff);
  await system.idle();
  await system.close();
  await spoil(folder);
  today = addDays(today, 1);
  system = await start();
  await system.rebuild({}, () => undefined);
  staff = caller(system.url, system.staffToken);
  await system.openDay();
  await reportPriceRise(callAs, system, today);
  await lookAround(staff);
  // The mail after the cut-off counts who has reported, also on a day that nobody has assessed.
  today = addDays(today, 1);
  hour = 14;
  await remindSilent(staff, callAs('an'), system, today);
  hour = 19;
  await callAs('an')('GET /v1/me/today', { query: { store: 'an-2' } });
  await callAs(PHONE)('GET /v1/me/today');
  await system.lookAgain();
  await system.idle();
  await system.close();
  await playEarlierData(join(folder, 'earlier'));
});
afterAll(async () => {
  Error.stackTraceLimit = stackTraceLimit;
  await system?.close();
  await rm(folder, { recursive: true, force: true });
});

test('the story goes over every route', () => {
  expect([...answered].toSorted()).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}`).toSorted());
});

test('no function may do to a table what it never does', () => {
  expect(granted().filter((permission) => !used.has(permission))).toEqual([]);
});

test('no function does to a table what it may not', () => {
  const permissions = new Set(granted());
  expect([...used].filter((permission) => !permissions.has(permission))).toEqual([]);
});

/** What the story does not come by: why it is granted all the same. */
const KINDS_ELSEWHERE: readonly string[] = [
  // The morning asks again for rebuilds that nobody has done; here all are done by then.
  'open-day writes rebuild',
  // A rebuild runs out of time in the cloud only.
  'rebuild-places writes rebuild',
];

test('no function may reach kinds of the registry with which it never works, and none reaches others', () => {
  const grantedKinds = FUNCTION_NAMES.flatMap((name) => {
    const { read = [], written = [] } = definitionOf(name).registryKinds ?? {};
    return [...read.map((kind) => `${name} reads ${kind}`), ...written.map((kind) => `${name} writes ${kind}`)];
  });
  expect(grantedKinds.filter((one) => !usedKinds.has(one)).toSorted()).toEqual(KINDS_ELSEWHERE);
  expect([...usedKinds].filter((one) => !grantedKinds.includes(one)).toSorted()).toEqual([]);
});

/** What the story does not come by, by its line. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'await readPartition(table, pk, WHO, options)':
    'coverage of more places than this city has; elsewhere read one by one',
  'pk: eventKey(id), sk: `wake#': 'the clock wakes an event minutes after it was searched, as it does an alert here',
  'resumptionKey(place)': 'a rebuild runs out of time in the cloud only',
  'putIf(table, unlessLater(since)': 'no mail comes back on one machine; written as conversations are',
  'readItem(table, key))?.': 'what was asked for twice, since an answer was lost, is looked at once more',
  "readItem(table, item, { only: ['at', 'by'] })": 'settings that were asked for twice, since an answer was lost',
  'await readItem(table, SIGNING_KEY))?.': 'only where two make the first key at the same time',
};

/** Each place where a store asks a table, as `file:line`. */
function requestsOfStores(): string[] {
  return readdirSync('shared/storage', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file !== 'table-client.ts')
    .flatMap((file) => {
      const source = readFileSync(join('shared/storage', file), 'utf8');
      const lines = source.split('\n');
      return [...source.matchAll(/\b(?:read|put)\w*\(\s*table,/g)]
        .map(({ index }) => source.slice(0, index).split('\n').length)
        .filter((line) => !Object.keys(ELSEWHERE).some((text) => lines[line - 1]?.includes(text)))
        .map((line) => `shared/storage/${file}:${line}`);
    });
}

test('every request that a store can make is made in the story, so that no rare way goes without its right', () => {
  expect(requestsOfStores().filter((place) => !cameThrough.has(place))).toEqual([]);
});

/** The names of the commands of the SDK that the files of these folders make. */
function commandsIn(...folders: readonly string[]): string[] {
  const sources = folders.flatMap((name) =>
    readdirSync(name, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(name, file), 'utf8')),
  );
  return [...new Set(sources.flatMap((source) => source.match(/(?<=new )\w+Command(?=\()/g) ?? []))].sort();
}

test('the code makes no request that the story has not seen, but those that send messages, keep accounts, export or read keys', () => {
  const accounts = commandsIn('shared/sign-in');
  const others = commandsIn('functions', 'shared').filter((command) => !accounts.includes(command));
  expect(others.filter((command) => !commands.has(command))).toEqual([
    // Of the one secret, by two functions: settings.test.ts; of the one bucket, by the export: trail.test.ts.
    'GetSecretValueCommand',
    'PublishCommand',
    'PutObjectCommand',
    'SendEmailCommand',
    'SendMessageCommand',
  ]);
});

test('messages leave by these requests: those to SES and SNS are in the template of the role that sends', () => {
  const channels = 'shared/delivery/channels';
  const asked = readdirSync(channels).map((file) => {
    const source = readFileSync(join(channels, file), 'utf8');
    return [file, source.match(/(?<=new )\w+Command(?=\()/g)?.join()];
  });
  expect(asked.filter(([, command]) => command)).toEqual([
    // ses:SendEmail from the one sender; sns:Publish to telephones alone, where it is set; sns:Publish to the one topic.
    ['ses.ts', 'SendEmailCommand'],
    ['sms.ts', 'PublishCommand'],
    ['sns.ts', 'PublishCommand'],
  ]);
});

test('who keeps accounts may do all that the code does with them, and no more', () => {
  expect(commandsIn('shared/sign-in')).toEqual(ACCOUNT_ACTIONS.map((action) => `${action}Command`));
});

test('messages are sent by no function but those whose role may send', () => {
  const senders = FUNCTION_NAMES.filter((name) =>
    readFileSync(join('functions', name, 'handler.ts'), 'utf8').includes("'#delivery/ways.ts'"),
  );
  expect(senders).toEqual(FUNCTION_NAMES.filter((name) => definitionOf(name).notifies));
});
