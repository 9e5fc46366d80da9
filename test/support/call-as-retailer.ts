import type { OperationKey } from '#contract/operations.ts';
import { present } from '#domain/present.ts';
import type { HttpLambda } from '#runtime/http-handler.ts';
import { callGateway, type GatewayAnswer, type GatewayCall } from './call-gateway.ts';

/**
 * Calls a handler as the gateway does after the authorizer has let a retailer's key in; no retailer calls without one. With
 * a store it is the key of a phone of that store.
 */
export function callAsRetailer<Body = Record<string, unknown>>(
  handler: HttpLambda,
  retailer: string | undefined,
  routeKey: OperationKey,
  call: GatewayCall = {},
  store?: string,
): Promise<GatewayAnswer<Body>> {
  const proof =
    retailer === undefined ? undefined : { lambda: present({ retailer, keyId: `${retailer}_abcd2345`, store }) };
  return callGateway(handler, routeKey, call, proof);
}
