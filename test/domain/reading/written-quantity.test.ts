import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantityReadings, readQuantity } from '#domain/reading/written-quantity.ts';
import { runsOf } from '#support/seeds.ts';

describe('a quantity', () => {
  test.each([
    ['120', 120],
    ['120.5', 120.5],
    ['120,5', 120.5],
    ['0,25', 0.25],
    ['1.2345', 1.2345],
    ['-3', -3],
  ])('is %s', (text, quantity) => expect(readQuantity(text)).toBe(quantity));

  test.each([
    ['1.500', { asDecimal: 1.5, asThousands: 1500 }],
    ['10.000', { asDecimal: 10, asThousands: 10_000 }],
    ['1,500', { asDecimal: 1.5, asThousands: 1500 }],
    ['0.500', { asDecimal: 0.5, asThousands: 500 }],
    ['1234.500', { asDecimal: 1234.5 }],
    ['1.250,5', { asThousands: 1250.5 }],
    ['1,250,000', { asThousands: 1_250_000 }],
    ['1 500', { asDecimal: 1500 }],
    ['00', { asDecimal: 0 }],
    ['007', { asDecimal: 7 }],
    ['-01,5', { asDecimal: -1.5 }],
    ['nửa', {}],
    ['1e3', {}],
    ['0x10', {}],
    ['', {}],
  ])('is not guessed from %j, and what it may mean is told', (text, readings) => {
    expect(readQuantity(text)).toBeUndefined();
    expect(quantityReadings(text)).toEqual(readings);
  });

  test('is taken only where no other reading of its marks is possible', () => {
    const digits = fc.integer({ min: 0, max: 99_999 }).map(String);
    fc.assert(
      fc.property(
        digits,
        fc.constantFrom('.', ','),
        fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 6 }),
        (whole, mark, part) => {
          const text = `${whole}${mark}${part}`;
          expect(readQuantity(text)).toBe(part.length === 3 ? undefined : Number(`${whole}.${part}`));
        },
      ),
      { numRuns: runsOf({ few: 200, all: 5_000 }) },
    );
  });
});
