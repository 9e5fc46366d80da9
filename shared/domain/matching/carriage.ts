import { type Catalogue, withAncestors } from '../catalogue.ts';
import type { Product } from '../product.ts';
import { type Channel, isSupplier } from '../store.ts';
import { freightPerKm, freshnessOf, type MatchSettings, type Tier } from './match-settings.ts';
import { distanceKm, type GeoPoint } from './transport/great-circle.ts';

/** One end of a route. */
export interface Stop {
  /** Absent for a place as a whole. */
  readonly retailer?: string;
  readonly place: string;
  readonly channel: Channel;
  /** Where it is; without one nothing is known about the route. */
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

/**
 * What it takes to carry a product from one stop to another; none if the route is unknown, too far or not allowed. Made
 * once for a search: it remembers the areas of each place.
 */
export function carriageOfProduct(
  product: Product,
  catalogue: Catalogue,
  settings: MatchSettings,
): (from: Stop, to: Stop) => Carriage | undefined {
  const reachKm = settings.maxRoadKm[freshnessOf(product.shelfLifeDays, settings)];
  const rate = freightPerKm(product, settings);
  const areasOf = rememberedAreas(catalogue);
  return (from, to) => {
    if (!from.point || !to.point || !mayHandle(from, product) || !mayHandle(to, product)) return undefined;
    const roadKm = Math.round(distanceKm(from.point, to.point) * settings.roadFactor * 10) / 10;
    if (roadKm > reachKm) return undefined;
    const paidPerUnit = Math.round(roadKm * rate) + settings.handlingPerUnit;
    const tier = tierOf(from, to, catalogue, areasOf);
    return { tier, roadKm, paidPerUnit, rankedPerUnit: paidPerUnit + settings.tierPerUnit[tier] };
  };
}

/** Petrol and craft alcohol need a licence: other channels neither give nor take them. */
export function mayHandle({ channel }: Pick<Stop, 'channel'>, product: Pick<Product, 'channels'>): boolean {
  return product.channels === undefined || product.channels.includes(channel);
}

function tierOf(from: Stop, to: Stop, catalogue: Catalogue, areasOf: (place: string) => readonly string[]): Tier {
  if (from.retailer !== undefined && from.retailer === to.retailer) return 'own-chain';
  if (isSupplier(from.channel) || catalogue.places.get(from.place)?.kind === 'outside') return 'supplier';
  const areas = areasOf(from.place);
  return areasOf(to.place).some((area) => areas.includes(area)) ? 'same-area' : 'other-area';
}

/** A place with the zones above it, without the city, in which everything lies. */
function rememberedAreas(catalogue: Catalogue): (place: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (place) => {
    let areas = known.get(place);
    if (!areas) {
      areas = withAncestors(catalogue, place).filter((area) => catalogue.places.get(area)?.kind !== 'city');
      known.set(place, areas);
    }
    return areas;
  };
}
