import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { RECEIPTS } from '#storage/follow-receipts.ts';
import { TABLES } from '#storage/tables.ts';

/** What all items of all tables say, by `<table> <pk> <sk>`: small worlds only. Which reports led to it depends on who came first. */
export async function keptItems({ dynamodb, env }: Platform): Promise<Map<string, Record<string, unknown>>> {
  const kept = new Map<string, Record<string, unknown>>();
  for (const [name, TableName] of tableNames(env)) {
    const { Items = [], LastEvaluatedKey } = await dynamodb.send(new ScanCommand({ TableName }));
    if (LastEvaluatedKey) throw new Error(`${TableName} no longer fits one page: read them all`);
    for (const { [RECEIPTS]: _, ...item } of Items) kept.set(`${name} ${item['pk']} ${item['sk']}`, item);
  }
  return kept;
}

/** Empties all tables, so that the next run of a property begins with nothing. */
export async function emptyTables({ dynamodb, env }: Platform): Promise<void> {
  for (const [, TableName] of tableNames(env)) {
    const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName, ProjectionExpression: 'pk, sk' }));
    await Promise.all(Items.map(({ pk, sk }) => dynamodb.send(new DeleteCommand({ TableName, Key: { pk, sk } }))));
  }
}

function tableNames(env: Platform['env']): [string, string][] {
  return Object.entries(TABLES).map(([name, table]) => [name, requireSettings(env, [table.env])[table.env] as string]);
}
