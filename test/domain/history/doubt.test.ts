import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Doubt, doubtsOf, type PriceWithPast } from '#domain/history/doubt.ts';

const usual = [12_000, 18_000, 24_000, 31_000, 45_000, 62_000, 90_000, 145_000];

/** A report of eight goods at their usual prices, some of them changed. */
function aReport(changed: Readonly<Record<number, number>> = {}): PriceWithPast[] {
  return usual.map((reference, index) => ({
    product: `P${index}`,
    price: changed[index] ?? reference,
    reference,
    previous: reference,
    repeats: 0,
  }));
}

function doubtOf(index: number, price: number): Doubt | undefined {
  return doubtsOf(aReport({ [index]: price }))?.[index];
}

describe('a price of a report is doubtful', () => {
  test.each([
    ['a zero too many', 1_450_000, 'slipped-digits'],
    ['a zero too few', 14_500, 'slipped-digits'],
    ['thousands of đồng', 145, 'slipped-digits'],
    ['a zero too many on a day on which the price rose by a fifth', 1_740_000, 'slipped-digits'],
    ['four times the usual', 580_000, 'far-from-usual'],
    ['a pair for a piece', 290_000, 'other-unit'],
    ['half a kilo for a kilo, rounded', 73_000, 'other-unit'],
    ["another product's price", 90_000, 'copied-price'],
  ] as const)('%s', (_, price, doubt) => {
    expect(doubtOf(7, price)).toBe(doubt);
  });

  test('when half of the prices are displaced: then even those that are near, for the rows have shifted', () => {
    const shifted = usual.map((_, index) => usual[(index + 1) % usual.length] as number);
    expect(new Set(doubtsOf(aReport(shifted)))).toEqual(new Set(['shifted-rows']));
  });
});

describe('a price of a report is not doubtful', () => {
  test('when it moved as far as real markets do within a day', () => {
    for (const factor of [0.55, 0.7, 1.3, 1.8, 2.4]) expect(doubtOf(7, Math.round(145_000 * factor))).toBeUndefined();
  });

  test('when it equals the price of another product but stands near its own past', () => {
    const report = aReport({ 1: 20_000, 2: 20_000 });
    expect(doubtsOf(report)).toBeUndefined();
  });

  test('when it doubled over weeks: only a jump against the report before looks like another unit', () => {
    const risen = aReport({ 7: 290_000 }).map((price, index) =>
      index === 7 ? { ...price, previous: 280_000 } : price,
    );
    expect(doubtsOf(risen)).toBeUndefined();
  });

  test('while its store has no past', () => {
    const fresh = aReport({ 7: 1_450_000 }).map((price) => ({ ...price, reference: undefined, previous: undefined }));
    expect(doubtsOf(fresh)).toBeUndefined();
  });

  test('when half the goods rose by a third: a dear week shifts no rows', () => {
    expect(doubtsOf(aReport(usual.map((price) => Math.round(price * 1.33))))).toBeUndefined();
  });
});

test('a price that is told again and again is meant, unless its digits have slipped or it is far from all before', () => {
  const doubtAt = (index: number, price: number, repeats: number) =>
    doubtsOf(aReport({ [index]: price }).map((row, at) => (at === index ? { ...row, repeats } : row)))?.[index];
  expect(doubtAt(7, 90_000, 1)).toBeUndefined();
  expect(doubtAt(7, 290_000, 2)).toBe('other-unit');
  expect(doubtAt(7, 290_000, 3)).toBeUndefined();
  expect(doubtAt(7, 1_450_000, 30)).toBe('slipped-digits');
  expect(doubtAt(7, 580_000, 30)).toBe('far-from-usual');
});

test('the currency does not matter: all prices times a factor give the same doubts', () => {
  const prices = fc.array(fc.tuple(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 5_000 })), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(prices, fc.integer({ min: 2, max: 64 }), (drawn, factor) => {
      const report = (scale: number) =>
        drawn.map(([price, reference], index) => ({
          product: `P${index}`,
          price: price * scale,
          reference: reference * scale,
          previous: reference * scale,
          repeats: 0,
        }));
      expect(doubtsOf(report(factor))).toEqual(doubtsOf(report(1)));
    }),
  );
});
