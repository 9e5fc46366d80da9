import { mkdir, readdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import { type ContractClient, contractClient } from '#contract/client.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { createHandler as assessPlace } from '#functions/assess-place/handler.ts';
import { createHandler as authorizeRetailer } from '#functions/authorize-retailer/handler.ts';
import { createHandler as deliverMessages } from '#functions/deliver-messages/handler.ts';
import { createHandler as describeApi } from '#functions/describe-api/handler.ts';
import { createHandler as enrolPhone } from '#functions/enrol-phone/handler.ts';
import { createHandler as ingestReport } from '#functions/ingest-report/handler.ts';
import { createHandler as openDay } from '#functions/open-day/handler.ts';
import { createHandler as rebuildPlaces } from '#functions/rebuild-places/handler.ts';
import { createHandler as reconcileAlerts } from '#functions/reconcile-alerts/handler.ts';
import { createHandler as respondToAlert } from '#functions/respond-to-alert/handler.ts';
import { createHandler as serveRetailer } from '#functions/serve-retailer/handler.ts';
import { createHandler as serveStaff } from '#functions/serve-staff/handler.ts';
import { startDatabase, tableNameOf } from '#infra/local/embedded-database.ts';
import { serveGateway } from '#infra/local/gateway.ts';
import { handOverWrites } from '#infra/local/hand-over.ts';
import type { StreamHandler } from '#infra/local/handler-queue.ts';
import { type MessageQueue, messageQueue } from '#infra/local/message-queue.ts';
import { tokenClaims } from '#infra/local/token-claims.ts';
import { connectDynamoDb } from '#runtime/connect-dynamodb.ts';
import { NO_METER } from '#runtime/meter.ts';
import type { TellingPlatform } from '#runtime/platform.ts';
import { deskStore } from '#storage/desk.ts';
import { SUBSCRIPTIONS, type TableName } from '#storage/tables.ts';

export const TABLE_NAMES: Readonly<Record<TableName, string>> = {
  market: tableNameOf('market'),
  desk: tableNameOf('desk'),
  registry: tableNameOf('registry'),
  trail: tableNameOf('trail'),
};

/** The handlers of the cloud on tables in memory, which anybody may write to: the streams hear it. */
export interface RunningSystem {
  readonly staff: ContractClient;
  readonly retailer: (bearer: string | undefined) => ContractClient;
  readonly openDay: () => Promise<void>;
  /** What the clock does each minute. */
  readonly deliverDue: () => Promise<void>;
  /** Resolves once all that was written has been handled, and all messages that are due. */
  readonly idle: () => Promise<void>;
  /** A client whose writes wake the handlers. */
  readonly heardClient: () => DynamoDBDocumentClient;
  /** A client whose writes nobody hears. */
  readonly silentClient: () => DynamoDBDocumentClient;
  /** Names of the mails that were sent, and addresses of the webhooks that were called. */
  readonly messages: () => Promise<string[]>;
  readonly close: () => Promise<void>;
}

const STAFF_TOKEN = 'staff';

export async function startRunningSystem(
  folder: string,
  catalogue: Catalogue,
  clock: () => number,
): Promise<RunningSystem> {
  const outbox = join(folder, 'outbox');
  await mkdir(outbox, { recursive: true });
  const database = await startDatabase();
  const env = {
    ...database.tableNames,
    DYNAMODB_ENDPOINT: database.endpoint,
    OUTBOX_DIR: outbox,
    GATHER_MESSAGES_MS: '0',
  };
  const called: string[] = [];
  let drawn = 0;
  const clients: DynamoDBDocumentClient[] = [];
  const connect = () => {
    const client = connectDynamoDb(env, database.transport);
    clients.push(client);
    return client;
  };
  const heard = connect();
  const platform: TellingPlatform = {
    env,
    clock,
    randomBytes: (count) => Uint8Array.from({ length: count }, () => (drawn++ * 89) % 256),
    fetch: async (url) => {
      called.push(String(url));
      return new Response(null, { status: 204 });
    },
    dynamodb: heard,
    meter: NO_METER,
    pause: async () => undefined,
    deliverLater: (conversation, at) => messages.deliverLater(conversation, at),
  };
  const deliver = withoutContext(deliverMessages(platform, catalogue));
  const messages: MessageQueue = messageQueue({
    handler: deliver,
    clock,
    gatherMs: 1,
    conversationsDue: deskStore(heard, TABLE_NAMES.desk).conversationsDue,
  });
  const open = withoutContext(openDay(platform, catalogue));
  const handlers: Record<string, StreamHandler> = {
    'assess-place': withoutContext(assessPlace(platform, catalogue)),
    'reconcile-alerts': withoutContext(reconcileAlerts(platform)),
    'respond-to-alert': withoutContext(respondToAlert(platform, catalogue)),
    'open-day': open,
    'rebuild-places': withoutContext(rebuildPlaces(platform, catalogue)),
  };
  const givenUp: string[] = [];
  let tokens = 0;
  const handOver = handOverWrites(
    heard,
    ({ table }) => TABLE_NAMES[table],
    SUBSCRIPTIONS.map((subscription) => ({
      subscription: { ...subscription, localWindowMs: 1 },
      handler: handlers[subscription.function] as StreamHandler,
    })),
    () => `token-${tokens++}`,
    (name, { pk, sk }) => givenUp.push(`${name} ${pk} ${sk}`),
  );
  const http = serveGateway({
    functions: {
      'ingest-report': ingestReport(platform, catalogue),
      'enrol-phone': enrolPhone(platform),
      'serve-retailer': serveRetailer(platform, catalogue),
      'serve-staff': serveStaff(platform, catalogue),
      'describe-api': describeApi(platform, catalogue),
    },
    authorizer: withoutContext(authorizeRetailer(platform)),
    staffToken: STAFF_TOKEN,
    claimsOf: (token) => tokenClaims({ staffToken: STAFF_TOKEN, accounts: [] }, token),
    newRequestId: () => 'request',
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    staff: contractClient({ url, token: STAFF_TOKEN }),
    retailer: (token) => contractClient({ url, token }),
    openDay: async () => {
      await open({});
    },
    deliverDue: async () => {
      await deliver({});
    },
    idle: async () => {
      do {
        await handOver.idle();
        await messages.idle();
      } while (handOver.waiting() + messages.waiting() > 0);
      if (givenUp.length > 0) throw new Error(`Given up: ${givenUp.join(', ')}`);
    },
    heardClient: () => {
      const client = connect();
      handOver.watch(client);
      return client;
    },
    silentClient: connect,
    messages: async () => [...(await readdir(outbox)), ...called].sort(),
    close: async () => {
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeAllConnections();
      await closed;
      await handOver.stop();
      await messages.stop();
      for (const client of clients) client.destroy();
      await database.close();
    },
  };
}

/** None of our handlers reads Lambda's context. */
function withoutContext<Event, Result>(
  handler: (event: Event, context: Context) => Promise<Result>,
): (event: Event) => Promise<Result> {
  return (event) => handler(event, {} as Context);
}
