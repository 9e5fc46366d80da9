import {
  createDocument,
  type ZodOpenApiContentObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiResponseObject,
} from 'zod-openapi';
import { present } from '#domain/present.ts';
import type { Operation } from './operation.ts';
import { OPERATIONS, type OperationKey } from './operations.ts';
import { gatewayAnswer, problemAnswer } from './problem-answer.ts';
import { type Access, ROUTES, type Route } from './routes.ts';

type OpenApiDocument = ReturnType<typeof createDocument>;

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'The request cannot be read.',
  401: 'Not signed in, or a key that is not known. Without any, and for a token that is not proved, the gateway answers by itself.',
  403: 'Not allowed, or outside the places that the caller is limited to.',
  404: 'There is no such thing.',
  409: 'It does not fit what is kept now.',
  413: 'Too large: over 4 MB, or over 6 MB, which the gateway answers by itself and ends the connection.',
  415: 'A content type that is not taken.',
  422: 'Readable, but not acceptable; `issues` say why.',
  429: 'Too many requests; `Retry-After` says when to come back. Throttled by the gateway it is missing.',
  500: 'Something unexpected failed.',
  503: 'The gateway could not reach the system; send it again.',
};

const SECURITY: Readonly<Record<Access, ZodOpenApiOperationObject['security']>> = {
  public: [],
  store: [{ retailerKey: [] }],
  retailer: [{ retailerKey: [] }],
  staff: [{ staffSignIn: [] }],
  lead: [{ staffSignIn: [] }],
  admin: [{ staffSignIn: [] }],
};

const ABOUT =
  'Retailers report their stores\' prices and stock; staff see where a price moves or stock runs short, and who could supply whom. Refusals are `application/problem+json` with a stable `code`, and carry `x-request-id` as every answer does. What the gateway refuses by itself is `{"message": …}` as `application/json`: no key or token, or a token that is not proved (401), too many requests (429), a body over 6 MB (413), and a failure of the gateway (500, 503). A path that has no such method is answered 405 with `Allow`. Parameters and members that a route does not know are refused, and so is a parameter that is written twice.';

/** Refusals that the gateway may give by itself. */
const BY_GATEWAY: readonly number[] = [401, 413, 429, 500, 503];

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
      // In ASCII, and the same for every city: generators of clients make names of it.
      title: 'Binh On API',
      version: '1',
      description: `Bình Ổn – ${city}. ${ABOUT}`,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [
      { url: '/', description: 'Where this document was read.' },
      {
        url: 'http://127.0.0.1:{port}',
        description: 'One machine: npm start.',
        variables: { port: { default: '4000' } },
      },
    ],
    paths,
    components: {
      securitySchemes: {
        retailerKey: {
          type: 'http',
          scheme: 'bearer',
          description:
            "A key of one retailer, or of a phone for one store: `<keyId>.<secret>`. A retailer's two may live at once for rotation.",
        },
        staffSignIn: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'Staff sign-in; groups staff, lead, admin. On one machine: the `staffToken`, or the token of an invitation.',
        },
      },
    },
  });
}

function describeRoute(route: Route, operation: Operation): ZodOpenApiOperationObject {
  const { summary, description, tag, params, query, status, answer, isPage, alsoAnswers = {}, answersFile } = operation;
  const needs = route.access === 'lead' || route.access === 'admin' ? `Needs the group \`${route.access}\`.` : '';
  const text = [description, needs].filter(Boolean).join(' ');
  const requestParams = present({ path: params, query });
  const content = contentOf(operation);
  const statuses = [...new Set([...refusalsOf(route), ...operation.refusals])].sort((a, b) => a - b);
  return present({
    operationId: operationIdOf(route),
    summary,
    description: text || undefined,
    tags: [tag],
    security: SECURITY[route.access] ?? [],
    requestParams: params || query ? requestParams : undefined,
    requestBody: content ? { required: operation.bodyIsOptional !== true, content } : undefined,
    responses: {
      [String(status)]: isPage ? PAGE : success(answer, answersFile),
      ...Object.fromEntries(Object.entries(alsoAnswers).map(([code, schema]) => [code, success(schema, answersFile)])),
      ...Object.fromEntries(statuses.map((code) => [String(code), refusal(code, operation)])),
    } as Record<`${200 | 500}`, ZodOpenApiResponseObject>,
  });
}

function contentOf({ body, files = {} }: Operation) {
  if (!body && Object.keys(files).length === 0) return undefined;
  return present<ZodOpenApiContentObject>({
    'application/json': body ? { schema: body } : undefined,
    ...Object.fromEntries(
      Object.entries(files).map(([type, { description, examples }]) => [
        type,
        examples
          ? { schema: { type: 'string' as const, description }, examples }
          : { schema: { type: 'string' as const, format: 'binary', description } },
      ]),
    ),
  });
}

/** What every route of the same access and method may answer: it knows no parameter, no type or no size beyond its own. */
function refusalsOf({ access, method }: Route): number[] {
  const guarded = access === 'public' ? [] : [401, 403, 429];
  const withBody = method === 'GET' ? [] : [400, 413, 415];
  return [...guarded, ...withBody, 422, 500, 503];
}

const PAGE: ZodOpenApiResponseObject = {
  description: 'A page.',
  content: { 'text/html': { schema: { type: 'string' } } },
};

function success(answer: Operation['answer'], file: Operation['answersFile']): ZodOpenApiResponseObject {
  if (!answer && file === undefined) return { description: 'Done; nothing to say.' };
  return {
    description: 'Done.',
    content: present<ZodOpenApiContentObject>({
      'application/json': answer ? { schema: answer } : undefined,
      ...inBytes(file),
    }),
  };
}

function inBytes(file: Operation['answersFile']): ZodOpenApiContentObject {
  const schema = { type: 'string', format: 'binary' } as const;
  return Object.fromEntries(typesOf(file).map((type) => [type, { schema }]));
}

function typesOf(file: Operation['answersFile'] = []): readonly string[] {
  return typeof file === 'string' ? [file] : file;
}

function refusal(code: number, { answersFile, files = {} }: Operation): ZodOpenApiResponseObject {
  return {
    description: REFUSALS[code] ?? 'Refused.',
    content: present<ZodOpenApiContentObject>({
      'application/problem+json': { schema: problemAnswer },
      'application/json': BY_GATEWAY.includes(code) ? { schema: gatewayAnswer } : undefined,
      // A file goes back with what is wrong in it also where nothing of it was kept.
      ...inBytes(code === 422 ? typesOf(answersFile).filter((type) => type in files) : []),
    }),
  };
}

/** "GET /v1/alerts/{id}" becomes "get-v1-alerts-id". */
function operationIdOf({ method, path }: Route): string {
  return [method.toLowerCase(), ...path.split(/[^A-Za-z0-9]+/).filter(Boolean)].join('-');
}
