import { DEFAULT_MATCHING } from '#domain/matching/match-settings.ts';
import { roadCostOf } from '#domain/matching/road-cost.ts';
import type { GeoPoint } from '#domain/matching/transport/great-circle.ts';
import { searchSources } from '#domain/matching/transport/kd-tree.ts';
import type { Arc, TransportEnd } from '#domain/matching/transport/transport-problem.ts';
import type { ListedProblem } from './highs-oracle.ts';
import { seededNumbers } from './random-transports.ts';

interface City {
  readonly seed: number;
  readonly sources: number;
  readonly sinks: number;
  /** All that the sources have, as a share of all that is needed. */
  readonly supplyShare?: number;
}

export type PlacedEnd = TransportEnd & { readonly point: GeoPoint };

/** Invented sources and sinks within some 40 km around Hanoi, with uneven quantities. */
export function cityEnds({ seed, sources, sinks, supplyShare = 0.85 }: City): {
  sources: PlacedEnd[];
  sinks: PlacedEnd[];
} {
  const random = seededNumbers(seed);
  const somewhere = (): GeoPoint => ({ lat: 20.67 + 0.72 * random(), lon: 105.47 + 0.76 * random() });
  const needing = Array.from({ length: sinks }, (_, index) => ({
    id: `t${index}`,
    quantity: 100 + Math.floor(900 * random()),
    point: somewhere(),
  }));
  const having = supplyShare * needing.reduce((sum, { quantity }) => sum + quantity, 0);
  const weights = Array.from({ length: sources }, () => 0.2 + random());
  const weight = weights.reduce((sum, value) => sum + value, 0);
  return {
    sources: weights.map((own, index) => ({
      id: `s${index}`,
      quantity: Math.floor((own / weight) * having),
      point: somewhere(),
    })),
    sinks: needing,
  };
}

/** A city in which each sink can be reached only from its so many nearest sources; costs by road in VND. */
export function reachLimitedCity({ nearest, ...city }: City & { readonly nearest: number }): ListedProblem {
  const { sources, sinks } = cityEnds(city);
  const search = searchSources(
    sources.map(({ point }) => point),
    roadCostOf(DEFAULT_MATCHING),
  );
  const arcs = sinks.flatMap(({ id: to, point }): Arc[] =>
    search
      .cheapest(point, nearest)
      .map(({ source, unitCost }) => ({ from: (sources[source] as PlacedEnd).id, to, unitCost })),
  );
  return { sources, sinks, arcs, unmetCost: 60_000, fair: false };
}
