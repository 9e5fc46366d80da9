import type { BusinessDay } from '../business-day.ts';
import type { StoreKey } from '../store.ts';

/**
 * The name of what was kept: the same content of the same store-day has the same receipt. Retailers are answered it, and
 * the logs of each step name it, from the report to the mail.
 */
export function receiptOf(store: StoreKey, date: BusinessDay, contentHash: string): string {
  return `${store.replace('/', '.')}.${date}.${contentHash}`;
}
