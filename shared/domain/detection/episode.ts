import type { BusinessDay } from '../business-day.ts';
import type { Direction, Level, Rung } from '../level.ts';
import type { ThresholdPercents } from '../product.ts';
import type { StoreKey } from '../store.ts';
import type { CalendarHabit } from './calendar-habit.ts';

/** Rungs that look at whole seasons: they screen, raise no more than `watch`, and no price is compared anew because of them. */
export const SCREENING_RUNGS: readonly Rung[] = ['season', 'alps', 'ifpa'];

/** Rungs that compare prices with the stores' own earlier ones: on these a habit of the calendar counts. */
export const RUNGS_ON_REFERENCES: readonly Rung[] = ['trailing', 'drift', 'season'];

/** What price and stock say together. */
export type Cause = 'scarcity' | 'margin' | 'early-warning' | 'price-only';

/** One shop's price beside what it is compared with, VND; the change in percent. */
export interface ShopChange {
  readonly store: StoreKey;
  readonly price: number;
  readonly comparedWith: number;
  readonly changePct: number;
  /** Days before the day of the evidence on which the shop said it; absent for that day. */
  readonly daysAgo?: number;
}

/** The numbers behind a signal: enough to check it by hand. Prices in VND per unit, changes and thresholds in percent. */
export interface Evidence {
  readonly rung: Rung;
  /** Median retail price of the place on the day. */
  readonly observed: number;
  /** What `observed` is compared with: median reference of the comparable stores, or the ceiling. */
  readonly reference: number;
  readonly changePct: number;
  readonly thresholdPct: number;
  /** Level whose threshold that is: where two days decide, it may be above the episode's. */
  readonly thresholdLevel?: Exclude<Level, 'normal'>;
  /** What each level would have taken, percent; absent in evidence kept before version 0.3. */
  readonly thresholds?: ThresholdPercents;
  /** The administration's threshold for the level, before it was widened by the place's own usual movement. */
  readonly ownThresholdPct: number;
  /** The place's own usual movement, percent, of a volatile product: what thresholds widen with. */
  readonly usualPct?: number;
  /** What is usual on the day by the calendar, and part of `reference` as far as prices have taken it. */
  readonly habit?: CalendarHabit;
  /** Days back of the reference on the drift rung. */
  readonly lagDays?: number;
  /** What the season let expect, percent, on the season rung: part of `reference`. */
  readonly seasonPct?: number;
  /** Value of the indicator, and the month of which it speaks, on the rungs ALPS and IFPA. */
  readonly score?: number;
  readonly month?: string;
  /** Stores beyond the threshold. */
  readonly agreeing: number;
  /** Stores that could be compared, also the silent ones with what they said last. */
  readonly reporting: number;
  /** Retailers of all stores that were looked at. */
  readonly retailers: number;
  /** The shop in the middle of those that were compared: the headline. Absent without prices, and before version 0.3. */
  readonly middle?: ShopChange;
  /** At most three shops beyond the threshold, the farthest from its own price first. Absent as `middle` is. */
  readonly furthest?: readonly ShopChange[];
  readonly cause: Cause;
  /** Days of cover of the reporting stores, if stock and sales are known. */
  readonly coverDays?: number;
}

/**
 * How an episode ended: its move was over, its price has become the new level, or nothing was left that could tell
 * (older kept episodes know the first two only).
 */
export const RESOLUTIONS = ['calm', 'new-level', 'no-longer-reported'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export type EpisodeStatus = 'pending' | 'open' | 'recovering' | 'resolved';

/** A move of one product's price at one place, from the first day beyond `watch` until calm has lasted. */
export interface Episode {
  readonly product: string;
  readonly direction: Direction;
  readonly status: EpisodeStatus;
  /** First day at watch or above. */
  readonly openedOn: BusinessDay;
  /** Highest confirmed level; `normal` while pending. */
  readonly level: Level;
  /** Day on which `level` was reached. */
  readonly escalatedOn?: BusinessDay;
  readonly resolvedOn?: BusinessDay;
  readonly resolution?: Resolution;
  /** Level that the last reporting day alone showed; two in a row confirm it where too few stores report. */
  readonly lastLevel: Level;
  /** Last day on which the product was judged: reported, and comparable with its past. */
  readonly lastDay: BusinessDay;
  readonly calmDays: number;
  /** Movements of the latest reporting days in thousandths, newest last: whether a new level has settled. */
  readonly recent: readonly number[];
  /** True when live reports took part in the last change of status or level: history never sends a message. */
  readonly news: boolean;
  /** Numbers of the day on which `level` was reached. */
  readonly evidence: Evidence;
}

/** The episodes of a place as of its latest assessed day: open ones and those closed within the correction window. */
export interface PlaceEpisodes {
  readonly place: string;
  readonly asOf: BusinessDay;
  /** Episodes closed before this day are no longer listed. */
  readonly knownSince: BusinessDay;
  readonly episodes: readonly Episode[];
}
