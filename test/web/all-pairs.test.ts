import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allPairs, pairsOf } from './all-pairs.ts';

const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 4 });

test('any two choices of any two factors stand together in some row, and no row is made up', () => {
  fc.assert(
    fc.property(sizes, (factors) => {
      const rows = allPairs(factors);
      const met = new Set(rows.flatMap(pairsOf));
      for (const [first, choices] of factors.entries()) {
        for (const [second, others] of factors.entries()) {
          if (second <= first) continue;
          for (let one = 0; one < choices; one++)
            for (let other = 0; other < others; other++) expect(met).toContain(`${first}=${one} ${second}=${other}`);
        }
      }
      for (const row of rows) {
        expect(row.length).toBe(factors.length);
        expect(row.every((choice, factor) => choice >= 0 && choice < (factors[factor] ?? 0))).toBe(true);
      }
    }),
  );
});

test('the same factors make the same rows, each of which brings something', () => {
  fc.assert(
    fc.property(sizes, (factors) => {
      const rows = allPairs(factors);
      expect(allPairs(factors)).toEqual(rows);
      for (const index of rows.keys()) {
        const others = new Set(rows.slice(0, index).flatMap(pairsOf));
        expect(pairsOf(rows[index] ?? []).some((pair) => !others.has(pair))).toBe(true);
      }
    }),
  );
});

test('of thirty pages, three widths, two languages and two themes three rows a page are enough', () => {
  expect(allPairs([30, 3, 2, 2])).toHaveLength(90);
});
