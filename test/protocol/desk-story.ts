import { addDays } from '#domain/business-day.ts';
import type { Episode, PlaceEpisodes } from '#domain/detection/episode.ts';
import { type DeskStore, deskStore } from '#storage/desk.ts';
import { contentHash } from '#storage/packed.ts';
import { anEpisode } from '#support/small-city.ts';
import { answer } from './functions-in-steps.ts';
import { DESK, RECONCILE, simulationOf } from './simulation.ts';
import { pickFrom, type TellStory } from './story.ts';
import { AT_ONCE } from './tables-in-steps.ts';
import { FIRST_DAY, PLACES, settingsOf } from './two-wards.ts';

const AS_OF = addDays(FIRST_DAY, 2);
const TURNS = 5;

/** The story of the desk alone: every place's episodes change, and come back, as fast as assessors could write them. */
export const tellDeskStory: TellStory = (draw) => {
  const settings = settingsOf(2);
  const turns = PLACES.map((place) => {
    const values = Array.from({ length: 3 }, () => episodesOf(draw, place));
    return { place, left: Array.from({ length: TURNS }, () => pickFrom(draw, values)) };
  });
  const last = turns.map(({ left }) => left.at(-1) as PlaceEpisodes);
  return {
    settings,
    begin: async ({ tables }) => {
      const desk = deskStore(tables.connect(AT_ONCE), DESK);
      return turns.flatMap(({ left }) => left.map(() => () => keep(desk, left.shift() as PlaceEpisodes)));
    },
    playInOrder: async () => {
      const simulation = simulationOf(settings);
      const desk = deskStore(simulation.tables.connect(AT_ONCE), DESK);
      for (const episodes of last) {
        await keep(desk, episodes);
        await answer({ function: RECONCILE, key: { pk: episodes.place, sk: 'now' } }, simulation, AT_ONCE);
      }
      return simulation;
    },
  };
};

async function keep(desk: DeskStore, episodes: PlaceEpisodes): Promise<void> {
  const kept = await desk.readEpisodes(episodes.place);
  await desk.putEpisodes(episodes, contentHash(JSON.stringify(episodes)), kept?.hash);
}

function episodesOf(draw: () => number, place: string): PlaceEpisodes {
  const episodes = pickFrom(draw, [() => [], () => [episodeOf(draw)], () => [episodeOf(draw)], twoEpisodes])();
  return { place, asOf: AS_OF, knownSince: addDays(AS_OF, -7), episodes };
}

/** A move that has ended, and another one after it. */
function twoEpisodes(): Episode[] {
  const ended = { status: 'resolved', resolution: 'calm', resolvedOn: addDays(FIRST_DAY, 1), level: 'alert' } as const;
  return [anEpisode({ ...ended, openedOn: FIRST_DAY, lastDay: ended.resolvedOn }), anEpisode({ openedOn: AS_OF })];
}

function episodeOf(draw: () => number): Episode {
  const level = pickFrom(draw, ['watch', 'alert', 'crisis', 'crisis'] as const);
  const status = pickFrom(draw, ['open', 'open', 'open', 'recovering', 'resolved'] as const);
  return anEpisode({
    status,
    level,
    lastLevel: level,
    openedOn: addDays(FIRST_DAY, pickFrom(draw, [-3, 0, 1, 2])),
    ...(status === 'resolved' ? { resolvedOn: AS_OF, resolution: 'calm' as const } : {}),
  });
}
