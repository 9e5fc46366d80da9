import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  invitePerson,
  listAccounts,
  type PeopleOfStack,
  seeEverywhere,
  takeOver,
} from '#infra/operate/staff-accounts.ts';
import { personIdOfAccount } from '#storage/registry/former-ids.ts';
import { registryStore } from '#storage/registry.ts';
import { auditLines } from '#support/audit-lines.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { somePerson } from '#support/some-person.ts';
import { startUserPool } from '#support/user-pool.ts';

const NOW = Date.parse('2026-11-23T06:30:00+07:00');
const NEW_ID = 'p-anbacucdunghakha';
const FIRST = { name: 'Nguyễn Thu An', email: 'an@example.vn', group: 'admin', places: ['*'] } as const;
const tables = emptyTablesEachTest();
let pool: Awaited<ReturnType<typeof startUserPool>>;
let stack: PeopleOfStack;
beforeEach(async () => {
  pool = await startUserPool();
  const { dynamodb } = tables.platform;
  const ports = { dynamodb, registryTable: 'binh-on-registry', clock: () => NOW, newPersonId: () => NEW_ID };
  stack = { cognito: pool.client, userPoolId: 'pool', ...ports };
});
afterEach(() => pool.close());

const registry = () => registryStore(tables.platform.dynamodb, 'binh-on-registry');
const peopleKept = async () => (await registry().people()).toSorted((a, b) => (a.id < b.id ? -1 : 1));

test('the first administrator is a person with an account, and is entered once', async () => {
  expect(await invitePerson(stack, FIRST)).toBe(NEW_ID);
  expect(await invitePerson(stack, FIRST)).toBe(NEW_ID);
  const [user, ...others] = pool.users();
  expect(others).toEqual([]);
  expect(user).toMatchObject({ groups: ['admin'], attributes: { 'custom:person': NEW_ID, 'custom:places': '*' } });
  expect(await peopleKept()).toMatchObject([
    { id: NEW_ID, group: 'admin', active: true, account: user?.name, personal: { name: FIRST.name } },
  ]);
  const trail = await auditLines(tables.platform);
  expect(new Set(trail.map(({ action, by }) => `${by} ${action}`))).toEqual(
    new Set(['operator enter-person', 'operator invite-person']),
  );
  expect(JSON.stringify(trail)).not.toMatch(/Thu An|@/);
});

test('an account from before people had records gets one, under the id that its acts bear already', async () => {
  pool.makeByHand('cu@example.vn', { group: 'lead', places: 'hoan-kiem cua-nam' });
  pool.makeByHand('khach@example.vn', { places: '' });
  const [old, guest] = await listAccounts(stack);
  if (!old || !guest) throw new Error('Two accounts were made');
  const id = personIdOfAccount(old.username);
  expect(await takeOver(stack, old)).toBe(`cu@example.vn is ${id} (lead, hoan-kiem cua-nam)`);
  // In no group it may do nothing, and is given no right by the way.
  expect(await takeOver(stack, guest)).toBe('khach@example.vn is in no group: left as it is');
  expect(await peopleKept()).toMatchObject([
    {
      id,
      group: 'lead',
      places: ['hoan-kiem', 'cua-nam'],
      account: old.username,
      personal: { name: 'cu', channels: [] },
    },
  ]);
  expect((await listAccounts(stack)).map(({ person }) => person)).toEqual([id, undefined]);
});

test('an account whose address was told of alerts is that person, and sees no more than it saw', async () => {
  const told = somePerson({ id: NEW_ID, personal: { emails: ['cu@example.vn'] } });
  await registry().putPerson(told);
  pool.makeByHand('cu@example.vn', { group: 'staff', places: 'hoan-kiem' });
  const [old] = await listAccounts(stack);
  if (!old) throw new Error('An account was made');
  expect(await takeOver(stack, old)).toBe(`cu@example.vn is ${NEW_ID} (staff, hoan-kiem, told of * until now)`);
  expect(await peopleKept()).toEqual([{ ...told, places: ['hoan-kiem'], account: old.username }]);
  expect(pool.users()).toMatchObject([{ attributes: { 'custom:person': NEW_ID, 'custom:places': 'hoan-kiem' } }]);
});

test('who is let see everywhere does so by the record, and without one by the account', async () => {
  await invitePerson(stack, { ...FIRST, places: ['hoan-kiem'] });
  pool.makeByHand('cu@example.vn', { group: 'staff' });
  for (const account of await listAccounts(stack)) await seeEverywhere(stack, account);
  expect(pool.users().map(({ attributes }) => attributes['custom:places'])).toEqual(['*', '*']);
  expect((await peopleKept()).map(({ places }) => places)).toEqual([['*']]);
});
