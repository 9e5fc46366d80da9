import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AreaPrices, areaPrices, roundedPrice, roundingStep, shownTo } from '#domain/comparison/area-prices.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { median } from '#domain/statistics.ts';
import { runsOf } from '#support/seeds.ts';

const DAY = '2026-11-23';
const GOOD = '01.0004';
const RIVAL = 'rival';

/** One retailer's shops with their prices. */
type Shops = Readonly<Record<string, readonly number[]>>;

function reportsOf(shops: Shops, changes: Partial<StoreDay> = {}): StoreDay[] {
  return Object.entries(shops).flatMap(([retailer, prices]) =>
    prices.map((price, index) => ({
      store: `${retailer}/${index}` as const,
      channel: 'market',
      place: 'hoan-kiem',
      date: DAY,
      reportedAt: 1,
      source: 'live',
      rows: [{ product: GOOD, priceType: 'retail', price }],
      ...changes,
    })),
  );
}
const of = (shops: Shops): AreaPrices => areaPrices('hoan-kiem', DAY, reportsOf(shops));
const seenBy = (retailer: string, shops: Shops) => {
  const good = shownTo(of(shops), GOOD, retailer);
  return good && [good.lower, good.middle, good.upper];
};
const FIVE: Shops = { a: [141_000], b: [143_000], c: [146_000], d: [152_000], e: [171_000] };

describe('what a retailer sees of its ward', () => {
  test('is one value a retailer, rounded to two digits, and each of them a value of the list', () => {
    expect(seenBy('a', FIVE)).toEqual([140_000, 150_000, 150_000]);
    expect(seenBy('a', { ...FIVE, a: [200_000, 141_000, 141_000] })).toEqual([140_000, 150_000, 150_000]);
    expect([1, 9, 94, 145, 14_500, 99_499, 99_500, 145_000].map(roundedPrice)).toEqual([
      1, 9, 94, 150, 15_000, 99_000, 100_000, 150_000,
    ]);
  });

  test('needs four others, each with a third of their shops at most, and a price of its own', () => {
    const { e: _, ...four } = FIVE;
    expect(seenBy('a', four)).toBeUndefined();
    expect(seenBy('stranger', FIVE)).toBeUndefined();
    expect(seenBy('a', { ...FIVE, b: [143_000, 143_000] })).toBeUndefined();
    expect(seenBy('b', { ...FIVE, b: [143_000, 143_000] })).toBeDefined();
    expect(seenBy('a', { ...FIVE, b: [143_000, 143_000], f: [150_000] })).toBeDefined();
  });

  test('is made of retail prices alone, and not of what suppliers ask', () => {
    const wholesale = reportsOf({ e: [171_000] }, { channel: 'wholesale' });
    const { e: _, ...four } = FIVE;
    expect(areaPrices('hoan-kiem', DAY, [...reportsOf(four), ...wholesale]).goods).toEqual([]);
  });
});

const price = fc.integer({ min: 1000, max: 900_000 });
const shops = fc.array(price, { minLength: 1, maxLength: 3 });
/** A price of the same rounded value. */
const sameCell = (value: number, share: number) => {
  const [from, to] = cellOf(value);
  return from + Math.floor(share * (to - from));
};

/** All prices that are rounded to the same, found by looking: the first, and the one behind the last. */
function cellOf(value: number): [from: number, to: number] {
  const rounded = roundedPrice(value);
  let [from, to] = [value, value];
  while (from > 1 && roundedPrice(from - 1) === rounded) from--;
  while (roundedPrice(to) === rounded) to++;
  return [from, to];
}

describe('no asker, and no askers together, tell a rival’s price more finely than its rounded value', () => {
  test('whatever all others report, on whatever days, a rival within its cell changes nothing that anybody sees', () => {
    fc.assert(
      fc.property(
        shops,
        fc.array(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), shops, { minKeys: 3 }), { maxLength: 6 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (rival, days, share) => {
          const other = rival.map((one) => sameCell(one, share));
          for (const day of days) {
            const [seen, seenToo] = [of({ ...day, [RIVAL]: rival }), of({ ...day, [RIVAL]: other })];
            expect(seenToo).toEqual(seen);
          }
        },
      ),
      { numRuns: runsOf({ few: 200, all: 5000 }) },
    );
  });

  test('a cell is as wide as a rounding step: half of the one below it and half of the one above it', () => {
    for (const value of [12_345, 99_600, 104_999, 145_000, 149_999, 999_999, 31_500]) {
      const rounded = roundedPrice(value);
      const [from, to] = cellOf(value);
      const below = rounded - roundingStep(rounded - 1) / 2;
      expect([from, to]).toEqual([below, rounded + roundingStep(rounded) / 2]);
    }
  });
});

