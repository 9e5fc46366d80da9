import { randomBytes as nodeRandomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { join } from 'node:path';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { Accounts } from '#domain/people/account.ts';
import { createHandler as assessPlace } from '#functions/assess-place/handler.ts';
import { createHandler as authorizeRetailer } from '#functions/authorize-retailer/handler.ts';
import { createHandler as closeDay } from '#functions/close-day/handler.ts';
import { createHandler as deliverMessages } from '#functions/deliver-messages/handler.ts';
import { createHandler as describeApi } from '#functions/describe-api/handler.ts';
import { createHandler as enrolPhone } from '#functions/enrol-phone/handler.ts';
import { createHandler as exportTrail } from '#functions/export-trail/handler.ts';
import { createHandler as ingestReport } from '#functions/ingest-report/handler.ts';
import { createHandler as openDay } from '#functions/open-day/handler.ts';
import { createHandler as rebuildPlaces } from '#functions/rebuild-places/handler.ts';
import { createHandler as reconcileAlerts } from '#functions/reconcile-alerts/handler.ts';
import { createHandler as respondToAlert } from '#functions/respond-to-alert/handler.ts';
import { createHandler as serveRetailer } from '#functions/serve-retailer/handler.ts';
import { createHandler as serveStaff } from '#functions/serve-staff/handler.ts';
import { connectDynamoDb } from '#runtime/connect-dynamodb.ts';
import type { Platform } from '#runtime/platform.ts';
import { deskStore } from '#storage/desk.ts';
import { SUBSCRIPTIONS } from '#storage/tables.ts';
import type { FunctionName } from '../function-definitions.ts';
import { type Credentials, type KeptCredentials, keepCredentials, type RetailerAccess } from './credentials.ts';
import { type DayClock, dayClock } from './day-clock.ts';
import { type EmbeddedDatabase, raiseFailed, startDatabase, tableNameOf } from './embedded-database.ts';
import { endInOrder } from './end-in-order.ts';
import { explainFailedStart, isLocked } from './explain-failed-start.ts';
import { serveGateway } from './gateway.ts';
import { type HandOver, handOverWrites } from './hand-over.ts';
import type { StreamHandler } from './handler-queue.ts';
import { listen } from './listen.ts';
import { machineAccounts } from './machine-accounts.ts';
import { damaged, type MachineFolder, markFolder, prepareFolder, releaseFolder } from './machine-folder.ts';
import { type MessageQueue, messageQueue } from './message-queue.ts';
import type { PageFiles } from './page-files.ts';
import { type PageSessions, pageSessions } from './page-session.ts';
import { platforms } from './platforms.ts';
import { noteGivenUp, type Rebuild, rebuildOnMachine } from './rebuild-on-machine.ts';
import { requireOwnData } from './require-own-data.ts';
import { site } from './site.ts';
import { refusalOf, type StartRefused } from './start-refused.ts';
import { takeBackup } from './take-backup.ts';
import { tokenClaims } from './token-claims.ts';

export interface SystemOptions {
  /** Folder that keeps the data, the outbox and the credentials. */
  readonly folder: string;
  readonly catalogue: Catalogue;
  /** 0 takes a free one. */
  readonly port?: number;
  readonly clock?: () => number;
  /** How long written keys are gathered into a batch, instead of each subscription's own window; messages wait no longer. */
  readonly gatherMs?: number;
  readonly randomBytes?: (count: number) => Uint8Array;
  /** The built pages, where they are served. */
  readonly pages?: Promise<PageFiles>;
  /** Told of each request that a function makes to the database, by the SDK's name of the command. */
  readonly onCommand?: (functionName: FunctionName, command: string, input: object) => void;
}

/** The whole system in one process. */
export interface RunningSystem {
  readonly url: string;
  readonly staffToken: string;
  /** A link that signs the duty officer in on the pages, once. */
  readonly newSignInLink: () => string;
  /** The retailers whose keys are known here. */
  readonly retailers: () => readonly RetailerAccess[];
  readonly saveRetailers: (retailers: readonly RetailerAccess[]) => Promise<void>;
  /** Whether the folder's scenario has been loaded to its end. */
  readonly scenarioLoaded: boolean;
  readonly saveScenarioLoaded: () => Promise<void>;
  /** Says whom the staff's token means, and how the officer of a ward signs in. */
  readonly saveOfficers: (officers: Pick<Credentials, 'dutyOfficer' | 'wardToken'>) => Promise<void>;
  /** What the scheduler does each morning. */
  readonly openDay: () => Promise<void>;
  /** What the scheduler does at the cut-off of a day; today's unless said. */
  readonly closeDay: (day?: BusinessDay) => Promise<void>;
  /** What the scheduler does every few minutes: wakes alerts that should be searched again, delivers what nobody has. */
  readonly lookAgain: () => Promise<void>;
  /** Has places folded anew from their reports. */
  readonly rebuild: Rebuild;
  /** Resolves once all written keys have been handled, and all messages that are due. */
  readonly idle: () => Promise<void>;
  /** How many written keys and due messages have not been handled yet. */
  readonly waiting: () => number;
  /** Resolves with the reason should the machine be unable to go on, as on a full disk. */
  readonly failed: Promise<StartRefused>;
  /** Ends within seconds, whatever hangs. */
  readonly close: () => Promise<void>;
}

/**
 * Starts the very handlers of the cloud on an embedded database behind `node:http` on 127.0.0.1. Raises `StartRefused`
 * where folder or port cannot be used, and then leaves nothing behind.
 */
export async function startSystem(options: SystemOptions): Promise<RunningSystem> {
  const { catalogue } = options;
  const folder = await prepareFolder(options.folder, catalogue).catch((error: unknown) => {
    throw refusalOf(error, options.folder) ?? error;
  });
  const begun: (() => Promise<void>)[] = [];
  try {
    const database = await startDatabase(folder.database);
    begun.push(() => releaseFolder(options.folder), database.close);
    const failed = database.failed.then(raiseFailed);
    return await Promise.race([startOn(database, folder, options, begun), failed]);
  } catch (error) {
    for (const end of begun.reverse()) await end().catch(() => undefined);
    // Whoever holds the folder may have made it a moment ago.
    if (!isLocked(error)) await folder.undo();
    throw await explainFailedStart(error, options.folder, options.port ?? 0);
  }
}

/** What this start begins is noted in `begun`, to be ended should a later step fail. */
async function startOn(
  database: EmbeddedDatabase,
  folder: MachineFolder,
  options: SystemOptions,
  begun: (() => Promise<void>)[],
): Promise<RunningSystem> {
  const { catalogue } = options;
  const clock = options.clock ?? Date.now;
  const randomBytes = options.randomBytes ?? ((count: number) => new Uint8Array(nodeRandomBytes(count)));
  const newToken = () => Buffer.from(randomBytes(12)).toString('hex');
  const newSecret = () => Buffer.from(randomBytes(24)).toString('base64url');
  const credentials = await keepCredentials(options.folder, newSecret);
  const { staffToken, scenarioLoaded } = credentials.known();

  const env = {
    ...database.tableNames,
    DYNAMODB_ENDPOINT: database.endpoint,
    OUTBOX_DIR: folder.outbox,
    TRAIL_DIR: join(options.folder, 'trail'),
    // A mail leads to the event's page of this machine, where its port is known before it starts.
    ...(options.port ? { PUBLIC_URL: `http://127.0.0.1:${options.port}` } : {}),
    // Who hurries the streams does not wait for messages either.
    ...(options.gatherMs === undefined ? {} : { GATHER_MESSAGES_MS: '0' }),
  };
  const connect = () => connectDynamoDb(env, database.transport);
  const accounts = machineAccounts(credentials, newSecret);
  const wired = wireFunctions(env, { ...options, clock, randomBytes }, connect, { newToken, accounts });
  const { handOver, messages, requests, clients } = wired;
  await requireOwnData(options, folder, database, wired.pendingClient);
  const rebuild = rebuildOnMachine({ ...wired, catalogue, clock, dynamodb: wired.pendingClient });
  const sessions = pageSessions({
    secret: staffToken,
    clock,
    newSecret,
    randomBytes,
    port: () => new URL(server.url).port,
  });
  const http = gatewayOf(requests, {
    catalogue,
    clock,
    newToken,
    sessions,
    pages: options.pages ?? Promise.resolve(new Map()),
    outbox: folder.outbox,
    credentials,
    endpoint: database.endpoint,
    rebuild,
  });
  const server = await listen(http, options.port);
  begun.push(server.close);
  await markFolder(options.folder, catalogue.city, process.pid, server.url);
  await credentials.change({ url: server.url });
  await handOver.resume();
  await messages.resume();
  const days = daysOf(wired, credentials, clock);
  begun.push(days.stop);
  await days.start();

  return {
    url: server.url,
    staffToken,
    newSignInLink: () => `${server.url}/vao/${sessions.newCode()}`,
    retailers: () => credentials.known().retailers,
    saveRetailers: (next) => credentials.change({ retailers: next }),
    scenarioLoaded,
    saveScenarioLoaded: async () => {
      await credentials.change({ scenarioLoaded: true });
      await days.closeIfDue();
    },
    saveOfficers: credentials.change,
    openDay: async () => {
      await wired.openToday();
      await wired.exportTrail();
    },
    closeDay: (day = businessDayOf(clock())) => days.close(day),
    lookAgain: async () => void (await wired.lookAgain()),
    rebuild,
    idle: () => bothIdle(handOver, messages),
    waiting: () => handOver.waiting() + messages.waiting(),
    failed: database.failed.then((error) => refusalOf(error, options.folder) ?? damaged(options.folder, String(error))),
    close: async () => {
      await endInOrder({ days, server, handOver, messages });
      for (const client of clients) client.destroy();
      await database.close();
      await releaseFolder(options.folder);
    },
  };
}

function daysOf(
  { openToday, closeDayOf, exportTrail: exportAll, lookAgain, handOver }: ReturnType<typeof wireFunctions>,
  credentials: KeptCredentials,
  clock: () => number,
): DayClock {
  return dayClock({
    clock,
    openToday,
    closeAt: (at) => closeDayOf({ at }),
    exportTrail: exportAll,
    lookAgain,
    idle: handOver.idle,
    isReady: () => credentials.known().scenarioLoaded,
  });
}

/** What answers requests: the functions, the pages of one machine, its backup and its rebuilds. */
function gatewayOf(
  requests: ReturnType<typeof requestHandlers>,
  machine: {
    readonly catalogue: Catalogue;
    readonly clock: () => number;
    readonly newToken: () => string;
    readonly outbox: string;
    readonly credentials: KeptCredentials;
    readonly endpoint: string;
    readonly rebuild: Rebuild;
    readonly sessions: PageSessions;
    readonly pages: Promise<PageFiles>;
  },
): Server {
  const { catalogue, clock, newToken, outbox, credentials, endpoint, rebuild, sessions, pages } = machine;
  const { staffToken } = credentials.known();
  const claimsOf = (token: string) => tokenClaims(credentials.known(), token);
  return serveGateway({
    ...requests,
    staffToken,
    claimsOf,
    site: site({ pages, sessions, staffToken, claimsOf }),
    newRequestId: newToken,
    rebuild,
    backup: () =>
      takeBackup({
        city: catalogue.city,
        takenAt: new Date(clock()).toISOString(),
        credentials: credentials.known,
        endpoint,
        outbox,
      }),
  });
}

/** The functions as the cloud wires them: what requests, streams and the schedule call, over one database. */
function wireFunctions(
  env: Readonly<Record<string, string>>,
  options: Required<Pick<SystemOptions, 'clock' | 'randomBytes'>> & SystemOptions,
  connect: () => DynamoDBDocumentClient,
  { newToken, accounts }: { readonly newToken: () => string; readonly accounts: Accounts },
) {
  const { catalogue, gatherMs } = options;
  const pendingClient = connect();
  const messages = messageQueue({
    handler: (event) => deliver(event),
    clock: options.clock,
    gatherMs: gatherMs ?? GATHER_MESSAGES_MS,
    conversationsDue: deskStore(pendingClient, tableNameOf('desk')).conversationsDue,
    isHeld: () => handOver.waiting() > 0,
  });
  const { platformOf, clients } = platforms(env, connect, { ...options, deliverLater: messages.deliverLater });
  const deliver = withoutContext(deliverMessages(platformOf('deliver-messages'), catalogue));
  const openWoken = withoutContext(openDay(platformOf('open-day'), catalogue));
  const exportAll = withoutContext(exportTrail(platformOf('export-trail')));
  const closeDayOf = withoutContext(closeDay(platformOf('close-day'), catalogue));
  const respond = withoutContext(respondToAlert(platformOf('respond-to-alert'), catalogue));
  const streams = {
    'assess-place': withoutContext(assessPlace(platformOf('assess-place'), catalogue)),
    'reconcile-alerts': withoutContext(reconcileAlerts(platformOf('reconcile-alerts'))),
    'respond-to-alert': respond,
    'open-day': openWoken,
    'rebuild-places': withoutContext(rebuildPlaces(platformOf('rebuild-places'), catalogue)),
    'close-day': closeDayOf,
  };
  const givenUp = new Set<string>();
  const handOver = handOverTo(streams, { pendingClient, newToken, gatherMs, givenUp });
  const requests = requestHandlers(platformOf, catalogue, accounts);
  for (const client of clients) handOver.watch(client);
  return {
    handOver,
    givenUp,
    openToday: () => openWoken({}),
    exportTrail: () => exportAll({}),
    closeDayOf,
    lookAgain: () => Promise.all([respond({}), deliver({})]),
    messages,
    requests,
    pendingClient,
    clients: [pendingClient, ...clients],
  };
}

const GATHER_MESSAGES_MS = 25; // messages that are due at the same moment go together

/** What is handled may write, and have messages sent: then both are looked at again. */
async function bothIdle(
  handOver: Pick<HandOver, 'idle' | 'waiting'>,
  messages: Pick<MessageQueue, 'idle' | 'waiting'>,
): Promise<void> {
  do {
    await handOver.idle();
    await messages.idle();
  } while (handOver.waiting() + messages.waiting() > 0);
}

function requestHandlers(platformOf: (name: FunctionName) => Platform, catalogue: Catalogue, accounts: Accounts) {
  return {
    functions: {
      'ingest-report': ingestReport(platformOf('ingest-report'), catalogue),
      'enrol-phone': enrolPhone(platformOf('enrol-phone')),
      'serve-retailer': serveRetailer(platformOf('serve-retailer'), catalogue),
      'serve-staff': serveStaff(platformOf('serve-staff'), catalogue, accounts),
      'describe-api': describeApi(platformOf('describe-api'), catalogue),
    },
    authorizer: withoutContext(authorizeRetailer(platformOf('authorize-retailer'))),
  };
}

function handOverTo(
  handlers: Readonly<Record<string, StreamHandler>>,
  {
    pendingClient,
    newToken,
    gatherMs,
    givenUp,
  }: {
    readonly pendingClient: DynamoDBDocumentClient;
    readonly newToken: () => string;
    readonly gatherMs: number | undefined;
    readonly givenUp: Set<string>;
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
    (name, key) => {
      noteGivenUp(givenUp, name, key);
      process.stderr.write(
        `${name} could not work through ${key.pk} ${key.sk}: the log says why. All else goes on; this is tried again at the next start, also by a newer version.\n`,
      );
    },
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
