import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromDayNumber } from '#domain/business-day.ts';
import { isMonthFirstOnly, readDate } from '#domain/reading/written-date.ts';
import { runsOf } from '#support/seeds.ts';

const DAY = '2026-11-30';

describe('a date', () => {
  test.each([
    '2026-11-30',
    '30/11/2026',
    '30-11-2026',
    '30.11.2026',
    '2026/11/30',
    '30/11/2026 00:00:00',
    '2026-11-30 00:00:00',
    '2026-11-30T00:00:00',
    '2026/11/30 0:00',
    '30/11/2026 12:00:00 SA',
  ])('is taken as %s', (text) => expect(readDate(text)).toEqual({ day: DAY }));

  test.each([
    ['of a year of two digits', '30/11/26'],
    ['of digits alone', '20261130'],
    ['under its number in Excel', '46356'],
    ['with a time of day', '30/11/2026 07:15'],
    ['at noon', '2026-11-30 12:00'],
    ['as an instant, which lies in another day elsewhere', '2026-11-29T17:00:00.000Z'],
  ])('%s is not taken, and its right form is told', (_, text) => expect(readDate(text)).toEqual({ meant: DAY }));

  test('is never taken with its month first', () => {
    expect(readDate('11/30/2026')).toEqual({ meant: DAY, monthFirst: DAY });
    expect(readDate('05/11/2026')).toEqual({ day: '2026-11-05', monthFirst: '2026-05-11' });
    expect(readDate('11/11/2026')).toEqual({ day: '2026-11-11' });
  });

  test('shows that a file writes the month first only where it can be nothing else', () => {
    for (const text of ['11/30/2026', '11-30-2026', '11/30/2026 07:15', '1/13/2026']) {
      expect(isMonthFirstOnly(readDate(text))).toBe(true);
    }
    const others = [
      '05/11/26',
      '11/30/26',
      '05/11/2026 07:15',
      '11/11/26',
      '05/11/2026',
      '30/11/2026 07:15',
      '2026-11-30',
    ];
    for (const text of others) expect(isMonthFirstOnly(readDate(text))).toBe(false);
  });

  test.each(['', 'hôm nay', '31/02/2026', '2026-02-30', '30/11-2026', '0/1/2026', '30/11/126', '1'.repeat(5_000)])(
    'is not %j',
    (text) => expect(readDate(text)).toEqual({}),
  );

  test('means the same day in every form that is taken', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 40_000 }), fc.constantFrom('/', '-', '.'), (number, mark) => {
        const day = fromDayNumber(number);
        const [year = '', month = '', date = ''] = day.split('-');
        const forms = [
          [date, month, year],
          [`${Number(date)}`, `${Number(month)}`, year],
          [year, month, date],
        ];
        for (const form of forms) expect(readDate(form.join(mark)).day).toBe(day);
      }),
      { numRuns: runsOf({ few: 200, all: 5_000 }) },
    );
  });
});
