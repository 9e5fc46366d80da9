import { hanoi } from '#catalog/hanoi.ts';
import { NEW_MARKET, replayDay } from '#domain/assessment/replay.ts';
import { addDays, type BusinessDay, daysBetween, eachDay } from '#domain/business-day.ts';
import type { Episode } from '#domain/detection/episode.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';

/** A short story of one product in one ward, told by nine shops of five retailers. */
export interface Story {
  readonly name: string;
  readonly title: string;
  readonly first: BusinessDay;
  readonly days: number;
  readonly usualPrice: number;
  /** What a shop (0 to 8; 0 to 2 are one chain's) asks on a day (from 0 on) over its own level; nothing: it is silent. */
  readonly factor: (shop: number, day: number) => number | undefined;
}

/** One day of a story as the fold saw it. */
export interface ReplayedDay {
  readonly date: BusinessDay;
  readonly median?: number;
  readonly q1?: number;
  readonly q3?: number;
  /** Median of what the shops' prices were compared with. */
  readonly reference?: number;
  readonly watchPct: number;
  /** Prices that were held back. */
  readonly heldBack: readonly number[];
}

export interface ReplayedStory {
  readonly story: Story;
  readonly days: readonly ReplayedDay[];
  readonly episodes: readonly Episode[];
}

const PRODUCT = '01.0004';
const SHOPS = [
  'sen-vang/1',
  'sen-vang/2',
  'sen-vang/3',
  'mai-lan/1',
  'mai-lan/2',
  'cho-que/1',
  'cho-que/2',
  'an-khang/1',
  'tam-da/1',
] as const;
const TET = hanoi.lunarYears.find(({ year }) => year === 2026)?.tet as BusinessDay;

/** The pictures of docs/detection.md. */
export const STORIES: readonly Story[] = [
  {
    name: 'step',
    title: 'A step of 22 % that lasts two weeks',
    first: '2026-03-02',
    days: 100,
    usualPrice: 145_000,
    factor: (shop, day) => (day >= 55 + (shop % 2) && day < 69 + (shop % 3) ? 1.22 : 1),
  },
  {
    name: 'drift',
    title: 'A drift of 1 % a day for 25 days, and the new level after it',
    first: '2026-03-02',
    days: 130,
    usualPrice: 145_000,
    factor: (_, day) => 1.01 ** Math.min(25, Math.max(0, day - 50)),
  },
  {
    name: 'noise',
    title: 'No alert: a promotion typed as retail, a slipped zero, a day of outage, the closing at Tết',
    first: addDays(TET, -80),
    days: 100,
    usualPrice: 145_000,
    factor: (shop, day) => {
      if (day === 30) return undefined;
      if (day >= 80 && day < 83) return shop < 3 ? 1.6 : undefined;
      if (shop === 7 && day === 20) return 10;
      return shop < 3 && day >= 45 && day < 54 ? 0.68 : 1;
    },
  },
];

/** Folds a story day by day by the very code of live reports. */
export function replayStory(story: Story): ReplayedStory {
  const draw = seededNumbers(7);
  const rules = rulesAsOf({ thresholds: [], ceilings: [] }, hanoi, story.first);
  const levels = SHOPS.map(() => 0.93 + 0.14 * draw());
  let market = NEW_MARKET;
  const episodes = new Map<string, Episode>();
  const days = eachDay(story.first, addDays(story.first, story.days - 1)).map((date): ReplayedDay => {
    const day = daysBetween(story.first, date);
    const reports = SHOPS.flatMap((store, shop): StoreDay[] => {
      if (draw() < 0.05) levels[shop] = (levels[shop] as number) * (0.98 + 0.04 * draw());
      const factor = story.factor(shop, day);
      if (factor === undefined || draw() < 0.06) return [];
      const price = Math.round((story.usualPrice * (levels[shop] as number) * factor) / 500) * 500;
      const rows = [{ product: PRODUCT, priceType: 'retail' as const, price }];
      return [{ store, channel: 'market', place: '00070', date, reportedAt: 0, source: 'live', rows }];
    });
    const replayed = replayDay(market, date, reports, rules);
    market = replayed.market;
    const ward = replayed.places[0];
    for (const episode of ward?.memory.episodes ?? [])
      episodes.set(`${episode.direction}|${episode.openedOn}`, episode);
    const product = ward?.assessment.products[0];
    const { median, q1, q3 } = product?.retail ?? {};
    const reference =
      median === undefined || product?.changePct === undefined ? undefined : median / (1 + product.changePct / 100);
    return {
      date,
      ...(median === undefined || q1 === undefined || q3 === undefined ? {} : { median, q1, q3 }),
      ...(reference === undefined ? {} : { reference }),
      watchPct: product?.watchPct ?? 0,
      heldBack: product?.checks.filter(({ kind }) => kind === 'doubtful').map(({ price }) => price) ?? [],
    };
  });
  return { story, days, episodes: [...episodes.values()] };
}

export { PRODUCT as STORY_PRODUCT };
