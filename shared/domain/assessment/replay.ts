import type { BusinessDay } from '../business-day.ts';
import type { Rules } from '../detection/rules.ts';
import type { StoreMemory } from '../history/store-memory.ts';
import { ROOT_PLACE } from '../place.ts';
import type { StoreDay } from '../report/report.ts';
import { assess } from './assess.ts';
import { type Leaf, partsOf } from './leaf-facts.ts';
import { EMPTY_MEMORY, type PlaceDayResult, type PlaceMemory } from './place-day.ts';

/** What each place hands on to its next day. */
export type ReplayedMarket = ReadonlyMap<string, HandedOn>;

interface HandedOn {
  readonly memory: PlaceMemory;
  readonly stores: readonly StoreMemory[];
}

export const NEW_MARKET: ReplayedMarket = new Map();

/** A day of many places, each assessed by the very fold of live reports. */
export interface ReplayedPlaces {
  readonly market: ReplayedMarket;
  readonly results: ReadonlyMap<string, PlaceDayResult>;
}

/** A day of the whole market: the places, and above them the root. */
export interface ReplayedDay {
  readonly market: ReplayedMarket;
  readonly places: readonly PlaceDayResult[];
  readonly whole: PlaceDayResult;
}

/**
 * Folds one day of reports into places that lie within one another. Days follow one another, also those without reports:
 * stores are forgotten by them.
 *
 * @param around a place and all that it lies in, innermost first.
 */
export function replayPlaces(
  before: ReplayedMarket,
  date: BusinessDay,
  reports: readonly StoreDay[],
  rules: Rules,
  around: (place: string) => readonly string[],
): ReplayedPlaces {
  const byPlace = Map.groupBy(reports, ({ place }) => place);
  const places = [...new Set([...before.keys(), ...byPlace.keys()].flatMap((place) => around(place)))];
  const innermostFirst = places.sort((a, b) => around(b).length - around(a).length || (a < b ? -1 : 1));
  const results = new Map<string, PlaceDayResult>();
  const leavesIn = new Map<string, Leaf[]>();
  for (const place of innermostFirst) {
    const known = before.get(place);
    const result = assess({
      place,
      date,
      memory: known?.memory ?? EMPTY_MEMORY,
      stores: known?.stores ?? [],
      reports: byPlace.get(place) ?? [],
      parts: partsOf(date, leavesIn.get(place) ?? []),
      rules,
    });
    results.set(place, result);
    if (result.own.stores.length === 0) continue;
    const chain = around(place);
    for (const [index, wider] of chain.slice(1).entries()) {
      const leaf: Leaf = { leaf: place, child: chain[index] as string, facts: result.own };
      const inside = leavesIn.get(wider);
      if (inside) inside.push(leaf);
      else leavesIn.set(wider, [leaf]);
    }
  }
  const market = new Map([...results].map(([place, { memory, stores }]) => [place, { memory, stores }]));
  return { market, results };
}

/** Folds one day of reports into a market whose places lie side by side. */
export function replayDay(
  before: ReplayedMarket,
  date: BusinessDay,
  reports: readonly StoreDay[],
  rules: Rules,
): ReplayedDay {
  const { market, results } = replayPlaces(before, date, reports, rules, besideOthers);
  const whole = results.get(ROOT_PLACE) ?? assess({ ...NOTHING, date, rules });
  return { market, places: [...results.values()].filter((result) => result !== whole), whole };
}

const NOTHING = { place: ROOT_PLACE, memory: EMPTY_MEMORY, stores: [], reports: [], parts: [] };

function besideOthers(place: string): string[] {
  return place === ROOT_PLACE ? [place] : [place, ROOT_PLACE];
}
