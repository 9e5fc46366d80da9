import type { BusinessDay } from '../business-day.ts';
import type { Channel, StoreKey } from '../store.ts';

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
  /** What is sold on each weekday, from Monday on, in percent of a usual day; undefined if the days are alike. */
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
