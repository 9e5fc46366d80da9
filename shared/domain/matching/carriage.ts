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
 * once for a search: it remembers how places lie to one another, and the roads to the stop that was asked for last, since
 * many shops have the point of their ward.
 */
export function carriageOfProduct(
  product: Product,
  catalogue: Catalogue,
  settings: MatchSettings,
): (from: Stop, to: Stop) => Carriage | undefined {
  const reachKm = settings.maxRoadKm[freshnessOf(product.shelfLifeDays, settings)];
  const rate = freightPerKm(product, settings);
  const roadKmTo = rememberedRoads(settings.roadFactor);
  const tierBetween = rememberedTiers(catalogue);
  return (from, to) => {
    if (!from.point || !to.point || !mayHandle(from, product) || !mayHandle(to, product)) return undefined;
    const roadKm = roadKmTo(to.point, from.point);
    if (roadKm > reachKm) return undefined;
    const paidPerUnit = Math.round(roadKm * rate) + settings.handlingPerUnit;
    const tier = isOwnChain(from, to) ? 'own-chain' : isSupplier(from.channel) ? 'supplier' : tierBetween(from, to);
    return { tier, roadKm, paidPerUnit, rankedPerUnit: paidPerUnit + settings.tierPerUnit[tier] };
  };
}

/** Petrol and craft alcohol need a licence: other channels neither give nor take them. */
export function mayHandle({ channel }: Pick<Stop, 'channel'>, product: Pick<Product, 'channels'>): boolean {
  return product.channels === undefined || product.channels.includes(channel);
}

function isOwnChain(from: Stop, to: Stop): boolean {
  return from.retailer !== undefined && from.retailer === to.retailer;
}

/** Road kilometres between two points, one decimal. */
function rememberedRoads(roadFactor: number): (to: GeoPoint, from: GeoPoint) => number {
  let end: GeoPoint | undefined;
  const known = new Map<GeoPoint, number>();
  return (to, from) => {
    if (to !== end) known.clear();
    end = to;
    let roadKm = known.get(from);
    if (roadKm === undefined) {
      roadKm = Math.round(distanceKm(from, to) * roadFactor * 10) / 10;
      known.set(from, roadKm);
    }
    return roadKm;
  };
}

/** The tier by the places of two stops, of which neither chain nor channel gives another. */
function rememberedTiers(catalogue: Catalogue): (from: Stop, to: Stop) => Tier {
  const areasOf = rememberedAreas(catalogue);
  const known = new Map<string, Map<string, Tier>>();
  const tierOf = (from: string, to: string): Tier => {
    if (catalogue.places.get(from)?.kind === 'outside') return 'supplier';
    const areas = areasOf(from);
    return areasOf(to).some((area) => areas.includes(area)) ? 'same-area' : 'other-area';
  };
  return ({ place: from }, { place: to }) => {
    const knownTo = known.get(to) ?? new Map<string, Tier>();
    const tier = knownTo.get(from) ?? tierOf(from, to);
    known.set(to, knownTo.set(from, tier));
    return tier;
  };
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
