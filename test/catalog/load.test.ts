import { describe, expect, test } from 'vitest';
import { DEFAULT_DETECTION } from '#catalog/default-detection.ts';
import areas from '#catalog/hanoi/areas.json' with { type: 'json' };
import calendar from '#catalog/hanoi/calendar.json' with { type: 'json' };
import city from '#catalog/hanoi/city.json' with { type: 'json' };
import products from '#catalog/hanoi/products.json' with { type: 'json' };
import tiles from '#catalog/hanoi/tiles.json' with { type: 'json' };
import { hanoi } from '#catalog/hanoi.ts';
import { CatalogueError, parseCatalogue } from '#catalog/load.ts';

const documents = () => structuredClone({ city, areas, products, calendar, tiles });
type Documents = ReturnType<typeof documents>;
/** Spoils Hanoi's documents in one way, and all that the loader then says. */
type Break = readonly [name: string, spoil: (files: Documents) => unknown, said: readonly string[]];

const place = (files: Documents, id: string) =>
  files.areas.sets.flatMap(({ places }) => places as { id: string }[]).find((entry) => entry.id === id) as object;
const set = (files: Documents, id: string) => files.areas.sets.find((entry) => entry.id === id) as object;
const good = (files: Documents, id: string) => files.products.products.find((entry) => entry.id === id) as object;
const children = (files: Documents, parent: string) =>
  files.areas.sets.flatMap(({ places }) => places as { parent: string }[]).filter((entry) => entry.parent === parent);

function saidOf(spoil: Break[1]): readonly string[] {
  const files = documents();
  spoil(files);
  try {
    parseCatalogue(files);
  } catch (error) {
    if (error instanceof CatalogueError) return error.problems;
    throw error;
  }
  return [];
}

const NESTING: readonly Break[] = [
  [
    'a parent that does not exist',
    (files) => Object.assign(place(files, '00070'), { parent: 'z-nowhere' }),
    ['areas.json, 00070: its parent z-nowhere does not exist; add it or name another'],
  ],
  [
    'a place inside itself',
    (files) => Object.assign(place(files, 'z-soc-son'), { parent: 'z-soc-son' }),
    expect.arrayContaining(['areas.json, z-soc-son: lies inside itself; name a parent outside of it']),
  ],
  [
    'a zone in no city',
    (files) => Object.assign(place(files, 'z-soc-son'), { parent: '*' }),
    ['areas.json, z-soc-son: its parent is "*"; a zone lies in a city'],
  ],
  [
    'a ward in no city',
    (files) => Object.assign(place(files, '00070'), { parent: '*' }),
    ['areas.json, 00070: its parent is "*"; a ward lies in a zone or a city'],
  ],
  [
    'a former district in no city',
    (files) => Object.assign(place(files, '001'), { parent: '*' }),
    ['areas.json, 001: its parent is "*"; a district lies in a city'],
  ],
  [
    'a ward in a ward',
    (files) => Object.assign(place(files, '00070'), { parent: '00004' }),
    ['areas.json, 00070: its parent is a ward; a ward lies in a zone or a city'],
  ],
  [
    'a province outside that lies in the city',
    (files) => Object.assign(place(files, 'outside/hung-yen'), { parent: '01' }),
    ['areas.json, outside/hung-yen: its parent is a city; a province outside lies in "*"'],
  ],
  [
    'a ward with more people than its city',
    (files) => Object.assign(place(files, '00070'), { population: 10_330_001 }),
    ['areas.json, 00070: its population 10330001 is above the 10330000 of 01; correct one of them'],
  ],
  [
    'a ward with more people than its zone',
    (files) => {
      Object.assign(place(files, 'z-soc-son'), { population: 300_000 });
      children(files, 'z-soc-son').forEach((entry) => void Object.assign(entry, { population: 300_000 }));
      Object.assign(children(files, 'z-soc-son')[0] ?? {}, { population: 300_001 });
    },
    [expect.stringMatching(/^areas\.json, \S+: its population 300001 is above the 300000 of z-soc-son; correct/)],
  ],
  [
    'a ward far away',
    (files) => Object.assign(place(files, '00070'), { lat: 10 }),
    [expect.stringMatching(/^areas\.json, 00070: over 60 km from z-\S+; check its position$/)],
  ],
  [
    'a zone that covers nothing',
    (files) => children(files, 'z-soc-son').forEach((entry) => void Object.assign(entry, { parent: '01' })),
    ['areas.json, z-soc-son: covers no place; give it wards or communes, or take it out'],
  ],
  [
    'a city that is not there',
    (files) => Object.assign(files.city, { id: '79' }),
    ['areas.json, 79: no city of this id, which city.json names; add it to a set'],
  ],
];

