import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { NEW_MARKET, type ReplayedMarket, replayDay } from '#domain/assessment/replay.ts';
import { addDays, type BusinessDay, toDayNumber, weekdayOf } from '#domain/business-day.ts';
import type { Episode } from '#domain/detection/episode.ts';
import { lunarDaysUpTo } from '#domain/detection/lunar-days.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import { ROOT_PLACE } from '#domain/place.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { parseStoreKey } from '#domain/store.ts';
import { describeWithData } from '#support/real-data.ts';
import { runsOf } from '#support/seeds.ts';

/** After Tết, on a Monday. */
const FIRST = '2026-03-02';
const DAYS = 200;
const RICE = '01.0002';
const MORNING_GLORY = [...hanoi.products.values()].find(({ volatile }) => volatile)?.id as string;
const SHOPS = ['a/1', 'b/1', 'c/1', 'd/1'];

const rules = rulesAsOf({ thresholds: [], ceilings: [] }, hanoi, FIRST);

/** A market day: what a good costs in a ward, as a factor of its usual price; nothing where nobody reports it. */
type PriceOn = (day: BusinessDay, index: number, ward: string, shop: number) => number | undefined;

function reportsOn(
  day: BusinessDay,
  index: number,
  price: PriceOn,
  wards: readonly string[],
  product: string,
): StoreDay[] {
  return wards.flatMap((ward) =>
    SHOPS.flatMap((key, shop): StoreDay[] => {
      const factor = price(day, index, ward, shop);
      if (factor === undefined) return [];
      const rows = [{ product, priceType: 'retail' as const, price: Math.round(20_000 * (1 + shop / 50) * factor) }];
      const store = parseStoreKey(`${key}-${ward}`);
      return [{ store, channel: 'market', place: ward, date: day, reportedAt: 0, source: 'live', rows }];
    }),
  );
}

const WARD = ['p'];

function* replay(
  price: PriceOn,
  { from = NEW_MARKET, first = 0, days = DAYS, wards = WARD, product = RICE } = {},
): Generator<ReplayedMarket> {
  let market: ReplayedMarket = from;
  for (let index = first; index < first + days; index++) {
    const date = addDays(FIRST, index);
    market = replayDay(market, date, reportsOn(date, index, price, wards, product), rules).market;
    yield market;
  }
}

function openAt(market: ReplayedMarket | undefined, place = 'p'): readonly Episode[] {
  return (market?.get(place)?.memory.episodes ?? []).filter(({ status }) => status === 'open');
}

/** The episodes that a place told of, by their first days and directions. */
function toldIn(markets: Iterable<ReplayedMarket>, place = 'p'): string[] {
  const told = new Set<string>();
  for (const market of markets) {
    for (const { openedOn, direction, level } of market.get(place)?.memory.episodes ?? []) {
      if (level !== 'normal') told.add(`${openedOn} ${direction}`);
    }
  }
  return [...told].sort();
}

const weekday = (day: BusinessDay) => weekdayOf(toDayNumber(day));
const isWeekend = (day: BusinessDay) => weekday(day) >= 5;
const lunarDaysOn = (day: BusinessDay) => lunarDaysUpTo(day, 0, hanoi.lunarYears);
const isFirst = (day: BusinessDay) => lunarDaysOn(day).firsts.includes(toDayNumber(day));
const isFifteenth = (day: BusinessDay) => lunarDaysOn(day).fifteenths.includes(toDayNumber(day));
const isLunarDay = (day: BusinessDay) => isFirst(day) || isFifteenth(day);
const sometimes = (index: number, shop: number) => (index * 7 + shop * 3) % 10;

