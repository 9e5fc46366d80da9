import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { NobodyAnswers, operatorAt } from '#infra/operate/ask-operator.ts';
import { authenticatorLink, drawnForCamera } from '#infra/operate/authenticator-link.ts';
import { type FirstAdministrator, makeFirstAdministrator, ThereIsOne } from '#infra/operate/first-administrator.ts';
import { SignInFailed, signInAtShell } from '#infra/operate/sign-in-at-shell.ts';
import { SIGN_IN_WORDS } from '#infra/operate/sign-in-words.ts';
import { registryStore } from '#storage/registry.ts';
import { codeOf, secretIn } from '#support/authenticator-app.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { startUserPool } from '#support/user-pool.ts';

const NEW_ID = 'p-anbacucdunghakha';
const NEXT_ID = 'p-dungcucanbahakha';
const PASSWORD = 'Rau-muống-10.000đ';
const AN: FirstAdministrator = {
  email: 'an@example.vn',
  name: 'Nguyễn Thu An',
  another: false,
  newPassword: false,
  withoutApp: false,
};
const tables = emptyTablesEachTest();
let pool: Awaited<ReturnType<typeof startUserPool>>;
afterEach(() => pool.close());

/** An operator who answers in this order, and reads from the screen what the app is to be told. */
function sittingThere(answers: readonly (string | 'the code')[]) {
  const said: string[] = [];
  const left = [...answers];
  const answer = async () => {
    const next = left.shift();
    if (next === undefined) throw new NobodyAnswers();
    return next === 'the code' ? codeOf(secretIn(said.join('\n')), Date.now()) : next;
  };
  return { said, left, operator: { ask: answer, askSecretly: answer, close: () => undefined } };
}

async function make(answers: readonly string[], wanted: Partial<FirstAdministrator> = {}) {
  const { dynamodb } = tables.platform;
  const { said, left, operator } = sittingThere(answers);
  const shared = { cognito: pool.client, userPoolId: 'pool' };
  const stack = {
    ...shared,
    dynamodb,
    registryTable: 'binh-on-registry',
    clock: Date.now,
    newPersonId: () => (wanted.another ? NEXT_ID : NEW_ID),
  };
  const tell = (line: string) => void said.push(line);
  const ports = { ...shared, clientId: 'client', operator, tell, words: SIGN_IN_WORDS.en, issuer: 'binh-on-prod' };
  await makeFirstAdministrator(stack, ports, { ...AN, ...wanted });
  return { said: said.join('\n'), left, ports };
}

describe('the first administrator', () => {
  test('is entered, chooses a password, sets up the app, and has signed in: a later sign-in asks for both', async () => {
    pool = await startUserPool();
    const { said, left, ports } = await make([PASSWORD, PASSWORD, 'the code']);
    expect(left).toEqual([]);
    const [person] = await registryStore(tables.platform.dynamodb, 'binh-on-registry').people();
    expect(person).toMatchObject({ id: NEW_ID, group: 'admin', places: ['*'], active: true });
    expect(pool.users()).toMatchObject([{ groups: ['admin'], status: 'CONFIRMED' }]);
    expect(said).toContain('an@example.vn is an administrator, and has signed in');
    const { operator } = sittingThere([codeOf(secretIn(said), Date.now())]);
    const signedIn = signInAtShell({ ...ports, operator }, { email: AN.email, password: PASSWORD });
    expect(await signedIn).toMatch(/^id of /);
  });

  test('is mailed nothing, and neither password nor token is told', async () => {
    pool = await startUserPool();
    const { said } = await make([PASSWORD, PASSWORD, 'the code']);
    expect(pool.mailed()).toEqual([]);
    expect(said).not.toContain(PASSWORD);
    expect(said).not.toMatch(/id of|access of/);
  });

  test('goes on where it was broken off: each step may be the last of a run', async () => {
    pool = await startUserPool();
    await expect(make([])).rejects.toThrow(NobodyAnswers);
    await expect(make([PASSWORD])).rejects.toThrow(NobodyAnswers);
    await expect(make([PASSWORD, PASSWORD])).rejects.toThrow(NobodyAnswers);
    const { said } = await make([PASSWORD, 'the code']);
    expect(said).toContain('has an account with a password already');
    expect(pool.users()).toHaveLength(1);
    expect(await registryStore(tables.platform.dynamodb, 'binh-on-registry').people()).toHaveLength(1);
  });

  test('may mistype: two passwords that differ, one that is too weak, a late code', async () => {
    pool = await startUserPool();
    const { said, left } = await make([
      PASSWORD,
      'x',
      'short',
      'short',
      PASSWORD,
      PASSWORD,
      '000000',
      'abc',
      'the code',
    ]);
    expect(left).toEqual([]);
    for (const words of ['two different passwords', 'Cognito refuses it', 'That was not right'])
      expect(said).toContain(words);
  });

  test('who forgot the password is refused, and chooses a new one if asked for', async () => {
    pool = await startUserPool();
    await expect(make([PASSWORD, PASSWORD])).rejects.toThrow(NobodyAnswers);
    await expect(make(['another one'])).rejects.toThrow(SignInFailed);
    const { left } = await make([`${PASSWORD}2`, `${PASSWORD}2`, 'the code'], { newPassword: true });
    expect(left).toEqual([]);
  });

  test('is the first: where somebody else is one already it is refused, before anything is written', async () => {
    pool = await startUserPool();
    await make([PASSWORD, PASSWORD, 'the code']);
    await expect(make([PASSWORD], { email: 'binh@example.vn' })).rejects.toThrow(ThereIsOne);
    expect(pool.users()).toHaveLength(1);
    const second = await make([PASSWORD, PASSWORD, 'the code'], { email: 'binh@example.vn', another: true });
    expect(second.left).toEqual([]);
    expect(pool.users()).toHaveLength(2);
  });

  test('sets up an app where the pool leaves that to people, unless told otherwise', async () => {
    pool = await startUserPool({ asksForApp: false });
    const { left } = await make([PASSWORD, PASSWORD, 'the code']);
    expect(left).toEqual([]);
    expect(pool.asked).toContain('AdminSetUserMFAPreference');
    const other = await make([PASSWORD, PASSWORD], { email: 'binh@example.vn', another: true, withoutApp: true });
    expect(other.said).not.toContain('otpauth:');
  });
});

test('the app is told issuer, account and secret by a link, which is drawn as well', async () => {
  pool = await startUserPool();
  const link = authenticatorLink({ issuer: 'binh-on-prod', account: 'an+1@example.vn', secret: 'JBSWY3DPEHPK3PXP' });
  expect(link).toBe('otpauth://totp/binh-on-prod:an%2B1%40example.vn?secret=JBSWY3DPEHPK3PXP&issuer=binh-on-prod');
  expect(new URL(link).searchParams.get('secret')).toBe('JBSWY3DPEHPK3PXP');
  expect(drawnForCamera(link).split('\n').length).toBeGreaterThan(15);
});

test('at a terminal a secret answer is not shown, and others are', async () => {
  pool = await startUserPool();
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const output = new PassThrough();
  let shown = '';
  output.on('data', (chunk: Buffer) => {
    shown += chunk.toString('utf8');
  });
  const operator = operatorAt({ input, output });
  const secret = operator.askSecretly('Password:');
  input.write('Rau-muong-10\r');
  expect(await secret).toBe('Rau-muong-10');
  const open = operator.ask('Code:');
  input.write('123456\r');
  expect(await open).toBe('123456');
  operator.close();
  expect(shown).not.toContain('Rau');
  expect(shown).toContain('123456');
});
