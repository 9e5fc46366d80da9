import fc from 'fast-check';
import { expect, test } from 'vitest';

test('few runs of a property draw the first of what all its runs draw', () => {
  const drawnIn = (numRuns: number) => {
    const drawn: unknown[] = [];
    const anything = fc.record({ text: fc.string(), list: fc.array(fc.integer()), pick: fc.constantFrom(1, 2, 3) });
    fc.assert(
      fc.property(anything, (value) => void drawn.push(value)),
      { numRuns },
    );
    return drawn;
  };
  const all = drawnIn(500);
  expect(drawnIn(500)).toEqual(all);
  for (const few of [1, 4, 100]) expect(drawnIn(few)).toEqual(all.slice(0, few));
});
