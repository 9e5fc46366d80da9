import { Logger } from '@aws-lambda-powertools/logger';
import { present } from '#domain/present.ts';

/**
 * The structured log of every function. Its entries name requests, stores and counts;
 * never bodies, prices, keys or secrets. `POWERTOOLS_LOG_LEVEL` sets how much is said.
 */
export const log = new Logger({
  serviceName: process.env['POWERTOOLS_SERVICE_NAME'] ?? 'binh-on',
});

/** What an error tells a maintainer: its name, reason and stack, without the request that raised it. */
export function describeError(error: unknown): {
  error: string;
  reason: string;
  stack?: string;
} {
  if (!(error instanceof Error)) return { error: 'Unknown', reason: String(error) };
  return present({ error: error.name, reason: error.message, stack: error.stack });
}
