import type { DetectionSettings } from '../catalogue.ts';
import type { Quote } from '../history/quote.ts';
import type { Supply } from '../history/supply.ts';
import type { Screening } from '../indicators/screening.ts';
import type { ThresholdPercents } from '../product.ts';
import type { CalendarHabit } from './calendar-habit.ts';
import type { Cause } from './episode.ts';
import type { Moves } from './move.ts';

/** One product at one place on one day: all that a rung may look at. */
export interface ProductMarket {
  readonly product: string;
  /** The accepted retail prices: what the stores ask today. */
  readonly quotes: readonly Quote[];
  /** The same, and what the stores that are silent today said last: the moves of a place are those of all its stores. */
  readonly panel: readonly Quote[];
  /** Median of the prices over the stores' own references, of the stores of the panel that have one; undefined if nothing that was said today can be compared. */
  readonly movement: number | undefined;
  /** What the calendar lets expect today: references have moved with it as far as prices have. */
  readonly habit: CalendarHabit | undefined;
  readonly moves: Moves;
  /** True where a price ceiling was in force for one of the quotes. */
  readonly underCeiling: boolean;
  /**
   * Stores and retailers that report the product or are still expected to today; of the stores those whose price is held
   * back, though they have a past.
   */
  readonly known: { readonly stores: number; readonly retailers: number; readonly heldBack: number };
  /** True for a place that only adds up other places: a move inside one of them is that place's alert. */
  readonly isAggregate: boolean;
  /** By leaf place: the child through which its stores' quotes came; the place itself for its own stores. */
  readonly childOf: ReadonlyMap<string, string>;
  /** The administration's thresholds, in percent. */
  readonly ownThresholds: ThresholdPercents;
  /** Effective thresholds: the own ones, of a volatile product widened by the place's usual movement. */
  readonly thresholds: ThresholdPercents;
  /** The place's own usual movement of a volatile product, percent; none until enough days are known. */
  readonly usualPct: number | undefined;
  readonly settings: DetectionSettings;
  /** What the closed months say. */
  readonly screening: Screening | undefined;
  /** Price over that of the month before as the season has it. */
  readonly season: number | undefined;
  /** Median retail price, VND; absent when nothing was reported. */
  readonly observed: number | undefined;
  readonly supply: Supply | undefined;
  /** Children (or the place itself) in which stores are short of stock. */
  readonly shortChildren: number;
  readonly coverDays: number | undefined;
  /** Stock of the day over the usual stock of the same stores. */
  readonly stockRatio: number | undefined;
  readonly cause: Cause;
}

/** What decides how far a move goes. */
export type MarketOfMove = Pick<
  ProductMarket,
  'panel' | 'movement' | 'known' | 'isAggregate' | 'childOf' | 'settings' | 'usualPct'
>;
