import type { Product } from '../product.ts';
import type { FoodSafetyHold } from './food-safety-hold.ts';
import type { KnownSupply } from './participants.ts';
import type { Suggestion } from './suggestion.ts';

/** What is short, where, and all that a search for supply must heed. */
export interface SupplyRequest extends KnownSupply {
  /** The alert that asks, in searches for one alone. */
  readonly alert?: string;
  /** The event that asks; neither is given after the cut-off of a day. */
  readonly event?: string;
  /** Receivers are sought within any of these, each once; givers everywhere. */
  readonly places: readonly string[];
  /** What is short: goods of a family may stand in for each other, and what a shop has left is promised once. */
  readonly needed: readonly [Product, ...Product[]];
  /** Pairs that staff have refused for a product, by the keys of their sides. */
  readonly refused: readonly Refused[];
  /** Goods that must not move; those of the day count. */
  readonly holds: readonly FoodSafetyHold[];
  /** What was decided under any alert, event or day: quantities that people have agreed on are not promised again. */
  readonly decided: readonly Suggestion[];
  /** Of the two ends of a line, and what goes from one to the other. */
  readonly idOf: (from: string, to: string, quantityMilli: number) => string;
  /** Suppliers that have reported and whose report has not been assessed yet; none unless said. */
  readonly pendingSuppliers?: number;
  /** True once the search must end: what has been found by then stands. */
  readonly timeIsUp: () => boolean;
}

export interface Refused {
  /** What would be carried. */
  readonly product: string;
  readonly from: string;
  readonly to: string;
}
