import { expect, test } from 'vitest';
import type { Alert, AlertActionKind } from '#domain/alert/alert.ts';
import { addDays } from '#domain/business-day.ts';
import type { EpisodeStatus, PlaceEpisodes } from '#domain/detection/episode.ts';
import { membersOf } from '#domain/event/event-board.ts';
import type { Level } from '#domain/level.ts';
import { withEnd } from '#domain/matching/suggestion.ts';
import { actOnAlert } from '#functions/serve-staff/alerts/act-on-alert.ts';
import { Problem } from '#runtime/problem.ts';
import { deskStore } from '#storage/desk.ts';
import { contentHash } from '#storage/packed.ts';
import { registryStore } from '#storage/registry.ts';
import { endOfEvent } from '#supply-search/event-end.ts';
import { keepBalance } from '#support/kept-balances.ts';
import { type Seeds, seedsOf } from '#support/seeds.ts';
import { anEpisode, SMALL_CITY } from '#support/small-city.ts';
import { balancesOf, type Shop } from '#support/supply-world.ts';
import { alertsOf, eventsOf, unfinishedWork } from './complaints.ts';
import { answer, type LeftOut } from './functions-in-steps.ts';
import { play } from './play.ts';
import { type Faults, faultsOf, NO_FAULTS } from './schedule.ts';
import { DESK, RECONCILE, REGISTRY, RESPOND, type Simulation, simulationOf } from './simulation.ts';
import { pickFrom, type TellStory } from './story.ts';
import { AT_ONCE } from './tables-in-steps.ts';
import { FIRST_DAY, PLACES, settingsOf, WARDS } from './two-wards.ts';

const CITY = 'ha-noi';
const LEVELS = ['watch', 'alert', 'crisis', 'crisis'] as const;

/** Hoàn Kiếm is short, and Cửa Nam can give. */
const STOCK: readonly Shop[] = [
  { key: 'hoa-sen/hoan-kiem', place: 'hoan-kiem', stock: 10, demand: 50, date: FIRST_DAY },
  { key: 'hoa-sen/cua-nam', place: 'cua-nam', stock: 300, demand: 20, date: FIRST_DAY },
];

/** A move in the whole city that people have been told of; it is called false while levels change and others act. */
const tellFalseAlarm: TellStory = (draw) => {
  const settings = settingsOf(2);
  const cityLevel = pickFrom(draw, ['alert', 'crisis', 'crisis'] as const);
  const wardLevels = WARDS.map((place) => ({ place, level: pickFrom(draw, LEVELS) }));
  const changes = PLACES.filter(() => draw() < 0.5).map((place) => ({
    place,
    status: pickFrom(draw, ['open', 'open', 'resolved'] as const),
    level: pickFrom(draw, LEVELS),
  }));
  const acts = pickFrom<readonly AlertActionKind[]>(draw, [
    ['false-alarm'],
    ['false-alarm'],
    ['resolve', 'false-alarm'],
    ['false-alarm', 'acknowledge'],
    ['false-alarm', 'acknowledge', 'false-alarm'],
  ]);
  return {
    settings,
    begin: async (simulation) => {
      const registry = registryStore(simulation.tables.connect(AT_ONCE), REGISTRY);
      for (const balance of balancesOf(STOCK)) await keepBalance(registry, balance);
      for (const { place, level } of [{ place: CITY, level: cityLevel }, ...wardLevels]) {
        await keepEpisode(simulation, place, level, 'open');
        await answer({ function: RECONCILE, key: { pk: place, sk: 'now' } }, simulation, AT_ONCE);
      }
      const alerts = await alertsOf(simulation);
      const city = alerts.find(({ place }) => place === CITY) as Alert;
      for (const { id, place } of [city, ...alerts]) {
        await answer({ function: RESPOND, key: { pk: place, sk: `alert#${id}` } }, simulation, AT_ONCE);
      }
      // One after the other, whenever each comes.
      const left = [...acts];
      return [
        ...acts.map(() => () => act(simulation, city.id, left.shift() as AlertActionKind)),
        ...changes.map(
          ({ place, level, status }) =>
            () =>
              keepEpisode(simulation, place, level, status),
        ),
      ];
    },
    // What is kept in the end tells by itself what should be.
    playInOrder: async () => simulationOf(settings),
  };
};

