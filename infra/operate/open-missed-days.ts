import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import { type Catalogue, withAncestors } from '#domain/catalogue.ts';
import { placeOf, type Store } from '#domain/store.ts';
import { deskStore } from '#storage/desk.ts';
import { marketStore } from '#storage/market.ts';

export interface MissedDays {
  readonly target: DynamoDBDocumentClient;
  readonly tables: { readonly market: string; readonly desk: string };
  readonly catalogue: Catalogue;
  readonly stores: readonly Store[];
  /** The last day that was open. */
  readonly last: BusinessDay;
  readonly today: BusinessDay;
  /** Resolves when it is time to look again. */
  readonly pause: () => Promise<void>;
  readonly tell: (line: string) => void;
}

/** Looks at one day before giving up: with five seconds between them, ten minutes. */
const MOST_LOOKS = 120;

/**
 * Opens the days since the last open one, today not included, each only once every place has been assessed for the day
 * before. Were they opened together, today might be assessed before yesterday has handed on what it remembers: without
 * memory every episode is gone, and its alert would be withdrawn and told so. Harmless to repeat.
 */
export async function openMissedDays(work: MissedDays): Promise<void> {
  const { target, tables, catalogue, stores, last, today, pause, tell } = work;
  const market = marketStore(target, tables.market, Date.now);
  const desk = deskStore(target, tables.desk);
  const isBehind = async (place: string, day: BusinessDay) => {
    // A place that never had an episode keeps none: there is nothing that could be withdrawn.
    const now = await desk.readEpisodes(place);
    return now !== undefined && now.value.asOf < day;
  };
  for (const day of eachDay(last, addDays(today, -1))) {
    let waiting = [...new Set(stores.flatMap((store) => withAncestors(catalogue, placeOf(store, day))))];
    await Promise.all(waiting.map((place) => market.open(place, day, undefined)));
    for (let look = 0; ; look++) {
      const behind = await Promise.all(waiting.map(async (place) => ((await isBehind(place, day)) ? [place] : [])));
      waiting = behind.flat();
      if (waiting.length === 0) break;
      if (look === MOST_LOOKS) {
        throw new Error(`${waiting.join(', ')}: not assessed for ${day}. Are the streams on? Then run this again.`);
      }
      await pause();
    }
    tell(`${day} has been opened and assessed`);
  }
}
