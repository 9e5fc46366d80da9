import type { Context } from 'aws-lambda';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#domain/business-day.ts';
import { createHandler } from '#functions/open-day/handler.ts';
import { requireSettings } from '#runtime/platform.ts';
import { registryStore } from '#storage/registry.ts';
import { captureLog } from '#support/captured-log.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { type FaultPlan, faultPlan, faultyClient, NO_FAULTS } from '#support/faulty-client.ts';
import { enterCeilings, enterThresholds } from '#support/kept-decisions.ts';
import { emptyTables, keptItems } from '#support/kept-items.ts';
import { runsOf } from '#support/seeds.ts';
import { PETROL, PORK, SMALL_CITY } from '#support/small-city.ts';
import { drainStream } from '#support/stream-delivery.ts';
import { storeOfShop } from '#support/supply-world.ts';

const TODAY = '2026-11-23';
const CEILING = 21_377;
const SHOPS = [
  { key: 'hoa-sen/hk', place: 'hoan-kiem' },
  { key: 'hoa-sen/cn', place: 'cua-nam' },
  { key: 'binh-minh/ss', place: 'soc-son' },
] as const;
/** A shop that is registered after the day was opened. */
const NEW_SHOP = { key: 'an-khang/hy', place: 'outside/hung-yen' } as const;

const tables = tablesOfFile({ clock: () => Date.parse(`${TODAY}T00:05:00+07:00`) });
const log = captureLog();

type Pause = 'first run' | 'after three days' | 'opened already';

/** Opens the day by the clock, then again for a new store and new rules; the scheduler and the stream both try again. */
async function openAll(pause: Pause, faults: FaultPlan, batchSize: number) {
  const { platform } = tables;
  await emptyTables(platform);
  const registry = registryStore(platform.dynamodb, requireSettings(platform.env, ['REGISTRY_TABLE']).REGISTRY_TABLE);
  for (const shop of SHOPS) await registry.putStore(storeOfShop(shop));
  if (pause !== 'first run') await registry.putOpenedThrough(pause === 'opened already' ? TODAY : addDays(TODAY, -3));
  const written: string[] = [];
  const client = faultyClient(platform.env, faults, (_table, { pk, sk }) => written.push(`${pk} ${sk}`));
  const handler = createHandler({ ...platform, dynamodb: client.dynamodb }, SMALL_CITY);
  let isOpen = false;
  for (let tries = 0; !isOpen && tries < 30; tries++) {
    isOpen = await handler({ source: 'aws.scheduler' }, {} as Context).then(
      () => true,
      () => false,
    );
  }
  const recorded = { by: 'lan', at: platform.clock() };
  await registry.putStore(storeOfShop(NEW_SHOP));
  await enterThresholds(registry, [
    {
      product: PORK.id,
      validFrom: TODAY,
      thresholds: { watch: 4, alert: 8, crisis: 16 },
      ...recorded,
    },
  ]);
  await enterCeilings(registry, [
    {
      product: PETROL.id,
      effectiveFrom: platform.clock(),
      price: CEILING,
      recordedOn: TODAY,
      ...recorded,
    },
  ]);
  const givenUp = await drainStream(
    [
      { pk: 'store', sk: NEW_SHOP.key },
      { pk: 'rule', sk: `threshold#${PORK.id}#${TODAY}` },
      { pk: 'store', sk: NEW_SHOP.key },
      { pk: 'rule', sk: `ceiling#${PETROL.id}#${TODAY}` },
    ],
    { batchSize, retries: 30, call: (Records) => handler({ Records }, {} as Context) },
  );
  client.dynamodb.destroy();
  return { kept: await keptItems(platform), written: written.toSorted(), isOpen, givenUp, struck: client.struck() };
}

test('days that are opened while the tables fail are the same, each opened once, and none is forgotten', async () => {
  const pauses: readonly Pause[] = ['first run', 'after three days', 'opened already'];
  const expected = new Map<Pause, Awaited<ReturnType<typeof openAll>>>();
  for (const pause of pauses) expected.set(pause, await openAll(pause, NO_FAULTS, 100));
  for (const { kept } of expected.values()) {
    expect(kept.get('registry calendar opened-through')).toMatchObject({ day: TODAY });
    for (const { place } of [...SHOPS, NEW_SHOP]) expect(kept.has(`market ${place}#${TODAY} open`)).toBe(true);
  }
  const struck = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...pauses),
      faultPlan({ reads: 10, writes: 60 }),
      fc.constantFrom(1, 3, 100),
      async (pause, faults, batchSize) => {
        const run = await openAll(pause, faults, batchSize);
        for (const fault of run.struck) struck.add(fault);
        expect(run).toMatchObject({ isOpen: true, givenUp: [] });
        expect(run.kept).toEqual(expected.get(pause)?.kept);
        expect(run.written).toEqual(expected.get(pause)?.written);
      },
    ),
    { seed: 20_261_123, numRuns: runsOf({ few: 6, all: 25 }) },
  );
  expect(struck.size).toBe(4);
});

test('what it logs of its failures names no price', () => {
  expect(log.holds('trigger failed')).toBe(true);
  expect(log.holds(String(CEILING)), 'the log').toBe(false);
});
