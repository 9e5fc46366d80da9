import {
  BatchWriteCommand,
  type BatchWriteCommandOutput,
  type DynamoDBDocumentClient,
  paginateQuery,
} from '@aws-sdk/lib-dynamodb';
import { PENDING_TABLE } from './embedded-database.ts';

/** A written key that its subscriber has not yet handled, under a token of its own. */
export interface PendingKey {
  readonly token: string;
  readonly table: string;
  readonly key: { readonly pk: string; readonly sk: string };
  /** The function that it wakes; entries of before version 0.3 do not say. */
  readonly wakes?: string | undefined;
}

const PARTITION = 'pending';
/** Most items of one batch. */
const BATCH = 25;

/** The keys that wait, kept in the same database as what was written, so that no kill loses a wake-up. */
export function pendingKeys(dynamodb: DynamoDBDocumentClient) {
  const write = async (requests: readonly object[]): Promise<void> => {
    let left: BatchWriteCommandOutput['UnprocessedItems'] = { [PENDING_TABLE]: [...requests] };
    while (left?.[PENDING_TABLE]) {
      const answer: BatchWriteCommandOutput = await dynamodb.send(new BatchWriteCommand({ RequestItems: left }));
      left = answer.UnprocessedItems;
    }
  };
  const add = gathered((pending: readonly PendingKey[]) =>
    write(pending.map(({ token, ...entry }) => ({ PutRequest: { Item: { pk: PARTITION, sk: token, ...entry } } }))),
  );
  const remove = gathered((tokens: readonly string[]) =>
    write(tokens.map((token) => ({ DeleteRequest: { Key: { pk: PARTITION, sk: token } } }))),
  );
  return {
    /** Resolves once the key is kept. */
    add,
    /** Resolves once the key is gone. */
    remove,

    /** All that wait, in no particular order. */
    async list(): Promise<PendingKey[]> {
      const waiting: PendingKey[] = [];
      const input = {
        TableName: PENDING_TABLE,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': PARTITION },
      };
      for await (const { Items = [] } of paginateQuery({ client: dynamodb }, input)) {
        for (const { sk: token, table, key, wakes } of Items) waiting.push({ token, table, key, wakes } as PendingKey);
      }
      return waiting;
    },
  };
}

/** Sends single requests in batches: what is asked for while one batch is under way goes with the next. */
function gathered<Request>(send: (requests: readonly Request[]) => Promise<void>): (request: Request) => Promise<void> {
  interface Waiting {
    readonly request: Request;
    readonly resolve: () => void;
    readonly reject: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let sending = false;
  const sendAll = async () => {
    sending = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH);
      try {
        await send(batch.map(({ request }) => request));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    sending = false;
  };
  return (request) =>
    new Promise((resolve, reject) => {
      waiting.push({ request, resolve, reject });
      // Begun a moment later, so that writes which start together share one batch.
      if (!sending) queueMicrotask(() => sending || void sendAll());
    });
}
