/**
 * The tables, once for the cloud and the single machine: names of keys, streams and indexes.
 *
 * Every stream carries keys only: a function that is woken reads what is kept now, so order and repetition do not matter.
 */
export const TABLE_NAMES = ['market', 'desk', 'registry', 'trail'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

export const PARTITION_KEY = 'pk';
export const SORT_KEY = 'sk';

export interface IndexDefinition {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string;
}

export interface TableDefinition {
  /** Environment variable that holds the table's real name. */
  readonly env: string;
  readonly expires: boolean;
  /** True for a table that nobody is woken by: it has no stream. */
  readonly isSilent?: true;
  /** True for a table that folders of before version 0.3 lack: it is made where it is missing. */
  readonly mayBeMissing?: true;
  readonly indexes: readonly IndexDefinition[];
}

/** Lists of alerts and suggestions over all places, by state, newest last. Read with eventual consistency. */
export const LIST_INDEX: IndexDefinition = { name: 'list', partitionKey: 'listPk', sortKey: 'listSk' };

export const TABLES: Record<TableName, TableDefinition> = {
  /**
   * `<place>#<date>`: open, report#<store>, carry…, leaf#<place inside>, up…, part#<place inside>,
   * brief#<place inside>, who#<place inside>, compared;
   * `family/<product>#<date>`: close. See market/hand-up.ts and market/memory-items.ts.
   */
  market: { env: 'MARKET_TABLE', expires: true, indexes: [] },
  /**
   * `<place>`: now, alert#<id>, action#<alert>#…, search#<alert or day>#<version>, suggestion#<alert or day>_…,
   * delivery#<alert>#<version>#<channel>, wake#<alert>; `giver <store>`: promises#<product>;
   * `event <strand>`: board, event#<event>, act#<event>#…, finding#<event>#…, told#<event>#<reader>,
   * search#<event>#<version>, suggestion#<event>_…, wake#<event>; `address <hash>`: address;
   * `day <date>`: daily#<kind>#<reader>, reminder#<store>, asked.
   */
  desk: { env: 'DESK_TABLE', expires: true, indexes: [LIST_INDEX] },
  /**
   * kind -> id: retailer, store, article (`<retailer>/<part>`), unmapped, register, enrolment, phone, person, personal,
   * recipient (earlier versions wrote it), rule, refusal, hold, setting, balance, calendar, rebuild, rebuilt, secret,
   * audit (earlier versions wrote it).
   */
  registry: { env: 'REGISTRY_TABLE', expires: false, indexes: [] },
  /**
   * `change#<month>`, `look#<month>`: who changed and who looked at what, a line an item. Nothing in it is ever written
   * over, but by the very same line.
   */
  trail: { env: 'TRAIL_TABLE', expires: true, isSilent: true, mayBeMissing: true, indexes: [] },
};

/**
 * Which function is woken by which keys of which stream. A function never writes what wakes itself on the same key, but to
 * take lines of the trail out of an item: woken by that, it finds none.
 */
export interface Subscription {
  readonly function: string;
  readonly table: TableName;
  /** Prefixes of the sort key; any of them. */
  readonly sortKeyPrefixes?: readonly string[];
  /** Values of the partition key; any of them. */
  readonly partitionKeys?: readonly string[];
  readonly batchSize: number;
  /** The same on one machine, where one batch runs at a time; `batchSize` unless said. */
  readonly localBatchSize?: number;
  /** How long the cloud gathers records into one batch. */
  readonly cloudWindowSeconds: number;
  /** The same on one machine. */
  readonly localWindowMs: number;
}

export const SUBSCRIPTIONS: readonly Subscription[] = [
  {
    function: 'assess-place',
    table: 'market',
    sortKeyPrefixes: ['report#', 'leaf#', 'carry', 'open'],
    batchSize: 5000,
    // A ward's judgement is that of its zone one window later, and of its city two: chosen by the simulation of
    // test/protocol/cloud-windows.test.ts, so that all of it is in before the first message leaves.
    cloudWindowSeconds: 10,
    localWindowMs: 25,
  },
  {
    function: 'reconcile-alerts',
    table: 'desk',
    // What people change besides is looked at for lines of the trail.
    sortKeyPrefixes: ['now', 'action#', 'act#', 'finding#', 'suggestion#', 'reminder#'],
    batchSize: 100,
    cloudWindowSeconds: 1,
    localWindowMs: 25,
  },
  {
    function: 'respond-to-alert',
    table: 'desk',
    sortKeyPrefixes: ['alert#', 'action#', 'wake#', 'act#'],
    batchSize: 100,
    cloudWindowSeconds: 3,
    localWindowMs: 1000,
  },
  {
    function: 'close-day',
    table: 'market',
    sortKeyPrefixes: ['close'],
    // A search may take all of its time: each has an invocation of its own.
    batchSize: 1,
    localBatchSize: 16,
    cloudWindowSeconds: 0,
    localWindowMs: 25,
  },
  {
    function: 'open-day',
    table: 'registry',
    // Of the others than rules, stores and what bars goods it only takes the lines of the trail.
    partitionKeys: [
      'rule',
      'store',
      'hold',
      'refusal',
      'retailer',
      'article',
      'enrolment',
      'phone',
      'person',
      'setting',
    ],
    batchSize: 100,
    cloudWindowSeconds: 5,
    localWindowMs: 50,
  },
  {
    function: 'rebuild-places',
    table: 'registry',
    partitionKeys: ['rebuild'],
    // One invocation has all of its time for one place.
    batchSize: 1,
    localBatchSize: 16,
    cloudWindowSeconds: 0,
    localWindowMs: 25,
  },
];

/** True when a written key wakes the subscriber. */
export function wakes(subscription: Subscription, key: { readonly pk: string; readonly sk: string }): boolean {
  const bySortKey = subscription.sortKeyPrefixes?.some((prefix) => key.sk.startsWith(prefix)) ?? true;
  const byPartition = subscription.partitionKeys?.includes(key.pk) ?? true;
  return bySortKey && byPartition;
}
