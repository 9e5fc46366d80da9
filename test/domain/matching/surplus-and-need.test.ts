import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoreBalance } from '#domain/history/balance.ts';
import { daysOfCover } from '#domain/matching/cover.ts';
import { DEFAULT_MATCHING } from '#domain/matching/match-settings.ts';
import { stockPosition } from '#domain/matching/surplus-and-need.ts';

const DAY = '2026-11-23';
const DRY = 180;
const FRESH = 3;

function aBalance(changes: Partial<StoreBalance> = {}): StoreBalance {
  return { store: 'a/1', channel: 'supermarket', product: '01.0004', date: DAY, price: 150_000, ...changes };
}

test('what is kept back and what is needed follow the weekdays ahead', () => {
  // Twice as much is sold on Saturdays and Sundays: a week of 9 usual days of 70 kg, 90 kg a day in the mean.
  const weekdays = [100, 100, 100, 100, 100, 200, 200];
  const [friday, sunday] = ['2026-11-20', '2026-11-22'];
  const short = (date: string) => aBalance({ stockMilli: 10_000, demandPerDayMilli: 90_000, weekdays, date });
  expect(stockPosition(short(friday), 3, friday, DEFAULT_MATCHING)).toMatchObject({ needMilli: 280_000 - 10_000 });
  expect(stockPosition(short(sunday), 3, sunday, DEFAULT_MATCHING)).toMatchObject({ needMilli: 140_000 - 10_000 });
  expect(stockPosition(short(friday), 300, friday, DEFAULT_MATCHING)).toMatchObject({ needMilli: 7 * 90_000 - 10_000 });
  const plenty = (date: string) => ({ ...short(date), stockMilli: 1_000_000 });
  expect(stockPosition(plenty(friday), 3, friday, DEFAULT_MATCHING)).toMatchObject({ keepBackMilli: 280_000 });
  expect(stockPosition(plenty(sunday), 3, sunday, DEFAULT_MATCHING)).toMatchObject({ keepBackMilli: 140_000 });
});

test('a stock without demand has no days of cover, never infinitely many', () => {
  expect(daysOfCover(100, 0)).toBeUndefined();
  expect(daysOfCover(100, undefined)).toBeUndefined();
  expect(daysOfCover(50, 20)).toBe(2.5);
});

test('a shop gives what is left after five days of a dry good and two of a fresh one', () => {
  const balance = aBalance({ stockMilli: 100_000, demandPerDayMilli: 10_000 });
  expect(stockPosition(balance, DRY, DAY, DEFAULT_MATCHING)).toEqual({
    kind: 'giver',
    surplusMilli: 50_000,
    keepBackMilli: 50_000,
  });
  expect(stockPosition(balance, FRESH, DAY, DEFAULT_MATCHING)).toMatchObject({ surplusMilli: 80_000 });
});

test('stock that would spoil before it is sold is not kept back', () => {
  const oneDay = stockPosition(aBalance({ stockMilli: 100_000, demandPerDayMilli: 10_000 }), 1, DAY, DEFAULT_MATCHING);
  expect(oneDay).toMatchObject({ kind: 'giver', surplusMilli: 90_000 });
});

test('a short shop needs what is missing to its target, less what is coming', () => {
  const balance = aBalance({ stockMilli: 10_000, demandPerDayMilli: 10_000, incomingMilli: 5_000 });
  expect(stockPosition(balance, DRY, DAY, DEFAULT_MATCHING)).toEqual({
    kind: 'receiver',
    needMilli: 55_000,
    coverDays: 1,
  });
  expect(stockPosition(balance, FRESH, DAY, DEFAULT_MATCHING)).toMatchObject({ needMilli: 5_000 });
});

test("a supplier's whole stock is an offer", () => {
  for (const channel of ['wholesale', 'producer'] as const) {
    expect(stockPosition(aBalance({ channel, stockMilli: 900_500 }), DRY, DAY, DEFAULT_MATCHING)).toMatchObject({
      kind: 'giver',
      surplusMilli: 900_000,
    });
  }
});

test('without a basis there is no number but a reason', () => {
  const noPart = (balance: StoreBalance) => stockPosition(balance, DRY, DAY, DEFAULT_MATCHING);
  expect(noPart(aBalance({ demandPerDayMilli: 5_000 }))).toEqual({ kind: 'none', reason: 'stock-unknown' });
  expect(noPart(aBalance({ stockMilli: 5_000 }))).toEqual({ kind: 'none', reason: 'demand-unknown' });
  expect(noPart(aBalance({ stockMilli: 1, demandPerDayMilli: 5_000, date: '2026-11-19' }))).toEqual({
    kind: 'none',
    reason: 'figures-too-old',
  });
  expect(noPart(aBalance({ stockMilli: 1, demandPerDayMilli: 5_000, date: '2026-11-20' }))).toMatchObject({
    kind: 'receiver',
  });
});

test('nobody gives below what is kept back, takes beyond what sells before it spoils, or carries parts of a unit', () => {
  const milli = fc.integer({ min: 0, max: 5_000_000 });
  fc.assert(
    fc.property(milli, milli, milli, fc.integer({ min: 1, max: 400 }), (stock, demand, incoming, shelfLife) => {
      const balance = aBalance({ stockMilli: stock, demandPerDayMilli: demand, incomingMilli: incoming });
      const standing = stockPosition(balance, shelfLife, DAY, DEFAULT_MATCHING);
      const keepBackDays = Math.min(shelfLife, shelfLife <= 7 ? 2 : 5);
      if (standing.kind === 'giver') {
        expect(stock - standing.surplusMilli).toBeGreaterThanOrEqual(keepBackDays * demand);
        expect(standing.surplusMilli % 1000).toBe(0);
      }
      if (standing.kind === 'receiver') {
        expect(stock + incoming + standing.needMilli).toBeLessThanOrEqual(shelfLife * demand);
        expect(standing.needMilli % 1000).toBe(0);
        expect(Number.isFinite(standing.coverDays)).toBe(true);
      }
    }),
  );
});
