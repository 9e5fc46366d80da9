import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import { type Catalogue, withAncestors } from '#domain/catalogue.ts';
import type { PlaceEpisodes } from '#domain/detection/episode.ts';
import { placeOf, type Store } from '#domain/store.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';

interface PendingRebuild {
  readonly place: string;
  readonly from: BusinessDay;
  /** True where it waits for more files. */
  readonly more?: boolean;
}

export interface OpenDayPorts {
  readonly listStores: () => Promise<readonly Store[]>;
  readonly readOpenedThrough: () => Promise<{ readonly day: BusinessDay; readonly forms: number } | undefined>;
  readonly putOpenedThrough: (day: BusinessDay) => Promise<void>;
  /** In which forms this version keeps what follows from reports. */
  readonly forms: number;
  /** A text that changes with the rules of the day, and with the forms. */
  readonly rulesStamp: (day: BusinessDay) => Promise<string>;
  /** Opens a place-day; touches an open one only when a stamp is given and differs. */
  readonly open: (place: string, day: BusinessDay, stamp: string | undefined) => Promise<unknown>;
  /** The episodes that a place is known to have, and the day on which it was assessed last. */
  readonly readEpisodes: (place: string) => Promise<{ readonly value: PlaceEpisodes } | undefined>;
  readonly correctionDays: number;
  readonly pendingRebuilds: () => Promise<readonly PendingRebuild[]>;
  readonly requestRebuild: (place: string, from: BusinessDay) => Promise<unknown>;
}

/**
 * Opens today in every place that has stores, and the days between after a pause; on the first run, the whole
 * correction window. Harmless to repeat. Changed rules change today's stamp, and so wake every place of today. A place whose
 * stores have all moved away is opened for as long as an episode of it is known, which else would never end. After an
 * upgrade that keeps things in other forms, all days that take reports are woken: so they are kept in these forms. Rebuilds
 * that are asked for and not done are asked for again.
 */
export function openDay(ports: OpenDayPorts, catalogue: Catalogue) {
  return async (today: BusinessDay): Promise<void> => {
    const stores = await ports.listStores();
    const window = addDays(today, -ports.correctionDays);
    const opened = await ports.readOpenedThrough();
    const isUpgraded = opened !== undefined && opened.forms < ports.forms;
    // However long the pause: a day that is left out hands on nothing, and every episode would be forgotten.
    const first = opened === undefined ? window : addDays(opened.day, 1);
    const stamp = await ports.rulesStamp(today);
    for (const day of eachDay(earliest(first, isUpgraded ? window : today), today)) {
      await openPlaces(ports, placesOf(stores, day, catalogue), day, day === today || isUpgraded ? stamp : undefined);
    }
    const withStores = new Set(placesOf(stores, today, catalogue));
    const without = [...catalogue.places.keys()].filter((place) => !withStores.has(place));
    await aFewAtOnce(without, AT_ONCE, (place) => openWhileEventful(ports, place, today, stamp));
    // Those that wait for more files wait until the next morning, and no longer: whatever opens the same day again ends no wait.
    const isMorning = opened === undefined || opened.day < today;
    const due = (await ports.pendingRebuilds()).filter(({ more }) => isMorning || !more);
    for (const { place, from } of due) await ports.requestRebuild(place, from);
    await ports.putOpenedThrough(today);
  };
}

/** Opens the places of stores that have just been registered or moved, for all days that still take reports. */
export function openStores(ports: OpenDayPorts, catalogue: Catalogue) {
  return async (stores: readonly Store[], today: BusinessDay): Promise<void> => {
    const stamp = await ports.rulesStamp(today);
    for (const day of eachDay(addDays(today, -ports.correctionDays), today)) {
      await openPlaces(ports, placesOf(stores, day, catalogue), day, day === today ? stamp : undefined);
    }
  };
}

/** Opens each day since the place was assessed last: one that is left out hands on nothing. */
async function openWhileEventful(
  ports: Pick<OpenDayPorts, 'open' | 'readEpisodes'>,
  place: string,
  today: BusinessDay,
  stamp: string,
): Promise<void> {
  const known = (await ports.readEpisodes(place))?.value;
  if (!known || known.episodes.length === 0) return;
  const next = addDays(known.asOf, 1);
  for (const day of eachDay(next < today ? next : today, today)) {
    await ports.open(place, day, day === today ? stamp : undefined);
  }
}

function earliest(a: BusinessDay, b: BusinessDay): BusinessDay {
  return a < b ? a : b;
}

function placesOf(stores: readonly Store[], day: BusinessDay, catalogue: Catalogue): string[] {
  return [...new Set(stores.flatMap((store) => withAncestors(catalogue, placeOf(store, day))))].sort();
}

const AT_ONCE = 16;

async function openPlaces(
  ports: Pick<OpenDayPorts, 'open'>,
  places: readonly string[],
  day: BusinessDay,
  stamp: string | undefined,
): Promise<void> {
  await aFewAtOnce(places, AT_ONCE, (place) => ports.open(place, day, stamp));
}
