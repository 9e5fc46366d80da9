import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { carriageOfProduct, type Stop } from '#domain/matching/carriage.ts';
import { DEFAULT_MATCHING } from '#domain/matching/match-settings.ts';
import type { Product } from '#domain/product.ts';
import { runsOf } from '#support/seeds.ts';

const rice = hanoi.products.get('01.0002') as Product;
const places = [...hanoi.places.values()].filter(({ kind }) => kind !== 'city').slice(0, 12);
const outside = [...hanoi.places.values()].filter(({ kind }) => kind === 'outside').slice(0, 2);

const stop: fc.Arbitrary<Stop> = fc
  .record({
    place: fc.constantFrom(...places, ...outside),
    retailer: fc.constantFrom('a', 'b', undefined),
    channel: fc.constantFrom('market' as const, 'supermarket' as const, 'producer' as const),
    own: fc.option(fc.record({ lat: fc.constantFrom(20.9, 21.1), lon: fc.constantFrom(105.7, 105.9) })),
  })
  .map(({ place, retailer, channel, own }) => ({
    place: place.id,
    channel,
    point: own ?? place,
    ...(retailer !== undefined && { retailer }),
  }));

test('the way between two stops is the same whatever was asked before', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(stop, stop), { minLength: 2, maxLength: 40, size: 'max' }), (asked) => {
      const remembering = carriageOfProduct(rice, hanoi, DEFAULT_MATCHING);
      for (const [from, to] of asked) {
        expect(remembering(from, to)).toEqual(carriageOfProduct(rice, hanoi, DEFAULT_MATCHING)(from, to));
      }
    }),
    { numRuns: runsOf({ few: 50, all: 1_000 }) },
  );
});
