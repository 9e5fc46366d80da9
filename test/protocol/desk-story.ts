import { type Alert, type AlertAction, isLive, type SeenInside } from '#domain/alert/alert.ts';
import { seenInside } from '#domain/alert/false-alarm.ts';
import { addDays } from '#domain/business-day.ts';
import { isWithin } from '#domain/catalogue.ts';
import type { Episode, PlaceEpisodes } from '#domain/detection/episode.ts';
import { present } from '#domain/present.ts';
import { type DeskStore, deskStore } from '#storage/desk.ts';
import { contentHash } from '#storage/packed.ts';
import { keepAct } from '#support/kept-decisions.ts';
import { anEpisode, PORK, SMALL_CITY } from '#support/small-city.ts';
import { answer } from './functions-in-steps.ts';
import { DESK, RECONCILE, simulationOf } from './simulation.ts';
import { pickFrom, type TellStory } from './story.ts';
import { AT_ONCE } from './tables-in-steps.ts';
import { FIRST_DAY, PLACES, settingsOf } from './two-wards.ts';

const AS_OF = addDays(FIRST_DAY, 2);
const TURNS = 5;

const ACTS = 3;
/** Half of what is done is done with a single alert. */
const KINDS = ['acknowledge', 'acknowledge', 'silence', 'false-alarm', 'resolve'] as const;

/**
 * The story of the desk alone: every place's episodes change, and come back, as fast as assessors could write them, and
 * people act on whatever event stands then.
 */
export const tellDeskStory: TellStory = (draw) => {
  const settings = settingsOf(2);
  const turns = PLACES.map((place) => {
    const values = Array.from({ length: 3 }, () => episodesOf(draw, place));
    return { place, left: Array.from({ length: TURNS }, () => pickFrom(draw, values)) };
  });
  const acts = pickFrom(draw, [0, ACTS]);
  const kinds = Array.from({ length: acts }, () => ({
    which: draw(),
    kind: pickFrom(draw, KINDS),
    isAlone: draw() < 0.5,
  }));
  const last = turns.map(({ left }) => left.at(-1) as PlaceEpisodes);
  return {
    settings,
    begin: async (simulation) => {
      const desk = deskStore(simulation.tables.connect(AT_ONCE), DESK);
      return [
        ...turns.flatMap(({ left }) => left.map(() => () => keep(desk, left.shift() as PlaceEpisodes))),
        ...kinds.map(
          ({ which, kind, isAlone }) =>
            () =>
              (isAlone ? actOnAlert : actOnAny)(desk, simulation.clock(), which, kind),
        ),
      ];
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

/** Somebody does something with an event as he sees it. */
async function actOnAny(desk: DeskStore, at: number, which: number, kind: (typeof KINDS)[number]): Promise<void> {
  const { value: board } = await desk.readBoard(`${PORK.id}-up`);
  const live = board.events.filter(({ endedAt, joinedInto }) => endedAt === undefined && joinedInto === undefined);
  const event = live[Math.floor(which * live.length)];
  if (!event) return;
  const { id, version, level } = event;
  const act = { event: id, kind, at, by: 'lan', version, level };
  await keepAct(desk, kind === 'silence' ? { ...act, until: FIRST_DAY } : act);
}

/** Somebody does something with one alert as he sees it. */
async function actOnAlert(desk: DeskStore, at: number, which: number, kind: (typeof KINDS)[number]): Promise<void> {
  const kept = await Promise.all(PLACES.map((place) => desk.alertsOf(place)));
  const live = kept.flat().flatMap(({ value }) => (isLive(value) ? [value] : []));
  const alert = live[Math.floor(which * live.length)];
  if (!alert) return;
  const { id, version, level, place } = alert;
  const inside = kind === 'false-alarm' ? await insideOf(desk, alert) : undefined;
  const action = present<AlertAction>({ alert: id, kind, at, by: place, version, level, inside });
  await desk.putAction(kind === 'silence' ? { ...action, until: FIRST_DAY } : action);
}

/** What is called false with an alert of the city. */
async function insideOf(desk: DeskStore, alert: Alert): Promise<SeenInside[]> {
  const inside = PLACES.filter((place) => place !== alert.place && isWithin(SMALL_CITY, place, alert.place));
  const kept = await Promise.all(inside.map((place) => desk.readEpisodes(place)));
  return seenInside(
    alert,
    kept.flatMap((episodes) => episodes?.value ?? []),
  );
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
