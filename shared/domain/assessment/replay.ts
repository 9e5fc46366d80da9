import type { BusinessDay } from '../business-day.ts';
import type { Rules } from '../detection/rules.ts';
import type { StoreMemory } from '../history/store-memory.ts';
import { ROOT_PLACE } from '../place.ts';
import type { StoreDay } from '../report/report.ts';
import { assess } from './assess.ts';
import { EMPTY_MEMORY, type PlaceDayResult, type PlaceMemory } from './place-day.ts';

/** What each place hands on to its next day; the root holds all of them. */
export type ReplayedMarket = ReadonlyMap<string, HandedOn>;

interface HandedOn {
  readonly memory: PlaceMemory;
  readonly stores: readonly StoreMemory[];
}

export const NEW_MARKET: ReplayedMarket = new Map();

/** A day of the whole market: the places, and above them the root, each assessed by the very fold of live reports. */
export interface ReplayedDay {
  readonly market: ReplayedMarket;
  readonly places: readonly PlaceDayResult[];
  readonly whole: PlaceDayResult;
}

/** Folds one day of reports into a market. Days follow one another, also those without reports: stores are forgotten by them. */
export function replayDay(
  before: ReplayedMarket,
  date: BusinessDay,
  reports: readonly StoreDay[],
  rules: Rules,
): ReplayedDay {
  const byPlace = Map.groupBy(reports, ({ place }) => place);
  const names = [...new Set([...before.keys(), ...byPlace.keys()])].filter((place) => place !== ROOT_PLACE).sort();
  const assessed = (place: string, own: readonly StoreDay[], parts: readonly PlaceDayResult[]) =>
    assess({
      place,
      date,
      memory: before.get(place)?.memory ?? EMPTY_MEMORY,
      stores: before.get(place)?.stores ?? [],
      reports: own,
      parts: parts.map(({ assessment }) => assessment),
      rules,
    });
  const places = names.map((place) => assessed(place, byPlace.get(place) ?? [], []));
  const whole = assessed(ROOT_PLACE, [], places);
  const market = new Map(
    [...places, whole].map(({ assessment, memory, stores }) => [assessment.place, { memory, stores }]),
  );
  return { market, places, whole };
}
