import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Alert } from '#domain/alert/alert.ts';
import type { SupplySearch } from '#domain/matching/supply-search.ts';
import type { Delivery } from '#domain/notification/delivery.ts';
import { createHandler } from '#functions/respond-to-alert/handler.ts';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { deskStore } from '#storage/desk.ts';
import { unpack } from '#storage/packed.ts';
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
import { keepBalance } from '#support/kept-balances.ts';
import { emptyTables, keptItems } from '#support/kept-items.ts';
import {
  type AcceptedMessage,
  MANNERS,
  type Manner,
  type MessageReceivers,
  startReceivers,
} from '#support/message-receivers.ts';
import { momentsOf, runsOf } from '#support/seeds.ts';
import { anAlert, anEpisode, SMALL_CITY, someEvidence } from '#support/small-city.ts';
import { somePerson } from '#support/some-person.ts';
import { drainStream } from '#support/stream-delivery.ts';
import { balancesOf, retailerOfShop, type Shop, storeOfShop } from '#support/supply-world.ts';

const START = Date.parse('2026-11-23T06:30:00+07:00');
/** From a claim to the end of a function's time, which is shorter than the lease (infra/function-definitions.ts). */
const OUT_OF_TIME_MS = 50_000;
/** As in shared/delivery/channels. */
const MAIL_LEASE_MS = 120_000;
const RETRY_MS = 31_000;
const OBSERVED = 172_393;
const SECRET = 'a-secret-of-the-webhook';
const CHANNELS = ['SES', 'SNS', 'webhook'] as const;
const SHOPS: readonly Shop[] = [
  { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 },
  { key: 'hoa-sen/cn', place: 'cua-nam', stock: 300, demand: 20 },
  { key: 'binh-minh/cn', place: 'cua-nam', stock: 60, demand: 10 },
];

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

const PLACES = ['hoan-kiem', 'soc-son'];

interface Story {
  readonly places: readonly string[];
  readonly editions: readonly (typeof STORY)[number][];
}

function anEdition(place: string, { version, level, status }: (typeof STORY)[number]): Alert {
  const episode = anEpisode({ level, evidence: someEvidence({ observed: OBSERVED }) });
  return anAlert({ place, level, status, version, episode });
}

const BY_AWS = { SENDER: 'gia@example.vn', TOPIC_ARN: 'arn:aws:sns:ap-southeast-1:123456789012:alerts' };

async function layDesk({ dynamodb, env }: Platform): Promise<void> {
  const registry = registryStore(dynamodb, requireSettings(env, ['REGISTRY_TABLE']).REGISTRY_TABLE);
  await registry.putPerson(somePerson({ id: 'lan' }));
  const ann = { kind: 'mail', address: 'ann@example.org' } as const;
  await registry.putPerson(
    somePerson({ id: 'ann', places: ['ha-noi'], language: 'en', personal: { channels: [ann] } }),
  );
  const hook = { kind: 'webhook', address: `${receivers.url}/hook?token=${SECRET}`, secret: SECRET } as const;
  await registry.putPerson(somePerson({ id: 'hook', language: 'en', personal: { channels: [hook] } }));
  for (const shop of SHOPS) await registry.putStore(storeOfShop(shop));
  for (const shop of SHOPS.slice(1)) await registry.putRetailer({ ...retailerOfShop(shop), keys: [] });
  for (const balance of balancesOf(SHOPS)) await keepBalance(registry, balance);
}

/** One process after another that answers alerts; a message that hangs costs a process its life when its time is over. */
function responders(platform: Platform, faults: FaultPlan) {
  let left = faults;
  let struck = 0;
  let writes = 0;
  let life: { readonly client: FaultyClient; readonly handler: ReturnType<typeof createHandler> } | undefined;
  const webhooks = new Map<string, AbortController>();
  const fetch: Platform['fetch'] = (input, init) => {
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
    writes += life.client.asked().filter(({ action }) => action === 'PutItem').length;
    life = undefined;
  };
  return {
    end,
    struck: () => struck,
    writes: () => writes,
    call: (Records: DynamoDBRecord[]): Promise<DynamoDBBatchResponse> => {
      const { promise: outOfTime, reject } = Promise.withResolvers<never>();
      receivers.onHang = (id) => {
        const webhook = webhooks.get(id);
        if (webhook) return webhook.abort(new DOMException('The webhook took too long', 'TimeoutError'));
        end();
        now += OUT_OF_TIME_MS;
        reject(new Error('Task timed out'));
      };
      life ??= begin();
      return Promise.race([life.handler({ Records }, {} as Context), outOfTime]);
    },
  };
}

interface Misfortune {
  readonly faults: FaultPlan;
  readonly manners: readonly Manner[];
  readonly batchSize: number;
}

const NONE: Misfortune = { faults: NO_FAULTS, manners: [], batchSize: 10 };
const misfortune = fc.record({
  faults: faultPlan({ reads: 90, writes: 50 }),
  manners: fc.array(fc.constantFrom<Manner>(...MANNERS, 'accepts', 'accepts', 'accepts'), { maxLength: 12 }),
  batchSize: fc.constantFrom(1, 3, 10),
});

