import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { connectDynamoDb } from './connect-dynamodb.ts';
import { embeddedMeter } from './meter.ts';
import type { Platform } from './platform.ts';

/** The platform of a Lambda function: its environment, the true clock, DynamoDB in its region, metrics by its log. */
export function lambdaPlatform(): Platform {
  return {
    env: process.env,
    clock: Date.now,
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    fetch: globalThis.fetch,
    dynamodb: connectDynamoDb(process.env),
    meter: embeddedMeter(new Metrics()),
    pause: (milliseconds) => setTimeout(milliseconds),
  };
}
