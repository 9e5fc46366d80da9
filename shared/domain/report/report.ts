import type { BusinessDay } from '../business-day.ts';
import type { Channel, StoreKey } from '../store.ts';

export const PRICE_TYPES = ['retail', 'promo', 'wholesale'] as const;
export type PriceType = (typeof PRICE_TYPES)[number];

/**
 * How a row came about where a person enters prices: it was typed, looked at and found as it was the day before, or sent
 * along untouched. What a machine sends says none of it.
 */
export const ENTERED = ['typed', 'confirmed', 'carried'] as const;
export type Entered = (typeof ENTERED)[number];

/** One accepted row of a report. Quantities are integers in thousandths of the product's unit, so that sums are exact. */
export interface ReportRow {
  readonly product: string;
  readonly gtin?: string;
  readonly priceType: PriceType;
  /** Integer VND for one unit of the product. */
  readonly price: number;
  readonly stockMilli?: number;
  readonly soldMilli?: number;
  readonly incomingMilli?: number;
  /** The retailer has confirmed an unusual price. */
  readonly confirmed?: boolean;
  /** A carried row is kept as it was sent, and says nothing of the day: see `toldRows`. */
  readonly entered?: Entered;
}

/** The rows that say something of their day: those that nobody looked at are no witness, neither for a move nor against. */
export function toldRows(rows: readonly ReportRow[]): readonly ReportRow[] {
  return rows.some(isCarried) ? rows.filter((row) => !isCarried(row)) : rows;
}

export function isCarried({ entered }: Pick<ReportRow, 'entered'>): boolean {
  return entered === 'carried';
}

/** `live` reports may send messages; `history` fills baselines and never does. */
export type ReportSource = 'live' | 'history';

/** All that one store reported for one business day: the unit that is kept, replaced and assessed. */
export interface StoreDay {
  readonly store: StoreKey;
  readonly channel: Channel;
  readonly place: string;
  readonly date: BusinessDay;
  /** Milliseconds since the epoch. The report with the latest one stands. */
  readonly reportedAt: number;
  readonly source: ReportSource;
  readonly rows: readonly ReportRow[];
}

/** What tells two rows of one store-day apart. */
export function rowKey(row: Pick<ReportRow, 'product' | 'gtin' | 'priceType'>): string {
  return `${row.product}|${row.priceType}|${row.gtin ?? ''}`;
}

export function toMilli(quantity: number): number {
  return Math.round(quantity * 1000);
}

export function fromMilli(milli: number): number {
  return milli / 1000;
}

/** True for more than the three decimals that are kept, so that 0.0004 is not kept as nothing; sums such as 0.1 + 0.2 pass. */
export function isFinerThanKept(value: number): boolean {
  const milli = value * 1000;
  return Math.abs(milli - Math.round(milli)) > 1e-6 + milli * 1e-15;
}
