import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { upToDatePages } from '#infra/local/page-files.ts';
import { ANSWER_BY_INDEX } from '#infra/pages/answer-by-index.ts';
import { CALLBACK_PATH, withHostedSignIn } from '#infra/pages/hosted-sign-in.ts';
import { contentSecurityPolicy, keptFor, SAME_ORIGIN_ONLY } from '#infra/pages/page-headers.ts';
import { BROWSER, FLAGS } from '#support/browser.ts';
import { type SignInServer, signInServer } from './sign-in-server.ts';

const PAGES = 'binh-on.test';
const SIGN_IN = 'sign-in.test';
const CLIENT_ID = 'pages-of-binh-on';

export interface DeployedPages {
  readonly signIn: SignInServer;
  /** A browser's window of its own: nobody is signed in. */
  readonly newContext: () => Promise<BrowserContext>;
  /** Addresses that the API was asked for, with who asked. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
}

export interface DeployedPagesOptions {
  readonly folder: string;
  /** Where the API is, and the token that it takes for the person of an id token. */
  readonly apiUrl: string;
  readonly tokenOf: (person: string) => string | undefined;
  readonly clock: () => number;
}

/** The pages as CloudFront serves them, with TLS, before the API of one machine and a sign-in server of another origin. */
export async function deployedPages({ folder, apiUrl, tokenOf, clock }: DeployedPagesOptions): Promise<DeployedPages> {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  await promisify(execFile)('openssl', [
    ...'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=binh-on.test'.split(' '),
    ...['-keyout', key, '-out', certificate],
  ]);
  const origin = `https://${PAGES}`;
  const issuer = `https://${SIGN_IN}`;
  const signIn = signInServer({ issuer, clientId: CLIENT_ID, callback: `${origin}${CALLBACK_PATH}`, clock });
  const asked: string[] = [];
  const answerFile = await pageAnswerer({ issuer, url: issuer, clientId: CLIENT_ID });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', origin);
    if (request.headers.host === SIGN_IN) return signIn.answer(request, response);
    if (!/^\/(v1\/|openapi\.json$|docs$|healthz$)/.test(pathname)) return answerFile(pathname, response);
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const account = token === undefined ? undefined : signIn.accountOf(token);
    asked.push(`${request.method} ${pathname} ${account?.person ?? 'nobody'}`);
    const own = account && tokenOf(account.person);
    if (own === undefined) return void response.writeHead(401).end('{"message":"Unauthorized"}');
    forward(apiUrl, own, request, response);
  };
  const tls = { key: await readFile(key), cert: await readFile(certificate) };
  const server = createServer(tls, (request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const rules = `--host-resolver-rules=MAP ${PAGES}:443 127.0.0.1:${port},MAP ${SIGN_IN}:443 127.0.0.1:${port}`;
  const browser = await chromium.launch({ executablePath: BROWSER, args: [...FLAGS, rules] });
  return {
    signIn,
    asked,
    newContext: () => browser.newContext({ baseURL: origin, ignoreHTTPSErrors: true, locale: 'vi-VN' }),
    close: async () => {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Answers for a page or a file as the bucket does behind the function and the headers of CloudFront. */
async function pageAnswerer(setting: Parameters<typeof withHostedSignIn>[1]) {
  const files = await upToDatePages();
  const pageFor = new Function('uri', `${ANSWER_BY_INDEX}; return handler({ request: { uri: uri } }).uri;`);
  const headers = {
    'content-security-policy': contentSecurityPolicy([setting.url]),
    'x-content-type-options': 'nosniff',
    ...SAME_ORIGIN_ONLY,
  };
  return (path: string, response: ServerResponse): void => {
    const wanted = path.startsWith('/assets/') ? path : String(pageFor(path));
    const file = files.get(wanted);
    if (!file) return void response.writeHead(403, headers).end();
    response.writeHead(200, { ...headers, 'content-type': file.contentType, 'cache-control': keptFor(wanted) });
    response.end(wanted === '/index.html' ? withHostedSignIn(file.body.toString('utf8'), setting) : file.body);
  };
}

function forward(apiUrl: string, token: string, request: IncomingMessage, response: ServerResponse): void {
  const { hostname, port, host } = new URL(apiUrl);
  const { origin: _, ...kept } = request.headers;
  const headers = { ...kept, host, authorization: `Bearer ${token}` };
  const { method, url: path } = request;
  const forwarded = ask({ hostname, port, method, path, headers }, (answered) => {
    response.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(response);
  });
  forwarded.once('error', (error) => response.destroy(error));
  request.pipe(forwarded);
}

/** Signs in at the hosted page, where that is what is shown. */
export async function passHostedPage(page: Page): Promise<void> {
  await page.waitForURL(`https://${SIGN_IN}/**`);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
