import type { BusinessDay } from './business-day.ts';
import type { Doubt } from './doubt.ts';
import type { Cause, EpisodeStatus, Evidence } from './episode.ts';
import type { AlpsLevel } from './indicators/alps.ts';
import type { IfpaLevel } from './indicators/ifpa.ts';
import type { Direction, Level } from './level.ts';
import type { PriceType } from './report.ts';
import type { Channel, StoreKey } from './store.ts';

/** Days back against which drift is measured. */
export const DRIFT_LAGS = [15, 30, 90] as const;

/** A store as it takes part in an assessment. */
export interface StoreEntry {
  readonly store: StoreKey;
  readonly retailer: string;
  readonly channel: Channel;
  /** The leaf place in which the store lies. */
  readonly place: string;
  /** True when its report of the day came as history. */
  readonly history: boolean;
}

/**
 * One store's price of one product and price type, handed up unchanged so that every level is exact.
 * All members are always there: there are millions of quotes, and objects of one shape are read several times faster.
 */
export interface Quote {
  /** Its store, one of the `stores`: the very same object for all its quotes at every level. */
  readonly from: StoreEntry;
  readonly product: string;
  readonly priceType: PriceType;
  /** VND per unit: the median of the store's rows. */
  readonly price: number;
  /** The store's own reference, VND; none while its history is too short. */
  readonly reference: number | undefined;
  /** References 15, 30 and 90 days back, where the history reaches; none where it reaches none. */
  readonly drift: readonly (number | undefined)[] | undefined;
  /** The ceiling in force when the store reported. */
  readonly ceiling: number | undefined;
  /** Why the price waits for a second source. */
  readonly doubt: Doubt | undefined;
  /** True when the retailer has confirmed a doubtful price. */
  readonly confirmed: boolean;
  /** Days since the store said it: 0 for a report of the day. */
  readonly daysAgo: number;
}

/** Stock of a product over the reporting stores of a place, in thousandths of a unit; sums, so parents add them. */
export interface Supply {
  readonly stores: number;
  readonly stockMilli: number;
  /** Usual stock of the same stores. */
  readonly usualStockMilli: number;
  readonly demandPerDayMilli: number;
  /** Stock of the stores whose demand is known: what days of cover are computed from. */
  readonly coveredStockMilli: number;
  /** Stores whose cover is under the trigger and under 60 % of their usual stock. */
  readonly shortStores: number;
  readonly soldMilli: number;
}

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
export interface ScreeningFace {
  readonly month: string;
  readonly alps?: { readonly value: number; readonly level: AlpsLevel };
  readonly ifpa?: { readonly value: number; readonly level: IfpaLevel };
  readonly seasonPct?: number;
}

/** How far a day's move goes against the trailing references, percent (see `Move`). */
export interface MoveReach {
  readonly shown: number;
  readonly agreed: number;
  /** The farthest drift, as the threshold of the trailing rung that it would reach. */
  readonly drift?: number;
  readonly watchOnly?: boolean;
}

/** What is known about one product at one place on one day. */
export interface ProductAssessment {
  readonly product: string;
  readonly retail?: PriceSummary;
  readonly promo?: PriceSummary;
  readonly wholesale?: PriceSummary;
  /** Median of the stores' price relatives, in percent; absent without comparable stores. */
  readonly changePct?: number;
  /**
   * Larger moves of the day by direction: what other thresholds would have made of the day follows from them.
   */
  readonly moves?: { readonly up?: MoveReach; readonly down?: MoveReach };
  /** What the closed months say; shown, and by default nobody is told. */
  readonly screening?: ScreeningFace;
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
  readonly silent: readonly Quote[];
  readonly supplies: readonly { readonly product: string; readonly supply: Supply }[];
}

/** Latest stock of a store, for matching. */
export interface StoreBalance {
  readonly store: StoreKey;
  readonly channel: Channel;
  readonly product: string;
  readonly date: BusinessDay;
  readonly price: number;
  readonly stockMilli?: number;
  readonly incomingMilli?: number;
  /** The mean over a week. */
  readonly demandPerDayMilli?: number;
  /** What is sold on each weekday, from Monday on, in percent of a usual day; none where the days are alike. */
  readonly weekdays?: readonly number[];
  /** Days that the demand rests on: with sales as reported, and with differences of stock. */
  readonly demandBasis?: { readonly reported: number; readonly differenced: number };
}

/** The balances of a leaf place as of its latest assessed day. */
export interface PlaceBalance {
  readonly place: string;
  readonly asOf: BusinessDay;
  readonly stores: readonly StoreBalance[];
}