/** Attackers think of prices so far apart. */
const GRID = 100;

/** What attackers are shown each day, given what they report. */
type Show = (colluders: Shops, rival: number) => readonly number[] | undefined;

const ours: Show = (colluders, rival) => seenBy('a', { ...colluders, [RIVAL]: [rival] });

/** What one would write first: the mean of the middle two of the prices as they are, rounded when it is shown. */
const naive: Show = (colluders, rival) => [roundedPrice(median([...Object.values(colluders).flat(), rival]))];

/**
 * Four retailers of one hand around one rival, whose price stands still: each day they ask once, with prices that halve what
 * is left. Returns the days that took, and how wide the rest is.
 */
function narrow(show: Show, rival: number, coalition: (pivot: number, rest: [number, number]) => Shops, days: number) {
  let candidates = Array.from({ length: 2500 }, (_, index) => 100_000 + GRID * index);
  let last = 0;
  for (let day = 1; day <= days; day++) {
    const rest: [number, number] = [candidates[0] ?? 0, candidates.at(-1) ?? 0];
    const pivot = candidates[Math.floor(candidates.length / 2)] ?? 0;
    const colluders = coalition(pivot, rest);
    const shown = JSON.stringify(show(colluders, rival));
    const left = candidates.filter((one) => JSON.stringify(show(colluders, one)) === shown);
    if (left.length < candidates.length) last = day;
    candidates = left;
  }
  return { days: last, width: (candidates.at(-1) ?? 0) - (candidates[0] ?? 0) + GRID };
}

describe('attackers who own four of five retailers', () => {
  /** Two below and two above all: the middle is the rival itself. */
  const around = () => ({ a: [1000], b: [1000], c: [900_000], d: [900_000] });
  /** Two on each side of the pivot, so that the quarters tell on which side the rival stands. */
  const halving = (pivot: number) => ({ a: [pivot], b: [pivot], c: [pivot + GRID], d: [pivot + GRID] });
  /** Five with the rival make an even list of six: a mean of two would tell half of its price each day. */
  const even = (pivot: number, [least]: [number, number]) => {
    // The mean of the bait and the rival steps over a boundary of rounding exactly where the rival passes the pivot.
    const step = roundingStep((least + pivot) / 2);
    const boundary = Math.ceil(pivot / step) * step + step / 2;
    return { a: [1000], b: [1000], c: [2 * boundary - pivot], d: [900_000], e: [900_000] };
  };

  test.each([127_300, 145_000, 151_200, 298_800])('narrow %i to its rounding cell and never further', (rival) => {
    const [from, to] = cellOf(rival);
    for (const coalition of [around, halving, even]) {
      const found = narrow(ours, rival, coalition, 15);
      expect(found.width).toBeGreaterThanOrEqual(to - from);
      expect(found.width).toBeGreaterThanOrEqual(roundingStep(rival));
    }
    expect(narrow(ours, rival, around, 15)).toEqual({ days: 1, width: to - from });
  });

  test('would narrow a mean of two, rounded only when shown, to the đồng: that is why none is shown', () => {
    const found = narrow(naive, 145_000, even, 30);
    expect(found.width).toBeLessThan(roundingStep(145_000) / 2);
  });

  test('learn nothing by asking as two: all who may see a good see the same of it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), shops, { minKeys: 5 }), (all) => {
        const seen = Object.keys(all).flatMap((retailer) => {
          const good = seenBy(retailer, all);
          return good ? [JSON.stringify(good)] : [];
        });
        expect(new Set(seen).size).toBeLessThanOrEqual(1);
      }),
      { numRuns: runsOf({ few: 200, all: 2000 }) },
    );
  });

  test('learn nothing from what is withheld: names and counts decide, not prices', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), shops), price, (all, other) => {
        const changed = Object.fromEntries(Object.entries(all).map(([id, prices]) => [id, prices.map(() => other)]));
        for (const retailer of Object.keys(all)) {
          expect(seenBy(retailer, changed) === undefined).toBe(seenBy(retailer, all) === undefined);
        }
      }),
      { numRuns: runsOf({ few: 200, all: 2000 }) },
    );
  });
});
