import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#domain/business-day.ts';
import type { Episode, PlaceEpisodes } from '#domain/detection/episode.ts';
import type { Level } from '#domain/level.ts';
import { createHandler } from '#functions/reconcile-alerts/handler.ts';
import { requireSettings } from '#runtime/platform.ts';
import { deskStore } from '#storage/desk.ts';
import { contentHash } from '#storage/packed.ts';
import { captureLog } from '#support/captured-log.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { type FaultPlan, faultPlan, faultyClient, NO_FAULTS } from '#support/faulty-client.ts';
import { emptyTables, keptItems } from '#support/kept-items.ts';
import { runsOf } from '#support/seeds.ts';
import { anEpisode, PORK, RICE, someEvidence } from '#support/small-city.ts';
import { aStreamRecord, drainStream } from '#support/stream-delivery.ts';

const FIRST_DAY = '2026-11-21';
const PLACES = ['hoan-kiem', 'cua-nam', 'ha-noi'];
const OBSERVED = 172_393;
const REFERENCE = 145_271;

const tables = tablesOfFile();
const log = captureLog();

/** What a good's price does in one edition of a place's episodes. */
type Move = 'calm' | Extract<Level, 'watch' | 'alert' | 'crisis'> | 'recovering' | 'resolved';
/** The moves of two goods in each place, edition after edition. */
type Editions = readonly (readonly { readonly pork: Move; readonly rice: Move }[])[];

const move = fc.constantFrom<Move>('calm', 'watch', 'alert', 'crisis', 'crisis', 'recovering', 'resolved');
const editions: fc.Arbitrary<Editions> = fc.array(
  fc.array(fc.record({ pork: move, rice: move }), { minLength: PLACES.length, maxLength: PLACES.length }),
  { minLength: 1, maxLength: 4 },
);

function episodeOf(product: string, moved: Move, day: string): Episode[] {
  if (moved === 'calm') return [];
  const isOver = moved === 'recovering' || moved === 'resolved';
  const level = isOver ? 'alert' : moved;
  return [
    anEpisode({
      product,
      openedOn: FIRST_DAY,
      level,
      lastLevel: isOver ? 'normal' : level,
      lastDay: day,
      status: isOver ? moved : 'open',
      ...(moved === 'resolved' ? { resolvedOn: day, resolution: 'calm' as const } : {}),
      evidence: someEvidence({ observed: OBSERVED, reference: REFERENCE }),
    }),
  ];
}

/** Plays the editions one after another, as the assessor writes them; each is reconciled before the next is written. */
async function reconcileAll(played: Editions, faults: FaultPlan, batchSize: number) {
  const { platform } = tables;
  await emptyTables(platform);
  const desk = deskStore(platform.dynamodb, requireSettings(platform.env, ['DESK_TABLE']).DESK_TABLE);
  const written: string[] = [];
  const client = faultyClient(platform.env, faults, (_table, { sk }) => written.push(sk));
  const handler = createHandler({ ...platform, dynamodb: client.dynamodb });
  let givenUp = 0;
  for (const [index, ofPlaces] of played.entries()) {
    const asOf = addDays(FIRST_DAY, index);
    for (const [at, { pork, rice }] of ofPlaces.entries()) {
      const place = PLACES[at] as string;
      const episodes = [...episodeOf(PORK.id, pork, asOf), ...episodeOf(RICE.id, rice, asOf)];
      const value: PlaceEpisodes = { place, asOf, knownSince: addDays(asOf, -7), episodes };
      await desk.putEpisodes(value, contentHash(JSON.stringify(value)), (await desk.readEpisodes(place))?.hash);
    }
    const left = await drainStream(
      [...PLACES, ...PLACES].map((pk) => ({ pk, sk: 'now' })),
      { batchSize, retries: 30, call: (Records) => handler({ Records }, {} as Context) },
    );
    givenUp += left.length;
  }
  client.dynamodb.destroy();
  return { kept: await keptItems(platform), written: written.toSorted(), givenUp, struck: client.struck() };
}

test('a reconciler whose table fails leaves the same alerts in the same versions, and writes each version once', async () => {
  const struck = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      editions,
      faultPlan({ reads: 40, writes: 12 }),
      fc.constantFrom(1, 4, 100),
      async (played, faults, batchSize) => {
        const expected = await reconcileAll(played, NO_FAULTS, 100);
        const run = await reconcileAll(played, faults, batchSize);
        for (const fault of run.struck) struck.add(fault);
        expect(run.givenUp).toBe(0);
        expect(run.kept).toEqual(expected.kept);
        expect(run.written).toEqual(expected.written);
      },
    ),
    { seed: 20_261_123, numRuns: runsOf({ few: 4, all: 20 }) },
  );
  expect(struck.size).toBe(4);
});

test('one place that cannot be reconciled keeps no other waiting, and goes to the queue of failures', async () => {
  const { platform } = tables;
  await emptyTables(platform);
  const table = requireSettings(platform.env, ['DESK_TABLE']).DESK_TABLE;
  const desk = deskStore(platform.dynamodb, table);
  for (const place of PLACES) {
    const value = { place, asOf: FIRST_DAY, knownSince: FIRST_DAY, episodes: episodeOf(PORK.id, 'crisis', FIRST_DAY) };
    await desk.putEpisodes(value, contentHash(place));
  }
  const handler = createHandler(platform);
  // Written by a later version of the system: this one cannot read it, however often it tries.
  const unreadable = { pk: 'soc-son', sk: 'now', asOf: FIRST_DAY, data: Uint8Array.of(255), h: 'h' };
  await platform.dynamodb.send(new PutCommand({ TableName: table, Item: unreadable }));
  const keys = ['soc-son', ...PLACES].map((pk) => ({ pk, sk: 'now' }));
  const givenUp = await drainStream([...keys], {
    batchSize: 100,
    retries: 5,
    call: (Records) => handler({ Records }, {} as Context),
  });
  expect(givenUp[0]).toEqual(aStreamRecord(0, { pk: 'soc-son', sk: 'now' }));
  for (const place of PLACES) expect(await desk.alertsOf(place)).toHaveLength(1);
});

test('what it logs of its failures names no price', () => {
  expect(log.holds('trigger failed')).toBe(true);
  for (const price of [OBSERVED, REFERENCE]) expect(log.holds(String(price)), 'the log').toBe(false);
});
