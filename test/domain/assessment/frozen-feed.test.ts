import { expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { frozenStores } from '#domain/assessment/frozen-feed.ts';
import { addDays, type BusinessDay, toDayNumber } from '#domain/business-day.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import type { PriceSeries, StoreMemory } from '#domain/history/store-memory.ts';
import type { StoreDay } from '#domain/report/report.ts';

const TODAY = '2026-10-01';
const rules = rulesAsOf({ thresholds: [], ceilings: [] }, hanoi, TODAY);
const days = Array.from({ length: 60 }, (_, day) => toDayNumber(addDays(TODAY, day - 60)));

/** A shop that told another price of its one good each day for forty days, and has told 20,000 VND and 7 units since. */
const MEMORY: StoreMemory = {
  store: 'dung/1',
  channel: 'market',
  days,
  prices: {
    'A|retail': {
      runs: days
        .flatMap((day, index) => (index < 40 ? [10_000 + 100 * index, day, 1] : []))
        .concat(20_000, days[40] as number, 20),
    },
  },
  stock: { A: { stocks: [7_000], sold: [], lastDay: days.at(-1) as number, price: 20_000, stock: 7_000 } },
};

const ROW = { product: 'A', priceType: 'retail', price: 20_000, stockMilli: 7_000 } as const;

function frozenOf(changes: Partial<StoreDay>, memory = MEMORY) {
  const report: StoreDay = {
    ...{ store: memory.store, channel: 'market', place: '00070', date: TODAY, reportedAt: 0, source: 'live' },
    ...{ rows: [ROW], ...changes },
  };
  return [...frozenStores({ date: report.date, stores: [memory], reports: [report], rules })];
}

test('a feed is frozen only while neither a price nor a stock is new', () => {
  expect(frozenOf({})).toEqual(['dung/1']);
  expect(frozenOf({ rows: [{ ...ROW, price: 20_500 }] })).toEqual([]);
  expect(frozenOf({ rows: [{ ...ROW, stockMilli: 6_900 }] })).toEqual([]);
  expect(frozenOf({ rows: [ROW, { ...ROW, product: 'B' }] })).toEqual([]);
});

test('rows of one product count together: its stock is the sum of them', () => {
  const halves = { ...ROW, stockMilli: 3_500 };
  expect(frozenOf({ rows: [halves, halves] })).toEqual(['dung/1']);
  expect(frozenOf({ rows: [halves, { ...halves, stockMilli: 3_400 }] })).toEqual([]);
});

test('a price that was held back when the feed froze is nothing new while it waits', () => {
  const waiting = { ...MEMORY.prices['A|retail'], waiting: { price: 200_000, reports: 20 } } as PriceSeries;
  const slipped = { ...MEMORY, prices: { ...MEMORY.prices, 'A|retail': waiting } };
  expect(frozenOf({ rows: [{ ...ROW, price: 200_000 }] }, slipped)).toEqual(['dung/1']);
  expect(frozenOf({ rows: [{ ...ROW, price: 2_000_000 }] }, slipped)).toEqual([]);
});

test("a supplier's price list may stand still", () => {
  const asked = { ...MEMORY, prices: { 'A|wholesale': MEMORY.prices['A|retail'] as PriceSeries } };
  const rows = [{ ...ROW, priceType: 'wholesale' as const }];
  expect(frozenOf({ rows }, asked)).toEqual(['dung/1']);
  expect(frozenOf({ rows, channel: 'wholesale' }, asked)).toEqual([]);
});

test('no feed is frozen on the days on which markets are shut', () => {
  const tet = hanoi.lunarYears.find(({ year }) => year === 2026)?.tet as BusinessDay;
  expect(frozenOf({ date: tet })).toEqual([]);
});
