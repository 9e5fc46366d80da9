import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AccountFacts, AddressTaken } from '#domain/people/account.ts';
import { cognitoAccounts } from '#sign-in/cognito-accounts.ts';
import { startUserPool } from '#support/user-pool.ts';

const YEN: AccountFacts = {
  person: 'p-anbacucdunghakha',
  email: 'yen@example.vn',
  group: 'staff',
  places: ['hoan-kiem', 'cua-nam'],
  active: true,
};
let pool: Awaited<ReturnType<typeof startUserPool>>;
let accounts: ReturnType<typeof cognitoAccounts>;
beforeEach(async () => {
  pool = await startUserPool();
  accounts = cognitoAccounts(pool.client, 'pool');
});
afterEach(() => pool.close());

const userOf = (person: string) => pool.users().find(({ attributes }) => attributes['custom:person'] === person);

describe('an invitation', () => {
  test('makes an account that says what the record says', async () => {
    const invitation = await accounts.invite(YEN);
    expect(invitation).toEqual({ account: expect.stringMatching(/^[0-9a-f-]{36}$/), sentTo: YEN.email });
    expect(pool.users()).toEqual([
      {
        name: invitation.account,
        attributes: {
          email: YEN.email,
          email_verified: 'true',
          'custom:person': YEN.person,
          'custom:places': 'hoan-kiem cua-nam',
        },
        groups: ['staff'],
        enabled: true,
        status: 'FORCE_CHANGE_PASSWORD',
      },
    ]);
  });

  test('is sent again to who has not signed in, and to nobody who has', async () => {
    const { account } = await accounts.invite(YEN);
    expect(await accounts.invite(YEN, account)).toEqual({ account, sentTo: YEN.email });
    pool.confirm(YEN.email);
    expect(await accounts.invite(YEN, account)).toEqual({ account });
    expect(pool.users()).toHaveLength(1);
  });

  test('that was cut off before the record named the account goes on with that one', async () => {
    const { account } = await accounts.invite(YEN);
    expect(await accounts.invite(YEN)).toMatchObject({ account });
    expect(pool.users()).toHaveLength(1);
  });

  test('makes the account again that somebody has deleted', async () => {
    const { account: deleted } = await accounts.invite(YEN);
    await accounts.remove(deleted);
    await accounts.settle(YEN, deleted);
    const { account } = await accounts.invite(YEN, deleted);
    expect(pool.users().map(({ name }) => name)).toEqual([account]);
  });

  test('takes no account of somebody else by its address', async () => {
    pool.makeByHand(YEN.email);
    const refused = await accounts.invite(YEN).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AddressTaken);
    // What is raised may be logged, and logs name nobody.
    expect(String(refused)).not.toContain(YEN.email);
    expect(pool.users()).toMatchObject([{ groups: [] }]);
  });
});

describe('a changed record', () => {
  test('changes address, places and the one group of the account', async () => {
    const { account } = await accounts.invite(YEN);
    const moved = { ...YEN, email: 'hai-yen@example.vn', group: 'lead', places: ['*'] } as const;
    await accounts.settle(moved, account);
    expect(userOf(YEN.person)).toMatchObject({
      name: account,
      attributes: { email: moved.email, 'custom:places': '*' },
      groups: ['lead'],
      enabled: true,
    });
    // Who changes a telephone number need not sign in again.
    expect(pool.asked).not.toContain('AdminUserGlobalSignOut');
  });

  test('shuts the account before anything else, and ends what is signed in', async () => {
    const { account } = await accounts.invite(YEN);
    pool.asked.length = 0;
    await accounts.settle({ ...YEN, active: false }, account);
    expect(userOf(YEN.person)?.enabled).toBe(false);
    expect(pool.asked.slice(0, 2)).toEqual(['AdminDisableUser', 'AdminUserGlobalSignOut']);
    await accounts.invite(YEN, account);
    expect(userOf(YEN.person)?.enabled).toBe(true);
  });

  test('is refused an address that another account has', async () => {
    const { account } = await accounts.invite(YEN);
    pool.makeByHand('taken@example.vn');
    const moving = accounts.settle({ ...YEN, email: 'taken@example.vn' }, account);
    const refused = await moving.catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AddressTaken);
    expect(String(refused)).not.toContain('taken@example.vn');
    expect(userOf(YEN.person)?.attributes['email']).toBe(YEN.email);
  });
});

test('a reset makes the account anew, with the same person, since Cognito forgets no authenticator app', async () => {
  const { account: old } = await accounts.invite(YEN);
  pool.confirm(YEN.email);
  const { account, sentTo } = await accounts.resetSecondFactor(YEN, old);
  expect(account).not.toBe(old);
  expect(sentTo).toBe(YEN.email);
  expect(pool.users()).toMatchObject([{ name: account, groups: ['staff'], status: 'FORCE_CHANGE_PASSWORD' }]);
  expect(userOf(YEN.person)?.name).toBe(account);
});

test('a removed account is gone, however often one asks', async () => {
  const { account } = await accounts.invite(YEN);
  await accounts.remove(account);
  await accounts.remove(account);
  expect(pool.users()).toEqual([]);
});
