import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { tableNameOf } from '#infra/local/embedded-database.ts';
import { RECEIPTS } from '#storage/follow-receipts.ts';
import { SAYS_NOTHING } from '#storage/staged-item.ts';
import { TABLE_NAMES, type TableName } from '#storage/tables.ts';
import { connectTestDatabase, startTestDatabase } from './test-database.ts';

type Item = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };

/** A table's item, named by its table and key. */
export interface KeptItem {
  readonly table: TableName;
  readonly item: Item;
}

/** The tables of a folder on which no machine runs. */
export async function withTables<Result>(
  folder: string,
  work: (dynamodb: DynamoDBDocumentClient) => Promise<Result>,
): Promise<Result> {
  const database = await startTestDatabase(join(folder, 'database'));
  const dynamodb = connectTestDatabase({ DYNAMODB_ENDPOINT: database.endpoint });
  try {
    return await work(dynamodb);
  } finally {
    dynamodb.destroy();
    await database.close();
  }
}

export async function allItems(dynamodb: DynamoDBDocumentClient): Promise<KeptItem[]> {
  const found: KeptItem[] = [];
  for (const table of TABLE_NAMES) {
    for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName: tableNameOf(table) })) {
      for (const item of Items) found.push({ table, item: item as Item });
    }
  }
  return found;
}

export async function putItem(dynamodb: DynamoDBDocumentClient, { table, item }: KeptItem): Promise<void> {
  await dynamodb.send(new PutCommand({ TableName: tableNameOf(table), Item: item }));
}

export async function removeItem(dynamodb: DynamoDBDocumentClient, { table, item }: KeptItem): Promise<void> {
  await dynamodb.send(new DeleteCommand({ TableName: tableNameOf(table), Key: { pk: item.pk, sk: item.sk } }));
}

const UNKNOWN_FORMAT = Uint8Array.of(9, 1, 2, 3);

/** Puts the item in a format that nobody knows, as if another version had packed it. */
export function spoilItem(dynamodb: DynamoDBDocumentClient, { table, item }: KeptItem): Promise<void> {
  const packed = item['face'] === undefined ? 'data' : 'face';
  return putItem(dynamodb, { table, item: { ...item, [packed]: UNKNOWN_FORMAT } });
}

/** True for what follows from reports. */
export function isDerived({ table, item: { pk, sk } }: KeptItem): boolean {
  if (table === 'market') return /^(carry|part#|up|who#|leaf#)/.test(sk);
  return table === 'desk' ? sk === 'now' : pk.startsWith('balance#');
}

/**
 * What a folder keeps, by name, without what nobody is shown: when it expires, which rebuilds there were, and which reports
 * led to it, which depends on who came first.
 */
export async function keptIn(folder: string): Promise<Map<string, unknown>> {
  const items = await withTables(folder, allItems);
  const shown = items.filter(({ item: { pk, h } }) => !pk.startsWith('rebuil') && h !== SAYS_NOTHING);
  return new Map(
    shown
      .map(({ table, item: { expiresAt: _, [RECEIPTS]: __, ...item } }): [string, unknown] => [
        `${table} ${item.pk} ${item.sk}`,
        item,
      ])
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The names of what two folders do not keep alike. */
export async function differences(
  a: string | Map<string, unknown>,
  b: string | Map<string, unknown>,
): Promise<string[]> {
  const [ofA, ofB] = [typeof a === 'string' ? await keptIn(a) : a, typeof b === 'string' ? await keptIn(b) : b];
  const names = [...new Set([...ofA.keys(), ...ofB.keys()])];
  return names.filter((name) => !isDeepStrictEqual(ofA.get(name), ofB.get(name)));
}
