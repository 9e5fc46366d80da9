import { describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { NEW_MARKET, replayDay } from '#domain/assessment/replay.ts';
import { addDays, type BusinessDay, daysBetween, eachDay } from '#domain/business-day.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import { alpsOf } from '#domain/indicators/alps.ts';
import { ifpaOf } from '#domain/indicators/ifpa.ts';
import { monthOf, parseMonth, seriesOf } from '#domain/indicators/monthly-series.ts';
import { NO_MONTHS, noteMedians, seasonOn, turnMonth } from '#domain/indicators/screening.ts';
import { sameDayOfYear } from '#domain/indicators/season.ts';
import { RUNGS } from '#domain/level.ts';
import type { StoreDay } from '#domain/report/report.ts';

const { lunarYears } = hanoi;
const tetOf = (wanted: number) => lunarYears.find(({ year }) => year === wanted)?.tet ?? '';

/** The months of daily median prices of one product, "P". */
function monthsOf(first: BusinessDay, last: BusinessDay, priceOn: (day: BusinessDay) => number | undefined) {
  let memory = NO_MONTHS;
  for (const day of eachDay(first, last)) {
    const price = priceOn(day);
    memory = noteMedians(
      turnMonth(memory, day, lunarYears),
      day,
      new Map(price === undefined ? [] : [['P', price] as const]),
    );
  }
  return memory;
}

/** A price that rises by a tenth in the three weeks before Tết and falls back in the three weeks after. */
function withTetRise(day: BusinessDay): number {
  const distance = Math.min(...lunarYears.map(({ tet }) => Math.abs(daysBetween(tet, day))));
  return 20_000 * (distance <= 21 ? 1.1 : 1);
}

describe('the months of a place', () => {
  test('are the means of the daily medians, and a month without a price is a hole', () => {
    const price = (day: BusinessDay) =>
      monthOf(day) === parseMonth('2024-02') ? undefined : Number(day.slice(8)) * 100;
    const { past, running } = monthsOf('2024-01-01', '2024-04-02', price);
    expect(past['P']).toMatchObject({ first: parseMonth('2024-01'), months: [1_600, null, 1_600] });
    expect(past['P']?.thirds).toEqual([550, 1_550, 2_600, null, null, null, 550, 1_550, 2_600]);
    expect(running?.sums['P']).toEqual([300, 2, 0, 0, 0, 0]);
  });

  test('say nothing of ALPS before 36 months, nor of IFPA before five calendar years', () => {
    const wavy = (day: BusinessDay) => 20_000 + ((monthOf(day) * 7919) % 1000);
    expect(monthsOf('2020-01-01', '2022-12-31', wavy).screening['P']?.alps).toBeUndefined();
    expect(monthsOf('2020-01-01', '2023-01-01', wavy).screening['P']?.alps?.value).toBeDefined();
    expect(monthsOf('2020-01-01', '2024-01-01', wavy).screening['P']?.ifpa).toBeUndefined();
    expect(monthsOf('2020-01-01', '2024-02-01', wavy).screening['P']?.ifpa?.value).toBeDefined();
  });

  test('give the very ALPS and IFPA of the command line', () => {
    const wavy = (day: BusinessDay) => 20_000 + ((monthOf(day) * 7919) % 1000);
    const { screening } = monthsOf('2018-01-01', '2024-12-01', wavy);
    const series = seriesOf(
      Array.from({ length: 83 }, (_, index) => ({ month: monthOf('2018-01') + index, value: 0 })).map(({ month }) => ({
        month,
        value: 20_000 + ((month * 7919) % 1000),
      })),
    );
    const alps = alpsOf(series);
    const ifpa = ifpaOf(series, monthOf('2024-11'));
    expect('months' in alps && alps.months.at(-1)?.alps).toBeCloseTo(screening['P']?.alps?.value ?? Number.NaN, 4);
    expect(ifpa && 'value' in ifpa && ifpa.value).toBeCloseTo(screening['P']?.ifpa?.value ?? Number.NaN, 4);
  });
});

describe('the season', () => {
  test('near Tết counts the days from Tết, else the date', () => {
    expect(sameDayOfYear(addDays(tetOf(2026), -10), 1, lunarYears)).toBe(addDays(tetOf(2025), -10));
    expect(sameDayOfYear(addDays(tetOf(2026), 20), 2, lunarYears)).toBe(addDays(tetOf(2024), 20));
    expect(sameDayOfYear('2026-07-15', 2, lunarYears)).toBe('2024-07-15');
  });

  test('expects the rise before Tết where this year has it, not where last year had it', () => {
    // Tết was on 29/01/2025 and is on 17/02/2026: the last ten days of January are in the rise of the one, before that of the other.
    const january = monthsOf('2022-01-01', '2026-01-01', withTetRise).screening['P']?.season;
    const february = monthsOf('2022-01-01', '2026-02-01', withTetRise).screening['P']?.season;
    expect(january?.[1]).toBeCloseTo(1, 1);
    expect(february?.[0]).toBeGreaterThan(1.05);
  });

  test('is that of the month after the closed one, and of no later month in which nothing was closed', () => {
    const screening = monthsOf('2022-01-01', '2026-02-01', withTetRise).screening['P'];
    expect(screening && seasonOn(screening, '2026-02-05')).toBe(screening?.season?.[0]);
    expect(screening && seasonOn(screening, '2026-03-05')).toBeUndefined();
  });

  test('is silent until two earlier years tell of it', () => {
    expect(monthsOf('2024-01-01', '2025-07-01', withTetRise).screening['P']?.season).toBeUndefined();
    expect(monthsOf('2023-01-01', '2025-07-01', withTetRise).screening['P']?.season).toBeDefined();
  });
});

/** Episodes of one product in four shops, whose price follows `priceOn`. */
function episodesOf(last: BusinessDay, priceOn: (day: BusinessDay) => number, rungs = hanoi.detection.rungs) {
  const rules = rulesAsOf(
    { thresholds: [], ceilings: [] },
    { ...hanoi, detection: { ...hanoi.detection, rungs } },
    last,
  );
  let market = NEW_MARKET;
  let levels: string[] = [];
  for (const date of eachDay('2022-01-01', last)) {
    const reports = (['a/1', 'a/2', 'b/1', 'c/1'] as const).map(
      (store): StoreDay => ({
        store,
        channel: 'market',
        place: '00070',
        date,
        reportedAt: 0,
        source: 'live',
        rows: [{ product: 'P', priceType: 'retail', price: Math.round(priceOn(date)) }],
      }),
    );
    const day = replayDay(market, date, reports, rules);
    market = day.market;
    levels = day.places.flatMap(({ memory }) =>
      memory.episodes.map(({ evidence, level, openedOn }) => `${evidence.rung} ${level} ${openedOn}`),
    );
  }
  return levels;
}

describe('the season rung', () => {
  /** Every August the price falls by a quarter within days, but not in the last one. */
  const harvest = (day: BusinessDay) => (day.slice(5, 7) === '08' && day < '2025-01-01' ? 15_000 : 20_000);

  test('watches a price that stays where it falls in other years; by default it only shows it', () => {
    expect(episodesOf('2025-08-12', harvest)).toEqual([]);
    expect(episodesOf('2025-08-12', harvest, RUNGS)).toEqual(['season watch 2025-08-01']);
  });

  test('does not watch the yearly fall itself as a move against the season', () => {
    const yearly = (day: BusinessDay) => (day.slice(5, 7) === '08' ? 15_000 : 20_000);
    expect(episodesOf('2025-08-12', yearly, ['season'])).toEqual([]);
  });
});
