import { isDeepStrictEqual } from 'node:util';
import {
  BatchGetCommand,
  type BatchGetCommandOutput,
  type DynamoDBDocumentClient,
  PutCommand,
  paginateScan,
} from '@aws-sdk/lib-dynamodb';
import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, withAncestors } from '#domain/catalogue.ts';
import { present } from '#domain/present.ts';
import { registryStore } from '#storage/registry.ts';
import { succeeded } from '#storage/table-client.ts';
import { PARTITION_KEY, SORT_KEY, type TableName } from '#storage/tables.ts';
import { openMissedDays } from './open-missed-days.ts';

type Item = Readonly<Record<string, unknown>>;
type TableNames = Readonly<Record<TableName, string>>;

export interface PutBack {
  /** Where the restored tables are. */
  readonly source: DynamoDBDocumentClient;
  readonly restored: TableNames;
  /** Where the deployment's tables are. */
  readonly target: DynamoDBDocumentClient;
  readonly deployed: TableNames;
  /** Also puts what the deployment holds with another content. Only for spoiled tables, and with its streams off. */
  readonly overwrite?: boolean;
  readonly catalogue: Catalogue;
  readonly today: BusinessDay;
  /** Resolves when it is time to look again whether the deployment has done its part. */
  readonly pause: () => Promise<void>;
  readonly tell: (line: string) => void;
}

/** A part of a table that must be complete before the next one begins. */
interface Stage {
  readonly what: string;
  readonly table: TableName;
  readonly holds: (partitionKey: string, sortKey: string) => boolean;
}

const isAlert = (sortKey: string) => sortKey.startsWith('alert#');
const isPlaceDay = (partitionKey: string) => /#\d{4}-\d{2}-\d{2}$/.test(partitionKey);

/** What can stand only in another table: two names that were mixed up on the command line must not mix up the data. */
const MISPLACED: Readonly<Record<TableName, Stage['holds']>> = {
  market: (pk) => !isPlaceDay(pk),
  desk: (pk) => isPlaceDay(pk) || pk === 'retailer' || pk === 'store',
  registry: (pk, sk) => isPlaceDay(pk) || isAlert(sk) || sk === 'now',
  trail: (pk) => !/^(change|look)#/.test(pk),
};

/**
 * The order in which nothing is told twice while the deployment's streams are awake.
 *
 * An alert wakes the responder, which tells what no delivery says was told: deliveries come before alerts. What was not told
 * since a wider alert covers it would be told where that is missing: alerts of wider places come first. A place's
 * episodes (`now`) wake the reconciler, which makes an alert of each episode that has none: alerts come before episodes.
 * A store opens its places, and an open day is assessed: with half of its reports it would show another market, whose
 * episodes would be told. So stores come last, and `open` is not put back at all: the stores open what takes reports,
 * while a day closed long ago stays the record that it is, instead of being assessed anew by today's code. For the same
 * reason `close` is not put back: it would have goods matched anew before the searches of that day are there.
 */
const BEFORE_ALERTS: readonly Stage[] = [
  { what: 'register and rules', table: 'registry', holds: (pk) => pk !== 'store' && pk !== 'rebuild' },
  { what: 'reports, assessments and carries', table: 'market', holds: (_pk, sk) => sk !== 'open' && sk !== 'close' },
  {
    what: 'what was done, suggested and told',
    table: 'desk',
    holds: (_pk, sk) => !isAlert(sk) && sk !== 'now',
  },
];
const EPISODES: Stage = { what: 'episodes', table: 'desk', holds: (_pk, sk) => sk === 'now' };
const STORES: Stage = { what: 'stores', table: 'registry', holds: (pk) => pk === 'store' };
/** Backups of before version 0.3 have none. */
const TRAIL: Stage = { what: 'audit trail', table: 'trail', holds: () => true };
/** What was asked for and not done yet is folded once all is there that it is folded from. */
const REBUILDS: Stage = { what: 'rebuilds', table: 'registry', holds: (pk) => pk === 'rebuild' };

/** Most keys of one batch of reads. */
const BATCH = 100;
const PUTS_AT_ONCE = 32;
const TELL_EVERY = 5_000;

/**
 * Copies the items of restored tables into a deployment's tables. Never deletes, and leaves alone what the deployment
 * holds already, so it may be repeated at any time: a copy that was cut off goes on, and nothing newer is lost.
 *
 * @returns how many items were put.
 */
