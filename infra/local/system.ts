import { randomBytes as nodeRandomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
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
import { keepCredentials, type RetailerAccess } from './credentials.ts';
import { type DayClock, dayClock } from './day-clock.ts';
import { startDatabase, tableNameOf } from './embedded-database.ts';
import { serveGateway } from './gateway.ts';
import { type HandOver, handOverWrites } from './hand-over.ts';
import type { StreamHandler } from './handler-queue.ts';
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

/** Starts the very handlers of the cloud on an embedded database behind `node:http` on 127.0.0.1. */
export async function startSystem(options: SystemOptions): Promise<RunningSystem> {
  const { folder, catalogue } = options;
  const clock = options.clock ?? Date.now;
  const randomBytes = options.randomBytes ?? ((count: number) => new Uint8Array(nodeRandomBytes(count)));
  const newToken = () => Buffer.from(randomBytes(12)).toString('hex');
  const outbox = join(folder, 'outbox');
  await mkdir(outbox, { recursive: true });
  const credentials = await keepCredentials(folder, () => Buffer.from(randomBytes(24)).toString('base64url'));
  const { staffToken, scenarioLoaded } = credentials.known();
  const retailers = () => credentials.known().retailers;

  const database = await startDatabase(join(folder, 'database'));
  const env = { ...database.tableNames, DYNAMODB_ENDPOINT: database.endpoint, OUTBOX_DIR: outbox };
  const { platformOf, clients } = platforms(env, { ...options, clock, randomBytes });
  const openToday = withoutContext(openDay(platformOf('open-day'), catalogue));
  const closeDayOf = withoutContext(closeDay(platformOf('close-day'), catalogue));
  const pendingClient = connectDynamoDb(env);
  const handOver = handOverTo(
    { ...streamHandlers(platformOf, catalogue), 'open-day': openToday, 'close-day': closeDayOf },
    { pendingClient, newToken, gatherMs: options.gatherMs },
  );
  const today = () => businessDayOf(clock());
  const pages = statusPages({ staffToken, outbox, catalogue, today, url: () => server.url, retailers });
  const http = serveGateway({ ...requestHandlers(platformOf, catalogue), staffToken, pages, newRequestId: newToken });
  for (const client of clients) handOver.watch(client);
  const server = await listen(http, options.port);
  await credentials.change({ url: server.url });
  await handOver.resume();
  const days = dayClock({
    clock,
    openToday: () => openToday({}),
    closeAt: (at) => closeDayOf({ at }),
    idle: handOver.idle,
    mayClose: () => credentials.known().scenarioLoaded,
  });
  await days.start();

  return {
    url: server.url,
    staffToken,
    retailers,
    saveRetailers: (next) => credentials.change({ retailers: next }),
    scenarioLoaded,
    saveScenarioLoaded: async () => {
      await credentials.change({ scenarioLoaded: true });
      await days.closeIfDue();
    },
    openDay: async () => {
      await openToday({});
    },
    closeDay: (day = today()) => days.close(day),
    idle: handOver.idle,
    close: async () => {
      await endInOrder(days, server, handOver);
      for (const client of [pendingClient, ...clients]) client.destroy();
      await database.close();
    },
  };
}

/** Nothing new begins first, then what runs ends. */
async function endInOrder(
  days: Pick<DayClock, 'stop'>,
  server: { readonly close: () => Promise<void> },
  handOver: Pick<HandOver, 'stop'>,
): Promise<void> {
  const ending = days.stop();
  await server.close();
  await handOver.stop();
  await ending;
}

/** A client of its own for each function, as in the cloud: so it can be told who asks for what. */
function platforms(
  env: Readonly<Record<string, string>>,
  { clock, randomBytes, onCommand }: Required<Pick<SystemOptions, 'clock' | 'randomBytes'>> & SystemOptions,
) {
  const clients: DynamoDBDocumentClient[] = [];
  // The hand-over waits between its tries by itself.
  const pause = async () => undefined;
  const platformOf = (name: FunctionName): Platform => {
    const dynamodb = connectDynamoDb(env);
    clients.push(dynamodb);
    if (onCommand) tellCommands(dynamodb, onCommand.bind(undefined, name));
    return { env, clock, randomBytes, fetch: globalThis.fetch, dynamodb, meter: NO_METER, pause };
  };
  return { platformOf, clients };
}

function requestHandlers(platformOf: (name: FunctionName) => Platform, catalogue: Catalogue) {
  return {
    functions: {
      'ingest-report': ingestReport(platformOf('ingest-report'), catalogue),
      'serve-retailer': serveRetailer(platformOf('serve-retailer'), catalogue),
      'serve-staff': serveStaff(platformOf('serve-staff'), catalogue),
      'describe-api': describeApi(platformOf('describe-api'), catalogue),
    },
    authorizer: withoutContext(authorizeRetailer(platformOf('authorize-retailer'))),
  };
}

function streamHandlers(
  platformOf: (name: FunctionName) => Platform,
  catalogue: Catalogue,
): Record<string, StreamHandler> {
  return {
    'assess-place': withoutContext(assessPlace(platformOf('assess-place'), catalogue)),
    'reconcile-alerts': withoutContext(reconcileAlerts(platformOf('reconcile-alerts'))),
    'respond-to-alert': withoutContext(respondToAlert(platformOf('respond-to-alert'), catalogue)),
  };
}

function handOverTo(
  handlers: Readonly<Record<string, StreamHandler>>,
  {
    pendingClient,
    newToken,
    gatherMs,
  }: {
    readonly pendingClient: DynamoDBDocumentClient;
    readonly newToken: () => string;
    readonly gatherMs: number | undefined;
  },
): HandOver {
  return handOverWrites(
    pendingClient,
    (subscription) => tableNameOf(subscription.table),
    SUBSCRIPTIONS.map((subscription) => ({
      subscription: { ...subscription, localWindowMs: gatherMs ?? subscription.localWindowMs },
      handler: handlerOf(handlers, subscription.function),
    })),
    newToken,
    (name, key) =>
      process.stderr.write(
        `${name} keeps failing on ${key.pk} ${key.sk}; see the log. It is tried again at the next start.\n`,
      ),
  );
}

async function listen(http: Server, port = 0): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeIdleConnections();
      await closed;
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
