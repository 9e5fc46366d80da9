import { expect, test } from 'vitest';
import { DEFAULT_MATCHING } from '#domain/matching/match-settings.ts';
import { roadCostOf } from '#domain/matching/road-cost.ts';
import { distanceKm } from '#domain/matching/transport/great-circle.ts';
import { searchSources } from '#domain/matching/transport/kd-tree.ts';
import { seededNumbers } from './random-transports.ts';

const roadCost = roadCostOf(DEFAULT_MATCHING);

test.each([
  ['a city', 0.7],
  ['a country', 8],
  ['the Earth', 170],
])('finds what a look at all sources finds, over %s, with prices and without', (_, degrees) => {
  for (let seed = 0; seed < 60; seed++) {
    const random = seededNumbers(seed);
    // Places repeat, so that there are ties.
    const somewhere = () => ({
      lat: Math.round((random() - 0.5) * degrees * 50) / 50,
      lon: Math.round((random() - 0.5) * 2 * degrees * 50) / 50,
    });
    const points = Array.from({ length: seed * 3 }, somewhere);
    const search = searchSources(points, roadCost);
    let prices: number[] = points.map(() => 0);
    for (const most of [0, 5_000, 100]) {
      prices = points.map(() => Math.floor(random() * most));
      search.price(prices);
      for (let look = 0; look < 10; look++) {
        const at = somewhere();
        const count = 1 + Math.floor(random() * 12);
        const all = points
          .flatMap((point, source) => {
            const unitCost = roadCost(distanceKm(point, at));
            return unitCost === undefined
              ? []
              : [{ source, unitCost, withPrice: unitCost + (prices[source] as number) }];
          })
          .sort((a, b) => a.withPrice - b.withPrice || a.source - b.source);
        expect(search.cheapest(at, count)).toEqual(all.slice(0, count));
      }
    }
  }
});
