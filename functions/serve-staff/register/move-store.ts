import { addDays, type BusinessDay } from '#domain/business-day.ts';
import { placeOf, type Store } from '#domain/store.ts';

/**
 * Where a store lies once somebody has said `place`: a move holds from tomorrow, so that no day is split; a place that
 * is said again drops a move that has not happened yet.
 */
export function moveStore(store: Pick<Store, 'places'>, place: string, today: BusinessDay): Store['places'] {
  const past = store.places.filter(({ validFrom }, index) => index === 0 || validFrom <= today);
  return placeOf({ places: past }, today) === place ? past : [...past, { place, validFrom: addDays(today, 1) }];
}
