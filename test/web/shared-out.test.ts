import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharedOut } from '#web/supply-acts/shared-out.ts';

const sum = (parts: readonly number[]) => parts.reduce((total, part) => total + part, 0);

describe('a total that is shared out', () => {
  test('gives each its share, and what rounding leaves to who lost most by it', () => {
    expect(sharedOut(300, [205, 155, 165])).toEqual([117, 89, 94]);
    expect(sharedOut(1, [3, 3, 3])).toEqual([1, 0, 0]);
    expect(sharedOut(1.5, [1, 1])).toEqual([0.75, 0.75]);
  });

  test('is the whole total in whole parts, whatever they were', () => {
    const parts = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), parts, (total, before) => {
        fc.pre(sum(before) > 0);
        const after = sharedOut(total, before);
        expect(sum(after)).toBe(total);
        expect(after.every((part, index) => Number.isInteger(part) && (part === 0 || before[index] !== 0))).toBe(true);
      }),
    );
  });

  test('of nothing is nothing', () => {
    expect(sharedOut(0, [3, 4])).toEqual([0, 0]);
    expect(sharedOut(5, [0, 0])).toEqual([0, 0]);
  });
});
