import { describe, expect, test } from 'vitest';
import areas from '#catalog/hanoi/areas.json' with { type: 'json' };
import calendar from '#catalog/hanoi/calendar.json' with { type: 'json' };
import city from '#catalog/hanoi/city.json' with { type: 'json' };
import products from '#catalog/hanoi/products.json' with { type: 'json' };
import tiles from '#catalog/hanoi/tiles.json' with { type: 'json' };
import { hanoi } from '#catalog/hanoi.ts';
import { parseCatalogue } from '#catalog/load.ts';
import { addDays, type BusinessDay, daysBetween, toDayNumber } from '#domain/business-day.ts';
import { isTetClosing, withAncestors } from '#domain/catalogue.ts';
import { lunarDaysUpTo } from '#domain/detection/lunar-days.ts';
import { marksWithin } from '#domain/duty/special-days.ts';

describe('Hanoi as data', () => {
  const places = [...hanoi.places.values()];

  test('passes all checks of the loader', () => {
    expect(parseCatalogue({ city, areas, products, calendar, tiles }).products.size).toBe(hanoi.products.size);
  });

  test('has the 126 units in force since 01/07/2025, each in a zone of the city', () => {
    expect(places.filter(({ kind }) => kind === 'ward')).toHaveLength(51);
    expect(places.filter(({ kind }) => kind === 'commune')).toHaveLength(75);
    for (const { id } of places.filter(({ kind }) => kind === 'ward' || kind === 'commune')) {
      expect(id).toMatch(/^\d{5}$/);
      expect(withAncestors(hanoi, id)).toEqual([id, expect.stringMatching(/^z-/), '01']);
    }
    expect(hanoi.places.get('00070')?.name).toEqual({ vi: 'Phường Hoàn Kiếm', en: 'Hoan Kiem Ward' });
  });

  test('keeps the 30 former districts as history', () => {
    const districts = places.filter(({ kind }) => kind === 'district');
    expect(districts).toHaveLength(30);
    expect(districts.every(({ validTo }) => validTo === '2025-06-30')).toBe(true);
  });

  test('gives a place without dates of its own the dates of its set', () => {
    expect(hanoi.places.get('outside/hung-yen')?.validFrom).toBe('2008-08-01');
    expect(hanoi.places.get('outside/hung-yen')).not.toHaveProperty('validTo');
    const closed = structuredClone({ city, areas, products, calendar, tiles });
    for (const district of closed.areas.sets[0]?.places ?? []) Object.assign(district, { validTo: undefined });
    const dateless = JSON.parse(JSON.stringify(closed)) as unknown;
    expect(parseCatalogue(dateless).places.get('001')?.validTo).toBe('2025-06-30');
  });

  test('has a tile for every ward, commune and former district, and keeps the tiles that were given', () => {
    const innermost = places.filter(({ kind }) => kind === 'ward' || kind === 'commune' || kind === 'district');
    expect(innermost.filter(({ tile }) => !tile)).toEqual([]);
    expect(parseCatalogue({ city, areas, products, calendar, tiles }).places).toEqual(hanoi.places);
    expect(hanoi.places.get('00070')?.tile).toEqual({ q: 8, r: 5 });
  });

  test('knows what lies beyond the Red River', () => {
    const [river] = hanoi.rivers ?? [];
    expect(withAncestors(hanoi, '00118').some((id) => river?.beyond.includes(id))).toBe(true);
    expect(withAncestors(hanoi, '00070').some((id) => river?.beyond.includes(id))).toBe(false);
  });

  test('names at least 45 goods and the conditional ones', () => {
    expect(hanoi.products.size).toBeGreaterThanOrEqual(45);
    expect(hanoi.products.get('01.0004')?.name.vi).toBe('Thịt lợn nạc thăn');
    expect(hanoi.products.get('07.0007')?.ceilinged).toBe(true);
  });

  test('knows that Tết 2027 is 06/02, a day before the Chinese calendar of ICU', () => {
    expect(hanoi.lunarYears.find(({ year }) => year === 2027)?.tet).toBe('2027-02-06');
    expect(['2027-02-05', '2027-02-06', '2027-02-08', '2027-02-09'].map((day) => isTetClosing(hanoi, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('names the days for which people buy, each where the moon has it', () => {
    const named = (name: string) => hanoi.marks?.filter((mark) => mark.name.vi === name) ?? [];
    const isFifteenth = (day: BusinessDay) =>
      lunarDaysUpTo(day, 0, hanoi.lunarYears).fifteenths.includes(toDayNumber(day));
    expect(named('Rằm tháng Bảy')).toHaveLength(12);
    for (const [index, { to }] of named('Rằm tháng Bảy').entries()) {
      expect(isFifteenth(to), to).toBe(true);
      // Never that of a leap month: the full moon after it is that of the eighth month, the harvest moon.
      expect(to.slice(5) >= '08-10' && to.slice(5) <= '09-08', to).toBe(true);
      const harvest = named('Trung thu')[index]?.to ?? '';
      expect(isFifteenth(harvest) && [29, 30].includes(daysBetween(to, harvest)), harvest).toBe(true);
    }
    for (const { from, to } of named('Giáp Tết')) {
      expect(isFifteenth(addDays(from, -8)), from).toBe(true);
      expect(hanoi.lunarYears.map(({ tet }) => tet)).toContain(addDays(to, 2));
    }
    expect(marksWithin(hanoi, '2027-01-25', '2027-02-10').map(({ name }) => name.vi)).toEqual([
      'Giáp Tết',
      'Tết Nguyên đán',
    ]);
  });
});
