import { describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { NEW_MARKET, replayDay } from '#domain/assessment/replay.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { parseStoreKey } from '#domain/store.ts';

const GOODS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T'];
const TET = hanoi.lunarYears.find(({ year }) => year === 2026)?.tet as BusinessDay;
const rules = rulesAsOf({ thresholds: [], ceilings: [] }, hanoi, TET);

/** Prices of the goods in one store; a good without a price is not reported. */
type Shelf = (good: number, day: number) => number | undefined;

/** Replays days that end on `last`: what each store asks, by the day's number from 0 on; nothing for a silent store. */
function replay(last: BusinessDay, days: number, stores: Readonly<Record<string, Shelf>>) {
  let market = NEW_MARKET;
  const past = Array.from({ length: days }, (_, index) => {
    const date = addDays(last, index - days + 1);
    const reports = Object.entries(stores).flatMap(([store, shelf]): StoreDay[] => {
      const rows = GOODS.flatMap((product, good) => {
        const price = shelf(good, index);
        return price === undefined ? [] : [{ product, priceType: 'retail' as const, price }];
      });
      if (rows.length === 0) return [];
      return [
        { store: parseStoreKey(store), channel: 'market', place: '00070', date, reportedAt: 0, source: 'live', rows },
      ];
    });
    const day = replayDay(market, date, reports, rules);
    market = day.market;
    return day.places[0];
  });
  return {
    levels: past.map((day) => day?.memory.episodes.map(({ product, level }) => `${product} ${level}`) ?? []),
    checks: past.at(-1)?.assessment.products.flatMap(({ checks }) => checks) ?? [],
  };
}

const usual = (good: number) => 10_000 + 1_000 * good;
const shops = (shelf: Shelf) => ({ 'an/1': shelf, 'an/2': shelf, 'binh/1': shelf, 'cuc/1': shelf });
const nothing = (levels: readonly string[][]) => levels.flat();

describe('no alert is raised', () => {
  test('by what the few open stores ask on the first three days of Tết, nor by the return after them', () => {
    const open: Shelf = (good, day) => (day >= 40 && day < 43 ? usual(good) * 1.5 : usual(good));
    const shut: Shelf = (good, day) => (day >= 40 && day < 43 ? undefined : usual(good));
    const { levels } = replay(addDays(TET, 8), 49, { ...shops(open), 'dung/1': shut, 'em/1': shut });
    expect(nothing(levels)).toEqual([]);
  });

  test("by a chain's promotion in all its shops, whatever it is called", () => {
    const chain: Shelf = (good, day) => usual(good) * (day >= 30 ? 0.65 : 1);
    const { levels } = replay('2026-10-01', 40, {
      ...shops(usual),
      'chuoi/1': chain,
      'chuoi/2': chain,
      'chuoi/3': chain,
    });
    expect(nothing(levels)).toEqual([]);
  });

  test('by a day without any report, or a weekend on which the cheap stores are silent', () => {
    const cheap: Shelf = (good, day) => (day % 7 >= 5 ? undefined : usual(good) * 0.6);
    const outage: Shelf = (good, day) => (day === 33 ? undefined : usual(good));
    const { levels } = replay('2026-10-01', 45, { ...shops(outage), 'dung/1': cheap, 'em/1': cheap, 'giang/1': cheap });
    expect(nothing(levels)).toEqual([]);
  });

  test('by cheap stores that close for good and dear ones that open', () => {
    const leaving: Shelf = (good, day) => (day < 30 ? usual(good) * 0.5 : undefined);
    const coming: Shelf = (good, day) => (day >= 30 ? usual(good) * 1.8 : undefined);
    const stores = { 'dung/1': leaving, 'em/1': leaving, 'giang/1': leaving, 'hoa/1': coming, 'khanh/1': coming };
    expect(nothing(replay('2026-10-01', 60, { ...shops(usual), ...stores }).levels)).toEqual([]);
  });

  test('by a store whose rows have shifted: all its displaced prices wait', () => {
    // Goods that differ by half from row to row, so that a shift displaces each.
    const spread = (good: number) => 1_000 * 1.6 ** good;
    const shifted: Shelf = (good, day) => spread(day === 39 ? (good + 1) % GOODS.length : good);
    const { levels, checks } = replay('2026-10-01', 40, { ...shops(spread), 'dung/1': shifted });
    expect(nothing(levels)).toEqual([]);
    expect(checks.filter(({ doubt }) => doubt === 'shifted-rows')).toHaveLength(GOODS.length);
  });
});

describe('a silent store', () => {
  const rise: Shelf = (good, day) => usual(good) * (day >= 40 ? 1.2 : 1);
  /** The levels that are told on the last day; `normal` is pending. */
  const levelsOn = (days: number, stores: Readonly<Record<string, Shelf>>) => {
    const levels = replay('2026-10-01', days, stores)
      .levels.at(-1)
      ?.map((episode) => episode.split(' ')[1]);
    return new Set(levels?.filter((level) => level !== 'normal'));
  };

  test('counts with what it said last, so that two that report by turns are a rise of both', () => {
    const by =
      (turn: number, shelf: Shelf): Shelf =>
      (good, day) =>
        day % 2 === turn ? shelf(good, day) : undefined;
    const stores = { 'an/1': by(0, rise), 'binh/1': by(1, rise) };
    expect(levelsOn(41, stores)).toEqual(new Set());
    expect(levelsOn(43, stores)).toEqual(new Set(['alert']));
  });

  test('holds up what it has not done: stores that moved must be more than those that stayed', () => {
    const weekdays: Shelf = (good, day) => (day >= 40 ? undefined : usual(good));
    const silent = { 'dung/1': weekdays, 'em/1': weekdays, 'giang/1': weekdays };
    expect(levelsOn(41, { 'an/1': rise, 'binh/1': rise, 'cuc/1': rise, ...silent })).toEqual(new Set());
    expect(levelsOn(41, { 'an/1': rise, 'binh/1': rise, 'cuc/1': rise })).toEqual(new Set(['alert']));
  });

  test('has no price any more after a week, and is nobody after three', () => {
    const silentSince =
      (since: number): Shelf =>
      (good, day) =>
        day >= since ? undefined : usual(good);
    const three = { 'an/1': rise, 'binh/1': rise, 'cuc/1': rise };
    const gone = (since: number) => {
      const shelf = silentSince(since);
      return levelsOn(41, { ...three, 'dung/1': shelf, 'em/1': shelf, 'giang/1': shelf });
    };
    // On one day three of six known stores are no majority; on two days they would be half.
    expect(gone(32)).toEqual(new Set());
    expect(gone(20)).toEqual(new Set());
    expect(gone(19)).toEqual(new Set(['alert']));
    const alone = (since: number) => levelsOn(42, { 'an/1': rise, 'dung/1': silentSince(since) });
    expect(alone(32)).toEqual(new Set());
    expect(alone(19)).toEqual(new Set(['alert']));
  });

  test('makes no day of its own: where nobody reports, nothing moves', () => {
    const once: Shelf = (good, day) => (day > 40 ? undefined : rise(good, day));
    expect(levelsOn(44, { 'an/1': once, 'binh/1': once })).toEqual(new Set());
  });
});

test('a city-wide jump is never held back as an error, however far it goes', () => {
  const jump: Shelf = (good, day) => usual(good) * (day === 39 ? 10 : 1);
  const { levels, checks } = replay('2026-10-01', 40, shops(jump));
  expect(checks.filter(({ kind }) => kind === 'doubtful')).toEqual([]);
  expect(levels.at(-1)).toEqual(GOODS.map((good) => `${good} crisis`));
});

test('two shops of many that slip the same digit on one day do not believe each other', () => {
  const slip: Shelf = (good, day) => usual(good) * (day === 39 && good === 0 ? 10 : 1);
  const { levels, checks } = replay('2026-10-01', 40, { ...shops(usual), 'dung/1': slip, 'em/1': slip });
  expect(nothing(levels)).toEqual([]);
  expect(checks.filter(({ doubt }) => doubt === 'slipped-digits')).toHaveLength(2);
});

describe('a feed that repeats itself', () => {
  /** Each good changes its price by turns, one good a day. */
  const moving: Shelf = (good, day) => usual(good) + (Math.floor((day + good) / GOODS.length) % 2) * 500;

  const frozenOn = (days: number, shelf: Shelf, last: BusinessDay = '2026-10-01') =>
    replay(last, days, { ...shops(moving), 'dung/1': shelf }).checks.filter(({ kind }) => kind === 'frozen');
  const since =
    (from: number): Shelf =>
    (good, day) =>
      moving(good, Math.min(day, from));

  test('is told as frozen, with each of its prices, after five days where it had changed some price each day', () => {
    expect(frozenOn(40, since(35))).toEqual([]);
    const frozen = frozenOn(41, since(35));
    expect(new Set(frozen.map(({ store }) => store))).toEqual(new Set(['dung/1']));
    expect(frozen).toHaveLength(GOODS.length);
  });

  test('takes longer where the store changes its prices seldom', () => {
    const weekly: Shelf = (good, day) => moving(good, Math.min(day - (day % 7), 70));
    expect(frozenOn(95, weekly)).toEqual([]);
    expect(frozenOn(125, weekly)).toHaveLength(GOODS.length);
  });

  test('is told after four weeks where it has never changed a price and others have', () => {
    expect(frozenOn(22, usual)).toEqual([]);
    expect(frozenOn(40, usual)).toHaveLength(GOODS.length);
  });

  test('is alive on a day that tells a new price, and does not stand still while markets are shut', () => {
    const again: Shelf = (good, day) =>
      day === 44 && good === 3 ? (moving(good, 35) ?? 0) + 1_000 : moving(good, Math.min(day, 35));
    expect(frozenOn(44, again)).toHaveLength(GOODS.length);
    expect(frozenOn(45, again)).toEqual([]);
    expect(frozenOn(41, since(35), addDays(TET, 3))).toEqual([]);
  });

  test('is not suspected where nobody changes a price, nor in a store that has just begun to report', () => {
    expect(replay('2026-10-01', 40, shops(usual)).checks).toEqual([]);
    const fresh: Shelf = (good, day) => (day >= 30 ? usual(good) : undefined);
    expect(replay('2026-10-01', 33, { ...shops(moving), 'dung/1': fresh }).checks).toEqual([]);
  });
});
