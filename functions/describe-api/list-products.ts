import type { Catalogue } from '#domain/catalogue.ts';
import { foldVietnamese } from '#domain/nearest-product.ts';

/** `GET /v1/products?q=`: the goods; the search ignores case and diacritics, and finds every word in any order. */
export function listProducts({ catalogue }: { readonly catalogue: Catalogue }) {
  return ({ query }: { readonly query: { readonly q?: string } }) => {
    const words = foldVietnamese(query.q ?? '').split(/\s+/);
    const wanted = [...catalogue.products.values()].filter(({ id, name, specification }) => {
      const text = foldVietnamese([id, name.vi, name.en, specification?.vi ?? ''].join(' '));
      return words.every((word) => text.includes(word));
    });
    return {
      status: 200 as const,
      body: {
        items: wanted.map(({ id, name, specification, unit, category, band, ceilinged, channels }) => ({
          id,
          name,
          ...(specification ? { specification } : {}),
          unit: unit.vi,
          unitName: unit,
          category,
          band,
          ceilinged: ceilinged === true,
          ...(channels ? { channels: [...channels] } : {}),
        })),
      },
    };
  };
}
