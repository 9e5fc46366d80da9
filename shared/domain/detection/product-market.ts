import type { Supply } from '../assessment.ts';
import type { Cause } from '../episode.ts';
import type { ThresholdPercents } from '../product.ts';
import type { DetectionSettings } from '../rules.ts';

/** A believed retail price as the rungs see it. */
export interface MarketQuote {
  readonly store: string;
  readonly retailer: string;
  /** The child place it came from; the place itself for its own stores. */
  readonly child: string;
  readonly price: number;
  /** Price over the store's own reference. */
  readonly relative?: number;
  readonly reference?: number;
  /** Price over the store's references of 15, 30 and 90 days ago. */
  readonly driftRelatives: readonly (number | undefined)[];
  readonly ceiling?: number;
  readonly history: boolean;
}

/** One product at one place on one day: all that a rung may look at. */
export interface ProductMarket {
  readonly product: string;
  readonly quotes: readonly MarketQuote[];
  /** Comparable stores and retailers that report the product or are still expected to today. */
  readonly known: { readonly stores: number; readonly retailers: number };
  /** True for a place that only adds up other places: a move inside one of them is that place's alert. */
  readonly inner: boolean;
  /** Effective thresholds, in percent. */
  readonly thresholds: ThresholdPercents;
  readonly settings: DetectionSettings;
  /** Median retail price, VND; absent when nothing was reported. */
  readonly observed?: number;
  readonly supply?: Supply;
  /** Children (or the place itself) in which stores are short of stock. */
  readonly shortChildren: number;
  readonly coverDays?: number;
  /** Stock of the day over the usual stock of the same stores. */
  readonly stockRatio?: number;
  readonly cause: Cause;
}
