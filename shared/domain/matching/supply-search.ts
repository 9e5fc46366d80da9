import type { Bilingual } from '../product.ts';
import type { Suggestion } from './suggestion.ts';

/** What came of looking for supply for one version of an alert: kept as a whole, so that a replay suggests the same. */
export interface SupplySearch {
  readonly alert: string;
  readonly version: number;
  readonly suggestions: readonly Suggestion[];
  /** Why there is none, or less than is needed. */
  readonly remark?: Bilingual;
}
