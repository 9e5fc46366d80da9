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
import type { AuditEntry } from '#domain/audit-entry.ts';
import { present } from '#domain/present.ts';
import { type KeyCondition, partitionCondition, projection } from './expressions.ts';
import { noteReceipts, receiptsFor } from './follow-receipts.ts';
import { KINDS, kindOf, NOTED_KINDS, WrittenByLaterVersion } from './kinds.ts';
import { requested } from './request-refused.ts';
import { LIST_INDEX, type TableName } from './tables.ts';

/**
 * A table as its stores reach it: reads are strongly consistent unless they say otherwise, and each write is one item.
 * Each item is written with the version of its kind; one of a later version raises `WrittenByLaterVersion` when read.
 */
export interface Table {
  readonly dynamodb: DynamoDBDocumentClient;
  readonly name: string;
  /** Which of the tables it is. */
  readonly is: TableName;
  /** Where what was written a moment ago may be missed: reads then cost half, unless they ask for more themselves. */
  readonly reads?: 'lagging' | undefined;
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
  /** Only these attributes, and the keys; all unless said. */
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
  table: Table,
  { pk, sk }: ItemKey,
  { consistent = !table.reads, only }: ReadOptions = {},
): Promise<Attributes | undefined> {
  const input = { TableName: table.name, Key: { pk, sk }, ConsistentRead: consistent, ...projection(only) };
  const { Item: item } = await requested(table, { pk, sk }, table.dynamodb.send(new GetCommand(input)));
  return item && readable(table, item, { pk, sk });
}

/** The items under these keys, in no order; what is not there is left out. May miss what was written a moment ago. */
export async function readItems(
  table: Table,
  keys: readonly ItemKey[],
  only: readonly string[],
): Promise<Attributes[]> {
  const { dynamodb, name } = table;
  const found: Attributes[] = [];
  for (let start = 0; start < keys.length; start += MOST_KEYS) {
    let wanted: Attributes[] | undefined = keys.slice(start, start + MOST_KEYS).map(({ pk, sk }) => ({ pk, sk }));
    while (wanted && wanted.length > 0) {
      const RequestItems = { [name]: { Keys: wanted, ...projection(only) } };
      const page: BatchGetCommandOutput = await dynamodb.send(new BatchGetCommand({ RequestItems }));
      for (const item of page.Responses?.[name] ?? []) found.push(readable(table, item));
      wanted = page.UnprocessedKeys?.[name]?.Keys;
    }
  }
  return found;
}

/** The items of a partition whose sort keys begin with a prefix, in the order of their sort keys; all without one. */
export function readPartition(table: Table, pk: string, prefix = '', options: ReadOptions = {}): Promise<Attributes[]> {
  return queryAll(table, partitionCondition(pk, prefix), options);
}

/** The last item of a partition whose sort keys begin with a prefix, if there is one. */
export async function readLast(table: Table, pk: string, prefix: string): Promise<Attributes | undefined> {
  const input = {
    TableName: table.name,
    ConsistentRead: !table.reads,
    ...partitionCondition(pk, prefix),
    ScanIndexForward: false,
    Limit: 1,
  };
  const { Items: [item] = [] } = await table.dynamodb.send(new QueryCommand(input));
  return item && readable(table, item);
}

/** The last items of a partition from one sort key to another, the very last first: so many, or all where there are fewer. */
export async function readRangeBackwards(
  table: Table,
  pk: string,
  from: string,
  to: string,
  limit: number,
): Promise<Attributes[]> {
  const input = {
    TableName: table.name,
    ConsistentRead: !table.reads,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
    ScanIndexForward: false,
    Limit: limit,
  };
  const items: Attributes[] = [];
  // A page ends at a megabyte, too, with more to come.
  for await (const { Items = [] } of paginateQuery({ client: table.dynamodb }, input)) {
    items.push(...Items);
    if (items.length >= limit) break;
  }
  return items.slice(0, limit).map((item) => readable(table, item));
}

