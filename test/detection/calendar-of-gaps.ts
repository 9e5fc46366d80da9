import { toDayNumber } from '#domain/business-day.ts';
import { tetOf } from './market-events.ts';
import type { MarketSettings } from './market-settings.ts';
import { streamOf } from './random-streams.ts';
import type { MarketStore } from './stores-of-market.ts';

/** Whether a store reports on a day, and what is odd about its report. */
export interface Attendance {
  readonly reports: boolean;
  /** True while the feed repeats the prices of the day on which it froze. */
  readonly frozen: boolean;
  /** Factor on the prices of a shop that is open on the first days of Tết; 1 on all other days. */
  readonly tetFactor: number;
}

const SILENT_DAYS = [5, 20] as const;
const FROZEN_DAYS = [15, 40] as const;
/** Shares of shops that report on the first three and the next three days of Tết. */
const OPEN_AT_TET = [0.1, 0.1, 0.1, 0.4, 0.6, 0.8];
const TET_SHUT_DAYS = 3;

/** Days of the whole market: on which nobody reports, and on which a chain's feed is down. */
export interface Outages {
  readonly all: ReadonlySet<number>;
  /** `<retailer>|<day>`. */
  readonly ofChains: ReadonlySet<string>;
}

export function planOutages({ seed, days, gaps }: MarketSettings, retailers: readonly string[]): Outages {
  const draw = streamOf(seed, 'outages');
  return {
    all: new Set(Array.from({ length: gaps.outages }, () => draw.whole(20, days - 1))),
    ofChains: new Set(
      Array.from({ length: gaps.chainOutages }, () => `${draw.pick(retailers)}|${draw.whole(20, days - 1)}`),
    ),
  };
}

/** Walks through a store's days: one call a day, in their order. */
export function attendanceOf(
  store: MarketStore,
  settings: MarketSettings,
  outages: Outages,
): (day: number) => Attendance {
  const { gaps, seed } = settings;
  const draws = ['present', 'silence', 'frozen', 'tet'].map((aspect) => streamOf(seed, aspect, store.key));
  const [present, silence, frozen, tetDraw] = draws as [
    (typeof draws)[0],
    (typeof draws)[0],
    (typeof draws)[0],
    (typeof draws)[0],
  ];
  const usual = present.between(...gaps.reporting);
  const tet = gaps.tetClosing ? tetOf(settings) : undefined;
  const firstDay = toDayNumber(settings.first);
  let silentUntil = -1;
  let frozenUntil = -1;
  return (day) => {
    if (silence.chance(gaps.silence)) silentUntil = Math.max(silentUntil, day + silence.whole(...SILENT_DAYS));
    if (frozen.chance(gaps.frozenFeed)) frozenUntil = Math.max(frozenUntil, day + frozen.whole(...FROZEN_DAYS));
    const sinceTet = tet === undefined ? -1 : day - tet;
    const atTet = sinceTet >= 0 ? (OPEN_AT_TET[sinceTet] ?? 1) : 1;
    const openAtTet = tetDraw.chance(atTet);
    const oddPrice = tetDraw.between(1.2, 1.6);
    const comes = present.chance(usual * weekdayShare(firstDay + day, gaps));
    return {
      reports:
        comes &&
        openAtTet &&
        day >= store.opens &&
        day <= store.closes &&
        day > silentUntil &&
        !outages.all.has(day) &&
        !outages.ofChains.has(`${store.retailer}|${day}`),
      frozen: day <= frozenUntil,
      tetFactor: sinceTet >= 0 && sinceTet < TET_SHUT_DAYS && day > frozenUntil ? oddPrice : 1,
    };
  };
}

/** 1970-01-01 was a Thursday: day numbers that leave 2 are Saturdays, 3 Sundays. */
function weekdayShare(dayNumber: number, { saturday, sunday }: MarketSettings['gaps']): number {
  const weekday = dayNumber % 7;
  return weekday === 2 ? saturday : weekday === 3 ? sunday : 1;
}
