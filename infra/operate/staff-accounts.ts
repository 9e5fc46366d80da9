import {
  AdminUpdateUserAttributesCommand,
  type CognitoIdentityProviderClient,
  paginateAdminListGroupsForUser,
  paginateListUsers,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AuditAction } from '#domain/audit-entry.ts';
import type { AccountFacts } from '#domain/people/account.ts';
import { PERSON_GROUPS, type Person, type PersonGroup } from '#domain/people/person.ts';
import { cognitoAccounts } from '#sign-in/cognito-accounts.ts';
import { personIdOfAccount } from '#storage/registry/former-ids.ts';
import { registryStore } from '#storage/registry.ts';

/** A sign-in account as it stands in the pool. */
export interface StaffAccount {
  readonly username: string;
  readonly email: string;
  readonly name: string | undefined;
  readonly person: string | undefined;
  readonly places: string | undefined;
  readonly enabled: boolean;
}

export interface PeopleOfStack {
  readonly cognito: CognitoIdentityProviderClient;
  readonly userPoolId: string;
  readonly dynamodb: DynamoDBDocumentClient;
  readonly registryTable: string;
  readonly clock: () => number;
  readonly newPersonId: () => string;
}

/** Who makes these changes has credentials of AWS and need not be a person of the register. */
const OPERATOR = 'operator';

export async function listAccounts({ cognito, userPoolId: UserPoolId }: PeopleOfStack): Promise<StaffAccount[]> {
  const accounts: StaffAccount[] = [];
  for await (const { Users = [] } of paginateListUsers({ client: cognito }, { UserPoolId })) {
    accounts.push(...Users.map(accountOf));
  }
  return accounts.sort((a, b) => (a.email < b.email ? -1 : 1));
}

function accountOf({ Username = '', Attributes = [], Enabled = true }: UserType): StaffAccount {
  const attribute = (name: string) => Attributes.find(({ Name }) => Name === name)?.Value;
  return {
    username: Username,
    email: attribute('email') ?? Username,
    name: attribute('name'),
    person: attribute('custom:person'),
    places: attribute('custom:places'),
    enabled: Enabled,
  };
}

/**
 * Enters a person and invites by mail; who has the address already is invited once more. Nothing is mailed to who chooses
 * a password at once.
 */
export async function invitePerson(
  stack: PeopleOfStack,
  {
    name,
    email,
    group,
    places,
  }: { readonly name: string; readonly email: string; readonly group: PersonGroup; readonly places: readonly string[] },
  { mailed = true }: { readonly mailed?: boolean } = {},
): Promise<string> {
  const registry = registryOf(stack);
  const known = await personWith(stack, email);
  const person: Person = known ?? {
    id: stack.newPersonId(),
    group,
    places,
    language: 'vi',
    levels: ['alert', 'crisis'],
    active: true,
    personal: { name, emails: [email], channels: [{ kind: 'mail', address: email }] },
  };
  if (!known) await keep(stack, 'enter-person', person);
  const accounts = cognitoAccounts(stack.cognito, stack.userPoolId, { mailed });
  const { account } = await accounts.invite(factsOf(person, email), person.account);
  const { hash } = (await registry.readPerson(person.id)) ?? {};
  await keep(stack, 'invite-person', { ...person, account, active: true }, hash);
  return person.id;
}

/**
 * Gives a record to an account that was made before people had records, or gives it to the record of who was told at the
 * same address. The person sees what the account saw, and is told of no other places. An account in no group may do
 * nothing, and gets no record. Returns what has been done.
 */
export async function takeOver(stack: PeopleOfStack, account: StaffAccount): Promise<string> {
  const { username, email, enabled } = account;
  const group = await groupOf(stack, username);
  if (!group) return `${email} is in no group: left as it is`;
  const told = await personWith(stack, email);
  const places = (account.places ?? '').split(/[\s,]+/).filter(Boolean);
  const personal = told?.personal ?? {
    name: account.name ?? email.split('@')[0] ?? email,
    emails: [email],
    channels: [],
  };
  const own = told ?? { id: personIdOfAccount(username), language: 'vi', levels: ['alert', 'crisis'] };
  const person: Person = { ...own, group, places, active: enabled, account: username, personal };
  const read = await registryOf(stack).readPerson(person.id);
  await keep(stack, 'take-over-account', person, read?.hash);
  await cognitoAccounts(stack.cognito, stack.userPoolId).settle(factsOf(person, email), username);
  const before = told?.places.join(' ');
  const change = before === undefined || before === places.join(' ') ? '' : `, told of ${before} until now`;
  return `${email} is ${person.id} (${group}, ${places.join(' ') || 'nothing'}${change})`;
}

/** Lets an account see everywhere, by its record where it has one. */
export async function seeEverywhere(
  stack: PeopleOfStack,
  { username, email, person: id }: StaffAccount,
): Promise<void> {
  const read = id === undefined ? undefined : await registryOf(stack).readPerson(id);
  if (!read) {
    const UserAttributes = [{ Name: 'custom:places', Value: '*' }];
    const changed = { UserPoolId: stack.userPoolId, Username: username, UserAttributes };
    await stack.cognito.send(new AdminUpdateUserAttributesCommand(changed));
    return;
  }
  const person: Person = { ...read.value, places: ['*'] };
  await keep(stack, 'put-person', person, read.hash);
  await cognitoAccounts(stack.cognito, stack.userPoolId).settle(factsOf(person, email), username);
}

function registryOf({ dynamodb, registryTable }: PeopleOfStack) {
  return registryStore(dynamodb, registryTable);
}

async function personWith(stack: PeopleOfStack, email: string): Promise<Person | undefined> {
  const people = await registryOf(stack).people();
  return people.find(({ personal }) => personal?.emails[0]?.toLowerCase() === email.toLowerCase());
}

async function keep(stack: PeopleOfStack, action: AuditAction, person: Person, hash?: string): Promise<void> {
  const registry = registryOf(stack);
  const { id, group, places, active } = person;
  const after = { group, places, active };
  const line = { at: stack.clock(), by: OPERATOR, action, subject: `person/${id}`, after };
  if (!(await registry.putPerson(person, hash, [line])))
    throw new Error(`Somebody else has just changed ${person.id}: run it again`);
}

function factsOf({ id, group, places, active }: Person, email: string): AccountFacts {
  return { person: id, email, group, places, active };
}

/** The one of the account's groups that may do most. */
async function groupOf(
  { cognito, userPoolId: UserPoolId }: PeopleOfStack,
  Username: string,
): Promise<PersonGroup | undefined> {
  const named: string[] = [];
  for await (const { Groups = [] } of paginateAdminListGroupsForUser({ client: cognito }, { UserPoolId, Username })) {
    named.push(...Groups.map(({ GroupName = '' }) => GroupName));
  }
  return PERSON_GROUPS.findLast((group) => named.includes(group));
}
