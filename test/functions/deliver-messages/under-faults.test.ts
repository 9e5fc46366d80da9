import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context, SQSBatchResponse, SQSRecord } from 'aws-lambda';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Alert } from '#domain/alert/alert.ts';
import { nextStepAt } from '#domain/notification/conversation.ts';
import { createHandler } from '#functions/deliver-messages/handler.ts';
import { createHandler as respondHandler } from '#functions/respond-to-alert/handler.ts';
import { type ConversationName, requireSettings, type TellingPlatform } from '#runtime/platform.ts';
import { type DeskStore, deskStore } from '#storage/desk.ts';
import { registryStore } from '#storage/registry.ts';
import { captureLog } from '#support/captured-log.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import {
  type FaultPlan,
  type FaultyClient,
  faultPlan,
  faultsAfter,
  faultyClient,
  NO_FAULTS,
} from '#support/faulty-client.ts';
import { emptyTables } from '#support/kept-items.ts';
import {
  type AcceptedMessage,
  MANNERS,
  type Manner,
  type MessageReceivers,
  startReceivers,
} from '#support/message-receivers.ts';
import { runsOf } from '#support/seeds.ts';
import { anAlert, anEpisode, SMALL_CITY, someEvidence } from '#support/small-city.ts';
import { somePerson } from '#support/some-person.ts';
import { aStreamRecord } from '#support/stream-delivery.ts';

const START = Date.parse('2026-11-23T06:30:00+07:00');
/** From a claim to the end of a function's time, which is shorter than the lease (infra/function-definitions.ts). */
const OUT_OF_TIME_MS = 110_000;
/** As in shared/delivery/channels. */
const MAIL_LEASE_MS = 120_000;
const RETRY_MS = 31_000;
const MOST_CALLS = 300;
const WHENEVER = Number.MAX_SAFE_INTEGER - 1;
const OBSERVED = 172_393;
const SECRET = 'a-secret-of-the-webhook';
const CHANNELS = ['SES', 'SNS', 'webhook'] as const;

const tables = tablesOfFile({ clock: () => now });
let receivers: MessageReceivers;
let now = START;
const log = captureLog();

beforeAll(async () => {
  receivers = await startReceivers(() => now);
  for (const [name, value] of Object.entries({
    AWS_REGION: 'ap-southeast-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_SESV2: receivers.url,
    AWS_ENDPOINT_URL_SNS: receivers.url,
    // What the SDK tries again by itself is proved by its makers; here a failure is to reach the handler.
    AWS_MAX_ATTEMPTS: '1',
  })) {
    vi.stubEnv(name, value);
  }
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await receivers.close();
});

/** The versions of an alert's life, as the reconciler writes them. */
const STORY = [
  { version: 1, level: 'alert', status: 'open' },
  { version: 2, level: 'crisis', status: 'open' },
  { version: 3, level: 'crisis', status: 'resolved' },
] as const;

function anEdition({ version, level, status }: (typeof STORY)[number]): Alert {
  const episode = anEpisode({ level, evidence: someEvidence({ observed: OBSERVED }) });
  return anAlert({ level, status, version, episode });
}

const BY_AWS = { SENDER: 'gia@example.vn', TOPIC_ARN: 'arn:aws:sns:ap-southeast-1:123456789012:alerts' };

async function enterPeople({ dynamodb, env }: TellingPlatform): Promise<void> {
  const registry = registryStore(dynamodb, requireSettings(env, ['REGISTRY_TABLE']).REGISTRY_TABLE);
  await registry.putPerson(somePerson({ id: 'lan' }));
  await registry.putPerson(somePerson({ id: 'ann', places: ['ha-noi'], language: 'en' }));
  const hook = { kind: 'webhook', address: `${receivers.url}/hook?token=${SECRET}`, secret: SECRET } as const;
  await registry.putPerson(somePerson({ id: 'hook', language: 'en', personal: { channels: [hook] } }));
}