/** By kind: the price, and how many times people may be told of it in 200 days. Three cycles teach a habit. */
const KINDS: readonly [kind: string, price: PriceOn, most: number][] = [
  ['dearer weekends', (day) => (isWeekend(day) ? 1.12 : 1), 3],
  ['much dearer weekends', (day) => (isWeekend(day) ? 1.4 : 1), 3],
  ['weekends of other sizes each time', (day, index) => (isWeekend(day) ? 1.08 + (index % 5) / 50 : 1), 4],
  ['a dear Friday, Saturday and Sunday', (day) => (weekday(day) >= 4 ? 1.12 : 1), 5],
  ['a cheap Monday', (day) => (weekday(day) === 0 ? 0.88 : 1), 3],
  ['a cheap Sunday', (day) => (weekday(day) === 6 ? 0.85 : 1), 3],
  ['cheap Mondays and dear weekends', (day) => (weekday(day) === 0 ? 0.88 : isWeekend(day) ? 1.12 : 1), 6],
  [
    'dear Saturdays before closed Sundays',
    (day) => (weekday(day) === 6 ? undefined : weekday(day) === 5 ? 1.12 : 1),
    3,
  ],
  [
    'dear weekends, a third of all days missing',
    (day, index) => (sometimes(index, 0) < 3 ? undefined : isWeekend(day) ? 1.12 : 1),
    6,
  ],
  [
    'dear weekends, a third of the reports missing',
    (day, index, _, shop) => (sometimes(index, shop) < 3 ? undefined : isWeekend(day) ? 1.12 : 1),
    5,
  ],
  ['the lunar 1st and 15th', (day) => (isLunarDay(day) ? 1.12 : 1), 3],
  ['the lunar 1st and 15th and their eves', (day) => (isLunarDay(day) || isLunarDay(addDays(day, 1)) ? 1.15 : 1), 4],
  ['the lunar 1st alone', (day) => (isFirst(day) ? 1.12 : 1), 3],
  ['the lunar 15th alone', (day) => (isFifteenth(day) ? 0.86 : 1), 3],
  ['weekends and lunar days, one on the other', (day) => (isWeekend(day) ? 1.12 : 1) * (isLunarDay(day) ? 1.12 : 1), 6],
  ['weekends or lunar days', (day) => (isWeekend(day) || isLunarDay(day) ? 1.12 : 1), 6],
  ['weekends on a slow rise', (day, index) => (isWeekend(day) ? 1.12 : 1) * 1.0008 ** index, 3],
  ['weekends on a slow fall', (day, index) => (isWeekend(day) ? 1.12 : 1) * 0.9992 ** index, 3],
  ['weekends that begin in the middle', (day, index) => (isWeekend(day) && index >= 70 ? 1.12 : 1), 3],
  ['weekends that end in the middle', (day, index) => (isWeekend(day) && index < 80 ? 1.12 : 1), 3],
  ['a cheap Monday that ends', (day, index) => (weekday(day) === 0 && index < 80 ? 0.86 : 1), 3],
];

