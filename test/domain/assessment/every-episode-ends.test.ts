import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_DETECTION } from '#catalog/default-detection.ts';
import { hanoi } from '#catalog/hanoi.ts';
import { NEW_MARKET, type ReplayedMarket, replayDay } from '#domain/assessment/replay.ts';
import { addDays } from '#domain/business-day.ts';
import type { Episode } from '#domain/detection/episode.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import { ROOT_PLACE } from '#domain/place.ts';
import { parseStoreKey } from '#domain/store.ts';
import { runsOf } from '#support/seeds.ts';
import { daysOf, GOOD, type History, history, type ReportedDay } from './random-history.ts';

const FIRST = '2026-06-01';
const ORDINARY_DAYS = 60;
/** A step is seen on its day where enough stores agree, and on the next where too few do. */
const STEP_DAYS = 2;
const { expectedDays, longestDays } = DEFAULT_DETECTION;

const rules = rulesAsOf({ thresholds: [], ceilings: [] }, { ...hanoi, lunarYears: [] }, FIRST);

function* replay(days: readonly ReportedDay[]): Generator<ReplayedMarket> {
  let market = NEW_MARKET;
  for (const [index, { reports, ceiling }] of days.entries()) {
    const date = addDays(FIRST, index);
    const ofDay = { ...rules, ceilingAt: (product: string) => (product === GOOD ? ceiling : undefined) };
    const dated = reports.map((report) => ({ ...report, date }));
    market = replayDay(market, date, dated, ofDay).market;
    yield market;
  }
}

function episodesAt(market: ReplayedMarket | undefined, place: string): readonly Episode[] {
  return market?.get(place)?.memory.episodes.filter(({ product }) => product === GOOD) ?? [];
}

/** The places which do not see, after a history and sixty ordinary days, that all prices have risen by 40 %. */
function blindPlaces(past: History): { place: string; episodes: readonly Episode[] }[] {
  const days = daysOf(past, { ordinaryDays: ORDINARY_DAYS, step: 1.4, stepDays: STEP_DAYS });
  const stepOn = addDays(FIRST, days.length - STEP_DAYS);
  const last = [...replay(days)].at(-1);
  // In a city of one ward nothing agrees with it.
  const places = [...past.shops.map((_, place) => `p${place}`), ...(past.shops.length > 1 ? [ROOT_PLACE] : [])];
  return places.flatMap((place) => {
    const episodes = episodesAt(last, place);
    const isSeen = episodes.some(
      ({ direction, status, openedOn }) => direction === 'up' && status === 'open' && openedOn === stepOn,
    );
    return isSeen ? [] : [{ place, episodes }];
  });
}

test('whatever has happened to a good, sixty ordinary days later its place and the city see a step', () => {
  fc.assert(
    fc.property(history, (past) => {
      expect(blindPlaces(past)).toEqual([]);
    }),
    { numRuns: runsOf({ few: 40, all: 1000 }) },
  );
}, 1_200_000);

const SHOPS = ['a/1', 'a/2', 'b/1', 'c/1'];

/** The episodes of a ward day by day: what each of its shops asks, nothing where it does not report the good. */
function episodesOf(
  days: number,
  price: (day: number, shop: string) => number | undefined,
  shops: readonly string[] = SHOPS,
): (readonly Episode[])[] {
  const told = Array.from(
    { length: days },
    (_, day): ReportedDay => ({
      ceiling: undefined,
      reports: shops.flatMap((shop) => {
        const asked = price(day, shop);
        const rows = asked === undefined ? [] : [{ product: GOOD, priceType: 'retail' as const, price: asked }];
        const store = parseStoreKey(shop);
        return [{ store, channel: 'market', place: 'ward', date: FIRST, reportedAt: 0, source: 'live', rows }];
      }),
    }),
  );
  return [...replay(told)].map((market) => episodesAt(market, 'ward'));
}

const firstDay = (days: readonly (readonly Episode[])[], is: (episode: Episode) => boolean) =>
  days.findIndex((episodes) => episodes.some(is));

const isRise = ({ direction, status }: Episode) => direction === 'up' && status === 'open';

