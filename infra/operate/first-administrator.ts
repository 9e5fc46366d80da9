import {
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  paginateListUsersInGroup,
} from '@aws-sdk/client-cognito-identity-provider';
import { type Credentials, SignInFailed, type SignInPorts, signInAtShell } from './sign-in-at-shell.ts';
import { invitePerson, type PeopleOfStack } from './staff-accounts.ts';

export interface FirstAdministrator {
  readonly email: string;
  readonly name: string;
  /** One more, beside those that are there. */
  readonly another: boolean;
  /** Sets the password anew, though the account has one. */
  readonly newPassword: boolean;
  /** Leaves out the authenticator app where the user pool does not ask for it. */
  readonly withoutApp: boolean;
}

/** Raised where there is an administrator already, and another one was not asked for. */
export class ThereIsOne extends Error {
  override readonly name = 'ThereIsOne';
}

const MOST_TRIES = 5;

/**
 * Enters the first administrator, and goes with them through password and authenticator app until they have signed in.
 * Each step looks at what is there, so the command may be broken off anywhere and run again.
 */
export async function makeFirstAdministrator(
  stack: PeopleOfStack,
  ports: SignInPorts,
  wanted: FirstAdministrator,
): Promise<void> {
  const { email, name, another, newPassword, withoutApp } = wanted;
  const others = (await administrators(ports)).filter((address) => address !== email.toLowerCase());
  if (others.length > 0 && !another) throw new ThereIsOne(ports.words.thereIsOne(others.join(', ')));
  const isUsed = !newPassword && (await hasPassword(ports, email));
  const id = await invitePerson(stack, { email, name, group: 'admin', places: ['*'] }, { mailed: false });
  if (!(await administrators(ports)).includes(email.toLowerCase())) throw new SignInFailed(ports.words.notAdmin(email));
  ports.tell(isUsed ? ports.words.goesOn(email) : ports.words.entered(email, id));
  const password = isUsed ? await ports.operator.askSecretly(ports.words.password) : await choose(ports, email);
  await signInAtShell(ports, { email, password }, withoutApp);
  ports.tell(ports.words.done(email));
}

/** The addresses of all who may do everything and are let in. */
async function administrators({ cognito, userPoolId: UserPoolId }: SignInPorts): Promise<string[]> {
  const found: string[] = [];
  const group = { UserPoolId, GroupName: 'admin' };
  for await (const { Users = [] } of paginateListUsersInGroup({ client: cognito }, group)) {
    for (const { Attributes = [], Username = '', Enabled = true } of Users) {
      const email = Attributes.find(({ Name }) => Name === 'email')?.Value ?? Username;
      if (Enabled) found.push(email.toLowerCase());
    }
  }
  return found;
}

/** True once the person has a password of their own: an account that was only made has a temporary one. */
async function hasPassword({ cognito, userPoolId: UserPoolId }: SignInPorts, Username: string): Promise<boolean> {
  try {
    const { UserStatus } = await cognito.send(new AdminGetUserCommand({ UserPoolId, Username }));
    return UserStatus === 'CONFIRMED';
  } catch (error) {
    if (error instanceof Error && error.name === 'UserNotFoundException') return false;
    throw error;
  }
}

/** Asks for a new password until two entries agree and the pool takes it. */
async function choose(
  { cognito, userPoolId, operator, tell, words }: SignInPorts,
  email: Credentials['email'],
): Promise<string> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const password = await operator.askSecretly(words.newPassword);
    if ((await operator.askSecretly(words.again)) !== password) {
      tell(words.notTheSame);
      continue;
    }
    try {
      const chosen = { UserPoolId: userPoolId, Username: email, Password: password, Permanent: true };
      await cognito.send(new AdminSetUserPasswordCommand(chosen));
      return password;
    } catch (error) {
      const isRefused = error instanceof Error && /InvalidPassword|InvalidParameter|PasswordHistory/.test(error.name);
      if (!isRefused) throw error;
      tell(words.refusedPassword(error.message));
    }
  }
  throw new SignInFailed(words.notTheSame);
}
