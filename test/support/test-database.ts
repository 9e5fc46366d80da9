import { type EmbeddedDatabase, startDatabase } from '#infra/local/embedded-database.ts';
import { connectDynamoDb } from '#runtime/connect-dynamodb.ts';
import type { Platform } from '#runtime/platform.ts';

/** The databases that this process has started and not closed, by their endpoints. */
const running = new Map<string, EmbeddedDatabase>();

/** Starts the embedded database for a test; what connects to it by `connectTestDatabase` speaks to it by messages. */
export async function startTestDatabase(folder?: string): Promise<EmbeddedDatabase> {
  const database = await startDatabase(folder);
  running.set(database.endpoint, database);
  return {
    ...database,
    close: async () => {
      running.delete(database.endpoint);
      await database.close();
    },
  };
}

/** A client of a database that a test has started, by messages as on one machine: HTTP takes twice the time. */
export function connectTestDatabase(env: Platform['env']): Platform['dynamodb'] {
  return connectDynamoDb(env, running.get(env['DYNAMODB_ENDPOINT'] ?? '')?.transport);
}