/** The items of a partition from one sort key to another, both included, in their order. */
export function readRange(
  table: Table,
  pk: string,
  from: string,
  to: string,
  options: ReadOptions = {},
): Promise<Attributes[]> {
  const condition = {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
  };
  return queryAll(table, condition, options);
}

/** A page of such items; `next` is the sort key after which the next one begins, absent on the last. */
export async function readPartitionPage(
  table: Table,
  pk: string,
  prefix: string,
  { limit, after }: PageRequest,
): Promise<{ readonly items: readonly Attributes[]; readonly next?: string }> {
  const input = present<QueryCommandInput>({
    TableName: table.name,
    ConsistentRead: true,
    ...partitionCondition(pk, prefix),
    Limit: limit,
    ExclusiveStartKey: after === undefined ? undefined : { pk, sk: after },
  });
  const { Items = [], LastEvaluatedKey } = await table.dynamodb.send(new QueryCommand(input));
  const items = Items.map((item) => readable(table, item));
  return present({ items, next: LastEvaluatedKey ? String(LastEvaluatedKey['sk']) : undefined });
}

/** The newest items of a list over all partitions: at least `limit`, where there are so many. Never quite up to date. */
export async function readList(table: Table, list: string, { limit, after }: PageRequest): Promise<Attributes[]> {
  const items: Attributes[] = [];
  const pages = paginateQuery(
    { client: table.dynamodb },
    {
      TableName: table.name,
      IndexName: LIST_INDEX.name,
      KeyConditionExpression: after === undefined ? 'listPk = :list' : 'listPk = :list AND listSk < :after',
      ExpressionAttributeValues: present({ ':list': list, ':after': after }),
      ScanIndexForward: false,
      Limit: limit,
    },
  );
  for await (const { Items = [] } of pages) {
    for (const item of Items) items.push(readable(table, item));
    if (items.length >= limit) break;
  }
  return items;
}

/** All items of a list over all partitions from one of its sort keys on. Never quite up to date. */
export function readListSince(table: Table, list: string, from: string): Promise<Attributes[]> {
  return queryAll(
    table,
    {
      KeyConditionExpression: 'listPk = :list AND listSk >= :from',
      ExpressionAttributeValues: { ':list': list, ':from': from },
    },
    { consistent: false },
    LIST_INDEX.name,
  );
}

/** The first items of a list over all partitions before one of its sort keys, in their order. Never quite up to date. */
export async function readListThrough(
  table: Table,
  list: string,
  before: string,
  limit: number,
): Promise<Attributes[]> {
  const items: Attributes[] = [];
  const input = {
    TableName: table.name,
    IndexName: LIST_INDEX.name,
    KeyConditionExpression: 'listPk = :list AND listSk < :before',
    ExpressionAttributeValues: { ':list': list, ':before': before },
    Limit: limit,
  };
  for await (const { Items = [] } of paginateQuery({ client: table.dynamodb }, input)) {
    for (const item of Items) items.push(readable(table, item));
    if (items.length >= limit) break;
  }
  return items;
}

/** The items of a list over all partitions from one of its sort keys to another. Never quite up to date. */
export function readListBetween(table: Table, list: string, from: string, to: string): Promise<Attributes[]> {
  return queryAll(
    table,
    {
      KeyConditionExpression: 'listPk = :list AND listSk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':list': list, ':from': from, ':to': to },
    },
    { consistent: false },
    LIST_INDEX.name,
  );
}

/** Writes an item over whatever is kept, but not over what a later version has written: then it raises. */
export async function put(table: Table, item: Attributes & ItemKey, lines: readonly AuditEntry[] = []): Promise<void> {
  const kind = kindOf(table.is, item);
  const notLater = {
    ConditionExpression: 'attribute_not_exists(v) OR v <= :v',
    ExpressionAttributeValues: { ':v': KINDS[kind] },
  };
  if (await putIf(table, notLater, item, lines)) return;
  throw new WrittenByLaterVersion(kind, item);
}

