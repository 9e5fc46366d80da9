import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { type AccountFacts, type Accounts, AddressTaken, type Invitation } from '#domain/people/account.ts';
import { PERSON_GROUPS } from '#domain/people/person.ts';
import { present } from '#domain/present.ts';

/** A page waits for it: a service that hangs must not take all of the function's time. */
const PATIENCE = { connectionTimeout: 3_000, requestTimeout: 8_000, throwOnRequestTimeout: true };

type Cognito = Pick<CognitoIdentityProviderClient, 'send'>;

/** The client that the accounts are reached by, made when it is first needed. */
export function cognitoClient(): Cognito {
  return new CognitoIdentityProviderClient({ requestHandler: PATIENCE });
}

/** The accounts of a Cognito user pool whose sign-in name is the e-mail address; without `mailed` nobody is written to. */
export function cognitoAccounts(cognito: Cognito, UserPoolId: string, { mailed = true } = {}): Accounts {
  const settle = async (facts: AccountFacts, Username: string): Promise<void> => {
    const user = { UserPoolId, Username };
    if (!facts.active) {
      await cognito.send(new AdminDisableUserCommand(user));
      // Else a session of before would go on once the account is enabled again.
      await cognito.send(new AdminUserGlobalSignOutCommand(user));
    }
    await unlessTaken(
      facts,
      cognito.send(new AdminUpdateUserAttributesCommand({ ...user, UserAttributes: attributesOf(facts) })),
    );
    // Joins before it leaves: nobody is without a group between.
    await cognito.send(new AdminAddUserToGroupCommand({ ...user, GroupName: facts.group }));
    for (const GroupName of PERSON_GROUPS.filter((group) => group !== facts.group)) {
      await cognito.send(new AdminRemoveUserFromGroupCommand({ ...user, GroupName }));
    }
    if (facts.active) await cognito.send(new AdminEnableUserCommand(user));
  };

  const how = mailed ? MAILED : UNSAID;
  const create = async (facts: AccountFacts): Promise<Invitation> => {
    const { User } = await cognito.send(new AdminCreateUserCommand({ ...newUser(UserPoolId, facts), ...how }));
    const account = User?.Username ?? facts.email;
    await settle(facts, account);
    return mailed ? { account, sentTo: facts.email } : { account };
  };

  const invite = async (facts: AccountFacts, known?: string): Promise<Invitation> => {
    const account = (known && (await find(known))?.Username) ?? (await ownAccount(facts));
    if (account === undefined) return create(facts);
    await settle(facts, account);
    return present({ account, sentTo: (await sentAgain(facts)) ? facts.email : undefined });
  };

  const find = (Username: string) =>
    unless('UserNotFoundException', cognito.send(new AdminGetUserCommand({ UserPoolId, Username })));

  /** The account of the address, where an invitation was cut off before the record named it. */
  const ownAccount = async ({ email, person }: AccountFacts): Promise<string | undefined> => {
    const found = await find(email);
    if (!found) return undefined;
    const owner = found.UserAttributes?.find(({ Name }) => Name === 'custom:person')?.Value;
    if (owner !== person) throw new AddressTaken(`The address of ${person} is that of another account`);
    return found.Username ?? email;
  };

  /** False for who has signed in before: there is no temporary password any more. */
  const sentAgain = async ({ email }: AccountFacts): Promise<boolean> => {
    if (!mailed) return false;
    const again = { UserPoolId, Username: email, MessageAction: 'RESEND' as const, ...MAILED };
    return (
      (await unless('UnsupportedUserStateException', cognito.send(new AdminCreateUserCommand(again)))) !== undefined
    );
  };

  const remove = async (Username: string): Promise<void> => {
    await unless('UserNotFoundException', cognito.send(new AdminDeleteUserCommand({ UserPoolId, Username })));
  };

  return {
    invite,
    // An account that somebody has deleted is made again by the next invitation.
    settle: async (facts, account) => void (await unless('UserNotFoundException', settle(facts, account))),
    remove,
    // Nothing else forgets an authenticator app: AdminSetUserMFAPreference "doesn't reset an existing TOTP MFA for a user"
    // (Cognito API reference), and where a second factor is required it changes nothing at all.
    async resetSecondFactor(facts, account) {
      await remove(account);
      return invite(facts);
    },
  };
}

const MAILED = { DesiredDeliveryMediums: ['EMAIL' as const] };
const UNSAID = { MessageAction: 'SUPPRESS' as const };

function newUser(UserPoolId: string, facts: AccountFacts) {
  return {
    UserPoolId,
    Username: facts.email,
    UserAttributes: attributesOf(facts),
  };
}

function attributesOf({ email, person, places }: AccountFacts) {
  return [
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
    { Name: 'custom:person', Value: person },
    { Name: 'custom:places', Value: places.join(' ') },
  ];
}

async function unlessTaken({ person }: AccountFacts, change: Promise<unknown>): Promise<void> {
  try {
    await change;
  } catch (error) {
    if ((error as Error).name !== 'AliasExistsException') throw error;
    throw new AddressTaken(`The address of ${person} is that of another account`);
  }
}

/** The answer; undefined where Cognito refuses with this exception. */
async function unless<Answer>(exception: string, request: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await request;
  } catch (error) {
    if ((error as Error).name === exception) return undefined;
    throw error;
  }
}
