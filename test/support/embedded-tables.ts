import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Meter, NO_METER } from '#runtime/meter.ts';
import type { TellingPlatform } from '#runtime/platform.ts';
import { emptyTables } from './kept-items.ts';
import { connectTestDatabase, startTestDatabase } from './test-database.ts';

interface TablesOptions {
  readonly clock?: () => number;
  readonly env?: Readonly<Record<string, string>>;
  readonly meter?: Meter;
}

/** Tables for all tests of a file: they are there from before its first hook to after its last. */
export function tablesOfFile(options: TablesOptions = {}): { readonly platform: TellingPlatform } {
  let started: Awaited<ReturnType<typeof startTables>> | undefined;
  beforeAll(async () => {
    started = await startTables(options);
  });
  afterAll(() => started?.close());
  return {
    get platform() {
      if (!started) throw new Error('The tables are there in hooks and tests, not before');
      return started.platform;
    },
  };
}

/** Tables for all tests of a file that are empty before each: starting new ones takes ten times as long. */
export function emptyTablesEachTest(options: TablesOptions = {}): { readonly platform: TellingPlatform } {
  const tables = tablesOfFile(options);
  beforeEach(() => emptyTables(tables.platform));
  return tables;
}

/** Tables of their own, in memory, with a clock and a random source that the test sets. */
export async function startTables(
  options: TablesOptions = {},
): Promise<{ readonly platform: TellingPlatform; readonly close: () => Promise<void> }> {
  const database = await startTestDatabase();
  const env = { ...database.tableNames, DYNAMODB_ENDPOINT: database.endpoint, ...options.env };
  const dynamodb = connectTestDatabase(env);
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
      deliverLater: async () => undefined,
    },
    close: async () => {
      dynamodb.destroy();
      await database.close();
    },
  };
}
