import { describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { DEFAULT_DESK } from '#domain/duty/desk-settings.ts';
import { isDayOff, publicHolidays } from '#domain/duty/public-holidays.ts';

const { lunarYears } = hanoi;
const daysOf = (year: number, name: string) =>
  publicHolidays(year, lunarYears)
    .filter((holiday) => holiday.name.vi === name)
    .map(({ day }) => day);

describe('public holidays', () => {
  test("Tết and Hùng Kings' Day follow the moon in Hanoi's time", () => {
    expect(daysOf(2026, 'Tết Nguyên đán')).toEqual([
      '2026-02-16',
      '2026-02-17',
      '2026-02-18',
      '2026-02-19',
      '2026-02-20',
    ]);
    expect(daysOf(2025, 'Giỗ Tổ Hùng Vương')).toEqual(['2025-04-07']);
    expect(daysOf(2026, 'Giỗ Tổ Hùng Vương')).toEqual(['2026-04-26', '2026-04-27']);
    expect(daysOf(2027, 'Giỗ Tổ Hùng Vương')).toEqual(['2027-04-16']);
    expect(daysOf(2028, 'Giỗ Tổ Hùng Vương')).toEqual(['2028-04-04']);
  });

  test('a holiday at a weekend gives the next working day, and no day is given twice', () => {
    expect(daysOf(2027, 'Tết Nguyên đán')).toEqual([
      '2027-02-05',
      '2027-02-06',
      '2027-02-07',
      '2027-02-08',
      '2027-02-09',
      '2027-02-10',
      '2027-02-11',
    ]);
    for (const { year } of lunarYears) {
      const days = publicHolidays(year, lunarYears).map(({ day }) => day);
      expect(new Set(days).size).toBe(days.length);
      expect(days.length).toBeGreaterThanOrEqual(11);
    }
  });

  test('National Day has the day beside it that makes the longer rest', () => {
    expect(daysOf(2024, 'Quốc khánh')).toEqual(['2024-09-02', '2024-09-03']);
    expect(daysOf(2025, 'Quốc khánh')).toEqual(['2025-09-01', '2025-09-02']);
    expect(daysOf(2027, 'Quốc khánh')).toEqual(['2027-09-02', '2027-09-03']);
  });

  test('Culture Day counts from 2026 on', () => {
    expect(daysOf(2025, 'Ngày Văn hóa Việt Nam')).toEqual([]);
    expect(daysOf(2026, 'Ngày Văn hóa Việt Nam')).toEqual(['2026-11-24']);
  });

  test("a year's own decision stands over the usual form", () => {
    const settings = { ...DEFAULT_DESK, daysOff: ['2026-08-31'], workingDays: ['2026-08-22'] };
    const isOff = (day: string) => isDayOff(day, { settings, lunarYears });
    expect(isOff('2026-08-31')).toBe(true);
    expect(isOff('2026-08-22')).toBe(false);
    expect(isOff('2026-08-23')).toBe(true);
    expect(isOff('2026-08-24')).toBe(false);
  });
});
