import type { PriceType } from '../report/report.ts';
import type { Channel, StoreKey } from '../store.ts';
import type { Doubt } from './doubt.ts';

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
  /** References 15, 30 and 90 days back, where the history reaches; undefined if it reaches none. */
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
