import {
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import { ROOT_PLACE } from '#domain/place.ts';
import { storeKey } from '#domain/store.ts';
import { marketStore } from '#storage/market.ts';
import { partitionOf } from '#storage/place-day-key.ts';
import { registryStore } from '#storage/registry.ts';
import type { TableName } from '#storage/tables.ts';

/** No place of any catalogue: ids of places are numbers or names of areas. */
export const CHECK_PLACE = 'kiem-tra-he-thong';
export const CHECK_RETAILER = 'kiem-tra-he-thong';
export const CHECK_STORE = 'kiem-tra';
export const CHECK_KEY = storeKey(CHECK_RETAILER, CHECK_STORE);

/** Where a check leaves something: a partition of a table, and what the sort keys begin with. */
interface Stretch {
  readonly table: TableName;
  readonly pk: string;
  readonly prefix: string;
}

interface Tables {
  readonly dynamodb: DynamoDBDocumentClient;
  readonly nameOf: (table: TableName) => string;
}

/** The parts of a place that stand in the partition of what contains it. */
const HANDED_UP = ['leaf', 'part', 'brief', 'who'];
const DELETED_AT_ONCE = 25;

/** True once an assessment of the day has counted the report of the check. */
export async function isCheckAssessed({ dynamodb, nameOf }: Tables, day: BusinessDay): Promise<boolean> {
  const TableName = nameOf('market');
  const Key = { pk: partitionOf(ROOT_PLACE, day), sk: `who#${CHECK_PLACE}` };
  // Without it the reports themselves would be read, which nobody need have assessed.
  if (!(await dynamodb.send(new GetCommand({ TableName, Key }))).Item) return false;
  const heads = await marketStore(dynamodb, TableName, Date.now).reportHeads(ROOT_PLACE, [CHECK_PLACE], day);
  return heads.some(({ store }) => store === CHECK_KEY);
}

/** Takes the shop of the check away; it is there for one request only, and no list is read with it any longer. */
export async function removeCheckStore({ dynamodb, nameOf }: Tables): Promise<void> {
  const Key = { pk: 'store', sk: CHECK_KEY };
  await dynamodb.send(new DeleteCommand({ TableName: nameOf('registry'), Key }));
  await registryStore(dynamodb, nameOf('registry')).noteStoreGone(CHECK_KEY);
}

/** Deletes all that a check of this day, or one of the days before, has left; how many items that were. */
export async function takeBackCheck(tables: Tables, today: BusinessDay, days: number): Promise<number> {
  let deleted = 0;
  for (const stretch of stretches(today, days)) deleted += await deleteStretch(tables, stretch);
  return deleted;
}

/** The shop first, so that nobody opens its place again. */
function stretches(today: BusinessDay, days: number): Stretch[] {
  const around = eachDay(addDays(today, -days), addDays(today, 1));
  return [
    { table: 'registry', pk: 'store', prefix: `${CHECK_RETAILER}/` },
    { table: 'registry', pk: 'retailer', prefix: CHECK_RETAILER },
    ...around.map((day) => ({ table: 'market' as const, pk: partitionOf(CHECK_PLACE, day), prefix: '' })),
    // What a place without a parent hands up is read by nobody.
    ...around.flatMap((day) =>
      HANDED_UP.map((part) => ({
        table: 'market' as const,
        pk: partitionOf(ROOT_PLACE, day),
        prefix: `${part}#${CHECK_PLACE}`,
      })),
    ),
    ...around.map((day) => ({ table: 'desk' as const, pk: `day ${day}`, prefix: `reminder#${CHECK_RETAILER}/` })),
    { table: 'desk', pk: CHECK_PLACE, prefix: '' },
  ];
}

async function deleteStretch({ dynamodb, nameOf }: Tables, { table, pk, prefix }: Stretch): Promise<number> {
  const TableName = nameOf(table);
  const { Items: items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName,
      ConsistentRead: true,
      ProjectionExpression: 'pk, sk',
      ...(prefix === ''
        ? { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } }
        : {
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
            ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
          }),
    }),
  );
  // A shop and a day of it leave a handful; what does not fit is left to the next round.
  const some = items.slice(0, DELETED_AT_ONCE);
  if (some.length === 0) return 0;
  const requests = some.map((item) => ({ DeleteRequest: { Key: { pk: item['pk'], sk: item['sk'] } } }));
  await dynamodb.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } }));
  return some.length;
}
