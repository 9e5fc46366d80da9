import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { marketStore } from '#storage/market.ts';
import { packStoreDay, reportStore } from '#storage/reports.ts';
import { answer } from './functions-in-steps.ts';
import { ASSESS, MARKET, RECONCILE, type Simulation, simulationOf } from './simulation.ts';
import { pickFrom, type TellStory } from './story.ts';
import { AT_ONCE } from './tables-in-steps.ts';
import { aStoreDay, FIRST_DAY, type Mood, PLACES, SHOPS, settingsOf, WARDS, WEEK_BEFORE } from './two-wards.ts';

const MOODS: readonly Mood[] = ['calm', 'calm', 'watch', 'alert', 'crisis', 'crisis'];

/**
 * Two or three days on which both wards move or only one. Every place-day is opened once; reports come in any order,
 * with corrections that take a move back and bring it again.
 */
export const tellMarketStory: TellStory = (draw) => {
  const days = pickFrom(draw, [2, 3]);
  const settings = settingsOf(pickFrom(draw, [1, 2]));
  const dates = Array.from({ length: days }, (_, day) => addDays(FIRST_DAY, day));
  const reports = dates.flatMap((date) => reportsOf(draw, date));
  return {
    settings,
    begin: async (simulation) => {
      const market = await weekBefore(simulation);
      return [
        ...dates.flatMap((date) => PLACES.map((place) => () => market.open(place, date, undefined))),
        ...reports.map((report) => () => keepReport(simulation, report)),
      ];
    },
    playInOrder: async () => {
      const simulation = simulationOf(settings);
      const market = await weekBefore(simulation);
      for (const report of reports) await keepReport(simulation, report);
      for (const date of dates) {
        for (const place of PLACES) {
          await market.open(place, date, undefined);
          await answer({ function: ASSESS, key: { pk: `${place}#${date}`, sk: 'open' } }, simulation, AT_ONCE);
          await answer({ function: RECONCILE, key: { pk: place, sk: 'now' } }, simulation, AT_ONCE);
        }
      }
      return simulation;
    },
  };
};

/** The reports of all shops for a day; both shops of a ward mostly say the same. */
function reportsOf(draw: () => number, date: BusinessDay): StoreDay[] {
  const cityMood = pickFrom(draw, MOODS);
  return WARDS.flatMap((ward) => {
    const wardMood = draw() < 0.7 ? cityMood : pickFrom(draw, MOODS);
    const other = pickFrom(draw, MOODS);
    const moods = pickFrom<readonly Mood[]>(draw, [[wardMood], [other, wardMood], [wardMood, other, wardMood]]);
    return SHOPS.filter(({ place }) => place === ward).flatMap((shop) =>
      moods.map((mood, version) => aStoreDay(shop, date, draw() < 0.9 ? mood : pickFrom(draw, MOODS), version)),
    );
  });
}

/** Keeps what the week before hands on, and returns the market. */
export async function weekBefore({ tables, clock }: Simulation) {
  const market = marketStore(tables.connect(AT_ONCE), MARKET, clock);
  for (const item of WEEK_BEFORE) await market.put(item, undefined);
  return market;
}

/** The report made last stands, whenever it comes. */
export async function keepReport({ tables, clock }: Simulation, day: StoreDay): Promise<void> {
  const reports = reportStore(tables.connect(AT_ONCE), MARKET, clock);
  const kept = await reports.readReport(day.place, day.date, day.store);
  if (kept && kept.day.reportedAt > day.reportedAt) return;
  await reports.putReport(packStoreDay(day), (kept?.revision ?? 0) + 1, kept?.hash);
}
