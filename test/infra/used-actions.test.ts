import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OperationKey } from '#contract/operations.ts';
import { ROUTES } from '#contract/routes.ts';
import { addDays } from '#domain/business-day.ts';
import { definitionOf, FUNCTION_NAMES, type FunctionName } from '#infra/function-definitions.ts';
import { tableNameOf } from '#infra/local/embedded-database.ts';
import { type RunningSystem, startSystem } from '#infra/local/system.ts';
import { TABLE_NAMES } from '#storage/tables.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import {
  callerOf,
  FIRST_DAY,
  lookAround,
  moveStore,
  register,
  reportPriceRise,
  workThroughDesk,
} from './every-route.ts';

const STORE_OF_TABLE = new Map(TABLE_NAMES.map((name) => [tableNameOf(name), name]));

/** "serve-staff: Query on desk/list", for everything that a function asked of a table or an index. */
const used = new Set<string>();
const commands = new Set<string>();
const answered = new Set<OperationKey>();
let folder: string;
let system: RunningSystem;

function note(functionName: FunctionName, command: string, input: object): void {
  commands.add(command.replace('ItemCommand', 'Command'));
  const { TableName, IndexName, RequestItems } = input as {
    readonly TableName?: string;
    readonly IndexName?: string;
    readonly RequestItems?: object;
  };
  const action = command.replace(/Command$/, '');
  for (const table of TableName === undefined ? Object.keys(RequestItems ?? {}) : [TableName]) {
    const store = STORE_OF_TABLE.get(table) ?? table;
    used.add(`${functionName}: ${action} on ${IndexName === undefined ? store : `${store}/${IndexName}`}`);
  }
}

function granted(): string[] {
  return FUNCTION_NAMES.flatMap((name) =>
    Object.entries(definitionOf(name).access).flatMap(([store, actions = []]) =>
      actions.map((action) => `${name}: ${action} on ${store}`),
    ),
  );
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-used-actions-'));
  let today = FIRST_DAY;
  const clock = () => Date.parse(`${today}T18:00:00+07:00`);
  const start = () => startSystem({ folder, catalogue: SMALL_CITY, clock, gatherMs: 1, onCommand: note });
  system = await start();
  const caller = callerOf(answered);
  let staff = caller(system.url, system.staffToken);
  const bearers = await register(staff, system);
  const callAs = (retailer: string) => caller(system.url, bearers.get(retailer));
  await reportPriceRise(callAs, system, today);
  await system.closeDay();
  await system.idle();
  const found = await lookAround(staff);
  expect(found.alerts.length).toBeGreaterThan(1);
  expect(found.suggestions.length).toBeGreaterThan(1);
  await workThroughDesk(staff, found);
  await moveStore(staff);
  await system.idle();
  await system.close();
  today = addDays(today, 1);
  system = await start();
  staff = caller(system.url, system.staffToken);
  await system.openDay();
  await reportPriceRise(callAs, system, today);
  await lookAround(staff);
});
afterAll(async () => {
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

/** The names of the commands of the SDK that the files of these folders make. */
function commandsIn(...folders: readonly string[]): string[] {
  const sources = folders.flatMap((name) =>
    readdirSync(name, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(name, file), 'utf8')),
  );
  return [...new Set(sources.flatMap((source) => source.match(/(?<=new )\w+Command(?=\()/g) ?? []))].sort();
}

test('the code makes no request that the story has not seen, but those that send messages', () => {
  expect(commandsIn('functions', 'shared').filter((command) => !commands.has(command))).toEqual([
    'PublishCommand',
    'SendEmailCommand',
    'SendMessageCommand',
  ]);
});

test('messages are sent by no function but those whose role may send', () => {
  const senders = FUNCTION_NAMES.filter((name) =>
    readFileSync(join('functions', name, 'handler.ts'), 'utf8').includes("'#delivery/configured-channels.ts'"),
  );
  expect(senders).toEqual(FUNCTION_NAMES.filter((name) => definitionOf(name).notifies));
});
