import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { fromDayNumber, toDayNumber, weekdayOf } from '#domain/business-day.ts';
import {
  type DailyMovements,
  habitOn,
  isForgotten,
  leastHabitPct,
  noteMovement,
  withHabit,
} from '#domain/detection/calendar-habit.ts';
import { lunarDaysUpTo } from '#domain/detection/lunar-days.ts';
import { HABIT_MEMORY_DAYS, sameDaysAs } from '#domain/detection/same-days.ts';
import { runsOf } from '#support/seeds.ts';

/** A Monday; the lunar months of 2026 begin on 18/01, 17/02, 19/03, 17/04, 17/05, 15/06 and 14/07. */
const FIRST = toDayNumber('2026-03-02');
const SATURDAY = 5;
const STEADY = leastHabitPct(false, undefined);

const isWeekend = (day: number) => weekdayOf(day) >= SATURDAY;
const isLunarDay = (day: number) => {
  const { firsts, fifteenths } = lunarDaysUpTo(fromDayNumber(day), 0, hanoi.lunarYears);
  return firsts.includes(day) || fifteenths.includes(day);
};

/** What is remembered of so many days; nothing of a day on which the place was not judged. */
function remembered(days: number, movementOn: (day: number) => number | undefined): DailyMovements | undefined {
  let known: DailyMovements | undefined;
  for (let day = FIRST; day < FIRST + days; day++) {
    const movement = movementOn(day);
    if (movement !== undefined) known = noteMovement(known, day, movement);
  }
  return known;
}

/** The habit on the day after so many days. */
function habitAfter(days: number, movementOn: (day: number) => number | undefined, leastPct = STEADY) {
  const today = FIRST + days;
  const sameDays = sameDaysAs(fromDayNumber(today), hanoi.lunarYears);
  return habitOn(remembered(days, movementOn), today, sameDays, leastPct);
}

/** Days after which the next is a Saturday, for a number of weeks. */
const untilSaturday = (weeks: number) => 7 * weeks + SATURDAY;

describe('a habit of the week', () => {
  const dearer = (day: number) => (isWeekend(day) ? 1.12 : 1);

  test('is known after three weekends, and only for the weekend', () => {
    expect(habitAfter(untilSaturday(2), dearer)).toBeUndefined();
    expect(habitAfter(untilSaturday(3), dearer)).toEqual({ days: ['weekday'], pct: 12 });
    expect(habitAfter(untilSaturday(3) + 1, dearer)).toEqual({ days: ['weekday'], pct: 12 });
    expect(habitAfter(untilSaturday(3) + 2, dearer)).toBeUndefined();
  });

  test('goes down as well as up', () => {
    expect(habitAfter(7 * 4, (day) => (weekdayOf(day) === 0 ? 0.88 : 1))).toEqual({ days: ['weekday'], pct: -12 });
  });

  test('lasts through one odd week, and is forgotten after two', () => {
    const stops = (weeks: number) => (day: number) => (day < FIRST + 7 * weeks ? dearer(day) : 1);
    expect(habitAfter(untilSaturday(7), stops(6))).toMatchObject({ pct: 12 });
    expect(habitAfter(untilSaturday(8), stops(6))).toBeUndefined();
  });

  test('is what three of four weekends have reached, so that one alone does not set it', () => {
    const sizes = [1.3, 1.08, 1.15, 1.1];
    const varying = (day: number) => (isWeekend(day) ? (sizes[Math.floor((day - FIRST) / 7)] ?? 1) : 1);
    expect(habitAfter(untilSaturday(4), varying)).toMatchObject({ pct: 10 });
  });

  test('takes a day without reports for unknown: Saturdays are learnt where Sundays are shut, and nothing of Sundays', () => {
    const shut = (day: number) => (weekdayOf(day) === 6 ? undefined : dearer(day));
    expect(habitAfter(untilSaturday(4), shut)).toMatchObject({ pct: 12 });
    expect(habitAfter(untilSaturday(4) + 1, shut)).toBeUndefined();
  });

  test('is looked for in the last four weekends that are known', () => {
    const gappy = (day: number) => (Math.floor((day - FIRST) / 7) % 2 === 0 ? undefined : dearer(day));
    expect(habitAfter(untilSaturday(8), gappy)).toMatchObject({ pct: 12 });
  });

  test('is what goes beyond the days around it, where these are dearer, too', () => {
    const risen = (day: number) => dearer(day) * (day < FIRST + 10 ? 1 : 1.2);
    expect(habitAfter(untilSaturday(6), risen)).toMatchObject({ pct: expect.closeTo(12, 0) });
  });

  test('is none where all days are dear, or none stands out twice', () => {
    expect(habitAfter(untilSaturday(6), (day) => (day < FIRST + 3 ? 1 : 1.3))).toBeUndefined();
    const oneWeekend = (day: number) => (day >= FIRST + 12 && day < FIRST + 14 ? 1.3 : 1);
    expect(habitAfter(untilSaturday(4), oneWeekend)).toBeUndefined();
  });

  test('of a volatile good is more than its usual movement', () => {
    expect(habitAfter(untilSaturday(4), dearer, leastHabitPct(true, undefined))).toMatchObject({ pct: 12 });
    expect(habitAfter(untilSaturday(4), dearer, leastHabitPct(true, 14))).toBeUndefined();
  });

  test('is none where the price stands at three times its past: such a price is doubted, however often it comes', () => {
    expect(habitAfter(untilSaturday(5), (day) => (isWeekend(day) ? 3.2 : 1))).toBeUndefined();
  });
});