describe('people are told a few times, and then know:', () => {
  test.each(KINDS)('%s', (_, price, most) => {
    expect(toldIn(replay(price)).length).toBeLessThanOrEqual(most);
  });

  test('of a volatile good as well', () => {
    const volatile = { product: MORNING_GLORY };
    const lively = (index: number, shop: number) => 1 + ((index * 13 + shop * 5) % 7) / 100;
    const price: PriceOn = (day, index, _, shop) => (isWeekend(day) ? 1.35 : 1) * lively(index >> 3, shop);
    const told = toldIn(replay(price, volatile));
    expect(told.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThanOrEqual(4);
  });

  test('in each ward what is its own, and in the city what most of it does', () => {
    const wards = ['p', 'q', 'r'];
    const price: PriceOn = (day, _, ward) =>
      isWeekend(day) && ward !== 'r' ? 1.12 : weekday(day) === 2 && ward === 'r' ? 0.88 : 1;
    const markets = [...replay(price, { wards })];
    for (const place of [...wards, ROOT_PLACE]) expect(toldIn(markets, place).length).toBeLessThanOrEqual(3);
    expect(toldIn(markets, ROOT_PLACE).every((told) => told.endsWith('up'))).toBe(true);
    expect(toldIn(markets, 'r').every((told) => told.endsWith('down'))).toBe(true);
  });
});

describe('a true step is still seen', () => {
  const HABITS: readonly [string, PriceOn][] = [
    ['weekends', (day) => (isWeekend(day) ? 1.12 : 1)],
    ['lunar days', (day) => (isLunarDay(day) ? 1.12 : 1)],
    ['cheap Mondays', (day) => (weekday(day) === 0 ? 0.88 : 1)],
  ];
  const FROM = 75;
  const TO = 135;

  /** Days until an episode is open, of a price that leaves its habit on each of some days. */
  function delays(habit: PriceOn, step: (usual: number) => number, direction: 'up' | 'down') {
    const before = [...replay(habit, { days: TO })];
    const found = { ordinary: new Set<number>(), habit: new Set<number>() };
    for (let start = FROM; start < TO; start++) {
      const usual = habit(addDays(FIRST, start), start, 'p', 0) as number;
      let delay = 0;
      const stepped: PriceOn = (day, index) => step(habit(day, index, 'p', 0) as number);
      for (const market of replay(stepped, { from: before[start - 1] as ReplayedMarket, first: start, days: 9 })) {
        if (openAt(market).some((episode) => episode.direction === direction)) break;
        delay++;
      }
      found[usual === 1 ? 'ordinary' : 'habit'].add(delay);
    }
    return found;
  }

  test.each(HABITS)('on its day when it comes on top of %s', (_, habit) => {
    expect(delays(habit, (usual) => 1.25 * usual, 'up')).toEqual({ ordinary: new Set([0]), habit: new Set([0]) });
    expect(delays(habit, (usual) => 0.75 * usual, 'down')).toEqual({ ordinary: new Set([0]), habit: new Set([0]) });
  });

  test.each(HABITS)('on its day when it is by nearly a half, whatever is usual: %s', (_, habit) => {
    expect(delays(habit, () => 1.45, 'up')).toEqual({ ordinary: new Set([0]), habit: new Set([0]) });
  });

  test.each(HABITS.slice(0, 2))('two days later when it looks like the habit at first: %s', (_, habit) => {
    const { ordinary, habit: onHabit } = delays(habit, () => 1.12, 'up');
    expect(ordinary).toEqual(new Set([0]));
    expect(Math.max(...onHabit)).toBeLessThanOrEqual(2);
  });
});

describe('a day of a habit', () => {
  test('on which nothing is seen neither calms an open rise nor ends it', () => {
    // Weekends are a tenth dearer; from a Wednesday on the price is a fifth dearer, and on weekends no dearer than ever.
    const price: PriceOn = (day, index) => (isWeekend(day) ? 1.12 : index >= 100 ? 1.2 : 1);
    const days = [...replay(price, { days: 120 })].slice(100);
    expect(days.map((market) => openAt(market).length)).toEqual(days.map(() => 1));
  });

  test('says in its evidence what is usual', () => {
    const price: PriceOn = (day, index) => (isWeekend(day) ? 1.12 : 1) * (index >= 103 ? 1.3 : 1);
    const [open] = openAt([...replay(price, { days: 104 })].at(-1));
    expect(weekday(addDays(FIRST, 103))).toBe(5);
    expect(open?.evidence).toMatchObject({ habit: { days: ['weekday'], pct: 12 }, changePct: expect.closeTo(30, 0) });
  });
});

test('what was remembered before habits were learnt is read, and learns anew', () => {
  const price: PriceOn = (day) => (isWeekend(day) ? 1.12 : 1);
  const known = [...replay(price, { days: 90 })].at(-1) as ReplayedMarket;
  const older = new Map(
    [...known].map(
      ([
        place,
        {
          memory: { movements, ...memory },
          stores,
        },
      ]) => [place, { memory, stores }],
    ),
  );
  expect(toldIn(replay(price, { from: older, first: 90, days: 100 })).slice(-3)).toHaveLength(3);
});

test('a habit is the same in any order of reports', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(0, 0, 0, 1, 2), { minLength: 7, maxLength: 7 }),
      fc.infiniteStream(fc.nat()),
      (week, order) => {
        const price: PriceOn = (day, index, _, shop) =>
          (index * 5 + shop) % 11 === 0 ? undefined : 1 + 0.12 * (week[weekday(day)] as number);
        let [told, shuffled] = [NEW_MARKET, NEW_MARKET];
        for (let index = 0; index < 45; index++) {
          const date = addDays(FIRST, index);
          const reports = reportsOn(date, index, price, ['p', 'q'], RICE);
          const other = reports
            .map((report) => ({ report, at: order.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ report }) => report);
          told = replayDay(told, date, reports, rules).market;
          shuffled = replayDay(shuffled, date, other, rules).market;
        }
        expect(JSON.stringify([...shuffled])).toBe(JSON.stringify([...told]));
      },
    ),
    { numRuns: runsOf({ few: 5, all: 50 }) },
  );
});

describeWithData('cases/c05b-weekend12-rice.csv', 'a file of weekends', (file) => {
  test('has three alerts in 150 days, and not twenty', () => {
    const folder = mkdtempSync(join(tmpdir(), 'habits-'));
    const out = join(folder, 'episodes.json');
    const args = ['--disable-warning=ExperimentalWarning', 'infra/analyse/backtest.ts', '--prices', file, '--out', out];
    execFileSync(process.execPath, args, { stdio: 'pipe' });
    const { episodes } = JSON.parse(readFileSync(out, 'utf8')) as { episodes: { openedOn: string }[] };
    rmSync(folder, { recursive: true });
    expect(episodes.map(({ openedOn }) => openedOn)).toEqual(['2026-01-10', '2026-01-17', '2026-01-24']);
  });
});
