import { describe, expect, test } from 'vitest';
import { DEFAULT_DETECTION } from '#catalog/default-detection.ts';
import { moveOf, partInFall, witnessesNeeded } from '#domain/detection/agreement.ts';
import type { Quote } from '#domain/history/quote.ts';
import { median } from '#domain/statistics.ts';
import { parseStoreKey, retailerOf } from '#domain/store.ts';

/** The market of some stores, `<retailer>/<store>` with their changes in percent; all of them known. */
function market(changes: Readonly<Record<string, number>>, usualPct?: number) {
  const panel = Object.entries(changes).map(([store, changePct]): Quote => {
    const key = parseStoreKey(store);
    const from = { store: key, retailer: retailerOf(key), channel: 'market' as const, place: 'ward', history: false };
    const said = { product: 'rice', priceType: 'retail' as const, price: 100 + changePct, daysAgo: 0 };
    const known = { reference: 100, drift: undefined, ceiling: undefined };
    return { from, ...said, ...known, doubt: undefined, confirmed: false };
  });
  const retailers = new Set(panel.map(({ from }) => from.retailer)).size;
  const known = { stores: panel.length, retailers, heldBack: 0 };
  const movement = median(panel.map(({ price }) => price / 100));
  return { panel, movement, known, isAggregate: false, childOf: new Map(), settings: DEFAULT_DETECTION, usualPct };
}

function move(direction: 'up' | 'down', changes: Readonly<Record<string, number>>, usualPct?: number) {
  return moveOf(market(changes, usualPct), direction, ({ price, reference = 1 }) => price / reference);
}

describe('a threshold is reached on one day', () => {
  test('as far as more than half of the known stores and half of the retailers go', () => {
    expect(move('up', { 'an/1': 30, 'an/2': 22, 'binh/1': 20, 'cuc/1': 0 }).sameDayReach).toBe(20);
    expect(move('up', { 'an/1': 30, 'an/2': 22, 'an/3': 21, 'binh/1': 0, 'cuc/1': 0 }).sameDayReach).toBe(0);
  });

  test('by a retailer that went as far with half of its stores', () => {
    expect(move('up', { 'an/1': 20, 'an/2': 0, 'binh/1': 20, 'binh/2': 0, 'cuc/1': 20 }).sameDayReach).toBe(20);
    expect(move('up', { 'an/1': 20, 'an/2': 0, 'an/3': 0, 'binh/1': 20, 'binh/2': 20 }).sameDayReach).toBe(0);
  });

  test('by no rise that stretches one store for another', () => {
    expect(move('up', { 'an/1': 30, 'binh/1': 9, 'cuc/1': 9 }).sameDayReach).toBe(9);
  });
});

