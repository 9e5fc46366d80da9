import { describe, expect, test } from 'vitest';
import { balancesOf } from '#domain/assessment/store-facts.ts';
import { addDays } from '#domain/business-day.ts';
import { emptyMemory, type Remembered, remember, type StoreMemory } from '#domain/history/store-memory.ts';
import { basisOf } from '#domain/matching/demand.ts';

type Figures = Omit<Remembered['stock'][number], 'product' | 'price'>;

/** A store's memory after days with these figures, one after the other. */
function after(days: readonly (Figures | undefined)[]): StoreMemory {
  return days.reduce<StoreMemory>(
    (memory, figures, index) => {
      const stock = figures ? [{ product: '01.0004', price: 1, ...figures }] : [];
      return remember(memory, addDays('2026-09-01', index), { prices: new Map(), stock }) ?? memory;
    },
    emptyMemory('hoa-sen/hk', 'supermarket'),
  );
}

const balanceAfter = (days: readonly (Figures | undefined)[]) => balancesOf([after(days)])[0];
const times = (count: number, figures: Figures) => Array.from({ length: count }, () => figures);

describe('a demand says what it rests on', () => {
  test('sales as reported', () => {
    const balance = balanceAfter(times(14, { stock: 90_000, sold: 30_000 }));
    expect(balance).toMatchObject({ demandPerDayMilli: 30_000, demandBasis: { reported: 14, differenced: 0 } });
    expect(basisOf(balance ?? {})).toEqual({ source: 'sales', confidence: 'high' });
  });

  test('differences of stock where no sales are reported, with what came in', () => {
    const balance = balanceAfter([{ stock: 100_000, incoming: 20_000 }, { stock: 90_000 }, { stock: 70_000 }]);
    expect(balance).toMatchObject({ demandPerDayMilli: 25_000, demandBasis: { reported: 0, differenced: 2 } });
    expect(basisOf(balance ?? {})).toEqual({ source: 'stock-differences', confidence: 'low' });
  });

  test('of the last 28 sales only, whatever was before', () => {
    const falling = Array.from({ length: 40 }, (_, day) => ({ stock: 1_000_000 - 10_000 * day }));
    expect(balanceAfter(falling)?.demandBasis).toEqual({ reported: 0, differenced: 28 });
    const then = [...falling, ...times(20, { stock: 500_000, sold: 9_000 })];
    expect(balanceAfter(then)?.demandBasis).toEqual({ reported: 20, differenced: 8 });
    const long = [...then, ...times(8, { stock: 500_000, sold: 9_000 })];
    expect(balanceAfter(long)?.demandBasis).toEqual({ reported: 28, differenced: 0 });
    expect(after(long).stock['01.0004']).not.toHaveProperty('differenced');
  });

  test('without days that ended with no stock: they tell what was left, not what was wanted', () => {
    const balance = balanceAfter([
      ...times(7, { stock: 90_000, sold: 30_000 }),
      ...times(5, { stock: 0, sold: 4_000 }),
    ]);
    expect(balance).toMatchObject({ demandPerDayMilli: 30_000, demandBasis: { reported: 7, differenced: 0 } });
    expect(basisOf(balance ?? {})).toEqual({ source: 'sales', confidence: 'medium' });
  });

  test('and none without a basis', () => {
    expect(balanceAfter([{ stock: 90_000 }])).not.toHaveProperty('demandPerDayMilli');
  });
});