/** One process after another that delivers; a message that hangs costs a process its life when its time is over. */
function deliverers(platform: TellingPlatform, faults: FaultPlan) {
  let left = faults;
  let struck = 0;
  let life: { readonly client: FaultyClient; readonly handler: ReturnType<typeof createHandler> } | undefined;
  const webhooks = new Map<string, AbortController>();
  const fetch: TellingPlatform['fetch'] = (input, init) => {
    const timeOut = new AbortController();
    webhooks.set(new Headers(init?.headers).get('idempotency-key') ?? '', timeOut);
    return globalThis.fetch(input, { ...init, signal: timeOut.signal });
  };
  const begin = () => {
    const client = faultyClient(platform.env, left);
    return { client, handler: createHandler({ ...platform, fetch, dynamodb: client.dynamodb }, SMALL_CITY) };
  };
  const end = () => {
    if (!life) return;
    life.client.stop();
    left = faultsAfter(left, life.client);
    struck += life.client.struck().length;
    life = undefined;
  };
  return {
    end,
    struck: () => struck,
    call: (conversations: readonly ConversationName[]): Promise<SQSBatchResponse> => {
      const { promise: outOfTime, reject } = Promise.withResolvers<never>();
      receivers.onHang = (id) => {
        const webhook = webhooks.get(id);
        if (webhook) return webhook.abort(new DOMException('The webhook took too long', 'TimeoutError'));
        end();
        now += OUT_OF_TIME_MS;
        reject(new Error('Task timed out'));
      };
      life ??= begin();
      return Promise.race([life.handler({ Records: conversations.map(aMessage) }, {} as Context), outOfTime]);
    },
  };
}

function aMessage(conversation: ConversationName, index: number): SQSRecord {
  return { messageId: String(index), body: JSON.stringify(conversation) } as SQSRecord;
}

interface Misfortune {
  readonly faults: FaultPlan;
  readonly manners: readonly Manner[];
  readonly batchSize: number;
}

const NONE: Misfortune = { faults: NO_FAULTS, manners: [], batchSize: 10 };
const misfortune = fc.record({
  faults: faultPlan({ reads: 60, writes: 24 }),
  manners: fc.array(fc.constantFrom<Manner>(...MANNERS, 'accepts', 'accepts', 'accepts'), { maxLength: 9 }),
  batchSize: fc.constantFrom(1, 3, 10),
});

/** Delivers until nothing waits: time goes on to whatever is next. */
async function deliverAll(desk: DeskStore, batchSize: number, call: ReturnType<typeof deliverers>['call']) {
  for (let calls = 0; calls < MOST_CALLS; calls++) {
    const waiting = await desk.conversationsDue(WHENEVER, batchSize);
    const [first] = waiting;
    if (!first) return;
    const kept = await desk.readConversation(first.event, first.reader);
    now = Math.max(now, (kept && nextStepAt(kept.value)) ?? now);
    const failed = await call(waiting).then(
      ({ batchItemFailures }) => batchItemFailures.length > 0,
      () => true,
    );
    if (failed) now += RETRY_MS;
  }
  throw new Error('There is always something to deliver');
}

/** Tells of the editions of a story one after another, each until nothing is left to tell. */
async function tellAll(env: Readonly<Record<string, string>>, { faults, manners, batchSize }: Misfortune) {
  const platform: TellingPlatform = { ...tables.platform, env: { ...tables.platform.env, ...env } };
  await emptyTables(platform);
  now = START;
  await enterPeople(platform);
  receivers.behave(manners);
  const desk = deskStore(platform.dynamodb, requireSettings(platform.env, ['DESK_TABLE']).DESK_TABLE);
  const respond = respondHandler(platform, SMALL_CITY);
  const processes = deliverers(platform, faults);
  let event = '';
  for (const edition of STORY) {
    const alert = anEdition(edition);
    await desk.putAlert(alert, (await desk.readAlert(alert.id))?.hash);
    const record = aStreamRecord(edition.version, { pk: alert.place, sk: `alert#${alert.id}` });
    expect(await respond({ Records: [record] }, {} as Context)).toEqual({ batchItemFailures: [] });
    event = (await desk.conversationsDue(WHENEVER, 1))[0]?.event ?? event;
    await deliverAll(desk, batchSize, processes.call);
  }
  processes.end();
  const talks = await desk.conversationsOf(event);
  return {
    told: talks.map(({ value }) => [value.reader, ...value.told.map(({ n, kind, level }) => `${n} ${kind} ${level}`)]),
    givenUp: talks.flatMap(({ value }) => value.givenUp ?? []),
    accepted: [...receivers.accepted],
    shown: [...receivers.shown],
    struck: processes.struck(),
  };
}

