import { onColdStart } from '#runtime/cold-start.ts';
import { httpHandler } from '#runtime/http-handler.ts';
import { lambdaPlatform } from '#runtime/lambda-platform.ts';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { registryStore } from '#storage/registry.ts';
import { matchesSecret, newSecret, phoneKeyFrom } from '#storage/retailer-key.ts';
import { enrolPhone } from './enrol-phone.ts';

/** Answers `POST /v1/enrolments`: the one route that anybody may write by, so it may touch nothing but the registry. */
export const createHandler = ({ env, dynamodb, clock, randomBytes }: Platform) => {
  const { REGISTRY_TABLE } = requireSettings(env, ['REGISTRY_TABLE']);
  return httpHandler({
    'POST /v1/enrolments': enrolPhone({
      ...registryStore(dynamodb, REGISTRY_TABLE),
      matchesCode: matchesSecret,
      newSecret: () => newSecret(randomBytes),
      phoneKeyFrom,
      clock,
    }),
  });
};

export const handler = onColdStart(() => createHandler(lambdaPlatform()));