const DATES: readonly Break[] = [
  [
    'a mark that ends before it begins',
    (files) =>
      Object.assign(files.calendar, {
        marks: [{ from: '2026-09-22', to: '2026-09-20', name: { vi: 'Bão', en: 'Storm' } }],
      }),
    ['calendar.json, marks.0: "from" must not be after "to"'],
  ],
  [
    'a set that begins while the one before it holds',
    (files) => Object.assign(set(files, '2025'), { validFrom: '2025-06-30' }),
    ['areas.json, set 2025: begins while the set 2008 holds; let 2008 end on 2025-06-29 (validTo)'],
  ],
  [
    'a set that never ends though another follows it',
    (files) => Reflect.deleteProperty(set(files, '2008'), 'validTo'),
    ['areas.json, set 2025: begins while the set 2008 holds; let 2008 end on 2025-06-30 (validTo)'],
  ],
  [
    'a place that stands before its set does',
    (files) => Object.assign(place(files, '00070'), { validFrom: '2025-06-30' }),
    [
      "areas.json, 00070: stands from 2025-06-30 to 9999-12-31, outside its set 2025 (2025-07-01 to 9999-12-31); correct its dates, or leave them out to take the set's",
    ],
  ],
  [
    'a place that outlasts its set',
    (files) => Object.assign(place(files, '001'), { validTo: '2025-07-01' }),
    [
      "areas.json, 001: stands from 2008-08-01 to 2025-07-01, outside its set 2008 (2008-08-01 to 2025-06-30); correct its dates, or leave them out to take the set's",
    ],
  ],
  [
    'a place that ends before it begins',
    (files) => Object.assign(place(files, '00070'), { validTo: '2025-06-01' }),
    ['areas.json, 00070: ends on 2025-06-01, before it begins on 2025-07-01; correct its validFrom or validTo'],
  ],
  [
    'a date that does not exist',
    (files) => Object.assign(set(files, '2008'), { validTo: '2025-06-31' }),
    ['areas.json, 2008, validTo: an existing date as YYYY-MM-DD'],
  ],
];

const NAMES: readonly Break[] = [
  [
    'a product that stands twice',
    (files) => files.products.products.push(files.products.products[0] as never),
    ['products.json, 01.0001: stands twice'],
  ],
  [
    'a place that stands twice',
    (files) => files.areas.sets[1]?.places.push(place(files, '00070') as never),
    ['areas.json, 00070: stands twice; an id names one place for ever'],
  ],
  [
    'a set that stands twice',
    (files) => Object.assign(set(files, 'outside'), { id: '2008' }),
    ['areas.json, set 2008: stands twice; give each set its own id'],
  ],
  [
    'an id that breaks keys',
    (files) => Object.assign(place(files, '00070'), { id: '00#70' }),
    ['areas.json, 00#70, id: at most 60 lower-case letters, digits, ".", "/" and "-"'],
  ],
  [
    'a product code that breaks addresses',
    (files) => Object.assign(good(files, '01.0004'), { id: '01/0004' }),
    ['products.json, 01/0004, id: at most 40 lower-case letters, digits, "." and "-"'],
  ],
  [
    'a product code that every object has a member by',
    (files) => Object.assign(good(files, '01.0004'), { id: 'constructor' }),
    ['products.json, constructor, id: another id: this one is a word of JavaScript'],
  ],
  [
    'a place that every object has a member by',
    (files) => Object.assign(place(files, '00070'), { id: 'constructor' }),
    ['areas.json, constructor, id: another id: this one is a word of JavaScript'],
  ],
  [
    'a unit that every object has a member by',
    (files) => Object.assign(good(files, '01.0004'), { unit: { vi: 'toString', en: 'piece' } }),
    ['products.json, 01.0004, unit.vi: another unit: this one is a word of JavaScript'],
  ],
  [
    'a name that is not in NFC',
    (files) => Object.assign(good(files, '01.0004'), { name: { vi: 'Thịt'.normalize('NFD'), en: 'Meat' } }),
    ['products.json, 01.0004, name.vi: text in NFC'],
  ],
  [
    'a name with blanks that nobody sees',
    (files) => Object.assign(good(files, '01.0004'), { name: { vi: 'Thịt\u00a0lợn ', en: 'Meat' } }),
    ['products.json, 01.0004, name.vi: text that can be read, with single blanks and nothing invisible'],
  ],
  [
    'a name that shows nothing',
    (files) => Object.assign(place(files, '00070'), { name: { vi: '\u3164', en: 'Hoàn Kiếm' } }),
    ['areas.json, 00070, name.vi: text that can be read, with single blanks and nothing invisible'],
  ],
  [
    'an entry without an id, by its position',
    (files) => Reflect.deleteProperty(good(files, '01.0004'), 'id'),
    [expect.stringMatching(/^products\.json, products\.\d+\.id: /)],
  ],
  [
    'a document that is missing',
    (files) => Reflect.deleteProperty(files, 'calendar'),
    [expect.stringMatching(/^calendar\.json: /)],
  ],
];

