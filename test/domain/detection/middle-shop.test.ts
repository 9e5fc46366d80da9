import { describe, expect, test } from 'vitest';
import { inTheMiddle, shopsOfMove } from '#domain/detection/middle-shop.ts';
import { headlineOf } from '#domain/evidence/headline.ts';
import type { Quote } from '#domain/history/quote.ts';
import type { Rung } from '#domain/level.ts';
import { someEvidence } from '#support/small-city.ts';

function aQuote(store: `${string}/${string}`, price: number, known: Partial<Quote> = {}): Quote {
  return {
    from: { store, retailer: store.split('/')[0] ?? '', channel: 'market', place: 'hoan-kiem', history: false },
    product: '01.0004',
    priceType: 'retail',
    price,
    reference: 10_000,
    drift: [9_000, undefined, undefined],
    ceiling: 10_500,
    doubt: undefined,
    confirmed: false,
    daysAgo: 0,
    ...known,
  };
}

describe('the middle shop', () => {
  test('of a rise is at rank floor((n + 1) / 2) of the ascending changes, of a fall at ceil((n + 1) / 2)', () => {
    const ranks = (count: number) => {
      const all = Array.from({ length: count }, (_, index) => index + 1);
      return [inTheMiddle(all, 'up'), inTheMiddle(all, 'down')];
    };
    expect([0, 1, 2, 3, 4, 5].map(ranks)).toEqual([
      [undefined, undefined],
      [1, 1],
      [1, 2],
      [2, 2],
      [2, 3],
      [3, 3],
    ]);
  });

  const four = [aQuote('d/1', 13_000), aQuote('a/1', 11_000), aQuote('c/1', 12_000), aQuote('b/1', 11_500)];

  test.each<[Rung, object, string, number]>([
    ['trailing', {}, 'b/1', 15],
    ['drift', { lagDays: 15 }, 'b/1', 27.777777778],
    ['season', { seasonPct: -20 }, 'b/1', 43.75],
    ['ceiling', { thresholdPct: 0 }, 'b/1', 9.523809524],
  ])('of a rung of prices is one shop with its own two prices: %s', (rung, more, store, changePct) => {
    const { middle, furthest } = shopsOfMove(four, 'up', { rung, thresholdPct: 12, ...more });
    expect(middle).toMatchObject({ store, changePct });
    expect(middle && 100 * (middle.price / middle.comparedWith - 1)).toBeCloseTo(changePct, 6);
    expect(furthest?.[0]?.store).toBe('d/1');
    expect(furthest?.every((shop) => shop.changePct > (rung === 'ceiling' ? 0 : 12))).toBe(true);
  });

  test.each<Rung>(['cover', 'alps', 'ifpa'])('is nobody on a rung that compares no prices of the day: %s', (rung) => {
    expect(shopsOfMove(four, 'up', { rung, thresholdPct: 0 })).toEqual({});
  });

  test('over a ceiling is the middle of those above it alone', () => {
    const below = [aQuote('e/1', 9_000), aQuote('f/1', 9_500), aQuote('g/1', 10_500), aQuote('h/1', 10_000)];
    expect(shopsOfMove([...below, ...four], 'up', { rung: 'ceiling', thresholdPct: 0 })).toEqual(
      shopsOfMove(four, 'up', { rung: 'ceiling', thresholdPct: 0 }),
    );
  });

  test('of a fall is the one that fell less, and the farthest are those that fell most', () => {
    const fallen = [
      aQuote('a/1', 9_000),
      aQuote('b/1', 8_000),
      aQuote('c/1', 7_000),
      aQuote('d/1', 6_000, { daysAgo: 2 }),
    ];
    const { middle, furthest } = shopsOfMove(fallen, 'down', { rung: 'trailing', thresholdPct: 15 });
    expect(middle?.changePct).toBe(-20);
    expect(furthest).toMatchObject([{ changePct: -40, daysAgo: 2 }, { changePct: -30 }, { changePct: -20 }]);
  });
});

describe('a headline', () => {
  test('of evidence that names no middle shop is its median, said as such', () => {
    expect(headlineOf(someEvidence(), 'up')).toEqual({
      basis: 'median',
      changePct: 18.4,
      thresholds: [15],
      count: 20,
    });
    expect(headlineOf(someEvidence({ rung: 'cover' }), 'up')).toBeUndefined();
    expect(headlineOf(someEvidence({ rung: 'alps' }), 'up')).toMatchObject({ basis: 'month-mean', thresholds: [] });
  });
});