/** Answers the editions of a story one after another: each until its records no longer come again. */
async function respondToAll(
  env: Readonly<Record<string, string>>,
  { faults, manners, batchSize }: Misfortune,
  { places = PLACES, editions = STORY }: Partial<Story> = {},
) {
  const platform: Platform = { ...tables.platform, env: { ...tables.platform.env, ...env } };
  await emptyTables(platform);
  now = START;
  await layDesk(platform);
  receivers.behave(manners);
  const desk = deskStore(platform.dynamodb, requireSettings(platform.env, ['DESK_TABLE']).DESK_TABLE);
  const processes = responders(platform, faults);
  let givenUp = 0;
  for (const edition of editions) {
    for (const place of places) {
      const alert = anEdition(place, edition);
      await desk.putAlert(alert, (await desk.readAlert(alert.id))?.hash);
    }
    const keys = places.map((place) => ({ pk: place, sk: `alert#${anEdition(place, edition).id}` }));
    const left = await drainStream([...keys, ...keys], {
      batchSize,
      retries: 30,
      call: processes.call,
      beforeRetry: () => {
        now += RETRY_MS;
      },
    });
    givenUp += left.length;
  }
  processes.end();
  return {
    kept: withoutInstants(await keptItems(platform)),
    accepted: [...receivers.accepted],
    shown: [...receivers.shown],
    givenUp,
    struck: processes.struck(),
    writes: processes.writes(),
  };
}

/** When and how often a delivery was tried, and when supply was searched, depends on what failed; the rest does not. */
function withoutInstants(kept: Awaited<ReturnType<typeof keptItems>>) {
  return new Map(
    [...kept].map(([name, item]) => {
      if (name.includes(' search#')) {
        const { made: _made, ...search } = unpack(item['data'] as Uint8Array) as SupplySearch;
        return [name, search];
      }
      if (!name.includes(' delivery#')) return [name, item];
      const { id, kind, level, state, told } = JSON.parse(String(item['json'])) as Delivery;
      return [name, { id, kind, level, state, told }];
    }),
  );
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
  const expected = await respondToAll(BY_AWS, NONE);
  expect(repeatsOf(expected.accepted)).toEqual([]);
  expect(CHANNELS.map((by) => idsBy(by, expected.accepted).length)).toEqual([12, 6, 6]);
  const shown = new Set<Manner>();
  await fc.assert(
    fc.asyncProperty(misfortune, async (met) => {
      const run = await respondToAll(BY_AWS, met);
      for (const manner of run.shown) shown.add(manner);
      expect(run.givenUp).toBe(0);
      expect(run.kept).toEqual(expected.kept);
      for (const by of CHANNELS) expect(idsBy(by, run.accepted)).toEqual(idsBy(by, expected.accepted));
      for (const [first, again] of repeatsOf(run.accepted)) {
        expect(again.saysMayBeRepeat).toBe(true);
        // Whoever dies leaves his lease behind for whoever comes after him.
        if (first.manner !== 'hangs' || first.by === 'webhook') continue;
        expect(again.at - first.at).toBeGreaterThanOrEqual(MAIL_LEASE_MS);
      }
      // Whoever died in one place may have been sending in the other too.
      const mayRepeat = run.struck + run.shown.filter((manner) => manner === 'loses-answer').length;
      const deaths = run.shown.filter((manner) => manner === 'hangs').length;
      expect(repeatsOf(run.accepted).length).toBeLessThanOrEqual(mayRepeat + deaths * PLACES.length);
    }),
    { seed: 20_261_123, numRuns: runsOf({ few: 4, all: 10 }) },
  );
  expect(shown).toEqual(new Set(MANNERS));
});

test('any single write that fails in any way is made good', async () => {
  const story = { places: ['hoan-kiem'], editions: STORY.slice(1, 2) };
  const expected = await respondToAll(BY_AWS, NONE, story);
  expect([...expected.kept.keys()].filter((name) => name.includes(' suggestion#'))).not.toEqual([]);
  const writes = Array.from({ length: expected.writes }, (_, at) => at);
  for (const fault of ['throttled', 'answer-lost', 'asked-twice'] as const) {
    for (const at of momentsOf(writes, 3)) {
      const faults = { ...NO_FAULTS, writes: new Map([[at, fault]]) };
      const run = await respondToAll(BY_AWS, { ...NONE, faults }, story);
      expect(run.struck).toBe(1);
      expect(run.givenUp).toBe(0);
      expect(run.kept, `write ${at}, ${fault}`).toEqual(expected.kept);
      for (const by of CHANNELS) expect(idsBy(by, run.accepted)).toEqual(idsBy(by, expected.accepted));
    }
  }
});

test('an outbox and a webhook that knows its keys hold every due message exactly once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'binh-on-outbox-'));
  let runs = 0;
  const respondFromOutbox = async (met: Misfortune) => {
    const outbox = join(folder, `run-${runs++}`);
    const run = await respondToAll({ OUTBOX_DIR: outbox }, met);
    return { ...run, mails: (await readdir(outbox)).sort() };
  };
  try {
    const expected = await respondFromOutbox(NONE);
    expect(expected.mails).toHaveLength(12);
    await fc.assert(
      fc.asyncProperty(misfortune, async (met) => {
        const run = await respondFromOutbox(met);
        expect(run.givenUp).toBe(0);
        expect(run.kept).toEqual(expected.kept);
        expect(run.mails).toEqual(expected.mails);
        expect(idsBy('webhook', run.accepted)).toEqual(idsBy('webhook', expected.accepted));
      }),
      { seed: 20_261_124, numRuns: runsOf({ few: 2, all: 5 }) },
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('what it logs of its failures names no price, no secret and no address', () => {
  expect(log.holds('trigger failed')).toBe(true);
  for (const kept of [String(OBSERVED), '172.393', '172,393', SECRET, 'example.vn', 'example.org']) {
    expect(log.holds(kept), 'the log').toBe(false);
  }
});
