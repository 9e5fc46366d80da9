/**
 * How somebody with credentials of AWS signs in without the pages: by password, then by an authenticator app, which is set
 * up on the way where it is not there. Passwords and tokens are shown to nobody, and stand in no message.
 */
import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserMFAPreferenceCommand,
  AssociateSoftwareTokenCommand,
  type AuthenticationResultType,
  type CognitoIdentityProviderClient,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Operator } from './ask-operator.ts';
import { authenticatorLink, drawnForCamera } from './authenticator-link.ts';
import type { SignInWords } from './sign-in-words.ts';

export interface SignInPorts {
  readonly cognito: CognitoIdentityProviderClient;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly operator: Operator;
  readonly tell: (line: string) => void;
  readonly words: SignInWords;
  /** What the authenticator app calls this deployment. */
  readonly issuer: string;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** What Cognito answers to a password or to a challenge. */
interface Answer {
  readonly ChallengeName?: string | undefined;
  readonly Session?: string | undefined;
  readonly ChallengeParameters?: Readonly<Record<string, string>> | undefined;
  readonly AuthenticationResult?: AuthenticationResultType | undefined;
}

/** Raised where signing in comes to an end that no answer of the operator mends. */
export class SignInFailed extends Error {
  override readonly name = 'SignInFailed';
}

const MOST_TRIES = 5;

/**
 * Signs in, and sets up the second factor where there is none; `withoutApp` leaves it out where the pool does not ask for
 * it. Returns the id token, for the API.
 */
export async function signInAtShell(ports: SignInPorts, credentials: Credentials, withoutApp = false): Promise<string> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const answer = await begin(ports, credentials);
    try {
      const result = await goOn(ports, credentials.email, answer, withoutApp);
      if (result?.IdToken === undefined) throw new SignInFailed(ports.words.noToken);
      return result.IdToken;
    } catch (error) {
      // A session ends after minutes, and a phone may have to be fetched.
      if (!isCalled(error, 'NotAuthorizedException')) throw error;
      ports.tell(ports.words.tookTooLong);
    }
  }
  throw new SignInFailed(ports.words.tookTooLong);
}

async function begin({ cognito, userPoolId, clientId, words }: SignInPorts, { email, password }: Credentials) {
  try {
    return await cognito.send(
      new AdminInitiateAuthCommand({
        UserPoolId: userPoolId,
        ClientId: clientId,
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: email, PASSWORD: password },
      }),
    );
  } catch (error) {
    if (isCalled(error, 'NotAuthorizedException')) throw new SignInFailed(words.wrongPassword);
    throw error;
  }
}

async function goOn(ports: SignInPorts, email: string, answer: Answer, withoutApp: boolean) {
  const { ChallengeName: challenge, Session, AuthenticationResult: result } = answer;
  const username = answer.ChallengeParameters?.['USER_ID_FOR_SRP'] ?? email;
  if (result) {
    if (!withoutApp) await addApp(ports, email, result);
    return result;
  }
  if (challenge === 'MFA_SETUP') {
    const verified = await setUpApp(ports, email, { Session });
    return respond(ports, challenge, verified, { USERNAME: username });
  }
  if (challenge === 'SOFTWARE_TOKEN_MFA') return enterCode(ports, Session, username);
  throw new SignInFailed(ports.words.unknownChallenge(challenge ?? '?'));
}

async function enterCode(ports: SignInPorts, session: string | undefined, username: string) {
  return untilRight(ports, async (code) =>
    respond(ports, 'SOFTWARE_TOKEN_MFA', session, { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: code }),
  );
}

/** Where the pool leaves the second factor to people, it is asked for from now on. */
async function addApp(ports: SignInPorts, email: string, { AccessToken }: AuthenticationResultType): Promise<void> {
  await setUpApp(ports, email, { AccessToken });
  const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
  await ports.cognito.send(
    new AdminSetUserMFAPreferenceCommand({ UserPoolId: ports.userPoolId, Username: email, SoftwareTokenMfaSettings }),
  );
}

/** Shows the secret, and asks for a code until the app has it; returns the session to go on with. */
async function setUpApp(
  ports: SignInPorts,
  email: string,
  by: { readonly Session?: string | undefined } | { readonly AccessToken?: string | undefined },
): Promise<string | undefined> {
  const { cognito, tell, words, issuer } = ports;
  const { SecretCode: secret = '', Session = undefined } = await cognito.send(new AssociateSoftwareTokenCommand(by));
  const link = authenticatorLink({ issuer, account: email, secret });
  for (const line of [words.scan, drawnForCamera(link), words.orType, link]) tell(line);
  const held = 'AccessToken' in by ? by : { Session };
  const verified = await untilRight(ports, (UserCode) =>
    cognito.send(new VerifySoftwareTokenCommand({ ...held, UserCode })),
  );
  return verified.Session;
}

/** Asks for codes until one is right; a code is right for half a minute, so the first is often late. */
async function untilRight<Verified>(
  { operator, tell, words }: SignInPorts,
  verify: (code: string) => Promise<Verified>,
): Promise<Verified> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const code = (await operator.ask(words.code)).replace(/\s/g, '');
    if (/^\d{6}$/.test(code)) {
      try {
        return await verify(code);
      } catch (error) {
        const isWrong = ['EnableSoftwareTokenMFAException', 'CodeMismatchException', 'ExpiredCodeException'];
        if (!isWrong.some((name) => isCalled(error, name))) throw error;
      }
    }
    tell(words.wrongCode);
  }
  throw new SignInFailed(words.noRightCode);
}

async function respond(
  { cognito, userPoolId, clientId }: SignInPorts,
  ChallengeName: 'MFA_SETUP' | 'SOFTWARE_TOKEN_MFA',
  Session: string | undefined,
  ChallengeResponses: Record<string, string>,
): Promise<AuthenticationResultType | undefined> {
  const { AuthenticationResult } = await cognito.send(
    new AdminRespondToAuthChallengeCommand({
      UserPoolId: userPoolId,
      ClientId: clientId,
      ChallengeName,
      Session,
      ChallengeResponses,
    }),
  );
  return AuthenticationResult;
}

function isCalled(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