describe('an episode', () => {
  test('whose good nobody reports any more ends after three weeks, and says so', () => {
    const days = episodesOf(65, (day) => (day < 30 ? 50_000 : day < 33 ? 65_000 : undefined));
    expect(days[32 + expectedDays]).toMatchObject([{ status: 'open', lastDay: addDays(FIRST, 32) }]);
    expect(days[33 + expectedDays]).toMatchObject([
      { status: 'resolved', resolution: 'no-longer-reported', news: true, level: 'crisis' },
    ]);
    expect(days.at(-1)).toEqual([]);
  });

  test.each([
    ['open', 5],
    ['pending', 1],
  ])(
    'that was %s when the season ended is gone in the next one, in which a rise is seen on its first day',
    (_, dear) => {
      const [gone, back, again] = [30 + dear, 30 + dear + 115, 30 + dear + 115 + 30];
      // Of two shops a rise takes two days: the first leaves it pending.
      const shops = dear === 1 ? ['a/1', 'b/1'] : SHOPS;
      const price = (day: number) => {
        if (day >= gone && day < back) return undefined;
        return (day >= 30 && day < gone) || day >= again ? 70_000 : 50_000;
      };
      const days = episodesOf(again + 2, price, shops);
      expect(days[gone - 1]).toMatchObject([{ status: dear === 1 ? 'pending' : 'open' }]);
      expect(days[back - 1]).toEqual([]);
      expect(days.at(-1)).toMatchObject([{ status: 'open', level: 'crisis', openedOn: addDays(FIRST, again) }]);
    },
  );

  test('that is told again within three weeks goes on', () => {
    const days = episodesOf(30 + 3 + expectedDays, (day) =>
      day < 30 ? 50_000 : day < 31 || day >= 30 + expectedDays ? 65_000 : undefined,
    );
    expect(days.at(-1)).toMatchObject([{ status: 'open', openedOn: addDays(FIRST, 30) }]);
  });

  test('whose price never settles ends as the new level after sixteen weeks', () => {
    const wild = [70_000, 95_000, 130_000, 75_000];
    const days = episodesOf(30 + longestDays + 5, (day) => (day < 30 ? 50_000 : wild[day % 4]));
    const ended = firstDay(days, ({ resolution }) => resolution === 'new-level');
    expect(ended).toBe(30 + longestDays + 1);
  });

  test('does not keep new shops from having a past: replaced by dearer ones, they see the next rise', () => {
    const shops = [...SHOPS, ...SHOPS.map((shop) => `${shop}-new`)];
    const price = (day: number, shop: string) => {
      if (shop.endsWith('-new') !== day >= 31) return undefined;
      return day < 30 ? 50_000 : day < 60 ? 70_000 : 98_000;
    };
    const days = episodesOf(61, price, shops);
    const ended = firstDay(days, ({ status }) => status === 'resolved');
    expect(days[ended]).toMatchObject([{ resolution: 'new-level' }]);
    expect(days.at(-1)).toMatchObject([{ status: 'open', openedOn: addDays(FIRST, 60) }]);
  });
});

describe('a retailer alone at three times its past', () => {
  const only = ['a/1', 'a/2', 'a/3'];

  test('is accepted after 28 reports, and its next rise is seen', () => {
    const days = episodesOf(72, (day) => (day < 30 ? 50_000 : day < 70 ? 160_000 : 224_000), only);
    expect(days.at(-1)).toMatchObject([{ status: 'open', openedOn: addDays(FIRST, 70) }]);
  });

  test('is accepted also when another retailer supports it now and then', () => {
    const price = (day: number, shop: string) => {
      if (shop === 'b/1') return day < 30 ? 50_000 : day < 70 && day % 7 === 0 ? 100_000 : day < 70 ? 50_000 : 70_000;
      return day < 30 ? 50_000 : day < 70 ? 160_000 : 224_000;
    };
    expect(episodesOf(72, price, [...only, 'b/1']).at(-1)).toMatchObject([
      { status: 'open', openedOn: addDays(FIRST, 70) },
    ]);
  });

  test('and back each other day hides nothing: a rise of all is seen once two days show it', () => {
    const price = (day: number, shop: string) => {
      const usual = shop.startsWith('a/') && day >= 30 && day % 2 === 0 ? 150_000 : 50_000;
      return day < 90 ? usual : 1.4 * usual;
    };
    for (const shops of [only, [...only, 'b/1'], [...only, 'b/1', 'c/1']]) {
      const seen = firstDay(episodesOf(95, price, shops), isRise);
      expect(seen, shops.join()).toBeGreaterThanOrEqual(90);
      expect(seen, shops.join()).toBeLessThan(94);
    }
  });

  test('or at a tenth of all others for ever, keeps a place of two retailers from nothing', () => {
    const price = (day: number, shop: string) => {
      const level = day < 30 || shop.startsWith('a/') ? 50_000 : 5_000;
      return day < 90 ? level : 1.4 * level;
    };
    const days = episodesOf(92, price, [...only, 'b/1']);
    expect(days.at(-1)).toMatchObject([{ status: 'open', openedOn: addDays(FIRST, 90) }]);
  });
});
