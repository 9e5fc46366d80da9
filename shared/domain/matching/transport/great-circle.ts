/**
 * Distances on a sphere.
 *
 * 1. Take the half chord between both points, by the haversines of their differences.
 * 2. Turn it into the arc, and the arc into kilometres by the mean radius of the Earth.
 *
 * Exact enough for near points, where the law of cosines is not; off by half a percent at most, since the Earth is no
 * sphere. R. Sinnott, "Virtues of the haversine", Sky and Telescope 68 (1984).
 */

/** A point on Earth, in degrees; longitudes may pass 180. */
export interface GeoPoint {
  readonly lat: number;
  readonly lon: number;
}

const EARTH_RADIUS_KM = 6371;

/** Great-circle distance in kilometres. */
export function distanceKm(from: GeoPoint, to: GeoPoint): number {
  const rad = Math.PI / 180;
  const dLat = (to.lat - from.lat) * rad;
  const dLon = (to.lon - from.lon) * rad;
  const a = Math.sin(dLat / 2) ** 2 + Math.cos(from.lat * rad) * Math.cos(to.lat * rad) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(a)));
}
