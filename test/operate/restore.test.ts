import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addDays, businessDayOf } from '#domain/business-day.ts';
import { type PutBack, putBack } from '#infra/operate/put-back.ts';
import { momentsOf } from '#support/seeds.ts';
import { RICE, SMALL_CITY } from '#support/small-city.ts';
import { answersOf, at, liveThroughAWeek, reportDay, TODAY } from './eventful-city.ts';
import { type RunningSystem, startRunningSystem, TABLE_NAMES } from './running-system.ts';

/** Two hours after the last report of the city that was lost. */
const RESTORED_AT = at(TODAY, 10);
/** Shares of the copy after which it is cut off: one in each of its stages, and more where alerts and stores are put. */
const CUT_OFF_AT = [0.9, 0.001, 0.2, 0.5, 0.75, 0.85, 0.93, 0.96, 0.98, 0.999];

let folder: string;
let lost: RunningSystem;
let lostAnswers: ReadonlyMap<string, string>;
let lostItems: ReadonlyMap<string, unknown>;
let keys: ReadonlyMap<string, string>;
let lostNow = 0;
let now = RESTORED_AT;
const started: RunningSystem[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-restore-'));
  lost = await startRunningSystem(join(folder, 'lost'), SMALL_CITY, () => lostNow);
  keys = await liveThroughAWeek(lost, (instant) => {
    lostNow = instant;
  });
  lostNow = RESTORED_AT;
  lostAnswers = await answersOf(lost);
  lostItems = await itemsOf(lost);
});
afterEach(async () => {
  now = RESTORED_AT;
  for (const system of started.splice(0)) await system.close();
});
afterAll(async () => {
  await lost.close();
  await rm(folder, { recursive: true });
});

/** An empty deployment, alive: its streams are awake and its day is open. */
async function anEmptyDeployment(): Promise<RunningSystem> {
  const system = await startRunningSystem(await mkdtemp(join(folder, 'fresh-')), SMALL_CITY, () => now);
  started.push(system);
  await system.openDay();
  return system;
}

async function restoreInto(
  system: RunningSystem,
  changes: Partial<Pick<PutBack, 'overwrite' | 'restored' | 'target' | 'tell'>> = {},
): Promise<number> {
  const put = await putBack({
    source: lost.silentClient(),
    restored: TABLE_NAMES,
    target: system.heardClient(),
    deployed: TABLE_NAMES,
    catalogue: SMALL_CITY,
    today: businessDayOf(now),
    pause: () => setTimeout(20),
    tell: () => undefined,
    ...changes,
  });
  await system.idle();
  return put;
}

/** All items by table and key, without what the system writes for itself: which days are open, and since when. */
async function itemsOf(system: RunningSystem): Promise<ReadonlyMap<string, unknown>> {
  const dynamodb = system.silentClient();
  const items = new Map<string, unknown>();
  for (const TableName of Object.values(TABLE_NAMES)) {
    for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName })) {
      for (const item of Items) {
        if (item['sk'] !== 'open' && item['pk'] !== 'calendar')
          items.set(`${TableName} ${item['pk']} ${item['sk']}`, item);
      }
    }
  }
  return new Map([...items].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Everything from the given put on fails, as for a process that has been ended. */
function endAfter(client: DynamoDBDocumentClient, puts: number): DynamoDBDocumentClient {
  let made = 0;
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (String(commandName).startsWith('Put') && made++ >= puts) throw new Error('ended');
        return next(args);
      },
    { step: 'initialize', priority: 'high', name: 'endAfter' },
  );
  return client;
}

