import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { ROUTES, type Route } from '#contract/routes.ts';
import type { GatewayEvent } from '#runtime/gateway-event.ts';
import type { HttpLambda } from '#runtime/http-handler.ts';

/** What the HTTP API is on AWS: routes, authorizers and limits in front of the functions. */
export interface Gateway {
  readonly functions: Readonly<Record<string, HttpLambda>>;
  readonly authorizer: (
    event: APIGatewayRequestAuthorizerEventV2,
  ) => Promise<{ readonly isAuthorized: boolean; readonly context: object }>;
  readonly staffToken: string;
  /** Pages that only one machine has, by path; `{…}` stands for one segment. */
  readonly pages: Readonly<Record<string, (segment: string) => Promise<Page | undefined>>>;
  readonly newRequestId: () => string;
  /** All that the machine keeps, for whoever holds the staff's token. */
  readonly backup?: () => Readable;
}

export interface Page {
  readonly contentType: string;
  readonly body: string | Uint8Array;
}

/** The gateway's own limit; the functions refuse at 4 MB with a readable problem before it. */
const MAX_BODY_BYTES = 6 * 1024 * 1024;

interface CompiledRoute {
  readonly route: Route;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

export function serveGateway(gateway: Gateway): Server {
  const routes = ROUTES.map(compile);
  return createServer((request, response) => {
    answer(gateway, routes, request, response).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      if (!response.headersSent) send(response, 500, { message: 'Internal Server Error' });
      else response.end();
    });
  });
}

async function answer(
  gateway: Gateway,
  routes: readonly CompiledRoute[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const page = request.method === 'GET' ? await pageOf(gateway, url.pathname) : undefined;
  if (page) {
    response.writeHead(200, { 'content-type': page.contentType, 'cache-control': 'no-store' });
    response.end(page.body);
    return;
  }
  if (request.method === 'GET' && url.pathname === '/backup' && gateway.backup) {
    if (!isSame(request.headers.authorization ?? '', `Bearer ${gateway.staffToken}`)) {
      return send(response, 401, { message: 'Unauthorized' });
    }
    response.writeHead(200, { 'content-type': 'application/gzip', 'cache-control': 'no-store' });
    return pipeline(gateway.backup(), response);
  }
  const found = routes.find(({ route, pattern }) => route.method === request.method && pattern.test(url.pathname));
  if (!found) return send(response, 404, { message: 'Not Found' });
  const body = await readBody(request);
  if (!body) return send(response, 413, { message: 'Request Too Long' });
  const event = eventOf(found, request, url, body, gateway.newRequestId());
  const authorization = await authorize(gateway, found.route, event);
  if (authorization === 'missing') return send(response, 401, { message: 'Unauthorized' });
  if (authorization === 'refused') return send(response, 403, { message: 'Forbidden' });
  const invoke = gateway.functions[found.route.function];
  if (!invoke) throw new Error(`No function ${found.route.function}`);
  const result = await invoke({
    ...event,
    requestContext: { ...event.requestContext, authorizer: authorization },
  } as GatewayEvent);
  response.writeHead(result.statusCode ?? 200, result.headers as Record<string, string>);
  response.end(result.isBase64Encoded ? Buffer.from(result.body ?? '', 'base64') : result.body);
}

async function pageOf({ pages }: Gateway, path: string): Promise<Page | undefined> {
  for (const [pattern, show] of Object.entries(pages)) {
    const match = compilePath(pattern).pattern.exec(path);
    if (match) return show(match[1] ?? '');
  }
  return undefined;
}

async function authorize(
  { authorizer, staffToken }: Gateway,
  route: Route,
  event: GatewayEvent,
): Promise<Record<string, unknown> | 'missing' | 'refused'> {
  if (route.access === 'public') return {};
  const header = event.headers['authorization'];
  if (header === undefined) return 'missing';
  if (route.access === 'retailer') {
    const { isAuthorized, context } = await authorizer(event as unknown as APIGatewayRequestAuthorizerEventV2);
    return isAuthorized ? { lambda: context } : 'refused';
  }
  if (!isSame(header, `Bearer ${staffToken}`)) return 'missing';
  return { jwt: { claims: LOCAL_ADMIN, scopes: [] } };
}

/** Whoever can read the machine's folder is its administrator. */
const LOCAL_ADMIN = {
  token_use: 'id',
  sub: 'local-admin',
  email: 'admin@localhost',
  'cognito:groups': '[admin]',
  'custom:places': '*',
};

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function eventOf(
  { route, pattern, names }: CompiledRoute,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
  requestId: string,
): GatewayEvent {
  const match = pattern.exec(url.pathname);
  const headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  );
  return {
    version: '2.0',
    routeKey: `${route.method} ${route.path}`,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    queryStringParameters: Object.fromEntries(url.searchParams),
    pathParameters: Object.fromEntries(names.map((name, index) => [name, match?.[index + 1] ?? ''])),
    body: body.toString('base64'),
    isBase64Encoded: true,
    requestContext: { requestId, http: { method: route.method, path: url.pathname } },
  } as unknown as GatewayEvent;
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return size > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks);
}

function compile(route: Route): CompiledRoute {
  return { route, ...compilePath(route.path) };
}

function compilePath(path: string): { pattern: RegExp; names: string[] } {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
  const source = path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '([^/]+)');
  return { pattern: new RegExp(`^${source}$`), names };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
