import type { BusinessDay } from './business-day.ts';

/** The place above every city and province: nothing is assessed there, its partition holds the cities' assessments. */
export const ROOT_PLACE = '*';

export type PlaceKind = 'city' | 'zone' | 'commune' | 'ward' | 'district' | 'outside';

/** A city, a coordination zone, a commune or ward, a former district, or a province outside ("outside/hung-yen"). */
export interface Place {
  readonly id: string;
  readonly kind: PlaceKind;
  /** Full name with its type: "Phường Hoàn Kiếm". Names repeat over time and kinds; the id never does. */
  readonly name: { readonly vi: string; readonly en: string };
  readonly parent: string;
  readonly lat: number;
  readonly lon: number;
  readonly validFrom?: BusinessDay;
  /** Last day on which the place existed; the 30 districts ended on 2025-06-30. */
  readonly validTo?: BusinessDay;
  readonly population?: number;
}

export interface GeoPoint {
  readonly lat: number;
  readonly lon: number;
}

const EARTH_RADIUS_KM = 6371;

/** Great-circle distance in kilometres (haversine). */
export function distanceKm(from: GeoPoint, to: GeoPoint): number {
  const rad = Math.PI / 180;
  const dLat = (to.lat - from.lat) * rad;
  const dLon = (to.lon - from.lon) * rad;
  const a = Math.sin(dLat / 2) ** 2 + Math.cos(from.lat * rad) * Math.cos(to.lat * rad) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(a)));
}
