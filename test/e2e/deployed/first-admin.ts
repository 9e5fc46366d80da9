import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { codeOf, secretIn } from '#support/authenticator-app.ts';
import { callerOf } from './call-api.ts';
import { type Outputs, STACK } from './cdk-cli.ts';
import type { Emulator } from './emulator.ts';
import { eventually } from './eventually.ts';
import { invitedByMail } from './sent-mails.ts';
import { PASSWORD } from './sign-in.ts';
import { tell } from './tell.ts';

const FIRST = 'quan-tri-dau-tien@binh-on.example';
const COMMAND = ['first-admin', '--', '--email', FIRST, '--name', 'Nguyễn Thu An'];

/** The first administrator is made by the one command, which is broken off before the app knows its secret, and run again. */
export async function makeFirstAdmin(emulator: Emulator, outputs: Outputs): Promise<void> {
  const cutOff = begin(emulator, COMMAND);
  cutOff.type(PASSWORD, PASSWORD);
  await eventually('the secret of the app is shown', async () => secretIn(cutOff.said()) !== '');
  cutOff.hangUp();
  assert.equal(await cutOff.ended, 1);

  const again = begin(emulator, COMMAND);
  again.type(PASSWORD);
  const secret = await eventually('a new secret is shown', async () => secretIn(again.said()) || false);
  again.type('000000', codeOf(secret, Date.now()));
  assert.equal(await again.ended, 0, again.said());
  assert.doesNotMatch(again.said(), new RegExp(`${PASSWORD}|eyJ`));
  assert.deepEqual(await invitedByMail(emulator), []);
  tell(`npm run first-admin: ${FIRST} has a password and an authenticator app; it was broken off once`);

  const signIn = begin(emulator, ['sign-in', '--', '--email', FIRST]);
  signIn.type(PASSWORD, codeOf(secret, Date.now()));
  assert.equal(await signIn.ended, 0, signIn.said());
  const { call } = callerOf(outputs.ApiUrl, signIn.printed().trim());
  const { items } = await call('GET /v1/people');
  assert.deepEqual(
    items.flatMap(({ emails = [] }) => emails),
    [FIRST],
  );
  // Who keeps people and is told of no alert: the story's mails are the duty officer's.
  const body = { name: 'Nguyễn Thu An', group: 'admin' as const, places: ['*'], emails: [FIRST], channels: [] };
  const changed = await call('PUT /v1/people/{id}', { params: { id: items[0]?.id ?? '' }, body });
  assert.deepEqual(changed.channels, []);
  const second = begin(
    emulator,
    COMMAND.map((word) => (word === FIRST ? 'nguoi-khac@binh-on.example' : word)),
  );
  assert.equal(await second.ended, 1);
  assert.match(second.said(), new RegExp(`There is an administrator already: ${FIRST}`));
  tell('npm run sign-in asks for both and gives a token; a second "first" administrator is refused');
}

/** One of the project's scripts, and somebody who types line by line. */
function begin({ env }: Emulator, words: readonly string[]) {
  const child = spawn('npm', ['run', '--silent', ...words], { env: { ...env, STACK } });
  let printed = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  return {
    type: (...lines: string[]) => void child.stdin.write(lines.map((line) => `${line}\n`).join('')),
    hangUp: () => void child.stdin.end(),
    printed: () => printed,
    said: () => printed + said,
    ended: once(child, 'close').then(([code]) => code as number),
  };
}
