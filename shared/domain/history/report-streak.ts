import { addDays, type BusinessDay } from '../business-day.ts';
import { type Catalogue, isTetClosing } from '../catalogue.ts';
import { isClosedOn, type Store } from '../store.ts';

/** Days in a row on which a store has reported until a day; days on which it was closed neither count nor break it. */
export function reportStreak(
  catalogue: Catalogue,
  store: Pick<Store, 'closures'>,
  reported: readonly BusinessDay[],
  until: BusinessDay,
): number {
  const days = new Set(reported);
  const first = reported[0];
  let streak = 0;
  for (let day = until; first !== undefined && day >= first; day = addDays(day, -1)) {
    if (days.has(day)) streak++;
    else if (!isTetClosing(catalogue, day) && !isClosedOn(store, day)) break;
  }
  return streak;
}
