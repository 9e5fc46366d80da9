import type { Context, DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alert } from '#domain/alert/alert.ts';
import { createHandler } from '#functions/respond-to-alert/handler.ts';
import { requireSettings } from '#runtime/platform.ts';
import { deskStore } from '#storage/desk.ts';
import { registryStore } from '#storage/registry.ts';
import { captureLog } from '#support/captured-log.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { type FaultPlan, faultPlan, faultyClient, NO_FAULTS } from '#support/faulty-client.ts';
import { keepBalance } from '#support/kept-balances.ts';
import { emptyTables, keptItems } from '#support/kept-items.ts';
import { momentsOf, runsOf } from '#support/seeds.ts';
import { anAlert, anEpisode, PORK, RICE, SMALL_CITY, someEvidence } from '#support/small-city.ts';
import { somePerson } from '#support/some-person.ts';
import { drainStream } from '#support/stream-delivery.ts';
import { balancesOf, retailerOfShop, type Shop, storeOfShop } from '#support/supply-world.ts';

const NOW = Date.parse('2026-11-23T06:30:00+07:00');
const OBSERVED = 172_393;
const SHOPS: readonly Shop[] = [
  { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 },
  { key: 'hoa-sen/cn', place: 'cua-nam', stock: 300, demand: 20 },
  { key: 'binh-minh/cn', place: 'cua-nam', stock: 60, demand: 10 },
];

// Nothing here waits for an instant, so that time stands still: what is kept is the same to the byte.
const tables = tablesOfFile({ clock: () => NOW });
const log = captureLog();

/** The versions of an alert's life, as the reconciler writes them. */
const STORY = [
  { version: 1, level: 'alert', status: 'open' },
  { version: 2, level: 'crisis', status: 'open' },
  { version: 3, level: 'crisis', status: 'resolved' },
] as const;

/** Each of an event of its own: how records lie in batches then changes no version. */
const GOODS = { 'hoan-kiem': PORK.id, 'soc-son': RICE.id } as const;
type Place = keyof typeof GOODS;
const PLACES: readonly Place[] = ['hoan-kiem', 'soc-son'];

interface Story {
  readonly places: readonly Place[];
  readonly editions: readonly (typeof STORY)[number][];
}

function anEdition(place: Place, { version, level, status }: (typeof STORY)[number]): Alert {
  const episode = anEpisode({ product: GOODS[place], level, evidence: someEvidence({ observed: OBSERVED }) });
  return anAlert({ place, level, status, version, episode });
}

async function layDesk(): Promise<void> {
  const { dynamodb, env } = tables.platform;
  const registry = registryStore(dynamodb, requireSettings(env, ['REGISTRY_TABLE']).REGISTRY_TABLE);
  await registry.putPerson(somePerson({ id: 'lan' }));
  await registry.putPerson(somePerson({ id: 'ann', places: ['ha-noi'], language: 'en' }));
  for (const shop of SHOPS) await registry.putStore(storeOfShop(shop));
  for (const shop of SHOPS.slice(1)) await registry.putRetailer({ ...retailerOfShop(shop), keys: [] });
  for (const balance of balancesOf(SHOPS)) await keepBalance(registry, balance);
}

interface Misfortune {
  readonly faults: FaultPlan;
  readonly batchSize: number;
}

const NONE: Misfortune = { faults: NO_FAULTS, batchSize: 10 };
const misfortune = fc.record({
  faults: faultPlan({ reads: 150, writes: 30 }),
  batchSize: fc.constantFrom(1, 3, 10),
});

/** Answers the editions of a story one after another: each until its records no longer come again. */
async function respondToAll(
  { faults, batchSize }: Misfortune,
  { places = PLACES, editions = STORY }: Partial<Story> = {},
) {
  const { platform } = tables;
  await emptyTables(platform);
  await layDesk();
  const desk = deskStore(platform.dynamodb, requireSettings(platform.env, ['DESK_TABLE']).DESK_TABLE);
  const client = faultyClient(platform.env, faults);
  const handler = createHandler({ ...platform, dynamodb: client.dynamodb }, SMALL_CITY);
  let givenUp = 0;
  for (const edition of editions) {
    for (const place of places) {
      const alert = anEdition(place, edition);
      await desk.putAlert(alert, (await desk.readAlert(alert.id))?.hash);
    }
    const keys = places.map((place) => ({ pk: place, sk: `alert#${anEdition(place, edition).id}` }));
    const call = (Records: DynamoDBRecord[]): Promise<DynamoDBBatchResponse> => handler({ Records }, {} as Context);
    givenUp += (await drainStream([...keys, ...keys], { batchSize, retries: 30, call })).length;
  }
  const writes = client.asked().filter(({ action }) => action === 'PutItem').length;
  client.stop();
  return { kept: await keptItems(platform), givenUp, struck: client.struck().length, writes };
}

const kinds = (kept: ReadonlyMap<string, unknown>, kind: string) =>
  [...kept.keys()].filter((name) => name.includes(` ${kind}#`));

test('however the tables fail, the same events, supply and news are kept', async () => {
  const expected = await respondToAll(NONE);
  expect(kinds(expected.kept, 'told')).toHaveLength(4);
  expect(kinds(expected.kept, 'suggestion')).not.toEqual([]);
  await fc.assert(
    fc.asyncProperty(misfortune, async (met) => {
      const run = await respondToAll(met);
      expect(run.givenUp).toBe(0);
      expect(run.kept).toEqual(expected.kept);
    }),
    { seed: 20_261_123, numRuns: runsOf({ few: 6, all: 20 }) },
  );
});

test('any single write that fails in any way is made good', async () => {
  const story: Story = { places: ['hoan-kiem'], editions: STORY.slice(1, 2) };
  const expected = await respondToAll(NONE, story);
  expect(kinds(expected.kept, 'suggestion')).not.toEqual([]);
  const writes = Array.from({ length: expected.writes }, (_, at) => at);
  for (const fault of ['throttled', 'answer-lost', 'asked-twice'] as const) {
    for (const at of momentsOf(writes, 3)) {
      const faults = { ...NO_FAULTS, writes: new Map([[at, fault]]) };
      const run = await respondToAll({ ...NONE, faults }, story);
      expect(run.struck).toBe(1);
      expect(run.givenUp).toBe(0);
      expect(run.kept, `write ${at}, ${fault}`).toEqual(expected.kept);
    }
  }
});

test('what it logs of its failures names no price and no address', () => {
  expect(log.holds('trigger failed')).toBe(true);
  for (const kept of [String(OBSERVED), '172.393', '172,393', 'example.vn']) {
    expect(log.holds(kept), 'the log').toBe(false);
  }
});
