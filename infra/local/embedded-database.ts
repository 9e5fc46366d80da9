import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { CreateTableCommand, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { present } from '#domain/present.ts';
import { connectDynamoDb, type Transport } from '#runtime/connect-dynamodb.ts';
import { PARTITION_KEY, SORT_KEY, TABLE_NAMES, TABLES, type TableName } from '#storage/tables.ts';
import { transportTo } from './requests-by-message.ts';

/** A running embedded DynamoDB with all tables of the system. */
export interface EmbeddedDatabase {
  readonly endpoint: string;
  /** How a client of this process reaches it, instead of by the endpoint. */
  readonly transport: Transport;
  /** Values for the environment variables that name the tables. */
  readonly tableNames: Readonly<Record<string, string>>;
  /** How many tables were not there and had to be made, of those that every version keeps. */
  readonly madeTables: number;
  /** Resolves with the reason should the database end by itself, as on a full disk. */
  readonly failed: Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** Raised where LevelDB cannot open its folder, or read it: `LEVEL_LOCKED`, `LEVEL_CORRUPTION`, `LEVEL_IO_ERROR`. */
export class DatabaseNotOpened extends Error {
  override readonly name = 'DatabaseNotOpened';
  readonly code: string | undefined;
  constructor({ code, message }: { readonly code?: string; readonly message: string }) {
    super(message);
    this.code = code;
  }
}

type FirstWord = { readonly port: number } | { readonly failed: { readonly code?: string; readonly message: string } };

/** Name of the table in which written keys wait until their subscribers have handled them. */
export const PENDING_TABLE = 'binh-on-pending';

/** Starts the embedded database on a free loopback port; `folder` keeps the data, without it they live in memory. */
export async function startDatabase(folder?: string): Promise<EmbeddedDatabase> {
  const thread = new Worker(new URL('./dynalite-thread.ts', import.meta.url), {
    workerData: folder ? { path: folder } : {},
    // What the engine says of a start that fails is said once more in our words: it is shown only once it runs.
    stderr: true,
  });
  const failed = new Promise<unknown>((resolve) => thread.on('error', resolve));
  const exited = once(thread, 'exit').catch(() => undefined);
  const [first] = (await once(thread, 'message')) as [FirstWord];
  if ('failed' in first) throw new DatabaseNotOpened(first.failed);
  const endpoint = `http://127.0.0.1:${first.port}`;
  const close = async () => {
    thread.postMessage('close');
    await exited;
  };
  const transport = transportTo(thread);
  try {
    const madeTables = await Promise.race([makeTables(endpoint, transport), failed.then(raiseFailed)]);
    thread.stderr.on('data', (said: Buffer) => process.stderr.write(said));
    return {
      endpoint,
      transport,
      tableNames: Object.fromEntries(TABLE_NAMES.map((name) => [TABLES[name].env, tableNameOf(name)])),
      madeTables,
      failed,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

export function tableNameOf(name: TableName): string {
  return `binh-on-${name}`;
}

/** Makes the tables that are not there, and counts those that a folder with data must have. */
async function makeTables(endpoint: string, transport: Transport): Promise<number> {
  const client = connectDynamoDb({ DYNAMODB_ENDPOINT: endpoint }, transport);
  let made = 0;
  for (const name of TABLE_NAMES) {
    const isMade = await createTable(client, tableNameOf(name), TABLES[name].indexes);
    if (!TABLES[name].mayBeMissing) made += isMade;
  }
  made += await createTable(client, PENDING_TABLE, []);
  client.destroy();
  return made;
}

async function createTable(
  client: DynamoDBDocumentClient,
  name: string,
  indexes: readonly { name: string; partitionKey: string; sortKey: string }[],
): Promise<0 | 1> {
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
    return 1;
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
    return 0;
  }
}

/** Raises why the database ended by itself. */
export function raiseFailed(error: unknown): never {
  const { code, message = String(error) } = (error ?? {}) as { readonly code?: string; readonly message?: string };
  throw new DatabaseNotOpened(present({ code, message }));
}
