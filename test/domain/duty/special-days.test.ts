import { expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { marksWithin, specialDays } from '#domain/duty/special-days.ts';
import { silentStreak } from '#domain/history/silent-streak.ts';

const NONE = { daysOff: [], workingDays: [] };

test('Tết is closed days, holidays and lunar days at once, the most telling first', () => {
  const days = specialDays(hanoi, NONE, '2027-02-06', '2027-02-06');
  expect(days.map(({ kind }) => kind)).toEqual(['closed', 'holiday', 'lunar-day']);
  const closed = specialDays(hanoi, NONE, '2027-02-01', '2027-02-15').filter(({ kind }) => kind === 'closed');
  expect(closed.map(({ date }) => date)).toEqual(['2027-02-06', '2027-02-07', '2027-02-08']);
});

test('a span over a new year has the days of both years, in their order, and none beyond it', () => {
  const days = specialDays(
    hanoi,
    { daysOff: ['2026-12-30', '2027-03-01'], workingDays: ['2027-01-02'] },
    '2026-12-24',
    '2027-01-10',
  );
  expect(days.map(({ date, kind }) => `${date} ${kind}`)).toEqual([
    '2026-12-30 day-off',
    '2027-01-01 holiday',
    '2027-01-02 working-day',
    '2027-01-08 lunar-day',
  ]);
});

test('a chart names Tết from its eve, and what the catalogue notes, where they touch the span', () => {
  const storm = { from: '2026-09-20', to: '2026-09-23', name: { vi: 'Bão', en: 'Storm' } };
  const city = { ...hanoi, marks: [storm] };
  expect(marksWithin(city, '2026-09-23', '2026-10-01')).toEqual([storm]);
  expect(marksWithin(city, '2026-09-24', '2026-10-01')).toEqual([]);
  expect(marksWithin(city, '2027-02-01', '2027-02-05')).toMatchObject([{ from: '2027-02-05', to: '2027-02-09' }]);
});

test('a shop is silent since its last report, and closed days are no silence', () => {
  expect(silentStreak(hanoi, '2026-11-20', '2026-11-23')).toBe(3);
  expect(silentStreak(hanoi, '2026-11-22', '2026-11-22')).toBe(0);
  expect(silentStreak(hanoi, '2027-02-05', '2027-02-09')).toBe(1);
});
