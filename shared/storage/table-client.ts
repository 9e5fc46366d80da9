import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type BatchGetCommandOutput,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  paginateQuery,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { present } from '#domain/present.ts';
import { LIST_INDEX } from './tables.ts';

/** A table as its stores reach it: reads are strongly consistent unless they say otherwise, and each write is one item. */
export interface Table {
  readonly dynamodb: DynamoDBDocumentClient;
  readonly name: string;
}

/** An item as it lies in a table. */
export type Attributes = Record<string, unknown>;

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** A value with the hash of what is kept: a write names the hash it read and is refused if another came between. */
export interface Kept<T> {
  readonly value: T;
  readonly hash: string;
}

/** What an item keeps, with its hash; undefined if there is no item. */
export function keptOf<T>(item: Attributes | undefined, read: (item: Attributes) => T): Kept<T> | undefined {
  return item && { value: read(item), hash: item['h'] as string };
}

interface ReadOptions {
  /** False where what was written a moment ago may be missed: such a read costs half. */
  readonly consistent?: boolean;
  /** Only these attributes; all unless said. */
  readonly only?: readonly string[];
}

interface PageRequest {
  readonly limit: number;
  /** The sort key of the last item of the page before. */
  readonly after?: string | undefined;
}

/** Most keys of one batch of reads (a limit of the DynamoDB API). */
const MOST_KEYS = 100;

/** The item under a key, if there is one. */
export async function readItem(
  { dynamodb, name }: Table,
  { pk, sk }: ItemKey,
  { consistent = true, only }: ReadOptions = {},
): Promise<Attributes | undefined> {
  const input = { TableName: name, Key: { pk, sk }, ConsistentRead: consistent, ...projection(only) };
  return (await dynamodb.send(new GetCommand(input))).Item;
}

/** The items under these keys, in no order; what is not there is left out. May miss what was written a moment ago. */
export async function readItems(
  { dynamodb, name }: Table,
  keys: readonly ItemKey[],
  only: readonly string[],
): Promise<Attributes[]> {
  const found: Attributes[] = [];
  for (let start = 0; start < keys.length; start += MOST_KEYS) {
    let wanted: Attributes[] | undefined = keys.slice(start, start + MOST_KEYS).map(({ pk, sk }) => ({ pk, sk }));
    while (wanted && wanted.length > 0) {
      const RequestItems = { [name]: { Keys: wanted, ...projection(only) } };
      const page: BatchGetCommandOutput = await dynamodb.send(new BatchGetCommand({ RequestItems }));
      found.push(...(page.Responses?.[name] ?? []));
      wanted = page.UnprocessedKeys?.[name]?.Keys;
    }
  }
  return found;
}

/** The items of a partition whose sort keys begin with a prefix, in the order of their sort keys; all without one. */
export function readPartition(
  { dynamodb, name }: Table,
  pk: string,
  prefix = '',
  { consistent = true, only }: ReadOptions = {},
): Promise<Attributes[]> {
  const condition = partitionCondition(pk, prefix);
  return queryAll(dynamodb, { TableName: name, ConsistentRead: consistent, ...condition, ...projection(only) });
}

/** A page of such items; `next` is the sort key after which the next one begins, absent on the last. */
export async function readPartitionPage(
  { dynamodb, name }: Table,
  pk: string,
  prefix: string,
  { limit, after }: PageRequest,
): Promise<{ readonly items: readonly Attributes[]; readonly next?: string }> {
  const input = present<QueryCommandInput>({
    TableName: name,
    ConsistentRead: true,
    ...partitionCondition(pk, prefix),
    Limit: limit,
    ExclusiveStartKey: after === undefined ? undefined : { pk, sk: after },
  });
  const { Items = [], LastEvaluatedKey } = await dynamodb.send(new QueryCommand(input));
  return present({ items: Items, next: LastEvaluatedKey ? String(LastEvaluatedKey['sk']) : undefined });
}

/** The newest items of a list over all partitions: at least `limit`, where there are so many. Never quite up to date. */
export async function readList(
  { dynamodb, name }: Table,
  list: string,
  { limit, after }: PageRequest,
): Promise<Attributes[]> {
  const items: Attributes[] = [];
  const pages = paginateQuery(
    { client: dynamodb },
    {
      TableName: name,
      IndexName: LIST_INDEX.name,
      KeyConditionExpression: after === undefined ? 'listPk = :list' : 'listPk = :list AND listSk < :after',
      ExpressionAttributeValues: present({ ':list': list, ':after': after }),
      ScanIndexForward: false,
      Limit: limit,
    },
  );
  for await (const { Items = [] } of pages) {
    items.push(...Items);
    if (items.length >= limit) break;
  }
  return items;
}

/** All items of a list over all partitions from one of its sort keys on. Never quite up to date. */
export function readListSince({ dynamodb, name }: Table, list: string, from: string): Promise<Attributes[]> {
  return queryAll(dynamodb, {
    TableName: name,
    IndexName: LIST_INDEX.name,
    KeyConditionExpression: 'listPk = :list AND listSk >= :from',
    ExpressionAttributeValues: { ':list': list, ':from': from },
  });
}

/** Writes an item over whatever is kept. */
export async function put({ dynamodb, name }: Table, item: Attributes): Promise<void> {
  await dynamodb.send(new PutCommand({ TableName: name, Item: item }));
}

/** Writes an item; false when the condition did not hold. */
export function putIf({ dynamodb, name }: Table, condition: Condition, item: Attributes): Promise<boolean> {
  return succeeded(dynamodb.send(new PutCommand({ TableName: name, Item: item, ...condition })));
}

/** What must be true of the kept item for a write to be made. */
export type Condition = Pick<
  PutCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** Only where nothing is kept yet. */
export const IF_ABSENT: Condition = { ConditionExpression: 'attribute_not_exists(pk)' };

/** Only over the item with the hash that was read, or, without one, only where nothing is kept yet. */
export function over(expected: string | undefined): Condition {
  if (expected === undefined) return IF_ABSENT;
  return { ConditionExpression: 'h = :expected', ExpressionAttributeValues: { ':expected': expected } };
}

/** Runs one conditional write: true when it was made, false when its condition did not hold. */
export async function succeeded(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** The items of all pages of a query, in its order. */
async function queryAll(client: DynamoDBDocumentClient, input: QueryCommandInput): Promise<Attributes[]> {
  const items: Attributes[] = [];
  for await (const { Items = [] } of paginateQuery({ client }, input)) items.push(...Items);
  return items;
}

function partitionCondition(pk: string, prefix: string) {
  return prefix === ''
    ? { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } }
    : {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
      };
}

/** Every name is written as an alias, since some are reserved words of DynamoDB. */
function projection(only: readonly string[] | undefined) {
  if (!only) return {};
  return {
    ProjectionExpression: only.map((attribute) => `#${attribute}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(only.map((attribute) => [`#${attribute}`, attribute])),
  };
}
