import fc from 'fast-check';
import type { Shop } from './supply-world.ts';

/** Up to so many shops of a few retailers in one ward, each with some of the products. */
export function randomShops(products: readonly string[], maxLength: number): fc.Arbitrary<Shop[]> {
  const shop = fc.record({
    retailer: fc.constantFrom('hoa-sen', 'binh-minh', 'dong-xanh'),
    store: fc.integer({ min: 0, max: 3 }),
    product: fc.constantFrom(...products),
    stock: fc.integer({ min: 0, max: 300 }),
    demand: fc.integer({ min: 1, max: 60 }),
  });
  return fc.uniqueArray(
    shop.map(({ retailer, store, ...rest }) => ({ ...rest, key: `${retailer}/${store}`, place: 'hoan-kiem' })),
    { maxLength, selector: ({ key, product }) => `${key} ${product}` },
  );
}