async function keepEpisode({ tables }: Simulation, place: string, level: Level, status: EpisodeStatus): Promise<void> {
  const desk = deskStore(tables.connect(AT_ONCE), DESK);
  const over = status === 'resolved' ? { resolvedOn: FIRST_DAY, resolution: 'calm' as const } : {};
  const episode = anEpisode({ level, lastLevel: level, status, openedOn: FIRST_DAY, escalatedOn: FIRST_DAY, ...over });
  const value: PlaceEpisodes = { place, asOf: FIRST_DAY, knownSince: addDays(FIRST_DAY, -7), episodes: [episode] };
  await desk.putEpisodes(value, contentHash(JSON.stringify(value)), (await desk.readEpisodes(place))?.hash);
}

/** What a person does with an alert; one that the market has closed is refused. */
async function act({ tables, clock }: Simulation, id: string, kind: AlertActionKind): Promise<void> {
  const ports = {
    ...deskStore(tables.connect(AT_ONCE), DESK),
    listStores: async () => [],
    catalogue: SMALL_CITY,
    today: () => FIRST_DAY,
    clock,
  };
  const order = { staff: { id: 'lan', groups: ['staff' as const], places: ['*'] }, params: { id }, body: {} };
  await actOnAlert(
    ports,
    kind,
  )(order).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
  });
}

/** What is wrong in the end, one line each: a function of the alerts, actions and suggestions that are kept. */
async function complaintsAfter(seed: number, faults: Faults, leftOut?: LeftOut): Promise<string[]> {
  const playing = { tellStory: tellFalseAlarm, faults };
  const { simulation } = await play(seed, leftOut ? { ...playing, leftOut } : playing);
  const desk = deskStore(simulation.tables.connect(AT_ONCE), DESK);
  const alerts = await alertsOf(simulation);
  const complaints = unfinishedWork(simulation);
  for (const { board, known } of await eventsOf(simulation, alerts)) {
    const members = membersOf(board, known);
    if (members.length === 0) continue;
    const end = await endOfEvent(desk, SMALL_CITY, { strand: board.strand, known, members }, FIRST_DAY);
    const made = await desk.suggestionsOf(known.id);
    for (const suggestion of made) {
      const settled = withEnd(suggestion, end);
      if (settled !== suggestion) complaints.push(`${suggestion.id} is ${suggestion.state}, not ${settled.state}`);
    }
    const found = end ? [] : ((await desk.latestSearch(known.id))?.suggestions ?? []);
    const standing = new Set(made.filter(({ state }) => state === 'proposed').map(({ id }) => id));
    for (const { id } of found) if (!standing.has(id)) complaints.push(`${id} was found and does not stand`);
  }
  return complaints;
}

const SCHEDULES: Seeds = { few: 100, all: 1_000 };

test('in any schedule, whatever fails, suggestions stand or end with their alert', async () => {
  for (const seed of seedsOf(SCHEDULES)) {
    expect(await complaintsAfter(seed, faultsOf(seed)), `schedule ${seed}`).toEqual([]);
  }
});

/** Responding without writing suggestions over exactly what was read: each is put back as it was first proposed. */
const WITHOUT_SETTLING: LeftOut = { respond: (ports) => ({ ...ports, replaceSuggestion: async () => true }) };

test.each([['settled suggestions', WITHOUT_SETTLING]])(
  'if nobody %s, some schedule would end otherwise',
  async (_, leftOut) => {
    for (let seed = 0; seed < SCHEDULES.all; seed++) {
      if ((await complaintsAfter(seed, NO_FAULTS, leftOut)).length > 0) return;
    }
    expect.fail(`${SCHEDULES.all} schedules end as well`);
  },
);
