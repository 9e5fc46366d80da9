import type { AnswerOf } from '#contract/operations.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { type FoodSafetyHold, holdStateOn } from '#domain/matching/food-safety-hold.ts';
import { present } from '#domain/present.ts';
import { nameOfPlace, namesOfProduct } from '../http/names.ts';

/** A hold as staff see it, with its state of today. */
export function describeHold(
  { at, lifted, ...hold }: FoodSafetyHold,
  catalogue: Catalogue,
  today: BusinessDay,
): AnswerOf<'PUT /v1/holds/{id}'> {
  return present({
    ...hold,
    productName: namesOfProduct(catalogue, hold.product).productName,
    placeName: hold.place === undefined ? undefined : nameOfPlace(catalogue, hold.place),
    state: holdStateOn(present({ ...hold, at, lifted }), today),
    at: new Date(at).toISOString(),
    lifted: lifted ? { ...lifted, at: new Date(lifted.at).toISOString() } : undefined,
  });
}
