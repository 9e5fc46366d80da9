import { type ArcRow, columnsOf } from './arcs.ts';
import { distanceKm, type GeoPoint } from './great-circle.ts';
import { HALFWAY_KM, searchSources } from './kd-tree.ts';
import type { OfferedArcs } from './offered-arcs.ts';
import type { RoadCost } from './transport-problem.ts';

/** Sources of a sink that a network starts with. */
const NEAREST = 10;
/** Arcs that a sink gets at most when more are worth using. */
const MORE_AT_ONCE = 4;

/** Arcs by road between all points within reach: a network starts with the nearest sources of each sink. */
export function roadArcs(from: readonly GeoPoint[], to: readonly GeoPoint[], roadCost: RoadCost): OfferedArcs {
  const search = searchSources(from, roadCost);
  /** For each sink so many of its cheapest sources, as far as they stay below a limit of the sink's own. */
  const cheapestBelow = (count: number, limitOf: (sink: number) => number): ArcRow[] => {
    const arcs: ArcRow[] = [];
    for (const [sink, point] of to.entries()) {
      const limit = limitOf(sink);
      for (const { source, unitCost, withPrice } of search.cheapest(point, count)) {
        if (withPrice < limit) arcs.push({ source, sink, unitCost, capacity: Infinity });
      }
    }
    return arcs;
  };
  const greatest = roadCost(greatestKm(roadCost)) ?? 0;
  const spread = greatest - (roadCost(0) ?? 0);
  return {
    first: columnsOf(cheapestBelow(NEAREST, () => Infinity)),
    chainCost: () => greatest + Math.min(from.length, to.length) * spread + 1,
    missing(sourcePrices, sinkPrices) {
      search.price(sourcePrices);
      return cheapestBelow(MORE_AT_ONCE, (sink) => sinkPrices[sink]);
    },
    offers(sourcePrices) {
      search.price(sourcePrices);
      return to.map((point) =>
        search.cheapest(point, 1).map(({ withPrice }) => ({ unitCost: withPrice, quantity: Infinity })),
      );
    },
    reaches: (source, sink) => roadCost(distanceKm(from[source], to[sink])) !== undefined,
  };
}

/** The greatest distance on Earth that is within reach, found by halving. */
function greatestKm(roadCost: RoadCost): number {
  if (roadCost(HALFWAY_KM) !== undefined) return HALFWAY_KM;
  let [within, beyond] = [0, HALFWAY_KM];
  while (beyond - within > 0.001) {
    const middle = (within + beyond) / 2;
    if (roadCost(middle) === undefined) beyond = middle;
    else within = middle;
  }
  return within;
}
