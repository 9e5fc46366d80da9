import { randomUUID } from 'node:crypto';
import { codeOf } from './authenticator-app.ts';

/** A user as a pool keeps it whose sign-in name is the e-mail address. */
export interface PoolUser {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
  readonly enabled: boolean;
  /** As Cognito calls it; who has signed in once is CONFIRMED. */
  readonly status: 'FORCE_CHANGE_PASSWORD' | 'CONFIRMED';
}

export interface Order {
  readonly Username: string;
  readonly GroupName?: string;
  readonly MessageAction?: string;
  readonly Password?: string;
  readonly AuthParameters?: Readonly<Record<string, string>>;
  readonly ChallengeName?: string;
  readonly ChallengeResponses?: Readonly<Record<string, string>>;
  readonly Session?: string;
  readonly AccessToken?: string;
  readonly UserCode?: string;
  readonly UserAttributes?: readonly { readonly Name: string; readonly Value: string }[];
}

/** A refusal, by the name that Cognito gives it. */
export class Refused extends Error {}

interface Pool {
  /** Whether a second factor is required, as in production; else it is left to people. */
  readonly asksForApp: boolean;
  readonly find: (named: string) => PoolUser;
  readonly confirm: (name: string) => void;
}

/**
 * How a pool lets people in by AdminInitiateAuth: password, then the authenticator app, by the sessions and refusals of
 * the API reference. A session is good for one answer, but for a wrong code of an app that is being set up.
 */
export function signInChallenges({ asksForApp, find, confirm }: Pool): Record<string, (order: Order) => object> {
  const passwords = new Map<string, string>();
  const secrets = new Map<string, string>();
  const pending = new Map<string, string>();
  const sessions = new Map<string, string>();
  const sessionOf = (user: string) => {
    const session = randomUUID();
    sessions.set(session, user);
    return session;
  };
  const userOf = ({ Session = '', AccessToken }: Order): string => {
    const user = AccessToken?.replace('access of ', '') ?? sessions.get(Session);
    if (user === undefined) throw new Refused('NotAuthorizedException');
    return user;
  };
  const letIn = (name: string) => ({
    AuthenticationResult: { IdToken: `id of ${name}`, AccessToken: `access of ${name}` },
  });
  const hasCode = (secret: string | undefined, code: string | undefined) =>
    secret !== undefined && code === codeOf(secret, Date.now());
  return {
    AdminSetUserPassword({ Username, Password = '' }) {
      if (!/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^A-Za-z0-9]).{12,}$/.test(Password)) {
        throw new Refused('InvalidPasswordException');
      }
      passwords.set(find(Username).name, Password);
      confirm(find(Username).name);
      return {};
    },
    AdminInitiateAuth({ AuthParameters = {} }) {
      const { name } = find(AuthParameters['USERNAME'] ?? '');
      if (passwords.get(name) !== AuthParameters['PASSWORD']) throw new Refused('NotAuthorizedException');
      if (!secrets.has(name) && !asksForApp) return letIn(name);
      const ChallengeName = secrets.has(name) ? 'SOFTWARE_TOKEN_MFA' : 'MFA_SETUP';
      return { ChallengeName, Session: sessionOf(name), ChallengeParameters: { USER_ID_FOR_SRP: name } };
    },
    AssociateSoftwareToken(order) {
      const user = userOf(order);
      pending.set(user, 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP');
      return { SecretCode: pending.get(user), Session: sessionOf(user) };
    },
    VerifySoftwareToken(order) {
      const user = userOf(order);
      const secret = pending.get(user);
      if (!hasCode(secret, order.UserCode)) throw new Refused('EnableSoftwareTokenMFAException');
      secrets.set(user, secret ?? '');
      return { Status: 'SUCCESS', Session: sessionOf(user) };
    },
    AdminSetUserMFAPreference: () => ({}),
    AdminRespondToAuthChallenge(order) {
      const user = userOf(order);
      const { USERNAME, SOFTWARE_TOKEN_MFA_CODE: code } = order.ChallengeResponses ?? {};
      if (USERNAME !== user || !secrets.has(user)) throw new Refused('NotAuthorizedException');
      const isOwn = order.ChallengeName === 'MFA_SETUP' || hasCode(secrets.get(user), code);
      if (!isOwn) throw new Refused('CodeMismatchException');
      return letIn(user);
    },
  };
}
