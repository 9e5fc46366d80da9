import type { Catalogue } from '#domain/catalogue.ts';
import type { Bilingual } from '#domain/language.ts';
import type { Product } from '#domain/product.ts';
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

/** The product that a path or filter names. Raises `unknown-product` (404). */
export function requireProduct(catalogue: Catalogue, id: string): Product {
  const product = catalogue.products.get(id);
  if (product) return product;
  throw new Problem(404, 'unknown-product', {
    vi: 'Không có mặt hàng này. Xem /v1/products.',
    en: 'There is no such product. See /v1/products.',
  });
}
