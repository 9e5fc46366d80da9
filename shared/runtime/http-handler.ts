import middy, { type MiddlewareObj } from '@middy/core';
import contentEncoding from '@middy/http-content-encoding';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { type Access, ANY_OTHER, ROUTES, type Route, type RouteKey } from '#contract/routes.ts';
import { present } from '#domain/present.ts';
import { type GatewayEvent, languageOf, readRequest } from './gateway-event.ts';
import type { HttpAnswer, HttpRequest } from './http.ts';
import { describeError, log } from './log.ts';
import { noSuchRoute } from './no-such-route.ts';
import { Problem } from './problem.ts';
import { problemDocument } from './problem-document.ts';
import { requireSingleParameters } from './request-query.ts';
import { requireAccess } from './route-access.ts';

/** Answers one request, or raises a `Problem`. */
export type Answerer = (request: HttpRequest) => Promise<HttpAnswer> | HttpAnswer;

/** A function behind the HTTP API. */
export type HttpLambda = (event: GatewayEvent, context?: Context) => Promise<APIGatewayProxyStructuredResultV2>;

type HttpEvent = GatewayEvent & { http?: HttpRequest; logged?: HttpAnswer['logged'] };
type HttpMiddleware = MiddlewareObj<HttpEvent, APIGatewayProxyStructuredResultV2>;

/**
 * The chain of every function behind the HTTP API: decode, check the route's access, answer, and turn refusals into
 * problem documents in the caller's language. Whatever no route takes is answered 404 or 405. A throttled table is
 * answered 429; whatever else is raised is logged and answered 500 without internals.
 */
export function httpHandler(
  answers: Partial<Record<RouteKey, Answerer>>,
  routes: readonly Route[] = ROUTES,
): HttpLambda {
  const access = new Map<string, Access>(routes.map((route) => [`${route.method} ${route.path}`, route.access]));
  access.set(ANY_OTHER, 'public');
  const answererOf = new Map<string, Answerer>(Object.entries(answers));

  const decodeRequest: HttpMiddleware = {
    before: (request) => {
      request.event = { ...request.event, http: readRequest(request.event) };
    },
  };
  const guardRoute: HttpMiddleware = {
    before: ({ event }) => {
      requireAccess(event.http?.caller ?? { kind: 'public' }, access.get(event.routeKey) ?? 'admin');
      if (event.routeKey !== ANY_OTHER) requireSingleParameters(event.rawQueryString);
    },
  };

  const chain = middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
    .use(contentEncoding({ gzip: { level: GZIP_LEVEL } }))
    .use(answerProblems)
    .use(decodeRequest)
    .use(askForGzip)
    .use(guardRoute)
    .handler(async (request: HttpEvent) => {
      const { http, routeKey } = request;
      const answerer = answererOf.get(routeKey);
      if (!http || !answerer) throw noSuchRoute(routes, request.rawPath ?? '');
      const answer = await answerer(http);
      request.logged = answer.logged;
      return toResult(answer, http.requestId);
    });
  return (event, context) => chain(event, context ?? ({} as Context));
}

/**
 * Has an answer compressed for who takes gzip: neither the HTTP API nor a CDN that caches nothing does it, and a plan of
 * 320 KB takes two seconds on 3G. What `@middy/http-content-negotiation` would bring weighs 9 KB in each bundle.
 */
const askForGzip: HttpMiddleware = {
  before: ({ event, context }) => {
    const accepted = event.http?.headers['accept-encoding'] ?? '';
    if (/(^|,)\s*(gzip|\*)\s*(,|;(?!\s*q=0(\.0*)?\s*(,|$))|$)/i.test(accepted)) {
      Object.assign(context, { preferredEncoding: 'gzip' });
    }
  },
};
/** Half the work of the usual 6, for answers larger by a twentieth. */
const GZIP_LEVEL = 4;

const answerProblems: HttpMiddleware = {
  after: ({ event, response }) => {
    log.info('answered', { ...namesOf(event), status: response?.statusCode, ...event.logged });
  },
  onError: (request) => {
    const { event, error } = request;
    const problem = error instanceof Problem ? error : isThrottled(error) ? throttled() : internalError();
    const entry = {
      ...namesOf(event),
      status: problem.status,
      code: problem.code,
    };
    if (problem.status < 500) log.info('refused', entry);
    else log.error('failed', { ...entry, ...describeError(error) });
    const requestId = event.requestContext?.requestId ?? '';
    const language = event.http?.language ?? languageOf(event.headers?.['accept-language']);
    request.response = toResult(problemDocument(problem, language, requestId), requestId);
  },
};

function namesOf({ requestContext, routeKey, http }: HttpEvent): Record<string, unknown> {
  const retailer = http?.caller.kind === 'retailer' ? { retailer: http.caller.retailer } : {};
  return { requestId: requestContext?.requestId, route: routeKey, ...retailer };
}

function toResult({ status, body, headers }: HttpAnswer, requestId: string): APIGatewayProxyStructuredResultV2 {
  const asItIs = typeof body === 'string' && headers?.['content-type'] !== undefined;
  return present({
    statusCode: status,
    headers: present({
      'x-request-id': requestId,
      'cache-control': 'no-store',
      'content-type': body === undefined ? undefined : 'application/json; charset=utf-8',
      ...headers,
    }),
    ...encoded(body, asItIs),
  });
}

/** The gateway takes bytes in base64 only. */
function encoded(body: unknown, asItIs: boolean): Pick<APIGatewayProxyStructuredResultV2, 'body' | 'isBase64Encoded'> {
  if (body === undefined) return {};
  if (body instanceof Uint8Array) return { body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
  return { body: asItIs ? String(body) : JSON.stringify(body) };
}

/** True when a table took no more requests after the SDK's own retries (names of the DynamoDB API). */
function isThrottled(error: unknown): boolean {
  return (
    error instanceof Error &&
    ['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'ThrottlingException'].includes(error.name)
  );
}

function throttled(): Problem {
  return new Problem(
    429,
    'throttled',
    {
      vi: 'Hệ thống đang nhận quá nhiều yêu cầu cùng lúc. Hãy gửi lại sau vài giây; gửi lại không gây trùng lặp.',
      en: 'Too much is being sent at once. Send it again in a few seconds; sending again does no harm.',
    },
    { retryAfterSeconds: 5 },
  );
}

function internalError(): Problem {
  return new Problem(500, 'internal-error', {
    vi: 'Hệ thống gặp lỗi ngoài dự kiến. Hãy gửi lại; nếu vẫn lỗi, báo mã yêu cầu (requestId) cho quản trị viên.',
    en: 'Something unexpected failed. Send it again; if it fails again, tell the administrator the requestId.',
  });
}
