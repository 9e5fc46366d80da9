import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { registryStore } from '#storage/registry.ts';
import { answer } from './functions-in-steps.ts';
import { keepReport, weekBefore } from './market-story.ts';
import { ASSESS, REBUILD, RECONCILE, REGISTRY, type Simulation, simulationOf } from './simulation.ts';
import { pickFrom, type TellStory } from './story.ts';
import { AT_ONCE } from './tables-in-steps.ts';
import { aStoreDay, CITY, FIRST_DAY, type Mood, PLACES, SHOPS, settingsOf } from './two-wards.ts';

const MOODS: readonly Mood[] = ['calm', 'alert', 'crisis', 'crisis'];
const DATES = [0, 1, 2].map((day) => addDays(FIRST_DAY, day));
const [CLOSED, ...LIVE] = DATES as [BusinessDay, ...BusinessDay[]];
const TODAY = DATES.at(-1) as BusinessDay;

/**
 * Three days, of which two still take reports. Files fill the first one, or all, while shops report live and correct
 * what they said: each file asks for a rebuild once it is kept. In some stories the first day was open and is closed.
 */
export const tellRebuildStory: TellStory = (draw) => {
  const settings = { ...settingsOf(1), correctionDays: 1 };
  const wasOpen = draw() < 0.6;
  const opened = wasOpen ? DATES : LIVE;
  const files = Array.from({ length: pickFrom(draw, [1, 2, 3]) }, (_, version) => fileOf(draw, version));
  const live = LIVE.flatMap((date) => SHOPS.map((shop) => aStoreDay(shop, date, pickFrom(draw, MOODS), 10)));
  const keepFile = async (simulation: Simulation, reports: readonly StoreDay[]) => {
    for (const report of reports) await keepReport(simulation, report);
    const first = reports.map(({ date }) => date).sort()[0] as BusinessDay;
    await registryStore(simulation.tables.connect(AT_ONCE), REGISTRY).requestRebuild(CITY, first, { rewrites: true });
  };
  return {
    settings,
    today: TODAY,
    begin: async (simulation) => {
      const market = await weekBefore(simulation);
      return [
        ...opened.flatMap((date) => PLACES.map((place) => () => market.open(place, date, undefined))),
        ...files.map((reports) => () => keepFile(simulation, reports)),
        ...live.map((report) => () => keepReport(simulation, report)),
      ];
    },
    playInOrder: async () => {
      const simulation = simulationOf(settings, undefined, undefined, TODAY);
      const market = await weekBefore(simulation);
      for (const report of live) await keepReport(simulation, report);
      for (const date of opened) for (const place of PLACES) await market.open(place, date, undefined);
      for (const reports of files) await keepFile(simulation, reports);
      await answer({ function: REBUILD, key: { pk: 'rebuild', sk: CITY } }, simulation, AT_ONCE);
      for (const date of opened) {
        for (const place of PLACES) {
          await answer({ function: ASSESS, key: { pk: `${place}#${date}`, sk: 'open' } }, simulation, AT_ONCE);
          await answer({ function: RECONCILE, key: { pk: place, sk: 'now' } }, simulation, AT_ONCE);
        }
      }
      return simulation;
    },
  };
};

/** A file of the closed day, sometimes of all: what a later file says stands. */
function fileOf(draw: () => number, version: number): StoreDay[] {
  const dates = draw() < 0.7 ? [CLOSED] : DATES;
  return dates.flatMap((date) =>
    SHOPS.map((shop): StoreDay => ({ ...aStoreDay(shop, date, pickFrom(draw, MOODS), version), source: 'history' })),
  );
}
