import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { type FoodSafetyHold, holdStateOn } from '#domain/matching/food-safety-hold.ts';
import { nameOfPlace, namesOfProduct } from './names.ts';

/** A hold as staff see it, with its state of today. */
export function describeHold({ at, lifted, ...hold }: FoodSafetyHold, catalogue: Catalogue, today: BusinessDay) {
  return {
    ...hold,
    productName: namesOfProduct(catalogue, hold.product).productName,
    ...(hold.place === undefined ? {} : { placeName: nameOfPlace(catalogue, hold.place) }),
    state: holdStateOn({ ...hold, at, ...(lifted && { lifted }) }, today),
    at: new Date(at).toISOString(),
    ...(lifted ? { lifted: { ...lifted, at: new Date(lifted.at).toISOString() } } : {}),
  };
}
