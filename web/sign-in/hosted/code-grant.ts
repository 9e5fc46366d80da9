import * as oauth from 'oauth4webapi';
import type { SignedIn } from '../sign-in-way.ts';

/** Where people sign in, as the published page says. */
export interface HostedPage {
  readonly issuer: string;
  readonly url: string;
  readonly clientId: string;
}

/** What stands for a signed-in person, in memory alone. */
export interface Tokens {
  readonly id: string;
  /** Good once; the next comes with the next tokens. */
  readonly refresh: string | undefined;
  /** By the clock of this computer. */
  readonly until: number;
  readonly who: SignedIn;
}

/** A sign-in that was begun: only who knows the verifier can redeem the code that comes back. */
export interface Begun {
  readonly state: string;
  readonly verifier: string;
  readonly address: string;
}

/** Where the hosted page sends people back to, signed in or out. */
export const CALLBACK_PATH = '/dang-nhap';

/** A computer whose clock is wrong signs in all the same: it is the gateway that proves tokens. */
const CLOCK_TOLERANCE_S = 24 * 3600;
const GROUPS = ['admin', 'lead', 'staff'] as const;

/** Authorization code with PKCE (RFC 7636), as a page can do it that keeps no secret. */
export function codeGrant({ issuer, url, clientId }: HostedPage) {
  const server: oauth.AuthorizationServer = {
    issuer,
    authorization_endpoint: `${url}/oauth2/authorize`,
    token_endpoint: `${url}/oauth2/token`,
    revocation_endpoint: `${url}/oauth2/revoke`,
  };
  const client: oauth.Client = { client_id: clientId, [oauth.clockTolerance]: CLOCK_TOLERANCE_S };
  const asNobody = oauth.None();
  const callback = `${location.origin}${CALLBACK_PATH}`;

  return {
    async begin(): Promise<Begun> {
      const [state, verifier] = [oauth.generateRandomState(), oauth.generateRandomCodeVerifier()];
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: clientId,
        redirect_uri: callback,
        scope: 'openid',
        state,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { state, verifier, address: `${url}/oauth2/authorize?${query}` };
    },

    /** Redeems the code in the address that the hosted page sent back to. */
    async redeem(sentBack: URL, { state, verifier }: Pick<Begun, 'state' | 'verifier'>): Promise<Tokens> {
      const code = oauth.validateAuthResponse(server, client, sentBack, state);
      const answer = await oauth.authorizationCodeGrantRequest(server, client, asNobody, code, callback, verifier);
      return tokensIn(await oauth.processAuthorizationCodeResponse(server, client, answer, { requireIdToken: true }));
    },

    /** Newer tokens; undefined where the session has ended, which no second try would mend. */
    async renew({ refresh, who }: Tokens): Promise<Tokens | undefined> {
      if (refresh === undefined) return undefined;
      const answer = await oauth.refreshTokenGrantRequest(server, client, asNobody, refresh);
      if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return undefined;
      const renewed = tokensIn(await oauth.processRefreshTokenResponse(server, client, answer));
      return renewed.who.person === who.person ? { ...renewed, refresh: renewed.refresh ?? refresh } : undefined;
    },

    /** Ends what the refresh token could still do. */
    async revoke({ refresh }: Tokens): Promise<void> {
      if (refresh !== undefined) await oauth.revocationRequest(server, client, asNobody, refresh);
    },

    /** Where the session of the hosted page ends. */
    leaving: `${url}/logout?${new URLSearchParams({ client_id: clientId, logout_uri: callback })}`,
  };
}

function tokensIn(answer: oauth.TokenEndpointResponse): Tokens {
  const claims = oauth.getValidatedIdTokenClaims(answer);
  if (answer.id_token === undefined || claims === undefined) throw new Error('The sign-in came without an id token.');
  return {
    id: answer.id_token,
    refresh: answer.refresh_token,
    until: Date.now() + (answer.expires_in ?? claims.exp - claims.iat) * 1000,
    who: whoIn(claims),
  };
}

function whoIn(claims: oauth.IDToken): SignedIn {
  const groups = claims['cognito:groups'];
  const group = GROUPS.find((each) => Array.isArray(groups) && groups.includes(each)) ?? 'staff';
  const places = String(claims['custom:places'] ?? '');
  return { person: String(claims['custom:person'] ?? ''), group, places: places.split(' ').filter(Boolean) };
}
