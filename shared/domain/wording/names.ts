import type { Catalogue } from '../catalogue.ts';
import type { Bilingual } from '../language.ts';
import type { Product } from '../product.ts';

/** Where the names of goods and places stand. */
export type Named = Pick<Catalogue, 'products' | 'places'>;

const SOME_UNIT: Bilingual = { vi: 'đơn vị', en: 'unit' };

/** A good as sentences name it; one that has left the catalogue is named by its id. */
export function goodNamed(id: string, { products }: Named): Pick<Product, 'name' | 'unit'> {
  return products.get(id) ?? { name: { vi: id, en: id }, unit: SOME_UNIT };
}

/** A place as sentences name it. */
export function placeNamed(id: string, { places }: Named): Bilingual {
  return places.get(id)?.name ?? { vi: id, en: id };
}
