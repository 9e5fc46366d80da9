import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { type RoutePath, routePath } from '#contract/route-path.ts';
import { ANY_OTHER, ROUTES, type Route } from '#contract/routes.ts';
import type { GatewayEvent } from '#runtime/gateway-event.ts';
import type { HttpLambda } from '#runtime/http-handler.ts';
import type { Rebuild } from './rebuild-on-machine.ts';
import { streamRebuild } from './rebuild-stream.ts';
import type { Site } from './site.ts';
import { isSameToken } from './token-claims.ts';

/** What the HTTP API is on AWS: routes, authorizers and limits in front of the functions. */
export interface Gateway {
  readonly functions: Readonly<Record<string, HttpLambda>>;
  readonly authorizer: (event: APIGatewayRequestAuthorizerEventV2) => Promise<{ readonly context: object }>;
  readonly staffToken: string;
  /** Who a token of staff signs in, by the claims of an ID token; none for any other text. */
  readonly claimsOf: (token: string) => Readonly<Record<string, string>> | undefined;
  /** The pages, and who is signed in there. */
  readonly site?: Site;
  readonly newRequestId: () => string;
  /** All that the machine keeps, for whoever holds the staff's token. */
  readonly backup?: () => Readable;
  /** Has places folded anew, for whoever holds the staff's token. */
  readonly rebuild?: Rebuild;
}

/** A Lambda request's limit; the functions refuse at 4 MB with a readable problem before it. */
const MAX_BODY_BYTES = 6 * 1024 * 1024;
/** Time for the answer to reach whoever is still sending. */
const CUT_OFF_AFTER_MS = 500;

interface CompiledRoute extends RoutePath {
  readonly route: Route;
}

/** What no route takes goes to the function that the HTTP API's `$default` names. */
const OTHER: CompiledRoute = {
  route: { method: 'GET', path: ANY_OTHER, function: 'describe-api', access: 'public' },
  ...routePath(''),
};

export function serveGateway(gateway: Gateway): Server {
  const routes = ROUTES.map((route) => ({ route, ...routePath(route.path) }));
  return createServer((request, response) => {
    answer(gateway, routes, request, response).catch((error: unknown) => {
      if (hasHungUp(error, request)) {
        response.destroy();
        return;
      }
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      if (!response.headersSent) send(response, 500, { message: 'Internal Server Error' });
      else response.end();
    });
  });
}

/** True where whoever asked is gone before the end: nothing of ours has failed. */
function hasHungUp(error: unknown, { socket }: IncomingMessage): boolean {
  const { code = '' } = error as NodeJS.ErrnoException;
  return socket.destroyed && ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'].includes(code);
}

async function answer(
  gateway: Gateway,
  routes: readonly CompiledRoute[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = targetOf(request);
  if (await answerOwn(gateway, target.path, request, response)) return;
  if (await gateway.site?.answer(request, response, target.path)) return;
  signInByCookie(gateway, request);
  const found = routes.find(({ route, pattern }) => route.method === request.method && pattern.test(target.path));
  const body = await readBody(request);
  if (!body) return refuseTooLong(request, response);
  const event = eventOf(found ?? OTHER, request, target, body, gateway.newRequestId());
  const authorization = await authorize(gateway, (found ?? OTHER).route, event);
  if (authorization === 'missing') {
    return send(response, 401, { message: 'Unauthorized' }, { 'www-authenticate': 'Bearer' });
  }
  const invoke = gateway.functions[(found ?? OTHER).route.function];
  if (!invoke) throw new Error(`No function ${(found ?? OTHER).route.function}`);
  const result = await invoke({
    ...event,
    requestContext: { ...event.requestContext, authorizer: authorization },
  } as GatewayEvent);
  response.writeHead(result.statusCode ?? 200, result.headers as Record<string, string>);
  response.end(result.isBase64Encoded ? Buffer.from(result.body ?? '', 'base64') : result.body);
}

interface Target {
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
}

/** The path and query that were asked for, as they were written: `new URL` would read "//" as a host. */
function targetOf({ url = '/' }: IncomingMessage): Target {
  const local = url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  const [path = '', ...query] = local.split('?');
  return { path: path === '' ? '/' : path, query: query.join('?') };
}

/** Answers what only an operator of one machine asks for; false for any other path. */
async function answerOwn(
  gateway: Gateway,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const own = gateway.backup && path === '/backup' ? 'backup' : gateway.rebuild && path === '/rebuild' ? 'rebuild' : '';
  if (!own) return false;
  const method = own === 'rebuild' ? 'POST' : 'GET';
  if (request.method === method) await answerOperator(gateway, own, request, response);
  else send(response, 405, { message: 'Method Not Allowed' }, { allow: method });
  return true;
}

/** A page's cookie stands for the token of who is signed in there. */
function signInByCookie({ site }: Gateway, request: IncomingMessage): void {
  if (request.headers.authorization !== undefined) return;
  const token = site?.tokenOf(request);
  if (token !== undefined) request.headers.authorization = `Bearer ${token}`;
}

/** Answers who holds the staff's token. */
async function answerOperator(
  { backup, rebuild, staffToken }: Gateway,
  wanted: 'backup' | 'rebuild',
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isSameToken(bearerOf(request.headers.authorization), staffToken)) {
    return send(response, 401, { message: 'Unauthorized' }, { 'www-authenticate': 'Bearer' });
  }
  if (wanted === 'backup') {
    if (backup) await sendBackup(backup, request, response);
    return;
  }
  const body = await readBody(request);
  if (!body) return refuseTooLong(request, response);
  if (rebuild) await streamRebuild(rebuild, body, response);
}