/**
 * Writes an item, and in the same write the lines of the trail that tell of it; false when the condition did not hold.
 * Raises `RequestRefused` where no try will ever be taken.
 *
 * Lines that wait in what is written over go on in the new item: the write is made over exactly those that were read.
 */
export async function putIf(
  table: Table,
  condition: Condition,
  item: Attributes & ItemKey,
  lines: readonly AuditEntry[] = [],
): Promise<boolean> {
  if (!NOTED_KINDS.has(kindOf(table.is, item))) return putOnce(table, condition, item);
  if (condition === IF_ABSENT) return putOnce(table, condition, withLines(item, lines));
  let carried: string | undefined;
  let isRepeated = false;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const all = withLines(item, [...(carried === undefined ? [] : linesIn(carried)), ...lines]);
    if (await putOnce(table, overLines(condition, carried), all)) return true;
    const now = await readItem(table, item, { consistent: true, only: [UNPUBLISHED] });
    const unpublished = now?.[UNPUBLISHED] as string | undefined;
    // Lines may go to the trail just before this look: then the write is made once more.
    if (unpublished === carried && isRepeated) return false;
    isRepeated = unpublished === carried;
    carried = unpublished;
  }
  throw new Error(`The lines of ${item.pk} ${item.sk} kept changing`);
}

/** Lines of the trail in an item that nobody has taken there yet, as JSON: a text is compared as a whole. */
export const UNPUBLISHED = 'unpublished';
const MOST_ROUNDS = 10;

export const linesIn = (unpublished: string): AuditEntry[] => JSON.parse(unpublished) as AuditEntry[];

function withLines(item: Attributes & ItemKey, lines: readonly AuditEntry[]): Attributes & ItemKey {
  return lines.length === 0 ? item : { ...item, [UNPUBLISHED]: JSON.stringify(lines) };
}

function overLines(condition: Condition, carried: string | undefined): Condition {
  const { ConditionExpression: other, ExpressionAttributeValues: values } = condition;
  const same = carried === undefined ? `attribute_not_exists(${UNPUBLISHED})` : `${UNPUBLISHED} = :carried`;
  return present<Condition>({
    ...condition,
    ConditionExpression: `(${other}) AND ${same}`,
    ExpressionAttributeValues: carried === undefined ? values : { ...values, ':carried': carried },
  });
}

/** Writes an item without its lines, once these are in the trail: only over exactly those lines. */
export function putPublished(
  table: Table,
  condition: Condition,
  item: Attributes & ItemKey,
  published: string,
): Promise<boolean> {
  return putOnce(table, overLines(condition, published), item);
}

function putOnce(table: Table, condition: Condition, item: Attributes & ItemKey): Promise<boolean> {
  const input = { TableName: table.name, Item: withVersion(table, item), ...condition };
  return succeeded(requested(table, item, table.dynamodb.send(new PutCommand(input))));
}

/** An item says itself of which version it is, where it was read and is put back otherwise unchanged. */
function withVersion(table: Table, item: Attributes & ItemKey): Attributes {
  return { v: KINDS[kindOf(table.is, item)], ...item, ...receiptsFor(table.is, item) };
}

/** The item, unless a later version wrote it. */
function readable(table: Table, item: Attributes, key: ItemKey = item as Attributes & ItemKey): Attributes {
  noteReceipts(table.is, item);
  const version = item['v'];
  if (typeof version !== 'number') return item;
  const kind = kindOf(table.is, key);
  if (version > KINDS[kind]) throw new WrittenByLaterVersion(kind, key, version);
  return item;
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
async function queryAll(
  table: Table,
  condition: KeyCondition,
  { consistent = !table.reads, only }: ReadOptions,
  index?: string,
): Promise<Attributes[]> {
  const input = present<QueryCommandInput>({
    TableName: table.name,
    IndexName: index,
    ConsistentRead: consistent,
    ...condition,
    ...projection(only),
  });
  const items: Attributes[] = [];
  for await (const { Items = [] } of paginateQuery({ client: table.dynamodb }, input)) {
    for (const item of Items) items.push(readable(table, item));
  }
  return items;
}
