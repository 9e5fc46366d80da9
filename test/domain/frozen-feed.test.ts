import { expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { addDays, toDayNumber } from '#domain/business-day.ts';
import { frozenStores } from '#domain/frozen-feed.ts';
import type { StoreDay } from '#domain/report.ts';
import { rulesAsOf } from '#domain/rules.ts';
import type { StoreMemory } from '#domain/store-memory.ts';

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

function frozenWith(changes: Partial<StoreDay['rows'][number]>, channel: StoreDay['channel'] = 'market') {
  const report: StoreDay = {
    ...{ store: MEMORY.store, channel, place: '00070', date: TODAY, reportedAt: 0, source: 'live' },
    rows: [{ product: 'A', priceType: 'retail', price: 20_000, stockMilli: 7_000, ...changes }],
  };
  return [...frozenStores({ date: TODAY, stores: [MEMORY], reports: [report], rules })];
}

test('a feed is frozen only while neither a price nor a stock is new', () => {
  expect(frozenWith({})).toEqual(['dung/1']);
  expect(frozenWith({ price: 20_500 })).toEqual([]);
  expect(frozenWith({ stockMilli: 6_900 })).toEqual([]);
  expect(frozenWith({ product: 'B' })).toEqual([]);
});

test("a supplier's price list may stand still", () => {
  expect(frozenWith({}, 'wholesale')).toEqual([]);
});
