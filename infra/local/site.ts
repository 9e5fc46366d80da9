import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileFor } from '../pages/entry-page.ts';
import { contentSecurityPolicy, keptFor, SAME_ORIGIN_ONLY } from '../pages/page-headers.ts';
import type { PageFile, PageFiles } from './page-files.ts';
import { isFromOwnPage, isOwnHost, type PageSessions } from './page-session.ts';

type Claims = Readonly<Record<string, string>>;

/** The pages of one machine, and who is signed in there. */
export interface Site {
  /** Answers a request for a page, or for who is signed in; false for any other path. */
  readonly answer: (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;
  /** The token of staff for which a request's cookie stands. */
  readonly tokenOf: (request: IncomingMessage) => string | undefined;
}

export interface SiteOptions {
  readonly pages: Promise<PageFiles>;
  readonly sessions: PageSessions;
  /** Whom a one-time link signs in. */
  readonly staffToken: string;
  readonly claimsOf: (token: string) => Claims | undefined;
}

const MOST_TOKEN_BYTES = 4096;
const NOT_PAGES = /^\/(v1|backup|rebuild|healthz|openapi\.json|docs)(\/|$)/;

/** A page loads only what comes from here, and stands in no frame of another. */
const HEADERS = {
  'content-security-policy': contentSecurityPolicy(),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  ...SAME_ORIGIN_ONLY,
} as const;

/** Serves the built pages, and signs officers in by a cookie. */
export function site(options: SiteOptions): Site {
  return {
    tokenOf: options.sessions.tokenOf,
    async answer(request, response, path) {
      const isSession = path === '/session' || path.startsWith('/vao/');
      if (!isSession && !isPage(request, path)) return false;
      if (!isOwnHost(request)) {
        refuse(response, 421, 'Misdirected Request');
        return true;
      }
      if (path === '/session') await answerSession(options, request, response);
      else if (isSession) enter(options, path.slice('/vao/'.length), response);
      else await answerFile(options.pages, request, response, path);
      return true;
    },
  };
}

/** Whoever looks with a browser is shown a page for every path that is none of the API's. */
function isPage({ method, headers }: IncomingMessage, path: string): boolean {
  if ((method !== 'GET' && method !== 'HEAD') || NOT_PAGES.test(path)) return false;
  return path === '/' || fileFor(path) !== '/index.html' || (headers.accept ?? '').includes('text/html');
}

async function answerFile(
  pages: Promise<PageFiles>,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const files = await pages.catch(() => new Map<string, PageFile>());
  const wanted = fileFor(path);
  const isAsset = wanted === path;
  const file = files.get(wanted);
  if (!file) {
    if (isAsset) return refuse(response, 404, 'Not Found');
    return refuse(
      response,
      503,
      'The pages could not be built: what npm start printed says why. The API answers all the same.',
    );
  }
  const isZipped = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const body = isZipped ? file.gzipped : file.body;
  response.writeHead(200, {
    ...HEADERS,
    'content-type': file.contentType,
    'content-length': body.length,
    ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
    vary: 'accept-encoding',
    'cache-control': keptFor(path),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Signs in whoever has the link that was printed, once. */
function enter({ sessions, staffToken }: SiteOptions, code: string, response: ServerResponse): void {
  const isGood = sessions.useCode(code);
  response.writeHead(303, {
    ...HEADERS,
    location: isGood ? '/' : '/dang-nhap?link=used',
    'cache-control': 'no-store',
    ...(isGood ? { 'set-cookie': sessions.cookieFor(staffToken) } : {}),
  });
  response.end();
}

/** GET: who is signed in. POST with a token signs in, DELETE signs out. */
async function answerSession(options: SiteOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { sessions, claimsOf } = options;
  if (request.method === 'GET') {
    const token = sessions.tokenOf(request);
    return tellWho(response, token === undefined ? undefined : claimsOf(token));
  }
  if (!isFromOwnPage(request)) return refuse(response, 403, 'Forbidden');
  if (request.method === 'DELETE') return tellWho(response, undefined, sessions.noCookie());
  if (request.method !== 'POST') return refuse(response, 405, 'Method Not Allowed');
  const token = await tokenIn(request);
  const claims = claimsOf(token);
  tellWho(response, claims, claims && sessions.cookieFor(token));
}

function tellWho(response: ServerResponse, claims: Claims | undefined, cookie?: string): void {
  response.writeHead(claims ? 200 : 401, {
    ...HEADERS,
    'content-type': 'application/json',
    'cache-control': 'no-store',
    ...(cookie === undefined ? {} : { 'set-cookie': cookie }),
  });
  const who = claims && {
    person: claims['custom:person'],
    group: claims['cognito:groups']?.slice(1, -1),
    places: claims['custom:places']?.split(' '),
  };
  response.end(JSON.stringify(who ?? { message: 'Unauthorized' }));
}

async function tokenIn(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_TOKEN_BYTES) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8').trim();
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { ...HEADERS, 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ message }));
}
