import type { OperationKey } from '#contract/operations.ts';
import type { GatewayEvent } from '#runtime/gateway-event.ts';
import type { HttpLambda } from '#runtime/http-handler.ts';

/** A request of a retailer's program. */
export interface RetailerCall {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly language?: 'vi' | 'en';
}

export interface RetailerAnswer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
}

/** Calls a handler as the gateway does after the authorizer has let a retailer's key in; no retailer calls without one. */
export async function callAsRetailer<Body = Record<string, unknown>>(
  handler: HttpLambda,
  retailer: string | undefined,
  routeKey: OperationKey,
  { params, query, body, language = 'en' }: RetailerCall = {},
): Promise<RetailerAnswer<Body>> {
  const result = await handler({
    version: '2.0',
    routeKey,
    headers: { 'content-type': 'application/json', 'accept-language': language },
    ...(params ? { pathParameters: params } : {}),
    ...(query ? { queryStringParameters: query } : {}),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    isBase64Encoded: false,
    requestContext: {
      requestId: 'request-1',
      ...(retailer === undefined ? {} : { authorizer: { lambda: { retailer, keyId: `${retailer}_abcd2345` } } }),
    },
  } as unknown as GatewayEvent);
  return { status: result.statusCode ?? 0, body: JSON.parse(result.body ?? '{}') as Body };
}
