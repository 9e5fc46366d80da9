import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A person whom the sign-in server knows. */
export interface Account {
  readonly person: string;
  readonly groups: readonly string[];
  readonly places: string;
}

export interface SignInServerOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly callback: string;
  readonly clock: () => number;
}

interface Pending {
  readonly challenge: string;
  readonly account: Account;
}

const TOKEN_SECONDS = 3600;
const SESSION = 'hosted-session';

/**
 * A small OpenID provider that behaves as Cognito's hosted page: a form, a session cookie, codes that are good once and for
 * whoever has the verifier, refresh tokens that are good once.
 */
export function signInServer({ issuer, clientId, callback, clock }: SignInServerOptions) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map<string, Pending>();
  const refreshTokens = new Map<string, Account>();
  const idTokens = new Map<string, Account & { readonly until: number }>();
  const sessions = new Map<string, Account>();
  const requests: string[] = [];
  let account: Account = { person: '', groups: [], places: '' };

  function idTokenFor(who: Account): string {
    const now = Math.floor(clock() / 1000);
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
      iss: issuer,
      aud: clientId,
      sub: who.person,
      iat: now,
      exp: now + TOKEN_SECONDS,
      jti: randomUUID(),
      'cognito:groups': who.groups,
      'custom:person': who.person,
      'custom:places': who.places,
    };
    const signed = `${part({ alg: 'RS256' })}.${part(claims)}`;
    const token = `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
    idTokens.set(token, { ...who, until: clock() + TOKEN_SECONDS * 1000 });
    return token;
  }

  function tokensFor(who: Account) {
    const refresh = randomUUID();
    refreshTokens.set(refresh, who);
    const token = { access_token: randomUUID(), token_type: 'Bearer', expires_in: TOKEN_SECONDS };
    return { ...token, id_token: idTokenFor(who), refresh_token: refresh };
  }

  function grant(form: URLSearchParams): object | undefined {
    if (form.get('client_id') !== clientId) return undefined;
    if (form.get('grant_type') === 'refresh_token') {
      const who = taken(refreshTokens, form.get('refresh_token'));
      return who && tokensFor(who);
    }
    const pending = taken(codes, form.get('code'));
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isProved = pending?.challenge === proof && form.get('redirect_uri') === callback;
    return pending && isProved ? tokensFor(pending.account) : undefined;
  }

  function sendBack(response: ServerResponse, query: URLSearchParams, who: Account): void {
    const code = randomUUID();
    codes.set(code, { challenge: query.get('code_challenge') ?? '', account: who });
    const back = new URLSearchParams({ code, state: query.get('state') ?? '' });
    response.writeHead(302, { location: `${callback}?${back}` }).end();
  }

  function authorize(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): void {
    const wanted = {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: callback,
      code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(wanted)) {
      if (query.get(name) !== value) return void response.writeHead(400).end(`${name}: ${query.get(name)}`);
    }
    const [, session = ''] = /hosted-session=([\w-]+)/.exec(request.headers.cookie ?? '') ?? [];
    const known = sessions.get(session);
    if (known) {
      sendBack(response, query, known);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'x-frame-options': 'DENY' });
    const action = `/login?${query}`.replaceAll('&', '&amp;');
    response.end(`<title>Sign in</title><form method="post" action="${action}"><button>Sign in</button></form>`);
  }

  function logIn(response: ServerResponse, query: URLSearchParams): void {
    const session = randomUUID();
    sessions.set(session, account);
    response.setHeader('set-cookie', `${SESSION}=${session}; Path=/; Secure; HttpOnly`);
    sendBack(response, query, account);
  }

  return {
    requests,
    /** Whom the form signs in from now on. */
    signsIn: (who: Account) => {
      account = who;
    },
    /** Ends what is left of every sign-in, but not the tokens that are out. */
    endEverything: () => {
      refreshTokens.clear();
      sessions.clear();
    },
    refreshTokens: () => refreshTokens.size,
    hostedSessions: () => sessions.size,
    /** Whom a token stands for, as the gateway's authorizer says it. */
    accountOf: (token: string): Account | undefined => {
      const found = idTokens.get(token);
      return found && found.until > clock() ? found : undefined;
    },
    async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const { pathname, searchParams: query } = new URL(request.url ?? '/', issuer);
      const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
      const kind = form.get('grant_type');
      requests.push(`${request.method} ${pathname}${kind === null ? '' : ` ${kind}`}`);
      response.setHeader('access-control-allow-origin', '*');
      if (pathname === '/oauth2/authorize') return authorize(request, response, query);
      if (pathname === '/login') return logIn(response, query);
      if (pathname === '/oauth2/revoke') {
        refreshTokens.delete(form.get('token') ?? '');
        return void response.writeHead(200).end();
      }
      if (pathname === '/logout') {
        sessions.clear();
        return void response.writeHead(302, { location: query.get('logout_uri') ?? '' }).end();
      }
      if (pathname !== '/oauth2/token') return void response.writeHead(404).end();
      const tokens = grant(form);
      response.writeHead(tokens ? 200 : 400, { 'content-type': 'application/json' });
      response.end(JSON.stringify(tokens ?? { error: 'invalid_grant' }));
    },
  };
}

export type SignInServer = ReturnType<typeof signInServer>;

/** What was kept under a name, which is good once. */
function taken<Kept>(from: Map<string, Kept>, name: string | null): Kept | undefined {
  const kept = from.get(name ?? '');
  from.delete(name ?? '');
  return kept;
}
