import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context, DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withAncestors } from '#domain/catalogue.ts';
import type { PlaceEpisodes } from '#domain/detection/episode.ts';
import { createHandler } from '#functions/assess-place/handler.ts';
import { requireSettings } from '#runtime/platform.ts';
import type { StreamKey } from '#runtime/stream-batch.ts';
import { unpack } from '#storage/packed.ts';
import { captureLog } from '#support/captured-log.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { type Asked, type Fault, type FaultPlan, faultPlan, faultyClient, NO_FAULTS } from '#support/faulty-client.ts';
import { emptyTables, keptItems } from '#support/kept-items.ts';
import { onlyWhatWakes } from '#support/only-what-wakes.ts';
import { CALM_PRICE, correctMarket, DAYS, layMarket, RISEN_PRICE, TODAY } from '#support/pork-price-rise.ts';
import { runsOf } from '#support/seeds.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import { drainStream } from '#support/stream-delivery.ts';

const tables = tablesOfFile();
const log = captureLog();

interface Misfortune {
  readonly morning: FaultPlan;
  readonly correction: FaultPlan;
  readonly batchSize: number;
  /** Permutes the records that stand in the stream in the morning. */
  readonly order: (keys: StreamKey[]) => StreamKey[];
}

const NONE: Misfortune = { morning: NO_FAULTS, correction: NO_FAULTS, batchSize: 5000, order: (keys) => keys };

/** Assesses a morning's reports from the first record on, and then a correction whose place-day nothing else wakes. */
async function assessAll({ morning, correction, batchSize, order }: Misfortune) {
  const { platform } = tables;
  await emptyTables(platform);
  const waiting: StreamKey[] = [];
  const hear = onlyWhatWakes('assess-place', platform.env, (key) => waiting.push(key));
  const retailers = faultyClient(platform.env, NO_FAULTS, hear);
  const phases: Phase[] = [];
  const assess = async (faults: FaultPlan) => {
    const client = faultyClient(platform.env, faults, hear);
    const handler = createHandler({ ...platform, dynamodb: client.dynamodb }, SMALL_CITY);
    const reads: string[][] = [];
    const givenUp = await drainStream(waiting, {
      batchSize,
      retries: 30,
      call: async (Records) => {
        const before = client.asked().length;
        try {
          return await handler({ Records }, {} as Context);
        } finally {
          reads.push(placeDaysRead(client.asked().slice(before)));
        }
      },
    });
    client.dynamodb.destroy();
    phases.push({ kept: assessed(await keptItems(platform)), givenUp, struck: client.struck(), reads });
  };
  await layMarket({ ...platform, dynamodb: retailers.dynamodb });
  waiting.splice(0, waiting.length, ...order(waiting.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))));
  await assess(morning);
  await correctMarket({ ...platform, dynamodb: retailers.dynamodb });
  await assess(correction);
  retailers.dynamodb.destroy();
  return phases;
}

interface Phase {
  readonly kept: Awaited<ReturnType<typeof keptItems>>;
  readonly givenUp: readonly DynamoDBRecord[];
  readonly struck: readonly Fault[];
  /** For each call the place-days that it read. */
  readonly reads: readonly (readonly string[])[];
}

function nameOf({ pk, sk }: StreamKey): string {
  return `${pk} ${sk}`;
}

/** Without any episode an item that was never written says the same as one that was emptied. */
function assessed(kept: Awaited<ReturnType<typeof keptItems>>) {
  return new Map(
    [...kept].filter(
      ([name, { data }]) => !name.endsWith(' now') || (unpack(data as Uint8Array) as PlaceEpisodes).episodes.length > 0,
    ),
  );
}

/** The place-days in the order in which one call read them as a whole. */
function placeDaysRead(asked: readonly Asked[]): string[] {
  return asked
    .filter(({ action, input }) => action === 'Query' && input.ProjectionExpression === undefined)
    .filter(({ input }) => input.ExpressionAttributeValues?.[':from'] === 'carry')
    .map(({ input }) => String(input.ExpressionAttributeValues?.[':pk']))
    .filter((pk) => pk.includes('#'));
}

