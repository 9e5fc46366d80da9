import middy from '@middy/core';
import type { APIGatewayRequestAuthorizerEventV2, APIGatewaySimpleAuthorizerWithContextResult } from 'aws-lambda';
import { storeIdOf } from '#domain/store.ts';
import { onColdStart } from '#runtime/cold-start.ts';
import { lambdaPlatform } from '#runtime/lambda-platform.ts';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { registryStore } from '#storage/registry.ts';
import { isPhoneKey, matchesSecret, parseBearer } from '#storage/retailer-key.ts';
import { authorizeRetailer } from './authorize-retailer.ts';

type Answer = APIGatewaySimpleAuthorizerWithContextResult<{ retailer?: string; keyId?: string; store?: string }>;

/**
 * The HTTP API's authorizer for retailer keys (payload 2.0, simple responses): says who calls, and nobody for a key that
 * is not known. It lets nobody pass, too: what it refuses itself the HTTP API can only answer with a bare 403, while the
 * function behind it answers 401 in words (`requireAccess`).
 */
export const createHandler = ({ env, dynamodb }: Platform) => {
  const { REGISTRY_TABLE } = requireSettings(env, ['REGISTRY_TABLE']);
  const registry = registryStore(dynamodb, REGISTRY_TABLE);
  const authorize = authorizeRetailer({
    parseBearer,
    matches: matchesSecret,
    keysLike: async ({ retailer, keyId }) => {
      if (!isPhoneKey(keyId)) return (await registry.readRetailer(retailer))?.value.keys ?? [];
      const phone = (await registry.readPhoneKey(keyId))?.value;
      return phone ? [{ ...phone, store: storeIdOf(phone.store) }] : [];
    },
  });
  return middy<APIGatewayRequestAuthorizerEventV2, Answer>().handler(async (event) => {
    const caller = await authorize(event.headers?.['authorization']);
    return { isAuthorized: true, context: caller ?? {} };
  });
};

export const handler = onColdStart(() => createHandler(lambdaPlatform()));
