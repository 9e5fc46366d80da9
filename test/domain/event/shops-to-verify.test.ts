import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correctionsIn, type KeptFinding, standingFinding } from '#domain/event/finding.ts';
import { type BeyondRow, foundIn, inReadingOrder, isVerified, shopsBeyond } from '#domain/event/shops-to-verify.ts';

const DAY = '2026-11-23';
const AT = Date.parse(`${DAY}T09:00:00+07:00`);

function aRow(changes: Partial<BeyondRow> = {}): BeyondRow {
  const { changePct = 20 } = changes;
  return {
    store: 'a/1',
    place: 'hoan-kiem',
    product: 'pork',
    alert: 'hoan-kiem_pork_up_2026-11-22',
    rung: 'trailing',
    figuresOn: DAY,
    price: 1_000 * (100 + changePct),
    comparedWith: 100_000,
    daysAgo: 0,
    ...changes,
    changePct,
  };
}

function aFinding(changes: Partial<KeptFinding> = {}): KeptFinding {
  const own = { event: 'pork-up-2026-11-22', store: 'a/1', place: 'hoan-kiem', verdict: 'right', by: 'lan' } as const;
  return { ...own, alerts: [], at: AT, receivedAt: AT, ...changes };
}

const someRows = fc.array(
  fc
    .record({
      shop: fc.integer({ min: 0, max: 30 }),
      product: fc.constantFrom('pork', 'rice'),
      changePct: fc.integer({ min: 10, max: 90 }),
    })
    .map(({ shop, product, changePct }) =>
      aRow({ store: `a/${shop}`, place: `ward-${shop % 5}`, product, changePct, alert: `${shop} ${product}` }),
    ),
  { maxLength: 80 },
);

describe('the shops to verify', () => {
  test('are one row a shop, by its greatest change, each good once by its own greatest', () => {
    const [first, second] = shopsBeyond([
      aRow({ store: 'a/1', changePct: 20 }),
      aRow({ store: 'b/1', changePct: -15, product: 'rice' }),
      aRow({ store: 'b/1', changePct: -30 }),
      aRow({ store: 'b/1', changePct: -12, alert: 'city' }),
    ]);
    expect([first?.store, second?.store]).toEqual(['b/1', 'a/1']);
    expect(first?.goods.map(({ product, changePct }) => [product, changePct])).toEqual([
      ['pork', -30],
      ['rice', -15],
    ]);
  });

  test('are the same in whatever order their rows come', () => {
    fc.assert(
      fc.property(someRows, fc.infiniteStream(fc.nat()), (rows, draws) => {
        const shuffled = rows
          .map((row) => ({ row, at: draws.next().value ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ row }) => row);
        expect(shopsBeyond(shuffled)).toEqual(shopsBeyond(rows));
      }),
    );
  });

  test('are each read once, no more than two of a ward on the first page, and that page by size', () => {
    fc.assert(
      fc.property(someRows, fc.integer({ min: 1, max: 20 }), (rows, pageSize) => {
        const shops = shopsBeyond(rows);
        const { shops: ordered, firstPage } = inReadingOrder(shops, pageSize);
        expect(new Set(ordered)).toEqual(new Set(shops));
        expect(ordered).toHaveLength(shops.length);
        expect(firstPage).toBeLessThanOrEqual(pageSize);
        const page = ordered.slice(0, firstPage);
        const sizes = (some: typeof page) => some.map(({ goods }) => goods[0]?.changePct ?? 0);
        expect(sizes(page)).toEqual(sizes(page).toSorted((a, b) => b - a));
        const wards = [...Map.groupBy(page, ({ place }) => place).values()].map(({ length }) => length);
        if (new Set(shops.map(({ place }) => place)).size > 1) expect(Math.max(0, ...wards)).toBeLessThanOrEqual(2);
        else expect(firstPage).toBe(Math.min(pageSize, shops.length));
      }),
    );
  });

  test('leave once any good was looked at since the day of its figures, and what was taken back is none', () => {
    const [shop] = shopsBeyond([aRow(), aRow({ product: 'rice' })]);
    if (!shop) throw new Error('There is no shop');
    const of = (...findings: KeptFinding[]) => isVerified(shop, findings);
    expect(of()).toBe(false);
    expect(of(aFinding({ product: 'pork' }))).toBe(true);
    expect(of(aFinding({ product: 'rice', verdict: 'no-price' }))).toBe(true);
    const mistaken = aFinding({ product: 'pork', verdict: 'wrong' });
    expect(of(mistaken, aFinding({ product: 'pork', verdict: 'taken-back', at: AT + 1 }))).toBe(false);
    expect(foundIn(shop, [aFinding({ product: 'pork' })]).map((found) => found?.verdict)).toEqual(['right', undefined]);
    expect(of(aFinding())).toBe(true);
    expect(of(aFinding({ at: AT - 24 * 3_600_000 }))).toBe(false);
    expect(of(aFinding({ store: 'b/1' }))).toBe(false);
  });
});

describe('a finding', () => {
  test('that was made later stands over an earlier one, in whatever order they came in', () => {
    const early = aFinding({ product: 'pork', verdict: 'wrong', at: AT, receivedAt: AT + 9_000 });
    const late = aFinding({ verdict: 'right', at: AT + 1_000, receivedAt: AT + 2_000 });
    for (const findings of [
      [early, late],
      [late, early],
    ]) {
      expect(standingFinding(findings, { store: 'a/1', product: 'pork' })).toBe(late);
      expect(standingFinding(findings, { store: 'a/1', product: 'rice' })).toBe(late);
      expect(standingFinding(findings, { store: 'a/2', product: 'pork' })).toBeUndefined();
    }
  });

  test('corrects an earlier one of the same good that day that says something else, both ways', () => {
    const all = aFinding();
    const pork = aFinding({ product: 'pork', verdict: 'wrong', seenPrice: 110_000, at: AT + 1 });
    const rice = aFinding({ product: 'rice', verdict: 'no-price', at: AT + 2 });
    const again = aFinding({ product: 'pork', verdict: 'wrong', seenPrice: 112_000, at: AT + 3 });
    const same = aFinding({ product: 'pork', verdict: 'wrong', seenPrice: 112_000, at: AT + 4 });
    const nextDay = aFinding({ product: 'pork', verdict: 'right', at: AT + 24 * 3_600_000 });
    const elsewhere = aFinding({ store: 'b/1', verdict: 'closed', at: AT + 5 });
    const { correctedBy, corrects } = correctionsIn([nextDay, same, again, rice, pork, all, elsewhere]);
    expect([all, pork, rice, again, same, nextDay, elsewhere].map(correctedBy)).toEqual([
      pork,
      again,
      ...[undefined, undefined, undefined, undefined, undefined],
    ]);
    expect([all, pork, rice, again, same, nextDay].map(corrects)).toEqual([
      undefined,
      all,
      all,
      pork,
      ...[undefined, undefined],
    ]);
  });
});
