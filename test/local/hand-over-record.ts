import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { PENDING_TABLE, tableNameOf } from '#infra/local/embedded-database.ts';
import { type HandOver, handOverWrites } from '#infra/local/hand-over.ts';
import type { Subscription } from '#storage/tables.ts';

/** Reports wake assessors, who note them in these tests. */
export const SUBSCRIPTION: Subscription = {
  function: 'assess-place',
  table: 'market',
  sortKeyPrefixes: ['report#'],
  batchSize: 10,
  cloudWindowSeconds: 0,
  localWindowMs: 20,
};

const WRITTEN = { table: tableNameOf('market'), pk: 'hoan-kiem#2026-11-23' };
const HANDLED = { table: tableNameOf('desk'), pk: 'handled' };

/** A hand-over whose handler notes in the same database what it has handled; `begin` is told the keys of each batch. */
export function recordingHandOver(
  dynamodb: DynamoDBDocumentClient,
  life: string,
  begin: (keys: readonly string[]) => Promise<void> = async () => undefined,
): HandOver {
  let tokens = 0;
  return handOverWrites(
    dynamodb,
    ({ table }) => tableNameOf(table),
    [
      {
        subscription: SUBSCRIPTION,
        handler: async ({ Records }) => {
          const keys = Records.map(({ dynamodb: change }) => change?.Keys?.['sk']?.S ?? '');
          await begin(keys);
          for (const key of keys) await note(dynamodb, key);
          return { batchItemFailures: [] };
        },
      },
    ],
    () => `${life}-${tokens++}`,
    () => undefined,
  );
}

export async function write(dynamodb: DynamoDBDocumentClient, key: string): Promise<void> {
  await dynamodb.send(new PutCommand({ TableName: WRITTEN.table, Item: { pk: WRITTEN.pk, sk: key } }));
}

/** Notes a key once, however often it is handled. */
async function note(dynamodb: DynamoDBDocumentClient, key: string): Promise<void> {
  try {
    await dynamodb.send(
      new PutCommand({
        TableName: HANDLED.table,
        Item: { pk: HANDLED.pk, sk: key },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** What the database knows of the written keys. */
export async function stateOf(dynamodb: DynamoDBDocumentClient) {
  const items = async (TableName: string) => (await dynamodb.send(new ScanCommand({ TableName }))).Items ?? [];
  const keysIn = async ({ table, pk }: { readonly table: string; readonly pk: string }) =>
    (await items(table)).filter((item) => item['pk'] === pk).map((item) => item['sk'] as string);
  return {
    kept: (await keysIn(WRITTEN)).sort(),
    handled: (await keysIn(HANDLED)).sort(),
    pending: (await items(PENDING_TABLE)).map((item) => (item['key'] as { readonly sk: string }).sk).sort(),
  };
}
