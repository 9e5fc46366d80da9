import type { OperationKey } from '#contract/operations.ts';
import type { HttpLambda } from '#runtime/http-handler.ts';
import { callGateway, type GatewayAnswer, type GatewayCall } from './call-gateway.ts';

/** A request of a signed-in person; an admin of the whole city unless said otherwise. */
export interface StaffCall extends GatewayCall {
  readonly group?: 'staff' | 'lead' | 'admin' | 'none';
  /** Places that the person is limited to. */
  readonly places?: string;
}

/** Calls a handler as the gateway does after Cognito has let a person in. */
export function callAsStaff<Body = Record<string, unknown>>(
  handler: HttpLambda,
  routeKey: OperationKey,
  { group = 'admin', places, ...call }: StaffCall = {},
): Promise<GatewayAnswer<Body>> {
  const claims = {
    sub: 'lan',
    email: 'lan@example.vn',
    'cognito:groups': group === 'none' ? '[]' : `[${group}]`,
    ...(places === undefined ? {} : { 'custom:places': places }),
  };
  return callGateway(handler, routeKey, call, { jwt: { claims, scopes: [] } });
}
