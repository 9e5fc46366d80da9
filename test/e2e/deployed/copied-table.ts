import {
  CreateTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
  paginateScan,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { PARTITION_KEY, SORT_KEY, type TableName } from '#storage/tables.ts';
import type { Emulator } from './emulator.ts';

/**
 * Makes what restoring a table to a point in time makes: a table of its own with the items of then, without stream, index,
 * expiry and protection. MiniStack sets no table back to an instant; so its items are copied, as they are now.
 *
 * @returns the name of the new table.
 */
export async function copiedTable(emulator: Emulator, stack: string, table: TableName): Promise<string> {
  const dynamodb = new DynamoDBClient(emulator.client);
  const source = await deployedTable(emulator, stack, table);
  const TableName = `restored-${table}`;
  const keys = [
    { AttributeName: PARTITION_KEY, KeyType: 'HASH' as const },
    { AttributeName: SORT_KEY, KeyType: 'RANGE' as const },
  ];
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys,
      AttributeDefinitions: keys.map(({ AttributeName }) => ({ AttributeName, AttributeType: 'S' })),
    }),
  );
  await waitUntilTableExists({ client: dynamodb, maxWaitTime: 30 }, { TableName });
  for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName: source })) {
    for (const Item of Items) await dynamodb.send(new PutItemCommand({ TableName, Item }));
  }
  return TableName;
}

/** The name that CloudFormation gave to a table of a stack. */
export async function deployedTable({ client }: Emulator, stack: string, table: TableName): Promise<string> {
  const { TableNames = [] } = await new DynamoDBClient(client).send(new ListTablesCommand({}));
  const found = TableNames.find((name) => name.startsWith(`${stack}-`) && name.includes(`Tables${table}`));
  if (found === undefined) throw new Error(`${stack} has no table ${table}`);
  return found;
}
