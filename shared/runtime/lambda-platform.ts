import { randomBytes } from 'node:crypto';
import { connectDynamoDb } from './connect-dynamodb.ts';
import type { Platform } from './platform.ts';

/** The platform of a Lambda function: its environment, the true clock, and DynamoDB in its region. */
export function lambdaPlatform(): Platform {
  return {
    env: process.env,
    clock: Date.now,
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    fetch: globalThis.fetch,
    dynamodb: connectDynamoDb(process.env),
  };
}
