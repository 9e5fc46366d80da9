import { expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { addDays } from '#domain/business-day.ts';
import { sameDaysAs } from '#domain/detection/same-days.ts';

const sameAs = (day: string) =>
  sameDaysAs(day, hanoi.lunarYears).map(({ as, daysAgo }) => [
    as,
    daysAgo.slice(0, 4).map((days) => addDays(day, -days)),
  ]);

const WEEKLY = (day: string) => ['weekday', [7, 14, 21, 28].map((days) => addDays(day, -days))];

test('an ordinary day has its weekday', () => {
  expect(sameAs('2026-05-25')).toEqual([WEEKLY('2026-05-25')]);
});

test('a lunar day, its eve and the day after have those before it as well, of both kinds and of their own', () => {
  expect(sameAs('2026-06-15')).toEqual([
    WEEKLY('2026-06-15'),
    ['lunar-day', ['2026-05-31', '2026-05-17', '2026-05-01', '2026-04-17']],
    ['lunar-day', ['2026-05-17', '2026-04-17', '2026-03-19', '2026-02-17']],
  ]);
  expect(sameAs('2026-06-28').slice(1)).toEqual([
    ['lunar-day', ['2026-06-14', '2026-05-30', '2026-05-16', '2026-04-30']],
    ['lunar-day', ['2026-05-30', '2026-04-30', '2026-04-01', '2026-03-02']],
  ]);
  expect(sameAs('2026-06-16').slice(1, 2)).toEqual([
    ['lunar-day', ['2026-06-01', '2026-05-18', '2026-05-02', '2026-04-18']],
  ]);
});

test('a city without lunar months has weekdays alone', () => {
  expect(sameDaysAs('2026-06-15', [{ year: 2026, tet: '2026-02-17' }])).toHaveLength(1);
});
