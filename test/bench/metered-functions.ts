import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { Catalogue } from '#domain/catalogue.ts';
import { createHandler as assessPlace } from '#functions/assess-place/handler.ts';
import { createHandler as authorizeRetailer } from '#functions/authorize-retailer/handler.ts';
import { createHandler as closeDay } from '#functions/close-day/handler.ts';
import { createHandler as ingestReport } from '#functions/ingest-report/handler.ts';
import { createHandler as openDay } from '#functions/open-day/handler.ts';
import { createHandler as rebuildPlaces } from '#functions/rebuild-places/handler.ts';
import { createHandler as reconcileAlerts } from '#functions/reconcile-alerts/handler.ts';
import { createHandler as respondToAlert } from '#functions/respond-to-alert/handler.ts';
import { createHandler as serveStaff } from '#functions/serve-staff/handler.ts';
import { type EmbeddedDatabase, startDatabase } from '#infra/local/embedded-database.ts';
import { connectDynamoDb } from '#runtime/connect-dynamodb.ts';
import { log } from '#runtime/log.ts';
import { embeddedMeter } from '#runtime/meter.ts';
import type { TellingPlatform } from '#runtime/platform.ts';
import type { StreamKey } from '#runtime/stream-batch.ts';
import { SUBSCRIPTIONS, TABLES, wakes } from '#storage/tables.ts';
import { aStreamRecord } from '#support/stream-delivery.ts';

/** What invocations of one kind have used up. */
export interface Spent {
  invocations: number;
  /** Of the thread that runs the handler: the database has a thread of its own. */
  cpuMs: number;
  requests: number;
  writeUnits: number;
  /** The write units by what was written: `carry`, `part`, `balance`. */
  readonly writes: Map<string, number>;
  /** Write and read units by table and partition key; those of an index lie under its own key. */
  readonly writesByKey: Map<string, number>;
  readonly readsByKey: Map<string, number>;
  /** Of strongly consistent reads. */
  strongUnits: number;
  /** Of eventually consistent reads: half a unit for 4 KB. */
  eventualUnits: number;
  logBytes: number;
}

export type WokenName = 'assess-place' | 'reconcile-alerts' | 'respond-to-alert' | 'open-day' | 'close-day';
type Woken = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;

/** The handlers of the cloud on the embedded database, with a meter at each invocation; the caller plays the streams. */
export interface MeteredFunctions {
  readonly database: EmbeddedDatabase;
  readonly ingest: ReturnType<typeof ingestReport>;
  readonly staff: ReturnType<typeof serveStaff>;
  readonly authorize: (bearer: string) => Promise<unknown>;
  readonly openDay: () => Promise<unknown>;
  /** Closes the day of an instant, ISO 8601. */
  readonly closeDay: (at: string) => Promise<unknown>;
  readonly woken: Readonly<Record<WokenName, Woken>>;
  /** Folds a place's past that is asked for, on nobody's account; what it writes wakes nobody. */
  readonly rebuild: (place: string) => Promise<void>;
  /** A client that is not metered, and whose writes wake nobody. */
  readonly silent: DynamoDBDocumentClient;
  /** Runs one invocation on the account of `kind`. */
  readonly onAccountOf: <Result>(kind: string, run: () => Promise<Result>) => Promise<Result>;
  /** What has been spent on each account since it was last taken. */
  readonly takeSpent: () => ReadonlyMap<string, Spent>;
  /** The keys that wait for a function, by partition key; they wait no longer. */
  readonly takeWaiting: (name: WokenName) => Map<string, StreamKey[]>;
  readonly close: () => Promise<void>;
}

