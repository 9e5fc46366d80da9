import { join } from 'node:path';
import type { OperationKey } from '#contract/operations.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { createHandler as serveStaff } from '#functions/serve-staff/handler.ts';
import { startDatabase } from '#infra/local/embedded-database.ts';
import { connectDynamoDb } from '#runtime/connect-dynamodb.ts';
import { NO_METER } from '#runtime/meter.ts';
import { callAsStaff } from '#support/call-as-staff.ts';

interface Asked {
  readonly route: OperationKey;
  readonly query?: Readonly<Record<string, string>>;
}

interface Consumed {
  readonly CapacityUnits?: number;
}

/** The read units of routes asked one after the other, the first by a process that has just begun, on a stopped machine's data. */
export async function readUnitsOf(
  folder: string,
  catalogue: Catalogue,
  at: number,
  asked: readonly Asked[],
): Promise<number[]> {
  const database = await startDatabase(join(folder, 'database'));
  const env = { ...database.tableNames, DYNAMODB_ENDPOINT: database.endpoint };
  const dynamodb = connectDynamoDb(env);
  let units = 0;
  dynamodb.middlewareStack.add(
    (next) => async (args) => {
      const input = args.input as { ReturnConsumedCapacity?: string; ConsistentRead?: boolean };
      input.ReturnConsumedCapacity = 'TOTAL';
      const answer = await next(args);
      const consumed = [(answer.output as { ConsumedCapacity?: Consumed | Consumed[] }).ConsumedCapacity].flat();
      const told = consumed.reduce((sum, each) => sum + (each?.CapacityUnits ?? 0), 0);
      // A query that finds nothing costs the least there is; the engine counts none.
      units += Math.max(told, input.ConsistentRead ? 1 : 0.5);
      return answer;
    },
    { step: 'initialize', name: 'meterReads' },
  );
  const staff = serveStaff(
    {
      env,
      clock: () => at,
      randomBytes: (count) => new Uint8Array(count),
      fetch: globalThis.fetch,
      dynamodb,
      meter: NO_METER,
      pause: async () => undefined,
    },
    catalogue,
  );
  try {
    const spent: number[] = [];
    for (const { route, query } of asked) {
      units = 0;
      const { status } = await callAsStaff(staff, route, query && { query });
      if (status !== 200) throw new Error(`${route} was answered ${status}`);
      spent.push(units);
    }
    return spent;
  } finally {
    dynamodb.destroy();
    await database.close();
  }
}
