import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { balancesOf, quotesOfStores, rememberStores } from '#domain/assessment/store-facts.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import { emptyMemory, remember, type StoreMemory } from '#domain/history/store-memory.ts';
import { demandOver } from '#domain/history/weekday-demand.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { median } from '#domain/statistics.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';
import { type Seeds, seedsOf } from '#support/seeds.ts';
import { PORK, SMALL_CITY } from '#support/small-city.ts';

/** A Monday. */
const FIRST_DAY = '2026-09-07';
const HORIZONS = [1, 2, 3, 4, 5, 6, 7] as const;

type Sales = ReadonlyMap<string, number>;

/** A store's memory after days of these sales by product, with stock left each evening. */
function memoryAfter(days: readonly (Sales | undefined)[], firstDay: BusinessDay = FIRST_DAY): StoreMemory {
  return days.reduce<StoreMemory>(
    (memory, sales, index) => {
      const stock = [...(sales ?? [])].map(([product, sold]) => ({ product, price: 1, stock: 1_000_000, sold }));
      const reported = sales && { prices: new Map(), stock };
      return remember(memory, addDays(firstDay, index), reported) ?? memory;
    },
    emptyMemory('hoa-sen/hk', 'supermarket'),
  );
}

interface Habits {
  readonly products: number;
  /** How much more than usual is sold on a Saturday or Sunday, as a share, and how far products differ in it. */
  readonly weekend: number;
  readonly spread: number;
  /** Standard deviations of the logarithms of a product's own sales, and of what all products of a day share. */
  readonly noise: number;
  readonly weather: number;
}

