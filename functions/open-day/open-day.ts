import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import { type Catalogue, withAncestors } from '#domain/catalogue.ts';
import { placeOf, type Store } from '#domain/store.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';

export interface OpenDayPorts {
  readonly listStores: () => Promise<readonly Store[]>;
  readonly readOpenedThrough: () => Promise<BusinessDay | undefined>;
  readonly putOpenedThrough: (day: BusinessDay) => Promise<void>;
  /** A text that changes with the rules of the day. */
  readonly rulesStamp: (day: BusinessDay) => Promise<string>;
  /** Opens a place-day; touches an open one only when a stamp is given and differs. */
  readonly open: (place: string, day: BusinessDay, stamp: string | undefined) => Promise<unknown>;
  readonly correctionDays: number;
}

/**
 * Opens today in every place that has stores, and the days between after a pause; on the first run, the whole
 * correction window. Harmless to repeat. Changed rules change today's stamp, and so wake every place of today.
 */
export function openDay(ports: OpenDayPorts, catalogue: Catalogue) {
  return async (today: BusinessDay): Promise<void> => {
    const stores = await ports.listStores();
    const window = addDays(today, -ports.correctionDays);
    const opened = await ports.readOpenedThrough();
    // However long the pause: a day that is left out hands on nothing, and every episode would be forgotten.
    const first = opened === undefined ? window : addDays(opened, 1);
    const stamp = await ports.rulesStamp(today);
    for (const day of eachDay(first < today ? first : today, today)) {
      await openPlaces(ports, placesOf(stores, day, catalogue), day, day === today ? stamp : undefined);
    }
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
