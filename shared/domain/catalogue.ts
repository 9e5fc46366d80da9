import { type BusinessDay, daysBetween } from './business-day.ts';
import type { Bilingual } from './language.ts';
import type { Rung } from './level.ts';
import { type Place, ROOT_PLACE } from './place.ts';
import type { Product, ThresholdPercents } from './product.ts';

/** One lunar year: the Gregorian date of the first day of Tết, and how long its months are. */
export interface LunarYear {
  readonly year: number;
  readonly tet: BusinessDay;
  /** Days of its months, in their order, a leap month among them; without them no habit of lunar days is learnt. */
  readonly monthDays?: readonly number[] | undefined;
}

/** The settings that decide who must agree, and how long calm must last; counts of stores, retailers and reporting days. */
export interface DetectionSettings {
  readonly minStores: number;
  readonly minRetailers: number;
  readonly minShare: number;
  /** More than this share must agree on the move of a highly volatile price. */
  readonly highlyVolatileShare: number;
  /** More than this share must take part in a fall, else it is `watch` at most. */
  readonly fallShare: number;
  /** Of so many known stores at most, `minShare` must agree even when few of them report. */
  readonly quorumStores: number;
  readonly calmDays: number;
  readonly newLevelDays: number;
  readonly newLevelBand: number;
  /** Share of these days that must lie within the band. */
  readonly newLevelShare: number;
  /** A store that is silent counts with what it said last for this many days. */
  readonly silentDays: number;
  /**
   * A store that is silent is still known, and not to be outvoted by the few that are left, for this many days. An
   * episode that could not be judged for longer ends by itself.
   */
  readonly expectedDays: number;
  /** An episode that has lasted for more days than this is the new level, whatever its price does. */
  readonly longestDays: number;
  /** Days of cover under which a store counts as short. */
  readonly shortCoverDays: number;
  /** Closed episodes stay known this long, so that a correction can change them. */
  readonly correctionDays: number;
  /** The rungs that may open episodes. */
  readonly rungs: readonly Rung[];
}

/** A span of days that explains prices, such as a storm. */
export interface CalendarMark {
  readonly from: BusinessDay;
  readonly to: BusinessDay;
  readonly name: Bilingual;
}

/** A river that is drawn on the tile map, since people find their way by it. */
export interface River {
  readonly name: Bilingual;
  /** The places on its other side, with all that lies inside. */
  readonly beyond: readonly string[];
}

/** A city as data: its areas, goods, default thresholds, settings of detection and calendar. Made and checked by `#catalog/load`. */
export interface Catalogue {
  readonly city: string;
  readonly products: ReadonlyMap<string, Product>;
  /** What the groups of goods that make one event are called. */
  readonly eventGroups: ReadonlyMap<string, Bilingual>;
  readonly places: ReadonlyMap<string, Place>;
  readonly defaultThresholds: ThresholdPercents;
  readonly detection: DetectionSettings;
  readonly lunarYears: readonly LunarYear[];
  /** What charts of prices should name beside Tết. */
  readonly marks?: readonly CalendarMark[];
  readonly rivers?: readonly River[];
  /** People who eat in the city, for needs estimated from population. */
  readonly population: number;
}

/** The place in which a place lies; `*` for a city, a province outside and any place that the catalogue lacks. */
export function parentOf(catalogue: Catalogue, place: string): string {
  return catalogue.places.get(place)?.parent ?? ROOT_PLACE;
}

/** The place and all that contain it, innermost first, without the root. */
export function withAncestors(catalogue: Catalogue, place: string): string[] {
  const chain: string[] = [];
  for (let at = place; at !== ROOT_PLACE && !chain.includes(at); at = parentOf(catalogue, at)) chain.push(at);
  return chain;
}

export function isWithin(catalogue: Catalogue, place: string, area: string): boolean {
  return area === ROOT_PLACE || withAncestors(catalogue, place).includes(area);
}

/** True on the first, second and third day of Tết, when markets are shut and silence is no outage. */
export function isTetClosing(catalogue: Catalogue, day: BusinessDay): boolean {
  const latest = catalogue.lunarYears.findLast(({ tet }) => tet <= day);
  return latest !== undefined && daysBetween(latest.tet, day) < 3;
}