describe('a habit of the lunar days', () => {
  const dearer = (day: number) => (isLunarDay(day) ? 1.15 : 1);
  const [first, fifteenth] = ['2026-06-15', '2026-06-29'].map((day) => toDayNumber(day) - FIRST) as [number, number];

  test('is known after three of them, on the 1st and on the 15th', () => {
    expect(habitAfter(toDayNumber('2026-04-17') - FIRST, dearer)).toEqual({ days: ['lunar-day'], pct: 15 });
    expect(habitAfter(first, dearer)).toEqual({ days: ['lunar-day'], pct: 15 });
    expect(habitAfter(fifteenth, dearer)).toEqual({ days: ['lunar-day'], pct: 15 });
    expect(habitAfter(first + 1, dearer)).toBeUndefined();
  });

  test('may be that of the eve alone', () => {
    const eve = (day: number) => dearer(day + 1);
    expect(habitAfter(first - 1, eve)).toMatchObject({ pct: 15 });
    expect(habitAfter(first, eve)).toBeUndefined();
  });

  test('may be that of the 1st alone', () => {
    const onFirsts = (day: number) =>
      lunarDaysUpTo(fromDayNumber(day), 0, hanoi.lunarYears).firsts.includes(day) ? 1.15 : 1;
    expect(habitAfter(first, onFirsts)).toMatchObject({ pct: 15 });
    expect(habitAfter(fifteenth, onFirsts)).toBeUndefined();
  });

  test('is not learnt from weekends, on which four lunar days in a row may fall', () => {
    for (let days = 60; days < 200; days++) {
      const habit = habitAfter(days, (day) => (isWeekend(day) ? 1.12 : 1));
      expect(habit).toEqual(isWeekend(FIRST + days) ? { days: ['weekday'], pct: 12 } : undefined);
    }
  });

  test('comes on top of that of the weekday', () => {
    const both = (day: number) => (isWeekend(day) ? 1.1 : 1) * dearer(day);
    const days = Array.from({ length: 160 }, (_, day) => FIRST + 100 + day).find(
      (day) => isWeekend(day) && isLunarDay(day),
    );
    expect(habitAfter((days as number) - FIRST, both)).toEqual({
      days: ['weekday', 'lunar-day'],
      pct: expect.closeTo(26.5, 0),
    });
  });

  test('and one of the weekday in the other direction leave the larger', () => {
    const days = Array.from({ length: 90 }, (_, day) => FIRST + 100 + day).find(
      (day) => weekdayOf(day) === 0 && isLunarDay(day),
    );
    const opposite = (day: number) => (isLunarDay(day) ? 1.15 : weekdayOf(day) === 0 ? 0.92 : 1);
    expect(habitAfter((days as number) - FIRST, opposite)).toEqual({ days: ['lunar-day'], pct: 15 });
  });
});

describe('movements that are remembered', () => {
  const told = fc.array(
    fc.option(fc.oneof(fc.constantFrom(1, 1.004, 1.12, 0.88, 3.5), fc.double({ min: 0.4, max: 2.5, noNaN: true })), {
      nil: undefined,
      freq: 4,
    }),
    { minLength: 1, maxLength: 300 },
  );

  test('are those of the last 126 days, each at its day, whatever was missing', () => {
    fc.assert(
      fc.property(told, (movements) => {
        const known = remembered(movements.length, (day) => movements[day - FIRST]);
        if (!known) return;
        const [lastDay, count, ...runs] = known;
        const days = runs.flatMap((value, at) =>
          at % 2 === 0 ? Array.from({ length: runs[at + 1] as number }, () => value) : [],
        );
        expect(days).toHaveLength(count);
        expect(count).toBeLessThanOrEqual(HABIT_MEMORY_DAYS);
        for (const [index, value] of days.entries()) {
          const movement = movements[lastDay - FIRST - (count - 1 - index)];
          const isFar = movement !== undefined && (movement >= 3 || movement <= 1 / 3);
          if (movement === undefined || isFar) expect(value).toBeNull();
          else expect(Math.abs((value as number) / 1000 - Math.log(movement))).toBeLessThan(0.0255);
        }
      }),
      { numRuns: runsOf({ few: 50, all: 500 }) },
    );
  });

  test('are forgotten with the last of them', () => {
    const known = noteMovement(undefined, FIRST, 1.1);
    expect(isForgotten(known, FIRST + HABIT_MEMORY_DAYS)).toBe(false);
    expect(isForgotten(known, FIRST + HABIT_MEMORY_DAYS + 1)).toBe(true);
    expect(noteMovement(known, FIRST + 500, 1.2)).toEqual([FIRST + 500, HABIT_MEMORY_DAYS, null, 125, 182, 1]);
  });
});

test('a price is compared with its reference, and as much of the habit as it has taken', () => {
  const comparedWith = (price: number, pct: number) => withHabit(100, price, { pct });
  expect([90, 100, 105, 112, 125].map((price) => comparedWith(price, 12))).toEqual([
    100,
    100,
    105,
    expect.closeTo(112),
    expect.closeTo(112),
  ]);
  expect([80, 88, 95, 100, 110].map((price) => comparedWith(price, -12))).toEqual([88, 88, 95, 100, 100]);
});
