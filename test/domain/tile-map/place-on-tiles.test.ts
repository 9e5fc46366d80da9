import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { neighbourPairs } from '#domain/tile-map/near-pairs.ts';
import { type PlaceOnEarth, placeOnTiles } from '#domain/tile-map/place-on-tiles.ts';
import { stepsBetween, tileKey } from '#domain/tile-map/tile.ts';

/** A city somewhere on Earth: some places, perhaps two at the very same spot. */
const city = fc
  .record({
    lat: fc.double({ min: -55, max: 65, noNaN: true }),
    lon: fc.double({ min: -179, max: 179, noNaN: true }),
    offsets: fc.array(
      fc.record({
        lat: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
        lon: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
      }),
      { minLength: 1, maxLength: 60 },
    ),
  })
  .map(({ lat, lon, offsets }) =>
    offsets.map((by, index): PlaceOnEarth => ({ id: `p-${index}`, lat: lat + by.lat, lon: lon + by.lon })),
  );

const onPlane = (places: readonly PlaceOnEarth[]) => {
  const narrowing = Math.cos(((places[0]?.lat ?? 0) * Math.PI) / 180);
  return places.map(({ lat, lon }) => ({ x: lon * narrowing, y: -lat }));
};

/** How many steps lie between the tiles of each place and of those nearest to it. */
function stepsOfNeighbours(places: readonly PlaceOnEarth[], tiles: ReturnType<typeof placeOnTiles>, count: number) {
  return neighbourPairs(onPlane(places), count).map(([one, other]) => {
    const [a, b] = [one, other].map((index) => tiles.get(places[index]?.id ?? ''));
    if (!a || !b) throw new Error('A place has no tile.');
    return stepsBetween(a, b);
  });
}

const share = (steps: readonly number[], atMost: number) =>
  steps.filter((count) => count <= atMost).length / steps.length;

describe('the tiles of any city', () => {
  test('are one for each place, and no two are the same', () => {
    fc.assert(
      fc.property(city, (places) => {
        const tiles = placeOnTiles(places);
        expect([...tiles.keys()].toSorted()).toEqual(places.map(({ id }) => id).toSorted());
        expect(new Set([...tiles.values()].map(tileKey)).size).toBe(places.length);
      }),
      { numRuns: 60 },
    );
  });

  test('keep neighbours near: who is nearest is at most three steps away, and mostly touches', () => {
    fc.assert(
      fc.property(city, (places) => {
        fc.pre(places.length > 2 && new Set(places.map(({ lat, lon }) => `${lat} ${lon}`)).size === places.length);
        const steps = stepsOfNeighbours(places, placeOnTiles(places), 1);
        expect(share(steps, 3)).toBeGreaterThanOrEqual(0.9);
      }),
      { numRuns: 60 },
    );
  });

  test('are the same in any order of its places', () => {
    fc.assert(
      fc.property(city, (places) => {
        expect(Object.fromEntries(placeOnTiles(places.toReversed()))).toEqual(Object.fromEntries(placeOnTiles(places)));
      }),
      { numRuns: 20 },
    );
  });

  test('leave given tiles where they are', () => {
    fc.assert(
      fc.property(city, fc.integer({ min: 1, max: 5 }), (places, every) => {
        const all = placeOnTiles(places);
        const given = new Map([...all].filter((_, index) => index % every === 0));
        const tiles = placeOnTiles(places, given);
        for (const [id, tile] of given) expect(tiles.get(id)).toEqual(tile);
        expect(new Set([...tiles.values()].map(tileKey)).size).toBe(places.length);
      }),
      { numRuns: 30 },
    );
  });

  test('have the north above and the east at the right', () => {
    const cross = [
      { id: 'middle', lat: 10, lon: 106 },
      { id: 'north', lat: 10.2, lon: 106 },
      { id: 'south', lat: 9.8, lon: 106 },
      { id: 'east', lat: 10, lon: 106.2 },
      { id: 'west', lat: 10, lon: 105.8 },
    ];
    const tiles = placeOnTiles(cross);
    const at = (id: string) => {
      const { q, r } = tiles.get(id) ?? { q: Number.NaN, r: Number.NaN };
      return { x: q + r / 2, r };
    };
    expect(at('north').r).toBeLessThan(at('middle').r);
    expect(at('south').r).toBeGreaterThan(at('middle').r);
    expect(at('east').x).toBeGreaterThan(at('middle').x);
    expect(at('west').x).toBeLessThan(at('middle').x);
  });

  test('hold places that all stand at one spot', () => {
    const places = Array.from({ length: 12 }, (_, index) => ({ id: `p-${index}`, lat: 21, lon: 105 }));
    expect(new Set([...placeOnTiles(places).values()].map(tileKey)).size).toBe(12);
  });
});

describe("Hanoi's wards and communes", () => {
  const wards = [...hanoi.places.values()].filter(({ kind }) => kind === 'ward' || kind === 'commune');
  const given = new Map(wards.flatMap(({ id, tile }) => (tile ? [[id, tile] as const] : [])));

  test('each have a tile of their own', () => {
    expect(new Set([...given.values()].map(tileKey)).size).toBe(126);
  });

  test('would be laid out by the solver as well as by hand', () => {
    const [byHand, bySolver] = [given, placeOnTiles(wards)].map((tiles) => stepsOfNeighbours(wards, tiles, 3));
    expect(share(bySolver ?? [], 1)).toBeGreaterThan(share(byHand ?? [], 1) - 0.05);
    expect(share(bySolver ?? [], 2)).toBeGreaterThanOrEqual(share(byHand ?? [], 2));
  });
});
