import { startDatabase } from '#infra/local/embedded-database.ts';
import { connectDynamoDb } from '#runtime/connect-dynamodb.ts';
import { type Meter, NO_METER } from '#runtime/meter.ts';
import type { Platform } from '#runtime/platform.ts';

/** Tables of their own for one test file, in memory, with a clock and a random source that the test sets. */
export async function startTables(
  options: {
    readonly clock?: () => number;
    readonly env?: Readonly<Record<string, string>>;
    readonly meter?: Meter;
  } = {},
): Promise<{ readonly platform: Platform; readonly close: () => Promise<void> }> {
  const database = await startDatabase();
  const env = { ...database.tableNames, DYNAMODB_ENDPOINT: database.endpoint, ...options.env };
  const dynamodb = connectDynamoDb(env);
  let drawn = 0;
  return {
    platform: {
      env,
      clock: options.clock ?? (() => Date.parse('2026-11-23T06:30:00+07:00')),
      randomBytes: (count) => Uint8Array.from({ length: count }, () => (drawn++ * 89) % 256),
      fetch: globalThis.fetch,
      dynamodb,
      meter: options.meter ?? NO_METER,
      pause: async () => undefined,
    },
    close: async () => {
      dynamodb.destroy();
      await database.close();
    },
  };
}