const MISTYPED: readonly Break[] = [
  [
    'a member of a product',
    (files) => Object.assign(good(files, '01.0004'), { shelflifeDays: 3 }),
    [
      'products.json, 01.0004: has no member "shelflifeDays"; it has id, name, specification, unit, category, family, eventGroup, band, shelfLifeDays, thresholds, volatile, monthlyNeedPerPerson, knownPrice, ceilinged, channels',
    ],
  ],
  [
    'a member inside a product',
    (files) => Object.assign(good(files, '01.0004'), { thresholds: { watch: 5, alert: 10, crisis: 20, crises: 3 } }),
    ['products.json, 01.0004, thresholds: has no member "crises"; it has watch, alert, crisis'],
  ],
  [
    'members of a place',
    (files) => Object.assign(place(files, '00070'), { long: 105.8, pop: 1 }),
    [
      'areas.json, 00070: has no member "long", "pop"; it has id, kind, name, parent, lat, lon, population, validFrom, validTo',
    ],
  ],
  [
    'a member of a set',
    (files) => Object.assign(set(files, '2025'), { valid_to: '2030-01-01' }),
    ['areas.json, 2025: has no member "valid_to"; it has id, validFrom, validTo, places'],
  ],
  [
    'a member of a document',
    (files) => Object.assign(files.calendar, { lunarYear: [] }),
    ['calendar.json: has no member "lunarYear"; it has lunarYears, marks'],
  ],
  [
    'a member of a lunar year',
    (files) => Object.assign(files.calendar.lunarYears[0] as object, { day: 1 }),
    ['calendar.json, 2014: has no member "day"; it has year, tet, monthDays'],
  ],
  [
    'a member of the city',
    (files) => Object.assign(files.city, { populaton: 1 }),
    [
      'city.json: has no member "populaton"; it has id, name, population, populationSource, defaultThresholds, detection',
    ],
  ],
  [
    'a rung of the detection',
    (files) => Object.assign(files.city, { detection: { rungs: ['trailing', 'peers'] } }),
    [expect.stringMatching(/^city\.json, detection\.rungs\.1: .*"ceiling"\|"trailing"/)],
  ],
  [
    'a category',
    (files) => Object.assign(good(files, '01.0004'), { category: 'meats' }),
    [expect.stringMatching(/^products\.json, 01\.0004, category: .*"grain"\|"meat"\|.*"craft-alcohol"$/)],
  ],
  [
    'a channel',
    (files) => Object.assign(good(files, '07.0007'), { channels: ['petrol', 'petrol-station'] }),
    [expect.stringMatching(/^products\.json, 07\.0007, channels\.1: .*"petrol"\|"wholesale"\|"producer"$/)],
  ],
  [
    'channels as an empty list',
    (files) => Object.assign(good(files, '07.0007'), { channels: [] }),
    ['products.json, 07.0007, channels: without channels leave it out: every channel may sell then'],
  ],
  [
    'a kind of place',
    (files) => Object.assign(place(files, '00070'), { kind: 'Ward' }),
    [expect.stringMatching(/^areas\.json, 00070, kind: .*"city"\|"zone"\|"commune"\|"ward"/)],
  ],
];

const FIGURES: readonly Break[] = [
  [
    'a band that lets a digit slip',
    (files) => Object.assign(good(files, '01.0004'), { band: { min: 20_000, max: 1_450_000 } }),
    [expect.stringMatching(/^products\.json, 01\.0004: its band must shut out a digit too many or too few of \d+$/)],
  ],
  [
    'a band without room for a shock',
    (files) => Object.assign(good(files, '01.0004'), { band: { min: 20_000, max: 200_000 } }),
    [expect.stringMatching(/^products\.json, 01\.0004: its band must leave room for a third and for three times \d+$/)],
  ],
  [
    'thresholds out of order',
    (files) => Object.assign(files.city.defaultThresholds, { alert: 5 }),
    ['city.json, defaultThresholds: thresholds must rise from watch over alert to crisis'],
  ],
  [
    'a missing lunar year',
    (files) => files.calendar.lunarYears.splice(3, 1),
    [
      'calendar.json, 2016: its monthDays end before 2017-01-28, and Tết 2018 is 2018-02-16',
      'calendar.json, 2018: does not follow 2016',
    ],
  ],
  [
    'a Tết in March',
    (files) => Object.assign(files.calendar.lunarYears[0] as object, { tet: '2014-03-05', monthDays: undefined }),
    ['calendar.json, 2014: 2014-03-05 can be no Tết'],
  ],
  [
    'a lunar month that is too long',
    (files) => files.calendar.lunarYears[0]?.monthDays?.splice(2, 1, 31),
    ['calendar.json, 2014, monthDays.2: a lunar month has 29 or 30 days'],
  ],
  [
    'a lunar year without one of its months',
    (files) => files.calendar.lunarYears[0]?.monthDays?.pop(),
    ['calendar.json, 2014: its monthDays end before 2015-01-20, and Tết 2015 is 2015-02-19'],
  ],
  [
    'a lunar year of eleven months',
    (files) => files.calendar.lunarYears[0]?.monthDays?.splice(0, 2),
    ['calendar.json, 2014: monthDays has 11 months; a lunar year has 12 or 13'],
  ],
];

