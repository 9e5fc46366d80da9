import type { BusinessDay } from '../business-day.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Product } from '../product.ts';
import { isSupplier, placeOf, type Store } from '../store.ts';
import { mayHandle, type Stop } from './carriage.ts';
import { freshnessOf, type MatchSettings } from './match-settings.ts';
import type { Participant } from './participants.ts';
import type { PlaceParty } from './suggestion.ts';
import { wholeUnits } from './surplus-and-need.ts';

/** A place whose need is estimated from its people, since no store in it tells its stock. */
export interface EstimatedNeed {
  readonly party: PlaceParty;
  readonly stop: Stop;
  readonly needMilli: number;
}

const DAYS_OF_MONTH = 30;

/** What one person needs of a product in a month, in its unit, and over how many products the figure was divided. */
export interface Norm {
  readonly perMonth: number;
  readonly sharedBy: number;
}

/**
 * The norm of a product; undefined if the catalogue has none. The published figures are those of groups ("pork"), and the
 * catalogue gives each product of a group the whole: without better knowledge the products share it evenly.
 */
export function normOf(product: Product, catalogue: Catalogue): Norm | undefined {
  const norm = product.monthlyNeedPerPerson;
  if (!norm) return undefined;
  const sharedBy = [...catalogue.products.values()].filter(
    ({ unit, monthlyNeedPerPerson: other }) =>
      other?.source === norm.source && other.quantity === norm.quantity && unit.vi === product.unit.vi,
  ).length;
  return { perMonth: norm.quantity / Math.max(1, sharedBy), sharedBy };
}

/**
 * Needs of the places, of those that are asked for, in which there are shops that may sell the product and none of them tells its stock.
 * Where one does, its figures speak for the place: nobody knows how many people it serves.
 */
export function estimatedNeeds({
  isInPlace,
  product,
  day,
  stores,
  participants,
  catalogue,
  settings,
}: {
  readonly isInPlace: (place: string) => boolean;
  readonly product: Product;
  readonly day: BusinessDay;
  readonly stores: readonly Store[];
  readonly participants: readonly Participant[];
  readonly catalogue: Catalogue;
  readonly settings: MatchSettings;
}): EstimatedNeed[] {
  const norm = normOf(product, catalogue);
  if (!norm) return [];
  const reporting = new Set(participants.filter(tells).map(({ stop }) => stop.place));
  const shops = new Map<string, Store>();
  for (const store of stores.toSorted((a, b) => (a.retailer + a.id < b.retailer + b.id ? -1 : 1))) {
    if (!isSupplier(store.channel) && mayHandle(store, product)) shops.set(placeOf(store, day), store);
  }
  const days = Math.min(settings.estimatedDays[freshnessOf(product.shelfLifeDays, settings)], product.shelfLifeDays);
  return [...shops]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([id, { channel }]): EstimatedNeed[] => {
      const place = catalogue.places.get(id);
      if (!place?.population || reporting.has(id) || !isInPlace(id)) return [];
      const needMilli = wholeUnits((1000 * place.population * norm.perMonth * days) / DAYS_OF_MONTH);
      return needMilli > 0 ? [{ party: { place: id }, stop: { place: id, channel, point: place }, needMilli }] : [];
    });
}

/** True if a store's figures say something about its place. */
function tells({ position: standing, stop }: Participant): boolean {
  if (isSupplier(stop.channel)) return false;
  return standing.kind !== 'none' || standing.reason === 'enough-for-itself' || standing.reason === 'promised-already';
}
