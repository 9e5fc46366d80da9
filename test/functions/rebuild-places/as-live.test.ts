import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { marketStore } from '#storage/market.ts';
import { CHECKPOINT_DAYS } from '#storage/place-day-key.ts';
import { registryStore } from '#storage/registry.ts';
import { runsOf } from '#support/seeds.ts';
import { outputsOf } from '../../protocol/complaints.ts';
import { answer } from '../../protocol/functions-in-steps.ts';
import { keepReport } from '../../protocol/market-story.ts';
import {
  ASSESS,
  MARKET,
  REBUILD,
  RECONCILE,
  REGISTRY,
  type Simulation,
  simulationOf,
} from '../../protocol/simulation.ts';
import { AT_ONCE } from '../../protocol/tables-in-steps.ts';
import { aStoreDay, CITY, FIRST_DAY, type Mood, PLACES, SHOPS, settingsOf } from '../../protocol/two-wards.ts';

const CORRECTION_DAYS = 3;
const LENGTH = 24;
const DAYS = Array.from({ length: LENGTH }, (_, day) => addDays(FIRST_DAY, day));
const TODAY = DAYS.at(-1) as BusinessDay;
const STILL_TAKEN = addDays(TODAY, -CORRECTION_DAYS);
const MOODS: readonly Mood[] = ['calm', 'calm', 'calm', 'alert', 'crisis'];

/** A mood for each shop and day; some shops are silent on some days. */
const weeks = fc.array(fc.array(fc.nat({ max: 5 }), { minLength: SHOPS.length, maxLength: SHOPS.length }), {
  minLength: LENGTH,
  maxLength: LENGTH,
});

function reportsOf(moods: readonly (readonly number[])[]): StoreDay[] {
  return DAYS.flatMap((date, day) =>
    SHOPS.flatMap((shop, index) => {
      const mood = MOODS[moods[day]?.[index] ?? 5];
      return mood ? [{ ...aStoreDay(shop, date, mood, 1), source: 'history' as const }] : [];
    }),
  );
}

async function simulationWith(reports: readonly StoreDay[], timeIsUp?: () => boolean): Promise<Simulation> {
  const settings = { ...settingsOf(2), correctionDays: CORRECTION_DAYS };
  const simulation = simulationOf(settings, undefined, undefined, TODAY, timeIsUp);
  for (const report of reports) await keepReport(simulation, report);
  return simulation;
}

async function assessFrom(simulation: Simulation, first: BusinessDay): Promise<void> {
  for (const date of DAYS.filter((day) => day >= first)) await assessDay(simulation, date);
}

async function assessDay(simulation: Simulation, date: BusinessDay): Promise<void> {
  const market = marketStore(simulation.tables.connect(AT_ONCE), MARKET, simulation.clock);
  for (const place of PLACES) {
    await market.open(place, date, undefined);
    await answer({ function: ASSESS, key: { pk: `${place}#${date}`, sk: 'open' } }, simulation, AT_ONCE);
    await answer({ function: RECONCILE, key: { pk: place, sk: 'now' } }, simulation, AT_ONCE);
  }
}

async function rebuild(simulation: Simulation, from: BusinessDay): Promise<void> {
  const registry = registryStore(simulation.tables.connect(AT_ONCE), REGISTRY);
  const number = await registry.requestRebuild(CITY, from, { rewrites: true });
  const wake = (sk: string) => answer({ function: REBUILD, key: { pk: 'rebuild', sk } }, simulation, AT_ONCE);
  await wake(CITY);
  while ((await registry.readRebuilt(CITY)) < number) await wake(`${CITY}#resume`);
}

/** What is shown of every day, and all that is known of those that still take reports. */
function comparable(simulation: Simulation): Map<string, string> {
  return new Map(
    [...outputsOf(simulation)].filter(([name]) => {
      const [pk = '', sk = ''] = name.split('|');
      const day = pk.split('#')[1] ?? TODAY;
      return sk.startsWith('part#') || day >= STILL_TAKEN;
    }),
  );
}

test('days that are folded in memory show, and hand on, what they would have had they been open', async () => {
  let withEpisodes = 0;
  await fc.assert(
    fc.asyncProperty(weeks, fc.nat({ max: LENGTH - 1 }), fc.boolean(), async (moods, second, oftenUp) => {
      const reports = reportsOf(moods);
      const asLive = await simulationWith(reports);
      await assessFrom(asLive, FIRST_DAY);
      let asked = 0;
      const rebuilt = await simulationWith(reports, () => oftenUp && asked++ % 3 === 2);
      await rebuild(rebuilt, FIRST_DAY);
      await assessFrom(rebuilt, STILL_TAKEN);
      // Once more from any day changes nothing.
      await rebuild(rebuilt, addDays(FIRST_DAY, second));
      expect(comparable(rebuilt)).toEqual(comparable(asLive));
      withEpisodes += [...comparable(rebuilt).keys()].some((name) => name.endsWith('|now')) ? 1 : 0;
    }),
    { seed: 20_261_130, numRuns: runsOf({ few: 4, all: 40 }) },
  );
  expect(withEpisodes).toBeGreaterThan(0);
});

test('a request of days whose reports have gone folds none of these', async () => {
  const simulation = await simulationWith(reportsOf(DAYS.map(() => SHOPS.map(() => 0))));
  const registry = registryStore(simulation.tables.connect(AT_ONCE), REGISTRY);
  const longAgo = addDays(TODAY, -500);
  await registry.requestRebuild(CITY, longAgo, { rewrites: true });
  await registry.requestRebuild(CITY, FIRST_DAY, { rewrites: true });
  await assessDay(simulation, addDays(TODAY, -CHECKPOINT_DAYS - 1));
  await assessDay(simulation, addDays(TODAY, -CHECKPOINT_DAYS));
  const folded = new Set<BusinessDay>();
  await answer({ function: REBUILD, key: { pk: 'rebuild', sk: CITY } }, simulation, AT_ONCE, {
    rebuild: (ports) => ({
      ...ports,
      rulesOf: (day) => {
        folded.add(day);
        return ports.rulesOf(day);
      },
    }),
  });
  expect([...folded].sort()[0]).toBe(addDays(TODAY, -CHECKPOINT_DAYS));
  expect([...folded].sort().at(-1)).toBe(TODAY);
});
