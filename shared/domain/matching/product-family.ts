import type { Catalogue } from '../catalogue.ts';
import type { Product } from '../product.ts';

/** Products that may stand in for each other. */
export type Family = readonly [Product, ...Product[]];

/** The families of a city, each by the least id of its products: what may stand in for each other is searched together. */
export function familiesOf(catalogue: Catalogue): ReadonlyMap<string, Family> {
  const families = new Map<string, Family>();
  for (const product of [...catalogue.products.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const family = familyOf(product, catalogue).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const [first = product, ...others] = family;
    families.set(first.id, [first, ...others]);
  }
  return families;
}

/** A product with those that may stand in for it, itself first: goods of its family that are counted in its unit. */
export function familyOf(product: Product, catalogue: Catalogue): Family {
  if (product.family === undefined) return [product];
  const others = [...catalogue.products.values()].filter(
    ({ id, family, unit }) => id !== product.id && family === product.family && unit.vi === product.unit.vi,
  );
  return [product, ...others];
}
