import { addDays, type BusinessDay } from '../business-day.ts';
import type { Store } from '../store.ts';

/**
 * How many days after a shop has closed for good its contact is kept unless said: half a year, in which its last figures
 * are still asked about and a closure that was entered by mistake is noticed.
 */
export const DEFAULT_CLOSED_CONTACT_DAYS = 180;

/** True for a shop that has closed for good so long ago that nobody has a reason to reach it. */
export function isLongClosed({ closures = [] }: Pick<Store, 'closures'>, today: BusinessDay, days: number): boolean {
  return closures.some(({ from, until }) => until === undefined && addDays(from, days) <= today);
}

/** True where all of a retailer's shops have closed for good so long ago; not where it has none, or not yet. */
export function isLongGone(stores: readonly Pick<Store, 'closures'>[], today: BusinessDay, days: number): boolean {
  return stores.length > 0 && stores.every((store) => isLongClosed(store, today, days));
}
