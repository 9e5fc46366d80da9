import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isStoreId, parseStoreKey, retailerOf, storeIdOf, storeKey } from '#domain/store.ts';

const id = fc.string({ minLength: 1, maxLength: 12 }).filter(isStoreId);

test('a key gives back its retailer and its store, and is what its text is read as', () => {
  fc.assert(
    fc.property(id, id, (retailer, store) => {
      const key = storeKey(retailer, store);
      expect([retailerOf(key), storeIdOf(key), parseStoreKey(key)]).toEqual([retailer, store, key]);
    }),
  );
});

test('a text without both halves is no key', () => {
  for (const text of ['', 'sen-vang', '/1', 'sen-vang/']) expect(() => parseStoreKey(text)).toThrow(RangeError);
});
