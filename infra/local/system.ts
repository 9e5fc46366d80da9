import { randomBytes as nodeRandomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { cutOffOf, DEFAULT_CUT_OFF } from '#domain/cut-off.ts';
import { createHandler as assessPlace } from '#functions/assess-place/handler.ts';
import { createHandler as authorizeRetailer } from '#functions/authorize-retailer/handler.ts';
import { createHandler as closeDay } from '#functions/close-day/handler.ts';
import { createHandler as describeApi } from '#functions/describe-api/handler.ts';
import { createHandler as ingestReport } from '#functions/ingest-report/handler.ts';
import { createHandler as openDay } from '#functions/open-day/handler.ts';
import { createHandler as reconcileAlerts } from '#functions/reconcile-alerts/handler.ts';
import { createHandler as respondToAlert } from '#functions/respond-to-alert/handler.ts';
import { createHandler as serveRetailer } from '#functions/serve-retailer/handler.ts';
import { createHandler as serveStaff } from '#functions/serve-staff/handler.ts';
import { connectDynamoDb } from '#runtime/connect-dynamodb.ts';
import { NO_METER } from '#runtime/meter.ts';
import type { Platform } from '#runtime/platform.ts';
import { SUBSCRIPTIONS } from '#storage/tables.ts';
import type { FunctionName } from '../function-definitions.ts';
import { type RetailerAccess, readCredentials, writeCredentials } from './credentials.ts';
import { startDatabase, tableNameOf } from './embedded-database.ts';
import { serveGateway } from './gateway.ts';
import { handOverWrites, type StreamHandler } from './hand-over.ts';
import { statusPages } from './status-page.ts';

export interface SystemOptions {
  /** Folder that keeps the data, the outbox and the credentials. */
  readonly folder: string;
  readonly catalogue: Catalogue;
  /** 0 takes a free one. */
  readonly port?: number;
  readonly clock?: () => number;
  /** How long written keys are gathered into a batch, instead of each subscription's own window. */
  readonly gatherMs?: number;
  readonly randomBytes?: (count: number) => Uint8Array;
  /** Told of each request that a function makes to the database, by the SDK's name of the command. */
  readonly onCommand?: (functionName: FunctionName, command: string, input: object) => void;
}

/** The whole system in one process. */
export interface RunningSystem {
  readonly url: string;
  readonly staffToken: string;
  /** The retailers whose keys are known here. */
  readonly retailers: () => readonly RetailerAccess[];
  readonly saveRetailers: (retailers: readonly RetailerAccess[]) => Promise<void>;
  /** Whether the folder's scenario has been loaded to its end. */
  readonly scenarioLoaded: boolean;
  readonly saveScenarioLoaded: () => Promise<void>;
  /** What the scheduler does each morning. */
  readonly openDay: () => Promise<void>;
  /** What the scheduler does at the cut-off of a day; today's unless said. */
  readonly closeDay: (day?: BusinessDay) => Promise<void>;
  /** Resolves once all written keys have been handled. */
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const MINUTE_MS = 60_000;

/** Starts the very handlers of the cloud on an embedded database behind `node:http` on 127.0.0.1. */
export async function startSystem(options: SystemOptions): Promise<RunningSystem> {
  const { folder, catalogue } = options;
  const clock = options.clock ?? Date.now;
  const randomBytes = options.randomBytes ?? ((count: number) => new Uint8Array(nodeRandomBytes(count)));
  const newToken = () => Buffer.from(randomBytes(12)).toString('hex');
  const outbox = join(folder, 'outbox');
  await mkdir(outbox, { recursive: true });
  const known = await readCredentials(folder);
  const staffToken = known?.staffToken ?? Buffer.from(randomBytes(24)).toString('base64url');

  const database = await startDatabase(join(folder, 'database'));
  const env = { ...database.tableNames, DYNAMODB_ENDPOINT: database.endpoint, OUTBOX_DIR: outbox };
  const clients: DynamoDBDocumentClient[] = [];
  // A client of its own for each function, as in the cloud: so it can be told who asks for what.
  const platformOf = (name: FunctionName): Platform => {
    const dynamodb = connectDynamoDb(env);
    clients.push(dynamodb);
    if (options.onCommand) tellCommands(dynamodb, options.onCommand.bind(undefined, name));
    // The hand-over waits between its tries by itself.
    const pause = async () => undefined;
    return { env, clock, randomBytes, fetch: globalThis.fetch, dynamodb, meter: NO_METER, pause };
  };
  const openToday = withoutContext(openDay(platformOf('open-day'), catalogue));
  const closeDayOf = withoutContext(closeDay(platformOf('close-day'), catalogue));
  const woken: Record<string, StreamHandler> = {
    'assess-place': withoutContext(assessPlace(platformOf('assess-place'), catalogue)),
    'reconcile-alerts': withoutContext(reconcileAlerts(platformOf('reconcile-alerts'))),
    'respond-to-alert': withoutContext(respondToAlert(platformOf('respond-to-alert'), catalogue)),
    'open-day': openToday,
    'close-day': closeDayOf,
  };
  const pendingClient = connectDynamoDb(env);
  const handOver = handOverWrites(
    pendingClient,
    (subscription) => tableNameOf(subscription.table),
    SUBSCRIPTIONS.map((subscription) => ({
      subscription: { ...subscription, localWindowMs: options.gatherMs ?? subscription.localWindowMs },
      handler: handlerOf(woken, subscription.function),
    })),
    newToken,
    (name, key) =>
      process.stderr.write(
        `${name} keeps failing on ${key.pk} ${key.sk}; see the log. It is tried again at the next start.\n`,
      ),
  );

  let { retailers = [], scenarioLoaded = false } = known ?? {};
  const http = serveGateway({
    functions: {
      'ingest-report': ingestReport(platformOf('ingest-report'), catalogue),
      'serve-retailer': serveRetailer(platformOf('serve-retailer'), catalogue),
      'serve-staff': serveStaff(platformOf('serve-staff'), catalogue),
      'describe-api': describeApi(platformOf('describe-api'), catalogue),
    },
    authorizer: withoutContext(authorizeRetailer(platformOf('authorize-retailer'))),
    staffToken,
    pages: statusPages({
      url: () => server.url,
      staffToken,
      outbox,
      retailers: () => retailers,
      catalogue,
      today: () => businessDayOf(clock()),
    }),
    newRequestId: newToken,
  });
  for (const client of clients) handOver.watch(client);
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const server = { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
  const save = () => writeCredentials(folder, { url: server.url, staffToken, retailers, scenarioLoaded });
  await save();
  await handOver.resume();
  const closeOf = async (day: BusinessDay) => {
    await closeDayOf({ at: new Date(cutOffOf(day, DEFAULT_CUT_OFF)).toISOString() });
  };
  let openedOn = '';
  const openIfNew = async () => {
    const today = businessDayOf(clock());
    if (today !== openedOn) await openToday({});
    openedOn = today;
  };
  let closedOn = '';
  let isStopping = false;
  let closing = Promise.resolve();
  /** Closes today after its cut-off, however late: past days are left, since their figures are of today by now. */
  const closeIfDue = async () => {
    const now = clock();
    const today = businessDayOf(now);
    // Not before the scenario is there: a day is closed once, and would be with empty shelves.
    const isDue = today !== closedOn && now >= cutOffOf(today, DEFAULT_CUT_OFF);
    if (!scenarioLoaded || isStopping || !isDue) return;
    closing = closeOf(today);
    await closing;
    closedOn = today;
  };
  await openIfNew();
  // What was reported before the last stop is assessed first, if that takes no longer than a minute.
  void handOver.idle().then(closeIfDue).catch(reportFailure);
  const eachMinute = setInterval(() => void openIfNew().then(closeIfDue).catch(reportFailure), MINUTE_MS);
  eachMinute.unref();

  return {
    url: server.url,
    staffToken,
    retailers: () => retailers,
    saveRetailers: (next) => {
      retailers = next;
      return save();
    },
    scenarioLoaded,
    saveScenarioLoaded: async () => {
      scenarioLoaded = true;
      await save();
      await closeIfDue();
    },
    openDay: async () => {
      await openToday({});
    },
    closeDay: (day = businessDayOf(clock())) => closeOf(day),
    idle: handOver.idle,
    close: async () => {
      isStopping = true;
      clearInterval(eachMinute);
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeIdleConnections();
      await closed;
      await handOver.stop();
      await closing.catch(reportFailure);
      for (const client of [pendingClient, ...clients]) client.destroy();
      await database.close();
    },
  };
}

function tellCommands(dynamodb: DynamoDBDocumentClient, tell: (command: string, input: object) => void): void {
  dynamodb.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        tell(String(commandName), args.input);
        return next(args);
      },
    { step: 'initialize', name: 'tellCommands' },
  );
}

/** A handler as the scheduler and the streams call it: none of ours reads Lambda's context. */
function withoutContext<Event, Result>(
  handler: (event: Event, context: Context) => Promise<Result>,
): (event: Event) => Promise<Result> {
  return (event) => handler(event, {} as Context);
}

function handlerOf(handlers: Readonly<Record<string, StreamHandler>>, name: string): StreamHandler {
  const handler = handlers[name];
  if (!handler) throw new Error(`Nothing handles the subscription of ${name}`);
  return handler;
}

function reportFailure(error: unknown): void {
  process.stderr.write(`The day could not be opened or closed, tried again in a minute: ${String(error)}\n`);
}
