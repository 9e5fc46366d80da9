import { describe, expect, test } from 'vitest';
import areas from '#catalog/hanoi/areas.json' with { type: 'json' };
import calendar from '#catalog/hanoi/calendar.json' with { type: 'json' };
import city from '#catalog/hanoi/city.json' with { type: 'json' };
import products from '#catalog/hanoi/products.json' with { type: 'json' };
import { hanoi } from '#catalog/hanoi.ts';
import { CatalogueError, parseCatalogue } from '#catalog/load.ts';
import { isTetClosing, withAncestors } from '#domain/catalogue.ts';

const documents = () => structuredClone({ city, areas, products, calendar });
type Documents = ReturnType<typeof documents>;

describe('Hanoi as data', () => {
  const places = [...hanoi.places.values()];

  test('passes all checks of the loader', () => {
    expect(parseCatalogue(documents()).products.size).toBe(hanoi.products.size);
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
});

describe('the loader names the entry that is wrong', () => {
  const breaks: [string, (files: Documents) => void, RegExp][] = [
    [
      'a product that stands twice',
      (files) => files.products.products.push(files.products.products[0] as never),
      /01\.0001: stands twice/,
    ],
    [
      'a parent that does not exist',
      (files) => Object.assign(place(files, '00070'), { parent: 'z-nowhere' }),
      /00070: its parent/,
    ],
    ['a place inside itself', (files) => Object.assign(place(files, '01'), { parent: '01' }), /01: lies inside itself/],
    ['a ward far away', (files) => Object.assign(place(files, '00070'), { lat: 10 }), /00070: over 60 km/],
    [
      'a zone that covers nothing',
      (files) => place(files, 'z-soc-son') && moveAll(files, 'z-soc-son', '01'),
      /z-soc-son: covers no place/,
    ],
    [
      'a band that lets a digit slip',
      (files) => Object.assign(good(files, '01.0004').band, { max: 1_450_000 }),
      /01\.0004: its band must shut out/,
    ],
    [
      'a band without room for a shock',
      (files) => Object.assign(good(files, '01.0004').band, { max: 200_000 }),
      /01\.0004: its band must leave room/,
    ],
    [
      'thresholds out of order',
      (files) => Object.assign(files.city.defaultThresholds, { alert: 5 }),
      /thresholds must rise/,
    ],
    ['a missing lunar year', (files) => files.calendar.lunarYears.splice(3, 1), /2023: does not follow 2021/],
    [
      'a Tết in March',
      (files) => Object.assign(files.calendar.lunarYears[0] as object, { tet: '2019-03-05' }),
      /2019: 2019-03-05 can be no Tết/,
    ],
    ['an id that breaks keys', (files) => Object.assign(place(files, '00070'), { id: '00#70' }), /lower-case letters/],
    [
      'a name that is not in NFC',
      (files) => Object.assign(good(files, '01.0004').name, { vi: 'Thịt'.normalize('NFD') }),
      /NFC/,
    ],
  ];

  test.each(breaks)('%s', (_, spoil, message) => {
    const files = documents();
    spoil(files);
    expect(() => parseCatalogue(files)).toThrow(CatalogueError);
    expect(() => parseCatalogue(files)).toThrow(message);
  });
});

function place(files: Documents, id: string) {
  return files.areas.sets
    .flatMap(({ places }) => places as { id: string; parent: string }[])
    .find((entry) => entry.id === id) as object;
}

function moveAll(files: Documents, from: string, to: string): void {
  for (const set of files.areas.sets) {
    for (const entry of set.places as { parent: string }[]) if (entry.parent === from) entry.parent = to;
  }
}

function good(files: Documents, id: string) {
  return files.products.products.find((entry) => entry.id === id) as (typeof products)['products'][number];
}
