import type { BusinessDay } from '../business-day.ts';
import { type Catalogue, isWithin } from '../catalogue.ts';
import type { Party, Suggestion } from './suggestion.ts';

/** Goods that must not move, by a document of the authority; what is named besides the product limits the hold to it. */
export interface FoodSafetyHold {
  readonly id: string;
  readonly product: string;
  readonly retailer?: string;
  /** A store of the retailer. */
  readonly store?: string;
  /** A ward, zone, city or province outside, with all that lies inside it. */
  readonly place?: string;
  readonly from: BusinessDay;
  /** The last day; without one it holds until it is lifted. */
  readonly through?: BusinessDay;
  readonly reason: string;
  /** Number of the document that orders it. */
  readonly document: string;
  /** Who entered it as it stands, and when (milliseconds since the epoch). */
  readonly by: string;
  readonly at: number;
  readonly lifted?: Lifted;
}

interface Lifted {
  /** The first day on which it holds no more. */
  readonly on: BusinessDay;
  readonly by: string;
  readonly at: number;
}

export const HOLD_STATES = ['coming', 'in-force', 'over', 'lifted'] as const;
export type HoldState = (typeof HOLD_STATES)[number];

export function holdStateOn({ from, through, lifted }: FoodSafetyHold, day: BusinessDay): HoldState {
  if (lifted && lifted.on <= day) return 'lifted';
  if (day < from) return 'coming';
  return through !== undefined && through < day ? 'over' : 'in-force';
}

/** The hold that keeps a product at a store, or none. */
export type HeldBy = (product: string, at: Pick<Party, 'retailer' | 'store' | 'place'>) => FoodSafetyHold | undefined;

/** What is held on a day; of several holds of the same goods, the one that has held longest answers. */
export function heldOn(day: BusinessDay, holds: readonly FoodSafetyHold[], catalogue: Catalogue): HeldBy {
  const inForce = holds
    .filter((hold) => holdStateOn(hold, day) === 'in-force')
    .toSorted((a, b) => (a.from + a.id < b.from + b.id ? -1 : 1));
  return (product, at) =>
    inForce.find(
      (hold) =>
        hold.product === product &&
        (hold.retailer === undefined || hold.retailer === at.retailer) &&
        (hold.store === undefined || hold.store === at.store) &&
        (hold.place === undefined || isWithin(catalogue, at.place, hold.place)),
    );
}

/** What was decided, without what was promised from held goods: it does not come, so that nobody should wait for it. */
export function withoutHeld(decided: readonly Suggestion[], heldBy: HeldBy): readonly Suggestion[] {
  return decided.filter(({ state, product, from }) => state === 'completed' || !heldBy(product, from));
}