function idsBy(by: AcceptedMessage['by'], accepted: readonly AcceptedMessage[]): string[] {
  return [...new Set(accepted.filter((message) => message.by === by).map(({ id }) => id))].sort();
}

/** Each sending of a message beyond the first, after the one before it. */
function repeatsOf(accepted: readonly AcceptedMessage[]): [AcceptedMessage, AcceptedMessage][] {
  return [...Map.groupBy(accepted, ({ by, id }) => `${by} ${id}`).values()].flatMap((times) =>
    times.slice(1).map((again, index): [AcceptedMessage, AcceptedMessage] => [times[index] as AcceptedMessage, again]),
  );
}

test('every due message is accepted, and no other, however tables and receivers fail', async () => {
  const expected = await tellAll(BY_AWS, NONE);
  const story = ['1 opened alert', '2 escalated crisis', '3 ended crisis'];
  expect(expected.told).toEqual(['ann', 'hook', 'lan', 'topic'].map((reader) => [reader, ...story]));
  expect(repeatsOf(expected.accepted)).toEqual([]);
  expect(CHANNELS.map((by) => idsBy(by, expected.accepted).length)).toEqual([6, 3, 3]);
  const shown = new Set<Manner>();
  await fc.assert(
    fc.asyncProperty(misfortune, async (met) => {
      const run = await tellAll(BY_AWS, met);
      for (const manner of run.shown) shown.add(manner);
      expect(run.givenUp).toEqual([]);
      expect(run.told).toEqual(expected.told);
      for (const by of CHANNELS) expect(idsBy(by, run.accepted)).toEqual(idsBy(by, expected.accepted));
      for (const [first, again] of repeatsOf(run.accepted)) {
        expect(again.saysMayBeRepeat).toBe(true);
        // Whoever dies leaves his lease behind for whoever comes after him.
        if (first.manner !== 'hangs' || first.by === 'webhook') continue;
        expect(again.at - first.at).toBeGreaterThanOrEqual(MAIL_LEASE_MS);
      }
    }),
    { seed: 20_261_123, numRuns: runsOf({ few: 8, all: 20 }) },
  );
  expect(shown).toEqual(new Set(MANNERS));
});

test('an outbox and a webhook that knows its keys hold every due message exactly once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'binh-on-outbox-'));
  let runs = 0;
  const tellFromOutbox = async (met: Misfortune) => {
    const outbox = join(folder, `run-${runs++}`);
    const run = await tellAll({ OUTBOX_DIR: outbox }, met);
    return { ...run, mails: (await readdir(outbox)).sort() };
  };
  try {
    const expected = await tellFromOutbox(NONE);
    expect(expected.mails).toHaveLength(6);
    await fc.assert(
      fc.asyncProperty(misfortune, async (met) => {
        const run = await tellFromOutbox(met);
        expect(run.told).toEqual(expected.told);
        expect(run.mails).toEqual(expected.mails);
        expect(idsBy('webhook', run.accepted)).toEqual(idsBy('webhook', expected.accepted));
      }),
      { seed: 20_261_124, numRuns: runsOf({ few: 3, all: 8 }) },
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('what it logs of its failures names no price, no secret and no address', () => {
  expect(log.holds('message failed')).toBe(true);
  for (const kept of [String(OBSERVED), '172.393', '172,393', SECRET, 'example.vn', 'example.org']) {
    expect(log.holds(kept), 'the log').toBe(false);
  }
});
