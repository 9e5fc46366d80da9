import type { BusinessDay } from '../business-day.ts';
import type { CalendarHabit } from '../detection/calendar-habit.ts';
import type { Cause, EpisodeStatus, Evidence } from '../detection/episode.ts';
import type { NotedMoves } from '../detection/move.ts';
import type { Doubt } from '../history/doubt.ts';
import type { Quote, StoreEntry } from '../history/quote.ts';
import type { Supply } from '../history/supply.ts';
import type { AlpsLevel } from '../indicators/alps.ts';
import type { IfpaLevel } from '../indicators/ifpa.ts';
import type { Direction, Level } from '../level.ts';
import type { StoreKey } from '../store.ts';

/** Price statistics of one price type. Quartiles by linear interpolation (type 7). */
export interface PriceSummary {
  readonly median: number;
  readonly q1: number;
  readonly q3: number;
  readonly stores: number;
  readonly retailers: number;
}

/**
 * "Look at this store", never a market alert. `peers`: a price far from the other stores'; `doubtful`: held back until a
 * second source or the retailer supports it; `frozen`: the store's feed repeats itself.
 */
export interface StoreCheck {
  readonly kind: 'peers' | 'doubtful' | 'frozen';
  readonly store: StoreKey;
  readonly price: number;
  /** What would be expected, VND; 0 where nothing is known. */
  readonly expected: number;
  /** Why a doubtful price is held back. */
  readonly doubt?: Doubt;
}

/** The screening indicators of a product's last closed month, and what the season lets expect now, percent. */
export interface ScreeningSummary {
  readonly month: string;
  readonly alps?: { readonly value: number; readonly level: AlpsLevel };
  readonly ifpa?: { readonly value: number; readonly level: IfpaLevel };
  readonly seasonPct?: number;
}

/** What is known about one product at one place on one day. */
export interface ProductAssessment {
  readonly product: string;
  readonly retail?: PriceSummary;
  readonly promo?: PriceSummary;
  readonly wholesale?: PriceSummary;
  /** Median of the stores' price relatives, in percent; absent without comparable stores. */
  readonly changePct?: number;
  /** What of that is usual on the day by the calendar, and what lies beyond it, percent; absent on other days. */
  readonly habit?: CalendarHabit & { readonly beyondPct: number };
  /**
   * Larger moves of the day by direction: what other thresholds would have made of the day follows from them.
   */
  readonly moves?: NotedMoves;
  /** What the closed months say; shown, and by default nobody is told. */
  readonly screening?: ScreeningSummary;
  /** The place's own usual movement of a volatile product, percent: three sigma of its days; none until enough are known. */
  readonly usualPct?: number;
  /** Threshold of `watch` in percent, of a volatile product widened by the place's own usual movement. */
  readonly watchPct: number;
  readonly level: Level;
  readonly direction?: Direction;
  readonly episode?: { readonly direction: Direction; readonly status: EpisodeStatus; readonly level: Level };
  readonly evidence?: Evidence;
  readonly cause?: Cause;
  readonly supply?: Supply;
  /** Days of cover of the stores whose demand is known. */
  readonly coverDays?: number;
  /** Prices kept out of the statistics until a second source or a confirmation supports them. */
  readonly quarantined: number;
  readonly checks: readonly StoreCheck[];
}

/** The assessment of a place and day: its own face, and what it hands up so that the parent is exact. */
export interface PlaceAssessment {
  readonly place: string;
  readonly date: BusinessDay;
  readonly products: readonly ProductAssessment[];
  readonly stores: readonly StoreEntry[];
  /** What the stores ask: a list for each product and price type, which a parent joins without a look at the quotes. */
  readonly quotes: readonly (readonly Quote[])[];
  /**
   * What stores that have not reported (yet) said last of a product: for a week they take part in its moves, for three
   * weeks they are known, and they count in nothing else.
   */
  readonly absent: readonly Quote[];
  readonly supplies: readonly { readonly product: string; readonly supply: Supply }[];
}