describe('what is put back into a running, empty deployment', () => {
  let restored: RunningSystem;
  beforeAll(async () => {
    restored = await startRunningSystem(await mkdtemp(join(folder, 'fresh-')), SMALL_CITY, () => now);
    await restored.openDay();
    await restoreInto(restored);
  });
  afterAll(() => restored.close());

  test('is worth the test: there are live, ended and withdrawn alerts, suggestions and messages', async () => {
    const alerts = lostAnswers.get('alerts') ?? '';
    for (const state of ['open', 'acknowledged', 'resolved', 'withdrawn']) expect(alerts).toContain(`"${state}"`);
    for (const state of ['proposed', 'accepted', 'declined']) {
      expect([...lostItems.keys()].some((key) => key.includes(' suggestion#'))).toBe(true);
      expect([...lostAnswers.values()].join()).toContain(`"${state}"`);
    }
    expect((await lost.messages()).length).toBeGreaterThan(5);
  });

  test('makes it answer word for word the same, and nobody is told anything', async () => {
    expect(await answersOf(restored)).toEqual(lostAnswers);
    expect(await itemsOf(restored)).toEqual(lostItems);
    expect(await restored.messages()).toEqual([]);
  });

  test('is left alone however often the copy is repeated', async () => {
    const lines: string[] = [];
    await restored.staff('PUT /v1/retailers/{id}', {
      params: { id: 'hoa-sen' },
      body: { name: 'Hoa Sen (mới)', contact: { name: 'Anh Ba' } },
    });
    expect(await restoreInto(restored, { tell: (line) => lines.push(line) })).toBe(0);
    expect(JSON.stringify(await restored.staff('GET /v1/retailers'))).toContain('Hoa Sen (mới)');
    expect(lines.at(-1)).toMatch(/^rebuilds: \d+ items, 0 put, \d+ there already$/);
  });

  test('goes on living: the retailers’ keys work, and what happens next is told once', async () => {
    await reportDay(restored, keys, TODAY, () => ({ price: 1.4, stock: 60 }));
    await restored.idle();
    const sent = await restored.messages();
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter((name) => !name.includes(RICE.id) && !name.startsWith('https:'))).toEqual([]);
    await restoreInto(restored);
    expect(await restored.messages()).toEqual(sent);
  });

  test.each(momentsOf([2, 1, 12], 1))(
    'tells nobody when it is put back %d days later, and no past is lost',
    async (days) => {
      const day = addDays(TODAY, days);
      now = at(day, 9);
      const system = await anEmptyDeployment();
      await restoreInto(system);
      await system.openDay();
      await system.idle();
      expect(await system.messages()).toEqual([]);
      const kept = [...(await itemsOf(system)).keys()];
      for (const key of [...lostItems.keys()].filter((name) =>
        name.includes(` hoan-kiem#${addDays(TODAY, 1)} carry`),
      )) {
        expect(kept).toContain(key.replace(addDays(TODAY, 1), day));
      }
    },
  );

  test.each(momentsOf(CUT_OFF_AT, 1))(
    'ends the same when it is cut off after a share of %d and repeated',
    async (share) => {
      const system = await anEmptyDeployment();
      const puts = Math.floor(share * lostItems.size);
      const cut = restoreInto(system, { target: endAfter(system.heardClient(), puts) });
      await expect(cut).rejects.toThrow('ended');
      await system.idle();
      expect(await system.messages()).toEqual([]);
      await restoreInto(system);
      expect(await answersOf(system)).toEqual(lostAnswers);
      expect(await itemsOf(system)).toEqual(lostItems);
      expect(await system.messages()).toEqual([]);
    },
  );
});

test.each([
  { ...TABLE_NAMES, market: TABLE_NAMES.desk, desk: TABLE_NAMES.market },
  { ...TABLE_NAMES, registry: TABLE_NAMES.desk, desk: TABLE_NAMES.registry },
  { ...TABLE_NAMES, registry: TABLE_NAMES.market, market: TABLE_NAMES.registry },
])(
  'tables whose names were mixed up are refused, and nothing gets into a wrong table: $market, $desk, $registry',
  async (restored) => {
    const system = await anEmptyDeployment();
    await expect(restoreInto(system, { restored })).rejects.toThrow(/is no restored (registry|desk|market) table/);
    expect([...(await itemsOf(system)).keys()].filter((key) => !lostItems.has(key))).toEqual([]);
  },
);

describe('what a deployment holds already', () => {
  test('is put back as it was when asked, and what came since is not deleted', async () => {
    const system = await anEmptyDeployment();
    await restoreInto(system);
    const silent = system.silentClient();
    const spoil = {
      TableName: TABLE_NAMES.market,
      Item: { pk: `hoan-kiem#${TODAY}`, sk: 'report#hoa-sen/hoa-sen-hoan-kiem' },
    };
    const since = { TableName: TABLE_NAMES.registry, Item: { pk: 'recipient', sk: 'since' } };
    for (const input of [spoil, since]) await silent.send(new PutCommand(input));
    expect(await restoreInto(system, { overwrite: true, target: silent })).toBe(1);
    const items = new Map(await itemsOf(system));
    expect(items.delete(`${TABLE_NAMES.registry} recipient since`)).toBe(true);
    expect(items).toEqual(lostItems);
  });
});
