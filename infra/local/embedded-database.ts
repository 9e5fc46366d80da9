import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { CreateTableCommand, DynamoDBClient, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import { present } from '#domain/present.ts';
import { PARTITION_KEY, SORT_KEY, TABLE_NAMES, TABLES, type TableName } from '#storage/tables.ts';

/** A running embedded DynamoDB with all tables of the system. */
export interface EmbeddedDatabase {
  readonly endpoint: string;
  /** Values for the environment variables that name the tables. */
  readonly tableNames: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** Name of the table in which written keys wait until their subscribers have handled them. */
export const PENDING_TABLE = 'binh-on-pending';

/** Starts the embedded database on a free loopback port; `folder` keeps the data, without it they live in memory. */
export async function startDatabase(folder?: string): Promise<EmbeddedDatabase> {
  const thread = new Worker(new URL('./dynalite-thread.ts', import.meta.url), {
    workerData: folder ? { path: folder } : {},
  });
  const [port] = (await once(thread, 'message')) as [number];
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new DynamoDBClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  for (const name of TABLE_NAMES) await createTable(client, tableNameOf(name), TABLES[name].indexes);
  await createTable(client, PENDING_TABLE, []);
  client.destroy();
  return {
    endpoint,
    tableNames: Object.fromEntries(TABLE_NAMES.map((name) => [TABLES[name].env, tableNameOf(name)])),
    close: async () => {
      thread.postMessage('close');
      await once(thread, 'exit');
    },
  };
}

export function tableNameOf(name: TableName): string {
  return `binh-on-${name}`;
}

async function createTable(
  client: DynamoDBClient,
  name: string,
  indexes: readonly { name: string; partitionKey: string; sortKey: string }[],
): Promise<void> {
  const keys = [PARTITION_KEY, SORT_KEY, ...indexes.flatMap((index) => [index.partitionKey, index.sortKey])];
  const schema = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  try {
    await client.send(
      new CreateTableCommand(
        present({
          TableName: name,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: keys.map((key) => ({ AttributeName: key, AttributeType: 'S' })),
          KeySchema: schema(PARTITION_KEY, SORT_KEY),
          GlobalSecondaryIndexes:
            indexes.length > 0
              ? indexes.map((index) => ({
                  IndexName: index.name,
                  KeySchema: schema(index.partitionKey, index.sortKey),
                  Projection: { ProjectionType: 'ALL' as const },
                }))
              : undefined,
        }),
      ),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}
