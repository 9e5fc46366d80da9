import { columnsOf, type Way, type Ways } from './arcs.ts';
import { distanceKm, type GeoPoint } from './great-circle.ts';
import { HALFWAY_KM, searchSources } from './source-search.ts';
import type { RoadCost } from './transport-problem.ts';

/** A quantity that a sink could get at a cost, the price at the source included. */
export interface Offer {
  readonly unitCost: number;
  readonly quantity: number;
}

/** All the ways that a problem has, of which a network may start with some. */
export interface OfferedWays {
  /** The ways to start with; of a sink that anybody can reach at least one. */
  readonly first: Ways;
  /** More than a chain of ways can cost that serves one unit more, or one sink instead of another. */
  chainCost(): number;
  /** Ways not in use yet that are worth using at these prices of the sources and the sinks; none: all are settled. */
  missing(sourcePrices: ArrayLike<number>, sinkPrices: ArrayLike<number>): Way[];
  /** For each sink its offers at these prices of the sources, over all ways. */
  offers(sourcePrices: ArrayLike<number>): Offer[][];
  /** Whether there is a way, where a network may not have all that there are. */
  readonly reaches?: (source: number, sink: number) => boolean;
}

/** Ways that are listed one by one: a network starts with all of them. */
export function listedWays(ways: Ways, supplies: readonly number[], sinks: number): OfferedWays {
  return {
    first: ways,
    chainCost: () => chainCostOf(ways, supplies.length, sinks),
    missing: () => [],
    offers(sourcePrices) {
      const offers: Offer[][] = Array.from({ length: sinks }, () => []);
      for (const [way, source] of ways.sources.entries()) {
        offers[ways.sinks[way] as number]?.push({
          unitCost: (ways.unitCosts[way] as number) + (sourcePrices[source] as number),
          quantity: Math.min(ways.capacities[way] as number, supplies[source] as number),
        });
      }
      return offers;
    },
  };
}

/**
 * A chain goes forth on one way and back on the next, so that it costs the differences between the ways of each source
 * that it passes (or of each sink) and one way more.
 */
function chainCostOf({ sources, sinks, unitCosts }: Ways, sourceCount: number, sinkCount: number): number {
  let [least, greatest] = [0, 0];
  for (const unitCost of unitCosts) {
    least = Math.min(least, unitCost);
    greatest = Math.max(greatest, unitCost);
  }
  const spreads = Math.min(sumOfSpreads(sources, sourceCount, unitCosts), sumOfSpreads(sinks, sinkCount, unitCosts));
  return greatest - least + spreads + 1;
}

/** The differences between the dearest and the cheapest way of each end, together. */
function sumOfSpreads(ends: Int32Array, count: number, unitCosts: Float64Array): number {
  const low = new Float64Array(count).fill(Infinity);
  const high = new Float64Array(count).fill(-Infinity);
  for (let way = 0; way < ends.length; way++) {
    const end = ends[way] as number;
    const unitCost = unitCosts[way] as number;
    low[end] = Math.min(low[end] as number, unitCost);
    high[end] = Math.max(high[end] as number, unitCost);
  }
  return high.reduce((sum, value, end) => (value === -Infinity ? sum : sum + value - (low[end] as number)), 0);
}

/** Sources of a sink that a network starts with. */
const NEAREST = 10;
/** Ways that a sink gets at most when more are worth using. */
const MORE_AT_ONCE = 4;

/** Ways by road between all points within reach: a network starts with the nearest sources of each sink. */
export function roadWays(from: readonly GeoPoint[], to: readonly GeoPoint[], roadCost: RoadCost): OfferedWays {
  const search = searchSources(from, roadCost);
  /** For each sink so many of its cheapest sources, as far as they stay below a limit of the sink's own. */
  const cheapestBelow = (count: number, limitOf: (sink: number) => number): Way[] => {
    const ways: Way[] = [];
    for (const [sink, point] of to.entries()) {
      const limit = limitOf(sink);
      for (const { source, unitCost, withPrice } of search.cheapest(point, count)) {
        if (withPrice < limit) ways.push({ source, sink, unitCost, capacity: Infinity });
      }
    }
    return ways;
  };
  const greatest = roadCost(greatestKm(roadCost)) ?? 0;
  const spread = greatest - (roadCost(0) ?? 0);
  return {
    first: columnsOf(cheapestBelow(NEAREST, () => Infinity)),
    chainCost: () => greatest + Math.min(from.length, to.length) * spread + 1,
    missing(sourcePrices, sinkPrices) {
      search.price(sourcePrices);
      return cheapestBelow(MORE_AT_ONCE, (sink) => sinkPrices[sink] as number);
    },
    offers(sourcePrices) {
      search.price(sourcePrices);
      return to.map((point) =>
        search.cheapest(point, 1).map(({ withPrice }) => ({ unitCost: withPrice, quantity: Infinity })),
      );
    },
    reaches: (source, sink) => roadCost(distanceKm(from[source] as GeoPoint, to[sink] as GeoPoint)) !== undefined,
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
