import type { PlaceAssessment } from '#domain/assessment/assessment.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, parentOf } from '#domain/catalogue.ts';
import type { StoreKey } from '#domain/store.ts';

export interface ChecksByStorePorts {
  readonly catalogue: Catalogue;
  readonly childAssessments: (place: string, date: BusinessDay) => Promise<readonly PlaceAssessment[]>;
}

/** What the assessment of a day found odd about one store, in products. */
export interface OddProducts {
  readonly frozen: number;
  readonly heldBack: number;
}

/** The stores of some places whose prices are held back or stand still, from the day's assessments. */
export async function checksByStore(
  { catalogue, childAssessments }: ChecksByStorePorts,
  places: readonly string[],
  date: BusinessDay,
): Promise<ReadonlyMap<StoreKey, OddProducts>> {
  const parents = [...new Set(places.map((place) => parentOf(catalogue, place)))];
  const assessments = await Promise.all(parents.map((parent) => childAssessments(parent, date)));
  const odd = new Map<StoreKey, OddProducts>();
  for (const { products } of assessments.flat()) {
    for (const { kind, store } of products.flatMap(({ checks }) => checks)) {
      if (kind === 'peers') continue;
      const { frozen, heldBack } = odd.get(store) ?? { frozen: 0, heldBack: 0 };
      odd.set(store, kind === 'frozen' ? { frozen: frozen + 1, heldBack } : { frozen, heldBack: heldBack + 1 });
    }
  }
  return odd;
}
