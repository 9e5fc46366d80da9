import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FoodSafetyHold } from '#domain/matching/food-safety-hold.ts';
import { createHandler } from '#functions/close-day/handler.ts';
import { createHandler as openDay } from '#functions/open-day/handler.ts';
import { registryStore } from '#storage/registry.ts';
import { captureLog } from '#support/captured-log.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { type FaultPlan, faultPlan, faultyClient, NO_FAULTS } from '#support/faulty-client.ts';
import { emptyTables, keptItems } from '#support/kept-items.ts';
import { keepMarket } from '#support/kept-market.ts';
import { runsOf } from '#support/seeds.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';
import { drainStream } from '#support/stream-delivery.ts';
import type { Shop } from '#support/supply-world.ts';

const DAY = '2026-11-23';
const SHOPS: readonly Shop[] = [
  { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 60 },
  { key: 'hoa-sen/cn', place: 'cua-nam', stock: 120, demand: 30 },
  { key: 'binh-minh/ss', place: 'soc-son', stock: 300, demand: 10 },
  { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 40, product: RICE.id },
  { key: 'binh-minh/ss', place: 'soc-son', stock: 900, demand: 10, product: RICE.id },
];

const HOLD: FoodSafetyHold = {
  id: 'attp-1',
  product: PORK.id,
  place: 'cua-nam',
  from: DAY,
  reason: 'Chờ kiểm nghiệm',
  document: '128/CCATTP',
  by: 'lan',
  at: 1,
};

const tables = tablesOfFile({ clock: () => Date.parse(`${DAY}T15:00:00+07:00`) });
const log = captureLog();

interface Delivered {
  /** How the stream brings what was written, by a rank for each key. */
  readonly ranks: readonly number[];
  /** Whether each key is brought twice. */
  readonly twice: boolean;
}

/** Closes the day; the scheduler and the stream both try again, the stream in any order. */
async function closeAll(faults: FaultPlan, { ranks, twice }: Delivered) {
  const { platform } = tables;
  await emptyTables(platform);
  await keepMarket(platform, SHOPS);
  const written: string[] = [];
  const woken = new Map<string, { pk: string; sk: string }>();
  const client = faultyClient(platform.env, faults, (_table, { pk, sk }) => {
    written.push(`${pk} ${sk}`);
    if (sk === 'close') woken.set(pk, { pk, sk });
  });
  const faulty = { ...platform, dynamodb: client.dynamodb };
  const [handler, barring] = [createHandler(faulty, SMALL_CITY), openDay(faulty, SMALL_CITY)];
  let isClosed = false;
  for (let tries = 0; !isClosed && tries < 30; tries++) {
    isClosed = await handler({ at: `${DAY}T08:00:00Z` }, {} as Context).then(
      () => true,
      () => false,
    );
  }
  const keys = [...woken.values()]
    .sort((a, b) => (a.pk < b.pk ? -1 : 1))
    .map((key, index) => ({ key, rank: ranks[index] ?? 0 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ key }) => key);
  const called = (event: DynamoDBStreamEvent) => handler(event, {} as Context);
  const bring = (
    brought: { pk: string; sk: string }[],
    call: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse> = called,
  ) =>
    drainStream(twice ? [...brought, ...brought] : brought, {
      batchSize: 1,
      retries: 30,
      call: (Records) => call({ Records }),
    });
  const givenUp = await bring(keys);
  const closed = await keptItems(platform);
  // Some of the goods that were suggested are held then.
  await registryStore(platform.dynamodb, 'binh-on-registry').putHold(HOLD);
  woken.clear();
  givenUp.push(...(await bring([{ pk: 'hold', sk: HOLD.id }], (event) => barring(event, {} as Context))));
  givenUp.push(...(await bring([...woken.values()])));
  client.dynamodb.destroy();
  // What is only woken may be woken twice.
  const once = written.filter((key, index) => !key.endsWith(' close') || written.indexOf(key) === index).toSorted();
  return { kept: await keptItems(platform), closed, written: once, isClosed, givenUp, struck: client.struck() };
}

test('a day that is closed, and matched again for a hold, while the tables fail, out of order and repeatedly, ends in the same suggestions, each written once', async () => {
  const expected = await closeAll(NO_FAULTS, { ranks: [], twice: false });
  const suggestionsIn = (kept: ReadonlyMap<string, unknown>) =>
    [...kept.keys()].filter((key) => key.includes(' suggestion#')).length;
  expect(suggestionsIn(expected.closed)).toBeGreaterThan(2);
  expect(suggestionsIn(expected.kept)).toBeGreaterThan(suggestionsIn(expected.closed));
  const struck = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      faultPlan({ reads: 65, writes: 14 }),
      fc.record({ ranks: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), twice: fc.boolean() }),
      async (faults, delivered) => {
        const run = await closeAll(faults, delivered);
        for (const fault of run.struck) struck.add(fault);
        expect(run).toMatchObject({ isClosed: true, givenUp: [] });
        expect(run.kept).toEqual(expected.kept);
        expect(run.written).toEqual(expected.written);
      },
    ),
    { seed: 20_261_123, numRuns: runsOf({ few: 4, all: 25 }) },
  );
  expect(struck.size).toBe(4);
});

test('what it logs of its failures names nobody', () => {
  expect(log.holds('trigger failed')).toBe(true);
  expect(log.holds('Chị Lan'), 'the log').toBe(false);
});
