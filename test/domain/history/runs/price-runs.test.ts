import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  indexOfDay,
  keptRuns,
  lastReports,
  NO_RUNS,
  type PriceRuns,
  withoutReports,
  withPrice,
} from '#domain/history/runs/price-runs.ts';
import { windowMedians } from '#domain/history/runs/window-medians.ts';
import { median } from '#domain/statistics.ts';

interface Reported {
  readonly day: number;
  readonly price: number;
}

/** A store's days from 100 on, with gaps, and what it told of one product on some of them: mostly the price before. */
const store = fc
  .array(
    fc.record({
      gap: fc.constantFrom(1, 1, 1, 2, 9),
      price: fc.constantFrom(undefined, 10_000, 10_000, 10_000, 10_500, 11_000),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((reports) => {
    let day = 100;
    const reported: Reported[] = [];
    const days: number[] = [];
    let runs: PriceRuns = NO_RUNS;
    for (const { gap, price } of reports) {
      const previousDay = days.at(-1);
      day += gap;
      if (price !== undefined) {
        runs = withPrice(runs, price, day, previousDay, days);
        reported.push({ day, price });
      }
      days.push(day);
    }
    return { days, reported, runs };
  });

/** What the runs stand for, day by day. */
function unrolled(runs: PriceRuns, days: readonly number[]): Reported[] {
  const reported: Reported[] = [];
  for (let run = 0; run < runs.length; run += 3) {
    const [price, first, count] = runs.slice(run, run + 3) as [number, number, number];
    const start = days.indexOf(first);
    for (const day of days.slice(start, start + count)) reported.push({ day, price });
  }
  return reported;
}

const anyDay = fc.integer({ min: 95, max: 260 });
const reports = fc.integer({ min: 1, max: 30 });

describe('runs of prices', () => {
  test('stand for what the store told, day by day', () => {
    fc.assert(
      fc.property(store, ({ days, reported, runs }) => {
        expect(unrolled(runs, days)).toEqual(reported);
      }),
    );
  });

  test('have the medians of the last reports before a day, of each window by itself', () => {
    const window = fc.record({ before: anyDay, least: reports, more: fc.nat(20) });
    const windows = fc.array(window, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(store, { minLength: 1, maxLength: 3 }), windows, (stores, asked) => {
        for (const { days, reported, runs } of stores) {
          const found = windowMedians(days)(
            runs,
            asked.map(({ before, least, more }) => ({ end: indexOfDay(days, before), most: least + more, least })),
          );
          const expected = asked.map(({ before, least, more }) => {
            const prices = reported.filter(({ day }) => day < before).map(({ price }) => price);
            const last = prices.slice(-(least + more));
            return last.length < least ? undefined : median(last);
          });
          expect(found).toEqual(expected);
        }
      }),
    );
  });

  test('lose the reports before the first kept day, between two days, or before the last ones, and no other', () => {
    fc.assert(
      fc.property(store, anyDay, anyDay, reports, ({ days, reported, runs }, from, length, last) => {
        const before = from + (length % 20);
        const firstKept = days.find((day) => day >= from);
        const kept = keptRuns(runs, days, firstKept);
        expect(unrolled(kept, days)).toEqual(reported.filter(({ day }) => day >= from));
        expect(unrolled(withoutReports(runs, from, before, days), days)).toEqual(
          reported.filter(({ day }) => day < from || day >= before),
        );
        expect(unrolled(lastReports(runs, last, days), days)).toEqual(reported.slice(-last));
      }),
    );
  });
});