/** Records of the start in any order, some of them twice: the stream of a busy morning. */
const anyOrder = fc.infiniteStream(fc.nat(1_000_000)).map((draws) => (keys: StreamKey[]) => {
  const drawn = [...keys, ...keys.slice(0, 4)].map((key) => [draws.next().value ?? 0, key] as const);
  return drawn.toSorted(([a], [b]) => a - b).map(([, key]) => key);
});

const misfortune = fc.record({
  morning: faultPlan({ reads: 120, writes: 25 }),
  correction: faultPlan({ reads: 40, writes: 10 }),
  batchSize: fc.constantFrom(3, 10, 5000),
  order: anyOrder,
});

test('an assessor whose tables fail leaves what one leaves whose tables do not, and gives nothing up', async () => {
  const expected = await assessAll(NONE);
  expect(expected.map(({ kept }) => kept.has('desk hoan-kiem now'))).toEqual([true, false]);
  const struck = new Set<Fault>();
  await fc.assert(
    fc.asyncProperty(misfortune, async (met) => {
      for (const [index, phase] of (await assessAll(met)).entries()) {
        for (const fault of phase.struck) struck.add(fault);
        expect(phase.givenUp).toEqual([]);
        expect(phase.kept).toEqual(expected[index]?.kept);
        for (const read of phase.reads) expectOrder(read);
      }
    }),
    { seed: 20_261_123, numRuns: runsOf({ few: 4, all: 15 }) },
  );
  expect(struck.size).toBe(4);
});

/** Within one call a place is assessed day by day, and after the places inside it. */
function expectOrder(read: readonly string[]): void {
  for (const place of SMALL_CITY.places.keys()) {
    const days = read.filter((placeDay) => placeDay.startsWith(`${place}#`));
    expect(days).toEqual(days.toSorted());
  }
  const depths = read.map((placeDay) => withAncestors(SMALL_CITY, placeDay.split('#')[0] ?? '').length);
  expect(depths).toEqual(depths.toSorted((a, b) => b - a));
}

test('a place-day that cannot be read goes to the queue of failures at once; its place waits, and every other is assessed', async () => {
  const { platform } = tables;
  await emptyTables(platform);
  await layMarket(platform);
  const keys = [...(await keptItems(platform)).values()].map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }));
  // Written by a later version of the system: this one cannot read it, however often it tries.
  const unreadable = { pk: `cua-nam#${DAYS[0]}`, sk: 'report#later/version', data: Uint8Array.of(255), h: 'h' };
  await platform.dynamodb.send(
    new PutCommand({ TableName: requireSettings(platform.env, ['MARKET_TABLE']).MARKET_TABLE, Item: unreadable }),
  );
  const aside: StreamKey[] = [];
  const setAside = async (refused: readonly StreamKey[]) => void aside.push(...refused);
  const handler = createHandler({ ...platform, setAside }, SMALL_CITY);
  const givenUp = await drainStream([unreadable, ...keys], {
    batchSize: 5000,
    retries: 0,
    call: (Records) => handler({ Records }, {} as Context),
  });
  const kept = await keptItems(platform);
  expect(givenUp).toEqual([]);
  expect(aside.map(({ pk }) => pk)).toEqual([unreadable.pk]);
  expect(kept.has(`market ha-noi#${DAYS[0]} part#hoan-kiem`)).toBe(true);
  expect(kept.has(`market ha-noi#${DAYS[0]} part#cua-nam`)).toBe(false);
  expect(kept.has(`market ha-noi#${TODAY} part#cua-nam`)).toBe(false);
  expect(kept.has(`market ha-noi#${TODAY} part#hoan-kiem`)).toBe(true);
  expect(kept.has('desk hoan-kiem now')).toBe(true);
});

test('what it logs of its failures names no price', () => {
  for (const failure of ['trigger failed', 'trigger refused for good']) expect(log.holds(failure)).toBe(true);
  for (const price of [CALM_PRICE, RISEN_PRICE]) expect(log.holds(String(price)), 'the log').toBe(false);
});
