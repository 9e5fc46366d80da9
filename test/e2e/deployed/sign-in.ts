import assert from 'node:assert/strict';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Outputs } from './cdk-cli.ts';
import type { Emulator } from './emulator.ts';

/** A person of the administration, as docs/deploy.md makes accounts. */
export interface Person {
  readonly email: string;
  readonly group?: 'staff' | 'lead' | 'admin';
  /** What the person sees: places, or `*`; nothing without. */
  readonly places?: string;
}

/** Only lives as long as the emulator does; as the pool's policy asks for: 12 characters of four kinds. */
export const PASSWORD = 'Rau-muống-10.000đ';

/** What Cognito hands out: the API takes the first. */
export interface Tokens {
  readonly id: string;
  readonly access: string;
}

export function staffSignIn({ client }: Emulator, { UserPoolId, UserPoolClientId }: Outputs) {
  const cognito = new CognitoIdentityProviderClient(client);

  async function makeAccount({ email, group, places }: Person): Promise<void> {
    const account = { UserPoolId, Username: email };
    await cognito.send(
      new AdminCreateUserCommand({
        ...account,
        MessageAction: 'SUPPRESS',
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: 'true' },
          ...(places === undefined ? [] : [{ Name: 'custom:places', Value: places }]),
        ],
      }),
    );
    await choosePassword(email);
    if (group) await cognito.send(new AdminAddUserToGroupCommand({ ...account, GroupName: group }));
  }

  /** What a person does with the temporary password of an invitation. */
  async function choosePassword(email: string): Promise<void> {
    const account = { UserPoolId, Username: email };
    await cognito.send(new AdminSetUserPasswordCommand({ ...account, Password: PASSWORD, Permanent: true }));
  }

  async function signIn(email: string): Promise<Tokens> {
    const { AuthenticationResult: result } = await cognito.send(
      new AdminInitiateAuthCommand({
        UserPoolId,
        ClientId: UserPoolClientId,
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: email, PASSWORD },
      }),
    );
    assert.ok(result?.IdToken && result.AccessToken, `${email} did not get both tokens`);
    return { id: result.IdToken, access: result.AccessToken };
  }

  return { makeAccount, choosePassword, signIn };
}
