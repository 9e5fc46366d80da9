import type { OperationKey } from '#contract/operations.ts';
import type { Language } from '#domain/language.ts';
import type { GatewayEvent } from '#runtime/gateway-event.ts';
import type { HttpLambda } from '#runtime/http-handler.ts';

/** A request as its caller makes it. */
export interface GatewayCall {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON, or a text or bytes that are sent as they are. */
  readonly body?: unknown;
  readonly language?: Language;
  /** JSON unless said otherwise. */
  readonly contentType?: string;
  readonly accept?: string;
}

export interface GatewayAnswer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** Calls a handler as the gateway does; `authorizer` is what proved the caller, none for nobody. */
export async function callGateway<Body>(
  handler: HttpLambda,
  routeKey: OperationKey,
  { params, query, body, language = 'en', contentType = 'application/json', accept }: GatewayCall,
  authorizer?: object,
): Promise<GatewayAnswer<Body>> {
  const result = await handler({
    version: '2.0',
    routeKey,
    headers: { 'content-type': contentType, 'accept-language': language, ...(accept ? { accept } : {}) },
    ...(params ? { pathParameters: params } : {}),
    ...(query ? { queryStringParameters: query } : {}),
    ...(body === undefined ? {} : { body: textOf(body) }),
    isBase64Encoded: body instanceof Uint8Array,
    requestContext: { requestId: 'request-1', ...(authorizer ? { authorizer } : {}) },
  } as unknown as GatewayEvent);
  if (result.isBase64Encoded)
    return { status: result.statusCode ?? 0, body: Buffer.from(result.body ?? '', 'base64') as Body };
  const text = result.body ?? '{}';
  const isFile = String(result.headers?.['content-type']).startsWith('text/csv');
  return { status: result.statusCode ?? 0, body: (isFile ? text : JSON.parse(text)) as Body };
}

function textOf(body: unknown): string {
  if (body instanceof Uint8Array) return Buffer.from(body).toString('base64');
  return typeof body === 'string' ? body : JSON.stringify(body);
}
