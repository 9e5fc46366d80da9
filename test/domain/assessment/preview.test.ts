import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_DETECTION } from '#catalog/default-detection.ts';
import { hanoi } from '#catalog/hanoi.ts';
import { episodesUnder, type PastDay, type PreviewedEpisode } from '#domain/assessment/preview.ts';
import { NEW_MARKET, replayDay } from '#domain/assessment/replay.ts';
import { addDays } from '#domain/business-day.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import type { ThresholdPercents } from '#domain/product.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { runsOf } from '#support/seeds.ts';

const FIRST = '2026-03-02';
const SHOPS = ['an/1', 'an/2', 'binh/1', 'cuc/1', 'dung/1'] as const;
const NEVER: ThresholdPercents = { watch: 900, alert: 950, crisis: 990 };
const STRICT: ThresholdPercents = { watch: 8, alert: 12, crisis: 20 };

/** What was kept of a ward's days, and the episodes that opened, under thresholds; a price of 0 is none. */
function record(days: readonly (readonly number[])[], thresholds: ThresholdPercents) {
  const rules = rulesAsOf({ thresholds: [], ceilings: [] }, { ...hanoi, defaultThresholds: thresholds }, FIRST);
  let market = NEW_MARKET;
  const past: PastDay[] = [];
  const episodes = new Map<string, Pick<PreviewedEpisode, 'direction' | 'level' | 'openedOn'>>();
  for (const [index, prices] of days.entries()) {
    const date = addDays(FIRST, index);
    const reports = SHOPS.flatMap((store, shop): StoreDay[] => {
      const price = prices[shop];
      if (!price) return [];
      const rows = [{ product: 'P', priceType: 'retail' as const, price }];
      return [{ store, channel: 'market', place: '00070', date, reportedAt: 0, source: 'live', rows }];
    });
    const { market: next, places } = replayDay(market, date, reports, rules);
    market = next;
    for (const { assessment, memory } of places) {
      for (const { product, changePct, habit, retail, moves, usualPct } of assessment.products) {
        if (changePct !== undefined)
          past.push({ date, product: { product, changePct, habit, retail, moves, usualPct } });
      }
      for (const { direction, level, openedOn } of memory.episodes) {
        if (level !== 'normal') episodes.set(`${direction}|${openedOn}`, { direction, level, openedOn });
      }
    }
  }
  return { past, episodes: inOrder([...episodes.values()]) };
}

function inOrder<Episode extends Pick<PreviewedEpisode, 'direction' | 'level' | 'openedOn'>>(
  episodes: readonly Episode[],
) {
  return episodes
    .map(({ direction, level, openedOn }) => ({ direction, level, openedOn }))
    .toSorted((a, b) => (`${a.openedOn}${a.direction}` < `${b.openedOn}${b.direction}` ? -1 : 1));
}

/** Sixty days of five shops around 20,000: calm stretches, moves that most of them share, silent shops. */
const markets = fc
  .array(
    fc.record({
      days: fc.integer({ min: 3, max: 15 }),
      move: fc.integer({ min: -35, max: 45 }),
      own: fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 5, maxLength: 5 }),
      silent: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
    }),
    { minLength: 2, maxLength: 5 },
  )
  .map((stretches) => [
    ...Array.from({ length: 12 }, () => SHOPS.map(() => 20_000)),
    ...stretches.flatMap(({ days, move, own, silent }) =>
      Array.from({ length: days }, () => own.map((pct, shop) => (shop === silent ? 0 : 200 * (100 + move + pct)))),
    ),
  ]);

describe('a preview of thresholds', () => {
  test('that already hold tells the very episodes of the record', () => {
    fc.assert(
      fc.property(markets, (days) => {
        const { past, episodes } = record(days, STRICT);
        expect(inOrder(episodesUnder(past, STRICT, hanoi.detection))).toEqual(episodes);
      }),
      { numRuns: runsOf({ few: 15, all: 150 }) },
    );
  });

  test('tells the first episode that a replay under them opens, from a record under others', () => {
    fc.assert(
      fc.property(markets, (days) => {
        const previewed = inOrder(episodesUnder(record(days, NEVER).past, STRICT, hanoi.detection));
        const replayed = record(days, STRICT).episodes;
        expect(previewed[0]?.openedOn).toBe(replayed[0]?.openedOn);
        expect(previewed[0]?.direction).toBe(replayed[0]?.direction);
      }),
      { numRuns: runsOf({ few: 30, all: 150 }) },
    );
  });

  test('knows the habits of the week, under whatever thresholds the record was made', () => {
    const weekends = Array.from({ length: 100 }, (_, day) => SHOPS.map(() => (day % 7 >= 5 ? 22_400 : 20_000)));
    const risen = Array.from({ length: 5 }, (_, day) => SHOPS.map(() => (day >= 3 ? 29_000 : 26_000)));
    const { past, episodes } = record([...weekends, ...risen], STRICT);
    expect(episodes.map(({ openedOn }) => openedOn)).toEqual([12, 19, 26, 100].map((day) => addDays(FIRST, day)));
    for (const thresholds of [STRICT, NEVER]) {
      const { past: kept } = record([...weekends, ...risen], thresholds);
      expect(inOrder(episodesUnder(kept, STRICT, hanoi.detection))).toEqual(episodes);
    }
    expect(past.at(-1)?.product.habit).toMatchObject({ pct: 12, beyondPct: expect.closeTo(29.5, 0) });
  });

  test('opens no fewer under lower thresholds', () => {
    fc.assert(
      fc.property(markets, (days) => {
        const { past } = record(days, STRICT);
        const alertDays = (scale: number) => {
          const thresholds = { watch: 8 * scale, alert: 12 * scale, crisis: 20 * scale };
          return episodesUnder(past, thresholds, hanoi.detection).length > 0;
        };
        if (alertDays(1.5)) expect(alertDays(1)).toBe(true);
      }),
      { numRuns: runsOf({ few: 12, all: 60 }) },
    );
  });

  test('tells of each episode its largest change, and its last day where it would be over', () => {
    const at = (price: number, days: number) => Array.from({ length: days }, () => SHOPS.map(() => price));
    const days = [
      ...at(20_000, 12),
      ...at(24_000, 1),
      ...at(27_000, 1),
      ...at(24_000, 2),
      ...at(20_000, 14),
      ...at(25_000, 2),
    ];
    const [first, last] = episodesUnder(record(days, STRICT).past, STRICT, hanoi.detection);
    expect(first).toMatchObject({ openedOn: addDays(FIRST, 12), peak: { on: addDays(FIRST, 13), changePct: 35 } });
    expect(first?.endedOn).toBeDefined();
    expect(first?.endedOn && first.endedOn > addDays(FIRST, 15) && first.endedOn < addDays(FIRST, 30)).toBe(true);
    expect(last).toMatchObject({ openedOn: addDays(FIRST, 30), peak: { on: addDays(FIRST, 30), changePct: 25 } });
    expect(last).not.toHaveProperty('endedOn');
  });

  test('ends an episode that was not reported for three weeks, as the record did', () => {
    const at = (price: number, days: number) => Array.from({ length: days }, () => SHOPS.map(() => price));
    const days = [...at(20_000, 12), ...at(26_000, 2), ...at(0, 25), ...at(26_000, 2)];
    const { past, episodes } = record(days, STRICT);
    expect(episodes.map(({ openedOn }) => openedOn)).toEqual([addDays(FIRST, 12), addDays(FIRST, 39)]);
    expect(inOrder(episodesUnder(past, STRICT, DEFAULT_DETECTION))).toEqual(episodes);
  });
});