async function sendBackup(backup: () => Readable, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/gzip', 'cache-control': 'no-store' });
  const source = backup();
  let broken: unknown;
  source.on('error', (error) => {
    broken = error;
  });
  await pipeline(source, response).catch((error: unknown) => {
    if (broken !== error || hasHungUp(error, request)) throw error;
    process.stderr.write(`A backup broke off: ${error instanceof Error ? error.message : String(error)}.\n`);
    response.destroy();
  });
}

async function authorize(
  { authorizer, claimsOf }: Gateway,
  route: Route,
  event: GatewayEvent,
): Promise<Record<string, unknown> | 'missing'> {
  if (route.access === 'public') return {};
  const header = event.headers['authorization'];
  if (header === undefined) return 'missing';
  if (route.access === 'retailer' || route.access === 'store') {
    const { context } = await authorizer(event as unknown as APIGatewayRequestAuthorizerEventV2);
    return { lambda: context };
  }
  const claims = claimsOf(bearerOf(header));
  return claims ? { jwt: { claims, scopes: [] } } : 'missing';
}

/** The scheme's name is written in any case (RFC 9110). */
function bearerOf(header: string | undefined): string {
  return /^bearer (.*)$/i.exec(header ?? '')?.[1] ?? '';
}

function eventOf(
  { route, pattern, names }: CompiledRoute,
  request: IncomingMessage,
  target: Target,
  body: Buffer,
  requestId: string,
): GatewayEvent {
  const match = pattern.exec(target.path);
  const headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  );
  return {
    version: '2.0',
    routeKey: route.path === ANY_OTHER ? ANY_OTHER : `${route.method} ${route.path}`,
    rawPath: target.path,
    rawQueryString: target.query,
    headers,
    queryStringParameters: parametersOf(target.query),
    pathParameters: Object.fromEntries(names.map((name, index) => [name, match?.[index + 1] ?? ''])),
    body: body.toString('base64'),
    isBase64Encoded: true,
    requestContext: { requestId, http: { method: request.method, path: target.path } },
  } as unknown as GatewayEvent;
}

/** A parameter that is written several times has all its values, joined by commas, as the HTTP API does it. */
function parametersOf(query: string): Record<string, string> {
  const values = Map.groupBy(new URLSearchParams(query), ([name]) => name);
  return Object.fromEntries([...values].map(([name, pairs]) => [name, pairs.map(([, value]) => value).join(',')]));
}

/** The body; nothing where it is over the limit, and then no more of it is read than shows that. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  // Left early it must not be destroyed: the answer goes out by the same connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Answers 413 and ends the connection a moment later, with the rest of the body unread: a client that is still sending
 * has the answer before it is cut off.
 */
function refuseTooLong(request: IncomingMessage, response: ServerResponse): void {
  const body = JSON.stringify({ message: 'Request Entity Too Large' });
  response.writeHead(413, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  // Not ended yet: node would read and throw away all that is still to come.
  response.write(body);
  request.pause();
  setTimeout(() => request.socket.destroy(), CUT_OFF_AFTER_MS).unref();
}

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
