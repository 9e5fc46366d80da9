import type { OperationKey } from '#contract/operations.ts';
import type { GatewayEvent } from '#runtime/gateway-event.ts';
import type { HttpLambda } from '#runtime/http-handler.ts';

/** A request of a signed-in person; an admin of the whole city unless said otherwise. */
export interface StaffCall {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON, or a text that is sent as it is. */
  readonly body?: unknown;
  readonly group?: 'staff' | 'lead' | 'admin' | 'none';
  /** Places that the person is limited to. */
  readonly places?: string;
  readonly language?: 'vi' | 'en';
}

export interface StaffAnswer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
}

/** Calls a handler as the gateway does after Cognito has let a person in. */
export async function callAsStaff<Body = Record<string, unknown>>(
  handler: HttpLambda,
  routeKey: OperationKey,
  { params, query, body, group = 'admin', places, language = 'en' }: StaffCall = {},
): Promise<StaffAnswer<Body>> {
  const claims = {
    sub: 'lan',
    email: 'lan@example.vn',
    'cognito:groups': group === 'none' ? '[]' : `[${group}]`,
    ...(places === undefined ? {} : { 'custom:places': places }),
  };
  const result = await handler({
    version: '2.0',
    routeKey,
    headers: { 'content-type': 'application/json', 'accept-language': language },
    ...(params ? { pathParameters: params } : {}),
    ...(query ? { queryStringParameters: query } : {}),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded: false,
    requestContext: { requestId: 'request-1', authorizer: { jwt: { claims, scopes: [] } } },
  } as unknown as GatewayEvent);
  return { status: result.statusCode ?? 0, body: JSON.parse(result.body ?? '{}') as Body };
}
