import type { OperationKey } from '#contract/operations.ts';
import type { HttpLambda } from '#runtime/http-handler.ts';
import { callGateway, type GatewayAnswer, type GatewayCall } from './call-gateway.ts';

/** Who calls unless said otherwise. */
export const LAN = 'p-anbacucdunghakha';

/** A request of a signed-in person; an admin of the whole city unless said otherwise. */
export interface StaffCall extends GatewayCall {
  readonly group?: 'staff' | 'lead' | 'admin' | 'none';
  /** What the account says of its places: `*` unless said otherwise. */
  readonly places?: string | undefined;
  /** The person of the account; Lan unless said otherwise, nobody with `null`. */
  readonly person?: string | null;
  /** Which of Cognito's two tokens is sent. */
  readonly token?: 'id' | 'access';
}

/** Calls a handler as the gateway does after Cognito has let a person in. */
export function callAsStaff<Body = Record<string, unknown>>(
  handler: HttpLambda,
  routeKey: OperationKey,
  { group = 'admin', places = '*', token = 'id', person = LAN, ...call }: StaffCall = {},
): Promise<GatewayAnswer<Body>> {
  const claims = {
    token_use: token,
    sub: 'lan',
    email: 'lan@example.vn',
    'cognito:groups': group === 'none' ? '[]' : `[${group}]`,
    // As with Cognito, an access token holds no attributes.
    ...(token === 'id' && { 'custom:places': places }),
    ...(token === 'id' && person !== null && { 'custom:person': person }),
  };
  return callGateway(handler, routeKey, call, { jwt: { claims, scopes: [] } });
}
