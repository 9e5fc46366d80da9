import { describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import {
  addDays,
  type BusinessDay,
  businessDayOf,
  daysBetween,
  fromDayNumber,
  toDayNumber,
} from '#domain/business-day.ts';
import { lunarDaysUpTo } from '#domain/detection/lunar-days.ts';

const DAY_MS = 86_400_000;
const SYNODIC_DAYS = 29.530588861;
/** Dynamical time runs ahead of the clocks by 67 to 80 seconds in these years. */
const DELTA_T_DAYS = 72 / 86_400;

/** First days of the months, from the catalogue. */
const FIRSTS: readonly BusinessDay[] = hanoi.lunarYears.flatMap(({ tet, monthDays = [] }) =>
  monthDays.map((_, month) =>
    addDays(
      tet,
      monthDays.slice(0, month).reduce((sum, days) => sum + days, 0),
    ),
  ),
);

/** Amplitudes, in days, of the sines of multiples of the moon's and the sun's anomaly and the moon's latitude argument. */
const TERMS: readonly (readonly [days: number, moon: number, sun: number, latitude: number])[] = [
  [-0.4072, 1, 0, 0],
  [0.17241, 0, 1, 0],
  [0.01608, 2, 0, 0],
  [0.01039, 0, 0, 2],
  [0.00739, 1, -1, 0],
  [-0.00514, 1, 1, 0],
  [0.00208, 0, 2, 0],
  [-0.00111, 1, 0, -2],
  [-0.00057, 1, 0, 2],
  [0.00056, 2, 1, 0],
  [-0.00042, 3, 0, 0],
  [0.00042, 0, 1, 2],
  [0.00038, 0, 1, -2],
  [-0.00024, 2, -1, 0],
  [-0.00007, 1, 2, 0],
  [0.00004, 2, 0, -2],
  [0.00004, 0, 3, 0],
  [0.00003, 1, 1, -2],
  [0.00003, 2, 0, 2],
  [-0.00003, 1, 1, 2],
  [0.00003, 1, -1, 2],
  [-0.00002, 1, -1, -2],
  [-0.00002, 3, 1, 0],
  [0.00002, 4, 0, 0],
];

/** The planets' part: amplitude, in days, phase, and phase for each new moon, in degrees. */
const PLANETS: readonly (readonly [days: number, phase: number, perMoon: number])[] = [
  [0.000325, 299.77, 0.107408],
  [0.000165, 251.88, 0.016321],
  [0.000164, 251.83, 26.651886],
  [0.000126, 349.42, 36.412478],
  [0.00011, 84.66, 18.206239],
  [0.000062, 141.74, 53.303771],
  [0.00006, 207.14, 2.453732],
  [0.000056, 154.84, 7.30686],
  [0.000047, 34.52, 27.261239],
  [0.000042, 207.19, 0.121824],
  [0.00004, 291.34, 1.844379],
  [0.000037, 161.72, 24.198154],
  [0.000035, 239.56, 25.513099],
  [0.000023, 331.55, 3.592518],
];

/** The instant of a new moon, counted from that of January 2000, to some ten seconds: Meeus, Astronomical Algorithms, 49. */
function newMoon(k: number): number {
  const t = k / 1236.85;
  const sine = (degrees: number) => Math.sin((degrees * Math.PI) / 180);
  const mean = 2_451_550.09766 + SYNODIC_DAYS * k + 0.00015437 * t ** 2;
  const sun = 2.5534 + 29.1053567 * k - 0.0000014 * t ** 2;
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t ** 2;
  const latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t ** 2;
  const node = 124.7746 - 1.56375588 * k + 0.0020672 * t ** 2;
  const eccentricity = 1 - 0.002516 * t;
  const periodic = TERMS.reduce(
    (sum, [days, ofMoon, ofSun, ofLatitude]) =>
      sum + days * eccentricity ** Math.abs(ofSun) * sine(ofMoon * moon + ofSun * sun + ofLatitude * latitude),
    -0.00017 * sine(node),
  );
  const planets = PLANETS.reduce((sum, [days, phase, perMoon]) => sum + days * sine(phase + perMoon * k), 0);
  return (mean + periodic + planets - DELTA_T_DAYS - 2_440_587.5) * DAY_MS;
}

const newMoonNear = (day: BusinessDay) =>
  newMoon(Math.round((toDayNumber(day) - toDayNumber('2000-01-06')) / SYNODIC_DAYS));

describe("the catalogue's lunar months", () => {
  test('reach from 2014 to 2040 without a gap', () => {
    expect(FIRSTS).toHaveLength(334);
    expect(FIRSTS[0]).toBe('2014-01-31');
    expect(FIRSTS.at(-1)).toBe('2041-01-03');
    const lengths = FIRSTS.slice(1).map((first, index) => daysBetween(FIRSTS[index] as BusinessDay, first));
    expect(new Set(lengths)).toEqual(new Set([29, 30]));
  });

  test('begin on the day of the new moon in Hanoi', () => {
    expect(FIRSTS.map((first) => businessDayOf(newMoonNear(first)))).toEqual(FIRSTS);
  });

  test('hang on no new moon so near midnight that some seconds would move it', () => {
    const sinceMidnight = (first: BusinessDay) => newMoonNear(first) - Date.parse(`${first}T00:00:00+07:00`);
    const margins = FIRSTS.map((first) => Math.min(sinceMidnight(first), DAY_MS - sinceMidnight(first)));
    expect(Math.min(...margins)).toBeGreaterThan(120_000);
  });

  test("are those of China's calendar, but for the new moons between 23:00 and midnight in Hanoi", () => {
    const late = FIRSTS.filter((first) => new Date(newMoonNear(first)).getUTCHours() === 16);
    expect(late).toEqual([
      ...['2018-11-07', '2019-03-06', '2020-12-14', '2030-02-02', '2031-04-21', '2032-03-11'],
      ...['2034-09-12', '2037-04-15', '2038-04-04', '2039-12-15'],
    ]);
    // ICU computes the Chinese calendar by itself, and misses some new moons by minutes.
    const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', day: 'numeric' });
    const isFirst = (day: number) =>
      chinese
        .format(Date.parse(fromDayNumber(day)))
        .match(/\d+/g)
        ?.at(-1) === '1';
    const others = FIRSTS.filter((first) => !isFirst(toDayNumber(first)) && !late.includes(first));
    expect(others.length).toBeLessThanOrEqual(3);
  });
});

test('the 1st and the 15th are looked for up to the day after, over the turn of the lunar year', () => {
  const { firsts, fifteenths } = lunarDaysUpTo('2026-03-02', 60, hanoi.lunarYears);
  expect(firsts.map(fromDayNumber)).toEqual(['2026-01-19', '2026-02-17']);
  expect(fifteenths.map(fromDayNumber)).toEqual(['2026-01-03', '2026-02-02', '2026-03-03']);
});

test('a calendar that tells no months has no lunar days', () => {
  const lunarYears = hanoi.lunarYears.map(({ year, tet }) => ({ year, tet }));
  expect(lunarDaysUpTo('2026-03-02', 60, lunarYears)).toEqual({ firsts: [], fifteenths: [] });
});
