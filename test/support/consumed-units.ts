import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Units that requests have cost, as the database counts them. */
export interface ConsumedUnits {
  read: number;
  written: number;
}

/** Has a client count what its requests cost from now on. */
export function countUnits(dynamodb: DynamoDBDocumentClient): ConsumedUnits {
  const units: ConsumedUnits = { read: 0, written: 0 };
  dynamodb.middlewareStack.add(
    (next, context) => async (request) => {
      const done = await next({ ...request, input: { ...request.input, ReturnConsumedCapacity: 'TOTAL' } });
      const { ConsumedCapacity: consumed } = done.output as { readonly ConsumedCapacity?: unknown };
      const isWrite = /^(Put|Update|Delete|BatchWrite)/.test(context.commandName ?? '');
      for (const one of [consumed].flat()) {
        const { CapacityUnits = 0 } = (one ?? {}) as { readonly CapacityUnits?: number };
        units[isWrite ? 'written' : 'read'] += CapacityUnits;
      }
      return done;
    },
    { step: 'initialize', name: 'countUnits', override: true },
  );
  return units;
}
