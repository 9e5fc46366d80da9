import {
  createDocument,
  type ZodOpenApiContentObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiResponseObject,
} from 'zod-openapi';
import { present } from '#domain/present.ts';
import type { Operation } from './operation.ts';
import { OPERATIONS, type OperationKey } from './operations.ts';
import { problemAnswer } from './problem-answer.ts';
import { type Access, ROUTES, type Route } from './routes.ts';

type OpenApiDocument = ReturnType<typeof createDocument>;

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'The request cannot be read.',
  401: 'Not signed in. The gateway may answer with its own small JSON.',
  403: 'Not allowed, or outside the places that the caller is limited to.',
  404: 'There is no such thing.',
  409: 'It does not fit what is kept now.',
  413: 'Too large.',
  415: 'A content type that is not taken.',
  422: 'Readable, but not acceptable; `issues` say why.',
  429: 'Too many requests; `Retry-After` says when to come back. Throttled by the gateway: its own small JSON, without it.',
  500: 'Something unexpected failed.',
};

const SECURITY: Readonly<Record<Access, ZodOpenApiOperationObject['security']>> = {
  public: [],
  retailer: [{ retailerKey: [] }],
  staff: [{ staffSignIn: [] }],
  lead: [{ staffSignIn: [] }],
  admin: [{ staffSignIn: [] }],
};

/** The published contract, OpenAPI 3.1, made from the very schemas that requests and answers pass through. */
export function openApiDocument(city: string): OpenApiDocument {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of ROUTES) {
    const operation = OPERATIONS[`${route.method} ${route.path}` as OperationKey];
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: describeRoute(route, operation) };
  }
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: `Bình Ổn – ${city}`,
      version: '1',
      description:
        'Retailers report their stores\' prices and stock; staff see where a price moves or stock runs short, and who could supply whom. Refusals are `application/problem+json` with a stable `code`; every answer carries `x-request-id`. What the gateway refuses by itself (no key or an unknown one, too many requests, over 6 MB) is answered `{"message": …}` as `application/json`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      securitySchemes: {
        retailerKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'A key of one retailer: `<keyId>.<secret>`; two may live at once for rotation.',
        },
        staffSignIn: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'Staff sign-in; groups staff, lead, admin. On one machine: the `staffToken`.',
        },
      },
    },
  });
}

function describeRoute(route: Route, operation: Operation): ZodOpenApiOperationObject {
  const { summary, description, tag, params, query, status, answer, alsoAnswers = {} } = operation;
  const needs = route.access === 'lead' || route.access === 'admin' ? `Needs the group \`${route.access}\`.` : '';
  const text = [description, needs].filter(Boolean).join(' ');
  const requestParams = present({ path: params, query });
  const content = contentOf(operation);
  const guarded = route.access === 'public' ? [] : [401, 403, 429];
  const statuses = [...new Set([...guarded, ...operation.refusals, 500])].sort();
  return present({
    operationId: operationIdOf(route),
    summary,
    description: text || undefined,
    tags: [tag],
    security: SECURITY[route.access] ?? [],
    requestParams: params || query ? requestParams : undefined,
    requestBody: content ? { required: true, content } : undefined,
    responses: {
      [String(status)]: success(answer),
      ...Object.fromEntries(Object.entries(alsoAnswers).map(([code, schema]) => [code, success(schema)])),
      ...Object.fromEntries(statuses.map((code) => [String(code), refusal(code)])),
    } as Record<`${200 | 500}`, ZodOpenApiResponseObject>,
  });
}

function contentOf({ body, files = [] }: Operation) {
  if (!body && files.length === 0) return undefined;
  return present<ZodOpenApiContentObject>({
    'application/json': body ? { schema: body } : undefined,
    ...Object.fromEntries(files.map((type) => [type, { schema: { type: 'string' as const } }])),
  });
}

function success(answer: Operation['answer']): ZodOpenApiResponseObject {
  return answer
    ? { description: 'Done.', content: { 'application/json': { schema: answer } } }
    : { description: 'Done; nothing to say.' };
}

function refusal(code: number): ZodOpenApiResponseObject {
  return {
    description: REFUSALS[code] ?? 'Refused.',
    content: { 'application/problem+json': { schema: problemAnswer } },
  };
}

/** "GET /v1/alerts/{id}" becomes "get-v1-alerts-id". */
function operationIdOf({ method, path }: Route): string {
  return [method.toLowerCase(), ...path.split(/[^A-Za-z0-9]+/).filter(Boolean)].join('-');
}
