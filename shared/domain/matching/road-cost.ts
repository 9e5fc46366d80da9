import type { MatchSettings } from './match-settings.ts';
import type { RoadCost } from './transport/transport-problem.ts';

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
