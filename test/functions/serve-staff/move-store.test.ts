import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#domain/business-day.ts';
import { placeOf, type Store } from '#domain/store.ts';
import { moveStore } from '#functions/serve-staff/register/move-store.ts';

const FIRST = '2026-11-01';

/** A store after orders, each some days after the one before. */
function afterOrders(orders: readonly (readonly [number, string])[]) {
  let today = FIRST;
  let store: Pick<Store, 'places'> = { places: [{ place: 'a', validFrom: FIRST }] };
  for (const [wait, place] of orders) {
    today = addDays(today, wait);
    const before = store;
    store = { places: moveStore(store, place, today) };
    for (let back = 0; back <= 30; back++) {
      const day = addDays(today, -back);
      expect(placeOf(store, day)).toBe(placeOf(before, day));
    }
    expect(placeOf(store, addDays(today, 1))).toBe(place);
  }
  return store;
}

test('a move never changes where a store was until today, and holds from tomorrow', () => {
  const orders = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom('a', 'b', 'c')), { maxLength: 8 });
  fc.assert(fc.property(orders, (moves) => void afterOrders(moves)));
});

test('the days of a store’s places always ascend', () => {
  const orders = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.constantFrom('a', 'b')), { maxLength: 8 });
  fc.assert(
    fc.property(orders, (moves) => {
      const days = afterOrders(moves).places.map(({ validFrom }) => validFrom);
      expect(days).toEqual([...new Set(days)].sort());
    }),
  );
});
