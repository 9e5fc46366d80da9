import type { Catalogue } from '../catalogue.ts';
import type { Product } from '../product.ts';

/** A product with those that may stand in for it, itself first: goods of its family that are counted in its unit. */
export function familyOf(product: Product, catalogue: Catalogue): readonly Product[] {
  if (product.family === undefined) return [product];
  const others = [...catalogue.products.values()].filter(
    ({ id, family, unit }) => id !== product.id && family === product.family && unit.vi === product.unit.vi,
  );
  return [product, ...others];
}