/** So many days of a store's sales, in thousandths of a unit. */
function salesOf(habits: Habits, days: number, seed: number): Sales[] {
  const draw = seededNumbers(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
  const products = Array.from({ length: habits.products }, (_, index) => ({
    id: `p${index}`,
    usual: 10_000 + 60_000 * draw(),
    weekend: habits.weekend * (1 + habits.spread * normal()),
  }));
  return Array.from({ length: days }, (_, day) => {
    const isWeekend = day % 7 >= 5;
    const weather = Math.exp(habits.weather * normal());
    return new Map(
      products.map(({ id, usual, weekend }) => {
        const own = Math.exp(habits.noise * normal());
        return [id, Math.round(usual * (isWeekend ? 1 + weekend : 1) * weather * own)];
      }),
    );
  });
}

/** More stores where each has few products. */
function storesOf({ products }: Habits): Seeds {
  return { few: Math.max(20, 300 / products), all: Math.max(60, 1_200 / products) };
}

/** Mean absolute errors of the demand foretold over the next days, as shares of what was sold, ours and the median's. */
function errorsOf(habits: Habits): { readonly days: number; readonly ours: number; readonly medians: number }[] {
  const sums = HORIZONS.map((days) => ({ days, ours: 0, medians: 0, sold: 0 }));
  for (const seed of seedsOf(storesOf(habits))) {
    const known = 28 + (seed % 7);
    const sales = salesOf(habits, known + 7, seed);
    const today = addDays(FIRST_DAY, known - 1);
    for (const balance of balancesOf([memoryAfter(sales.slice(0, known))])) {
      const past = sales.slice(known - 28, known).map((day) => day.get(balance.product) as number);
      for (const sum of sums) {
        const sold = sales
          .slice(known, known + sum.days)
          .reduce((all, day) => all + (day.get(balance.product) ?? 0), 0);
        const { demandPerDayMilli = 0 } = balance;
        sum.ours += Math.abs(demandOver({ ...balance, demandPerDayMilli }, today, sum.days) - sold);
        sum.medians += Math.abs(sum.days * median(past) - sold);
        sum.sold += sold;
      }
    }
  }
  return sums.map(({ days, ours, medians, sold }) => ({ days, ours: ours / sold, medians: medians / sold }));
}

/** 100 kg of one product are sold on working days and 160 kg at weekends, 2 % more every other week. */
const steadyWeeks = (days: number) =>
  Array.from({ length: days }, (_, day) => {
    const usual = day % 7 >= 5 ? 160_000 : 100_000;
    return new Map([['01.0004', Math.floor(day / 7) % 2 === 0 ? usual : 1.02 * usual]]);
  });

describe('the weekdays of a demand', () => {
  test('can be recomputed by hand, as docs/matching.md does', () => {
    const [balance] = balancesOf([memoryAfter(steadyWeeks(29))]);
    expect(balance?.demandBasis).toEqual({ reported: 28, differenced: 0 });
    // Median 102 kg. Indices of a Monday 0.98 and 1, factor 0.99; of a Saturday 1.569 and 1.6, factor 1.584. Spread
    // 5 x 0.01^2 + 2 x 0.584^2 = 0.683. Variance within weekdays 0.00023, noise pi/2 x 0.00023 / 4 = 0.00009, so that
    // 5 x 0.00009 / 0.683 = 0.07 % of the differences are taken for chance.
    expect(balance?.weekdays).toEqual([99, 99, 99, 99, 99, 158, 158]);
    // 102 x (5 x 99 + 2 x 158) / 700.
    expect(balance?.demandPerDayMilli).toBe(118_174);
    const page = readFileSync('docs/matching.md', 'utf8');
    for (const figures of [
      '102 x (5 x 99 + 2 x 158) / 700 = 118.2 kg',
      '2 x 1.58 x 102 = 322 kg',
      '2 x 0.99 x 102 = 202 kg',
    ]) {
      expect(page).toContain(figures);
    }
  });

  test('count for the days ahead, and a week has seven times the demand per day', () => {
    const [balance] = balancesOf([memoryAfter(steadyWeeks(29))]);
    const demand = { demandPerDayMilli: 118_174, weekdays: balance?.weekdays ?? [] };
    const friday = '2026-11-20';
    expect(demandOver(demand, friday, 2)).toBeCloseTo(2 * 1.58 * 102_000, -1);
    expect(demandOver(demand, addDays(friday, 2), 2)).toBeCloseTo(2 * 0.99 * 102_000, -1);
    for (let day = 0; day < 7; day++) {
      expect(demandOver(demand, addDays(friday, day), 7)).toBeCloseTo(7 * 118_174, 3);
    }
  });

  test('are alike in the first fortnight', () => {
    expect(balancesOf([memoryAfter(steadyWeeks(14))])[0]).not.toHaveProperty('weekdays');
    expect(balancesOf([memoryAfter(steadyWeeks(14))])[0]?.demandPerDayMilli).toBe(102_000);
    expect(balancesOf([memoryAfter(steadyWeeks(15))])[0]).toHaveProperty('weekdays');
  });

  test('of a product that is new in a store that has its habits are alike', () => {
    const weeks = steadyWeeks(28).map((sales, day) => (day < 20 ? sales : new Map([...sales, ['new', 5_000]])));
    const balances = balancesOf([memoryAfter(weeks)]);
    expect(balances.find(({ product }) => product === 'new')).not.toHaveProperty('weekdays');
    expect(balances.find(({ product }) => product === '01.0004')).toHaveProperty('weekdays');
  });

  test('on which the shop is shut count as usual', () => {
    const shutOnSundays = steadyWeeks(36).map((sales, day) => (day % 7 === 6 ? undefined : sales));
    expect(balancesOf([memoryAfter(shutOnSundays)])[0]?.weekdays?.[6]).toBe(100);
    expect(balancesOf([memoryAfter(shutOnSundays)])[0]?.weekdays?.[5]).toBeGreaterThan(150);
  });
});

test('the closing days of Tết tell no demand', () => {
  const date = '2026-11-23';
  const report: StoreDay = {
    store: 'hoa-sen/hk',
    channel: 'market',
    place: 'hoan-kiem',
    date,
    reportedAt: Date.parse(`${date}T08:00:00+07:00`),
    source: 'live',
    rows: [{ product: PORK.id, price: 150_000, priceType: 'retail', stockMilli: 500_000, soldMilli: 2_000 }],
  };
  const rules = rulesAsOf({ thresholds: [], ceilings: [] }, SMALL_CITY, date);
  const rememberedOn = (isShut: boolean) => {
    const day = { place: 'hoan-kiem', date, stores: [], reports: [report], rules: { ...rules, isShut: () => isShut } };
    const facts = quotesOfStores(day);
    return rememberStores(day, facts, new Set(), new Set(), [])[0]?.stock[PORK.id];
  };
  expect(rememberedOn(false)).toMatchObject({ stock: 500_000, sold: [2_000] });
  expect(rememberedOn(true)).toMatchObject({ stock: 500_000, sold: [] });
});

describe.each([1, 8, 40])('of a store with %i products, the demand foretold over the next 1 to 7 days', (products) => {
  test('errs less than the plain median where people shop at weekends', () => {
    for (const weekend of [0.3, 0.6]) {
      for (const { days, ours, medians } of errorsOf({ products, weekend, spread: 0.3, noise: 0.2, weather: 0.06 })) {
        expect(ours, `${days} days, weekends ${weekend} more`).toBeLessThan(medians);
      }
    }
  });

  test('errs no more than the plain median where the days are alike', () => {
    for (const noise of [0.15, 0.4]) {
      for (const { days, ours, medians } of errorsOf({ products, weekend: 0, spread: 0, noise, weather: 0.06 })) {
        expect(ours / medians, `${days} days, noise ${noise}`).toBeLessThan(1.02);
      }
    }
  });
});
