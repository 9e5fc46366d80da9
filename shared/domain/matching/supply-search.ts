import type { FoundSupply } from './suggest-supply.ts';

/** What came of looking for supply for one version of an alert: kept as a whole, so that a replay suggests the same. */
export interface SupplySearch extends FoundSupply {
  readonly alert: string;
  readonly version: number;
}