export async function startMeteredFunctions(catalogue: Catalogue, clock: () => number): Promise<MeteredFunctions> {
  const outbox = await mkdtemp(join(tmpdir(), 'binh-on-units-'));
  const database = await startDatabase();
  const env = { ...database.tableNames, DYNAMODB_ENDPOINT: database.endpoint, OUTBOX_DIR: outbox };
  let accounts = new Map<string, Spent>();
  let current: Spent | undefined;
  const waiting = new Map<string, Map<string, StreamKey[]>>();

  const heard = (table: string, key: StreamKey) => {
    for (const subscription of SUBSCRIPTIONS) {
      if (database.tableNames[TABLES[subscription.table].env] !== table || !wakes(subscription, key)) continue;
      const byPartition = waiting.get(subscription.function) ?? new Map<string, StreamKey[]>();
      waiting.set(subscription.function, byPartition);
      byPartition.set(key.pk, [...(byPartition.get(key.pk) ?? []), key]);
    }
  };
  const dynamodb = connectDynamoDb(env);
  const silent = connectDynamoDb(env);
  dynamodb.middlewareStack.add(
    (next) => async (args) => {
      const input = args.input as Metered;
      input.ReturnConsumedCapacity = 'TOTAL';
      const answer = await next(args);
      const consumed = [(answer.output as { ConsumedCapacity?: Consumed | Consumed[] }).ConsumedCapacity].flat();
      const units = consumed.reduce((sum, each) => sum + (each?.CapacityUnits ?? 0), 0);
      if (current) charge(current, input, units);
      if (input.Item) heard(input.TableName ?? '', input.Item);
      return answer;
    },
    { step: 'initialize', name: 'meter' },
  );
  const platform: TellingPlatform = {
    env,
    clock,
    randomBytes: (count) => new Uint8Array(count),
    fetch: globalThis.fetch,
    dynamodb,
    meter: embeddedMeter(new Metrics({ namespace: 'binh-on-prod', serviceName: 'ingest-report' })),
    pause: async () => undefined,
    deliverLater: async () => undefined,
  };

  // What the handlers print is what CloudWatch would be sent, and billed for.
  log.setLogLevel('INFO');
  const print = process.stdout.write.bind(process.stdout);
  process.stdout.write = (chunk: string | Uint8Array, ...rest: never[]): boolean => {
    if (!current) return print(chunk, ...rest);
    current.logBytes += Buffer.byteLength(chunk);
    return true;
  };

  const authorizer = withoutContext(authorizeRetailer(platform));
  const open = withoutContext(openDay(platform, catalogue));
  const close = withoutContext(closeDay(platform, catalogue));
  const rebuild = withoutContext(rebuildPlaces({ ...platform, dynamodb: silent }, catalogue));
  return {
    database,
    ingest: ingestReport(platform, catalogue),
    staff: serveStaff(platform, catalogue),
    authorize: (bearer) =>
      authorizer({ headers: { authorization: `Bearer ${bearer}` } } as unknown as Parameters<typeof authorizer>[0]),
    openDay: () => open({}),
    closeDay: (at) => close({ at }),
    woken: {
      'assess-place': withoutContext(assessPlace(platform, catalogue)),
      'reconcile-alerts': withoutContext(reconcileAlerts(platform)),
      'respond-to-alert': withoutContext(respondToAlert(platform, catalogue)),
      'open-day': open,
      'close-day': close,
    },
    silent,
    rebuild: async (place) => {
      const { batchItemFailures } = await rebuild({ Records: [aStreamRecord(0, { pk: 'rebuild', sk: place })] });
      if (batchItemFailures.length > 0) throw new Error(`${place} was not folded`);
    },
    onAccountOf: async (kind, run) => {
      const spent = accounts.get(kind) ?? noneSpent();
      accounts.set(kind, spent);
      spent.invocations++;
      current = spent;
      const before = process.threadCpuUsage();
      try {
        return await run();
      } finally {
        const { user, system } = process.threadCpuUsage(before);
        spent.cpuMs += (user + system) / 1000;
        current = undefined;
      }
    },
    takeSpent: () => {
      const taken = accounts;
      accounts = new Map();
      return taken;
    },
    takeWaiting: (name) => {
      const taken = waiting.get(name) ?? new Map<string, StreamKey[]>();
      waiting.delete(name);
      return taken;
    },
    close: async () => {
      process.stdout.write = print;
      for (const client of [dynamodb, silent]) client.destroy();
      await database.close();
      await rm(outbox, { recursive: true });
    },
  };
}

interface Consumed {
  readonly CapacityUnits?: number;
}

interface Metered {
  readonly TableName?: string;
  readonly Key?: StreamKey;
  readonly ExpressionAttributeValues?: Readonly<Record<string, string>>;
  readonly Item?: StreamKey & { readonly listPk?: string };
  readonly ConsistentRead?: boolean;
  ReturnConsumedCapacity?: string;
}

function charge(
  spent: Spent,
  { TableName = '', Key, ExpressionAttributeValues, Item, ConsistentRead }: Metered,
  units: number,
): void {
  spent.requests++;
  const note = (by: Map<string, number>, what: string, more: number) => by.set(what, (by.get(what) ?? 0) + more);
  // The engine counts no index: an item of the list index is written there once more, whole.
  if (Item) {
    const written = Item.listPk === undefined ? units : 2 * units;
    spent.writeUnits += written;
    note(spent.writes, kindWritten(Item), written);
    note(spent.writesByKey, `${TableName} ${Item.pk}`, written);
    return;
  }
  // A query that finds nothing costs the least there is; the engine counts none.
  const read = Math.max(units, ConsistentRead ? 1 : 0.5);
  if (ConsistentRead) spent.strongUnits += read;
  else spent.eventualUnits += read;
  const pk = Key?.pk ?? ExpressionAttributeValues?.[':pk'] ?? ExpressionAttributeValues?.[':list'] ?? '';
  note(spent.readsByKey, `${TableName} ${pk}`, read);
}

/** What is written, as a reader wants to see it. */
function kindWritten({ pk, sk }: StreamKey): string {
  return pk.startsWith('balance') ? 'balance' : (sk.replace('carry#', 'carry of store#').split('#')[0] ?? '');
}

function noneSpent(): Spent {
  return {
    invocations: 0,
    cpuMs: 0,
    requests: 0,
    writeUnits: 0,
    writes: new Map(),
    writesByKey: new Map(),
    readsByKey: new Map(),
    strongUnits: 0,
    eventualUnits: 0,
    logBytes: 0,
  };
}

function withoutContext<Event, Result>(
  handler: (event: Event, context: Context) => Promise<Result>,
): (event: Event) => Promise<Result> {
  return (event) => handler(event, {} as Context);
}
