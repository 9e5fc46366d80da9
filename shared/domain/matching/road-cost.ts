import type { MatchSettings } from './match-settings.ts';

/** VND for carrying one unit so far, in kilometres of great circle; none beyond reach. It never falls with distance. */
export type RoadCost = (greatCircleKm: number) => number | undefined;

/**
 * What carrying a kilogram costs by distance alone, no tier and no product known: dry goods, and nothing on arrival.
 * The formula of `carriageOfProduct`: road kilometres to one decimal, by the default freight, and the handling.
 */
export function roadCostOf(settings: MatchSettings): RoadCost {
  return (greatCircleKm) => {
    const roadKm = Math.round(greatCircleKm * settings.roadFactor * 10) / 10;
    if (roadKm > settings.maxRoadKm.dry) return undefined;
    return Math.round(roadKm * settings.defaultFreightPerUnitKm) + settings.handlingPerUnit;
  };
}