const TILES: readonly Break[] = [
  [
    'two places on one tile',
    (files) => Object.assign(files.tiles.tiles, { '00004': { q: 8, r: 5 } }),
    ['tiles.json, 00004 and 00070: share the tile 8,5; give each its own'],
  ],
  [
    'a tile of what is no innermost place',
    (files) => Object.assign(files.tiles.tiles, { 'z-soc-son': { q: 99, r: 9 } }),
    ['tiles.json, z-soc-son: is no ward, commune or district without places inside; take its tile out'],
  ],
  [
    'half a tile',
    (files) => Object.assign(files.tiles.tiles, { '00070': { q: 8.5, r: 5 } }),
    [expect.stringMatching(/^tiles\.json, tiles\.00070\.q: /)],
  ],
  [
    'a river beside a place that does not exist',
    (files) => files.tiles.rivers[0]?.beyond.push('z-nowhere'),
    ['tiles.json, Sông Hồng: there is no place z-nowhere'],
  ],
];

describe('the loader refuses, naming the file, the entry and what to do', () => {
  test('nothing in documents that are right', () => expect(saidOf(() => undefined)).toEqual([]));

  describe('places that do not fit in one another:', () => {
    test.each(NESTING)('%s', (_, spoil, said) => expect(saidOf(spoil)).toEqual(said));
  });
  describe('places that do not fit in time:', () => {
    test.each(DATES)('%s', (_, spoil, said) => expect(saidOf(spoil)).toEqual(said));
  });
  describe('names that cannot stand:', () => {
    test.each(NAMES)('%s', (_, spoil, said) => expect(saidOf(spoil)).toEqual(said));
  });
  describe('what is mistyped:', () => {
    test.each(MISTYPED)('%s', (_, spoil, said) => expect(saidOf(spoil)).toEqual(said));
  });
  describe('figures that cannot be:', () => {
    test.each(FIGURES)('%s', (_, spoil, said) => expect(saidOf(spoil)).toEqual(said));
  });
  describe('tiles that cannot be:', () => {
    test.each(TILES)('%s', (_, spoil, said) => expect(saidOf(spoil)).toEqual(said));
  });

  test('everything at once, one line each', () => {
    const spoil = (files: Documents) => {
      Object.assign(place(files, '00070'), { parent: '*' });
      Object.assign(files.city.defaultThresholds, { alert: 5 });
    };
    expect(saidOf(spoil)).toHaveLength(2);
  });
});

describe('the settings of detection', () => {
  test('are the usual ones where a city says nothing', () => {
    expect(parseCatalogue(documents()).detection).toEqual(DEFAULT_DETECTION);
    expect(hanoi.detection).toEqual(DEFAULT_DETECTION);
  });

  test('are those that a city names, and the usual ones for the rest', () => {
    const files = documents();
    Object.assign(files.city, { detection: { calmDays: 5, rungs: ['trailing'] } });
    expect(parseCatalogue(files).detection).toEqual({ ...DEFAULT_DETECTION, calmDays: 5, rungs: ['trailing'] });
  });
});

describe('the tiles of a city whose folder gives none', () => {
  const tilesOf = (spoil: Break[1]) => {
    const files = documents();
    spoil(files);
    return new Map([...parseCatalogue(files).places.values()].flatMap(({ id, tile }) => (tile ? [[id, tile]] : [])));
  };

  test('are worked out when it is checked', () => {
    expect(tilesOf((files) => Object.assign(files, { tiles: undefined })).size).toBe(156);
  });

  test('are worked out for a new ward alone, and the others stay', () => {
    const tiles = tilesOf((files) => Reflect.deleteProperty(files.tiles.tiles, '00070'));
    expect(tiles.get('00070')).toBeDefined();
    for (const [id, { tile }] of hanoi.places) if (id !== '00070') expect(tiles.get(id)).toEqual(tile);
  });
});
