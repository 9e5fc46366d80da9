import type { FoundSupply } from './suggest-supply.ts';

/**
 * What came of looking for supply: kept as a whole, so that a replay suggests the same. Made for one version of an alert,
 * or once for a family of products after the cut-off of a day.
 */
export interface SupplySearch extends FoundSupply {
  /** The alert's id, or that of the day's search. */
  readonly subject: string;
  /** The alert's version; 1 for a day. */
  readonly version: number;
}
