import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  closureAt,
  isClosedOn,
  isStoreId,
  parseStoreKey,
  retailerOf,
  storeIdOf,
  storeKey,
  withClosure,
} from '#domain/store.ts';

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

const TODAY = '2026-11-23';
const PAUSE = { from: '2026-11-20', until: '2026-11-30', reason: 'Sửa chữa' };

describe('a closure', () => {
  test('holds from its first day to its last, or for good', () => {
    const days = ['2026-11-19', '2026-11-20', '2026-11-30', '2026-12-01'];
    expect(days.map((day) => isClosedOn({ closures: [PAUSE] }, day))).toEqual([false, true, true, false]);
    expect(isClosedOn({ closures: [{ from: '2026-11-20' }] }, '2030-01-01')).toBe(true);
    expect(isClosedOn({}, TODAY)).toBe(false);
  });

  test('leaves the days before as they were when the store opens again', () => {
    const closures = withClosure({ closures: [PAUSE] }, undefined, TODAY);
    expect(['2026-11-22', TODAY].map((day) => isClosedOn({ closures }, day))).toEqual([true, false]);
    expect(closureAt({ closures }, TODAY)).toBeUndefined();
  });

  test('is dropped where it has not begun', () => {
    expect(withClosure({ closures: [{ from: '2026-12-24' }] }, undefined, TODAY)).toEqual([]);
  });

  test('takes another end without becoming two', () => {
    const longer = { ...PAUSE, until: '2026-12-31' };
    expect(withClosure({ closures: [PAUSE] }, longer, TODAY)).toEqual([longer]);
  });

  test('keeps an earlier pause beside a later one', () => {
    const earlier = { from: '2026-10-01', until: '2026-10-10' };
    const later = { from: '2026-12-24' };
    const closures = withClosure({ closures: [earlier] }, later, TODAY);
    expect(closures).toEqual([earlier, later]);
    expect(closureAt({ closures }, TODAY)).toEqual(later);
  });
});
