import { type BusinessDay, daysBetween } from './business-day.ts';
import { type Place, ROOT_PLACE } from './place.ts';
import type { Product, ThresholdPercents } from './product.ts';

/** One lunar new year: the Gregorian date of the first day of Tết. */
export interface LunarYear {
  readonly year: number;
  readonly tet: BusinessDay;
}

/** A city as data: its areas, goods, default thresholds and calendar. Made and checked by `#catalog/load`. */
export interface Catalogue {
  readonly city: string;
  readonly products: ReadonlyMap<string, Product>;
  readonly places: ReadonlyMap<string, Place>;
  readonly defaultThresholds: ThresholdPercents;
  readonly lunarYears: readonly LunarYear[];
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
  return catalogue.lunarYears.some(({ tet }) => day >= tet && daysBetween(tet, day) < 3);
}
