import type { Catalogue } from '#domain/catalogue.ts';
import type { Bilingual } from '#domain/language.ts';
import type { Product } from '#domain/product.ts';
import { nearestProducts } from '#domain/report/nearest-product.ts';
import { explainUnknownProduct } from '#domain/wording/unknown-product.ts';
import { Problem } from '#runtime/problem.ts';

/** A product's name and unit; a product that has left the catalogue is shown by its id. */
export function namesOfProduct(
  catalogue: Catalogue,
  id: string,
): { readonly productName: Bilingual; readonly unit: string; readonly unitName: Bilingual } {
  const { name, unit } = catalogue.products.get(id) ?? { name: { vi: id, en: id }, unit: { vi: '', en: '' } };
  return { productName: name, unit: unit.vi, unitName: unit };
}

export function nameOfPlace(catalogue: Catalogue, id: string): Bilingual {
  return catalogue.places.get(id)?.name ?? { vi: id, en: id };
}

/** The product that a path or filter names. Raises `unknown-product` (404) with the nearest names. */
export function requireProduct(catalogue: Catalogue, id: string): Product {
  const product = catalogue.products.get(id);
  if (product) return product;
  throw unknownProduct(404, catalogue, id);
}

/** The refusal of a code that is not in the catalogue, with the goods that may have been meant. */
export function unknownProduct(status: 404 | 422, catalogue: Catalogue, id: string): Problem {
  const { detail, hint } = explainUnknownProduct(id, catalogue.products);
  const nearest = nearestProducts(id, catalogue.products.values()).map((near) => ({ id: near.id, name: near.name }));
  return new Problem(
    status,
    'unknown-product',
    { vi: `${detail.vi} ${hint.vi}`, en: `${detail.en} ${hint.en}` },
    { nearest },
  );
}