export async function putBack(work: PutBack): Promise<number> {
  let put = 0;
  const trail = work.restored.trail === '' ? [] : [TRAIL];
  for (const stage of [...trail, ...BEFORE_ALERTS, ...alertsWidestFirst(work.catalogue), EPISODES]) {
    put += await putStage(work, stage);
  }
  // A deployment whose tables were spoiled has its days open, and its streams off: nobody would assess them now.
  if (!work.overwrite) await openDaysSince(work);
  return put + (await putStage(work, STORES)) + (await putStage(work, REBUILDS));
}

function alertsWidestFirst(catalogue: Catalogue): Stage[] {
  const depthOf = (place: string) => withAncestors(catalogue, place).length;
  const depths = [...new Set([...catalogue.places.keys()].map(depthOf))].sort((a, b) => a - b);
  return depths.map((depth) => ({
    what: `alerts of places ${depth - 1} levels inside`,
    table: 'desk',
    holds: (pk, sk) => isAlert(sk) && depthOf(pk) === depth,
  }));
}

async function openDaysSince({ source, restored, deployed, ...work }: PutBack): Promise<void> {
  const registry = registryStore(source, restored.registry);
  const last = await registry.readOpenedThrough();
  if (last === undefined) return;
  await openMissedDays({ ...work, tables: deployed, stores: await registry.listStores(), last: last.day });
}

async function putStage(work: PutBack, { what, table, holds }: Stage): Promise<number> {
  const { source, restored, tell } = work;
  const count = { read: 0, put: 0 };
  let reported = 0;
  for await (const { Items = [] } of paginateScan({ client: source }, { TableName: restored[table] })) {
    if (Items.some(within(MISPLACED[table]))) throw new Error(`${restored[table]} is no restored ${table} table`);
    const items = Items.filter(within(holds));
    for (let start = 0; start < items.length; start += BATCH) {
      count.put += await putItems(work, table, items.slice(start, start + BATCH));
    }
    count.read += items.length;
    if (count.read - reported >= TELL_EVERY) {
      reported = count.read;
      tell(`  ${what}: ${count.read} read, ${count.put} put`);
    }
  }
  tell(`${what}: ${count.read} items, ${count.put} put, ${count.read - count.put} there already`);
  return count.put;
}

async function putItems(work: PutBack, table: TableName, items: readonly Item[]): Promise<number> {
  const kept = await keptItems(work, table, items);
  const wanted = items.filter((item) => {
    const there = kept.get(nameOf(item));
    return !there || (work.overwrite && !isDeepStrictEqual(there, item));
  });
  let put = 0;
  const worker = async () => {
    for (let item = wanted.pop(); item; item = wanted.pop()) if (await putItem(work, table, item)) put++;
  };
  await Promise.all(Array.from({ length: PUTS_AT_ONCE }, worker));
  return put;
}

function putItem({ target, deployed, overwrite }: PutBack, table: TableName, item: Item): Promise<boolean> {
  return succeeded(
    target.send(
      new PutCommand(
        present({
          TableName: deployed[table],
          Item: item,
          ConditionExpression: overwrite ? undefined : `attribute_not_exists(${PARTITION_KEY})`,
        }),
      ),
    ),
  );
}

/** What the deployment holds under the items' keys: whole items to compare with, or else their keys alone. */
async function keptItems({ target, deployed, overwrite }: PutBack, table: TableName, items: readonly Item[]) {
  const TableName = deployed[table];
  const kept = new Map<string, Item>();
  let keys: Record<string, unknown>[] | undefined = items.map(keyOf);
  while (keys && keys.length > 0) {
    const page: BatchGetCommandOutput = await target.send(
      new BatchGetCommand({
        RequestItems: {
          [TableName]: present({
            Keys: keys,
            ConsistentRead: true,
            ProjectionExpression: overwrite ? undefined : `${PARTITION_KEY}, ${SORT_KEY}`,
          }),
        },
      }),
    );
    for (const item of page.Responses?.[TableName] ?? []) kept.set(nameOf(item), item);
    keys = page.UnprocessedKeys?.[TableName]?.Keys;
  }
  return kept;
}

function within(holds: Stage['holds']): (item: Item) => boolean {
  return (item) => holds(String(item[PARTITION_KEY]), String(item[SORT_KEY]));
}

function keyOf(item: Item): Record<string, unknown> {
  return { [PARTITION_KEY]: item[PARTITION_KEY], [SORT_KEY]: item[SORT_KEY] };
}

function nameOf(item: Item): string {
  return `${item[PARTITION_KEY]}\n${item[SORT_KEY]}`;
}
