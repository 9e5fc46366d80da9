import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ascending, median, quantile, quantilesOf } from '#domain/statistics.ts';

/** Prices as they are told: many of them equal. */
const values = fc.array(fc.oneof(fc.constantFrom(1, 1, 1, 2), fc.double({ min: 0.1, max: 10, noNaN: true })), {
  minLength: 1,
  maxLength: 200,
});
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 });

describe('quantiles by selection', () => {
  test('are those of the sorted values, in whatever order the values and the shares come', () => {
    fc.assert(
      fc.property(values, shares, (some, qs) => {
        const sorted = ascending(some);
        expect(quantilesOf(some, qs)).toEqual(qs.map((q) => quantile(sorted, q)));
        expect(median(some)).toBe(quantile(sorted, 0.5));
      }),
    );
  });

  test('leave the values as they were, and are none of nothing', () => {
    const some = Array.from({ length: 50 }, (_, index) => (index * 37) % 50);
    const before = [...some];
    expect(quantilesOf(some, [0.25, 0.5, 0.75])).toEqual([12.25, 24.5, 36.75]);
    expect(some).toEqual(before);
    expect(() => quantilesOf([], [0.5])).toThrow(RangeError);
  });
});