describe('a threshold is reached on the second day', () => {
  test('of a rise by the median, where each witness went two thirds as far', () => {
    const { twoDayReach, medianPct } = move('up', { 'an/1': 24, 'binh/1': 10 });
    expect(medianPct).toBe(17);
    expect(twoDayReach).toBe(15);
    expect(move('up', { 'an/1': 20, 'binh/1': 14 }).twoDayReach).toBe(17);
  });

  test('by one of two stores, where the median of both goes a quarter further, and the comparison allows it', () => {
    const trailing = (direction: 'up' | 'down', changes: Readonly<Record<string, number>>, usualPct?: number) =>
      moveOf(market(changes, usualPct), direction, ({ price, reference = 1 }) => price / reference, { oneOfTwo: true });
    expect(trailing('up', { 'an/1': 40, 'binh/1': 0 }).twoDayReach).toBe(16);
    expect(trailing('up', { 'an/1': 40, 'binh/1': 0 }).sameDayReach).toBe(0);
    expect(trailing('up', { 'an/1': 40, 'binh/1': 40 }).twoDayReach).toBe(40);
    expect(trailing('up', { 'an/1': 40, 'binh/1': 0, 'cuc/1': 0 }).twoDayReach).toBe(0);
    expect(trailing('up', { 'an/1': 40, 'binh/1': 0 }, 10).twoDayReach).toBe(0);
    expect(trailing('down', { 'an/1': -40, 'binh/1': 0 }).twoDayReach).toBe(0);
    expect(move('up', { 'an/1': 40, 'binh/1': 0 }).twoDayReach).toBe(0);
    // The other's price is held back: it counts as one that stands still, and a silent one does not count at all.
    const left = market({ 'an/1': 40 });
    const ofTwo = (heldBack: number) =>
      moveOf({ ...left, known: { stores: 2, retailers: 2, heldBack } }, 'up', ({ price }) => price / 100, {
        oneOfTwo: true,
      }).twoDayReach;
    expect([ofTwo(1), ofTwo(0)]).toEqual([16, 0]);
    // 1.07 × 1.25 is 1.3375, and a threshold is inclusive.
    expect(trailing('up', { 'an/1': 2.675, 'binh/1': 0 }).twoDayReach).toBe(1.07);
  });

  test('never by one of two stores in a place of places, whose ward tells it', () => {
    const zone = { ...market({ 'an/1': 40, 'binh/1': 0 }), isAggregate: true };
    const relativeOf = ({ price, reference = 1 }: Quote) => price / reference;
    expect(moveOf(zone, 'up', relativeOf, { oneOfTwo: true }).twoDayReach).toBe(0);
  });

  test('of a fall only as far as each witness went', () => {
    expect(move('down', { 'an/1': -24, 'binh/1': -10, 'cuc/1': -12 }).twoDayReach).toBe(12);
  });

  test('of a highly volatile price only as far as more than two thirds of the stores and retailers went', () => {
    const changes = { 'an/1': 40, 'binh/1': 38, 'cuc/1': 36, 'dung/1': 12, 'em/1': 0 };
    expect(move('up', changes).twoDayReach).toBe(36);
    expect(move('up', changes, 10).twoDayReach).toBe(12);
    expect(move('up', changes, 10).sameDayReach).toBe(12);
    expect(move('up', changes, 9.99).twoDayReach).toBe(36);
  });
});

describe('a fall is `watch` at most', () => {
  test('where one retailer alone is known', () => {
    expect(move('down', { 'an/1': -30, 'an/2': -30, 'an/3': -30 }).watchOnly).toBe(true);
  });

  test('where a third of the stores take no part: two chains have their promotions in one week', () => {
    expect(move('down', { 'an/1': -30, 'binh/1': -25, 'cuc/1': 0 }).watchOnly).toBe(true);
    expect(move('down', { 'an/1': -30, 'an/2': -30, 'binh/1': -25, 'cuc/1': -5, 'dung/1': 0 }).watchOnly).toBe(true);
  });

  test('and may be more where more than two thirds went a quarter of the median', () => {
    expect(move('down', { 'an/1': -30, 'binh/1': -24, 'cuc/1': -6 }).watchOnly).toBe(false);
    expect(move('down', { 'an/1': -30, 'an/2': -30, 'binh/1': -24, 'cuc/1': -6, 'dung/1': 0 }).watchOnly).toBe(false);
  });

  test('counts who went exactly a quarter of the median', () => {
    const panel = [6_800, 6_800, 8_300].map((price, index) => ({
      ...(market({ [`retailer-${index}/1`]: 0 }).panel[0] as Quote),
      price,
      reference: 8_800,
    }));
    expect(partInFall({ panel, movement: 6_800 / 8_800 })).toEqual({ falling: 3, compared: 3 });
  });

  test('which no rise ever is', () => {
    expect(move('up', { 'an/1': 30, 'binh/1': 25, 'cuc/1': 0 }).watchOnly).toBe(false);
  });
});

test('known stores that cannot be compared count as if they had not moved', () => {
  const three = market({ 'an/1': 20, 'binh/1': 20, 'cuc/1': 20 });
  expect(witnessesNeeded({ ...three, known: { stores: 8, retailers: 4, heldBack: 0 } }, 'up', 3, 3, 1).stores).toBe(5);
  expect(witnessesNeeded({ ...three, known: { stores: 3000, retailers: 40, heldBack: 0 } }, 'up', 3, 3, 1).stores).toBe(
    7,
  );
});
