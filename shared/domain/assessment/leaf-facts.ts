import type { BusinessDay } from '../business-day.ts';
import { addSupplies, type Supply } from '../history/supply.ts';
import type { PlaceAssessment } from './assessment.ts';
import type { StoreFacts } from './pooled-quotes.ts';

/** What the stores of a place say that lies inside another and has stores of its own. */
export interface Leaf {
  readonly leaf: string;
  /** The child of the wider place through which the leaf lies in it. */
  readonly child: string;
  readonly facts: StoreFacts;
}

/** The leaves put together by the child through which they come, in the order of their places. */
export function partsOf(date: BusinessDay, leaves: readonly Leaf[]): PlaceAssessment[] {
  const byChild = Map.groupBy(
    leaves.toSorted((a, b) => (a.leaf < b.leaf ? -1 : 1)),
    ({ child }) => child,
  );
  return [...byChild].map(([place, own]) => {
    const supplies = new Map<string, Supply>();
    for (const { product, supply } of own.flatMap(({ facts }) => facts.supplies)) {
      const sum = supplies.get(product);
      supplies.set(product, sum ? addSupplies(sum, supply) : supply);
    }
    return {
      place,
      date,
      products: [],
      stores: own.flatMap(({ facts }) => facts.stores),
      quotes: own.flatMap(({ facts }) => facts.quotes),
      absent: own.flatMap(({ facts }) => facts.absent),
      supplies: [...supplies].map(([product, supply]) => ({ product, supply })),
    };
  });
}
