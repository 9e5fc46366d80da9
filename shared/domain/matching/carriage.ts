import { type Catalogue, withAncestors } from '../catalogue.ts';
import { distanceKm, type GeoPoint } from '../place.ts';
import type { Product } from '../product.ts';
import { type Channel, isSupplier } from '../store.ts';
import { isFresh, type MatchSettings, type Tier } from './match-settings.ts';

/** One end of a way. */
export interface Stop {
  readonly retailer: string;
  readonly place: string;
  readonly channel: Channel;
  /** Where it is; without one nothing is known about the way. */
  readonly point: GeoPoint | undefined;
}

export interface Carriage {
  readonly tier: Tier;
  /** Road kilometres, one decimal. */
  readonly roadKm: number;
  /** VND for one unit that somebody pays: freight and handling. */
  readonly paidPerUnit: number;
  /** The same with the tier's weight: what sources are ranked by. */
  readonly rankedPerUnit: number;
}

/** What it takes to carry a product from one stop to another; none if the way is unknown, too far or not allowed. */
export function carriageOf(
  from: Stop,
  to: Stop,
  product: Product,
  catalogue: Catalogue,
  settings: MatchSettings,
): Carriage | undefined {
  if (!from.point || !to.point || !mayHandle(from, product) || !mayHandle(to, product)) return undefined;
  const roadKm = Math.round(distanceKm(from.point, to.point) * settings.roadFactor * 10) / 10;
  if (roadKm > settings.maxRoadKm[isFresh(product.shelfLifeDays, settings) ? 'fresh' : 'dry']) return undefined;
  const rate = settings.freightPerUnitKm[product.unit.vi] ?? settings.defaultFreightPerUnitKm;
  const paidPerUnit = Math.round(roadKm * rate) + settings.handlingPerUnit;
  const tier = tierOf(from, to, catalogue);
  return { tier, roadKm, paidPerUnit, rankedPerUnit: paidPerUnit + settings.tierPerUnit[tier] };
}

function mayHandle(stop: Stop, product: Product): boolean {
  return product.channels === undefined || product.channels.includes(stop.channel);
}

function tierOf(from: Stop, to: Stop, catalogue: Catalogue): Tier {
  if (from.retailer === to.retailer) return 'own-chain';
  if (isSupplier(from.channel) || catalogue.places.get(from.place)?.kind === 'outside') return 'supplier';
  const areas = areasOf(from.place, catalogue);
  return areasOf(to.place, catalogue).some((area) => areas.includes(area)) ? 'same-area' : 'other-area';
}

/** The place with the zones above it, without the city, in which everything lies. */
function areasOf(place: string, catalogue: Catalogue): string[] {
  return withAncestors(catalogue, place).filter((area) => catalogue.places.get(area)?.kind !== 'city');
}
