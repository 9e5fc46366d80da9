import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FoodSafetyHold, heldOn, holdStateOn } from '#domain/matching/food-safety-hold.ts';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import { partyKey, type Suggestion } from '#domain/matching/suggestion.ts';
import type { Product } from '#domain/product.ts';
import { inWords } from '#support/in-words.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';
import { someSuggestion } from '#support/some-suggestion.ts';
import { aSupplyRequest, type Shop } from '#support/supply-world.ts';

function aHold(changes: Partial<FoodSafetyHold> = {}): FoodSafetyHold {
  return {
    id: 'attp-128',
    product: PORK.id,
    from: '2026-11-23',
    reason: 'Chờ kết quả kiểm nghiệm',
    document: '128/CCATTP',
    by: 'lan',
    at: 1,
    ...changes,
  };
}

describe('a hold', () => {
  test('is in force from its first day to its last, or to the day before it is lifted', () => {
    const statesOf = (hold: FoodSafetyHold) =>
      ['2026-11-22', '2026-11-23', '2026-11-25', '2026-11-26'].map((day) => holdStateOn(hold, day));
    expect(statesOf(aHold())).toEqual(['coming', 'in-force', 'in-force', 'in-force']);
    expect(statesOf(aHold({ through: '2026-11-25' }))).toEqual(['coming', 'in-force', 'in-force', 'over']);
    const lifted = { on: '2026-11-25', by: 'lan', at: 2 };
    expect(statesOf(aHold({ lifted }))).toEqual(['coming', 'in-force', 'lifted', 'lifted']);
  });

  test('keeps its product where all that it names is so, and nothing else', () => {
    const at = { retailer: 'hoa-sen', store: 'cn', place: 'cua-nam' };
    const holds = (changes: Partial<FoodSafetyHold>, product = PORK.id) =>
      heldOn('2026-11-23', [aHold(changes)], SMALL_CITY)(product, at) !== undefined;
    for (const limits of [{}, { retailer: 'hoa-sen' }, { retailer: 'hoa-sen', store: 'cn' }, { place: 'cua-nam' }]) {
      expect(holds(limits)).toBe(true);
      expect(holds(limits, RICE.id)).toBe(false);
    }
    expect(holds({ place: 'ha-noi' })).toBe(true);
    for (const limits of [
      { retailer: 'binh-minh' },
      { retailer: 'hoa-sen', store: 'hk' },
      { place: 'hoan-kiem' },
      { retailer: 'hoa-sen', place: 'hoan-kiem' },
      { from: '2026-11-24' },
    ]) {
      expect(holds(limits)).toBe(false);
    }
  });
});

describe('what is held for food safety', () => {
  const short: Shop = { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 };
  const near: Shop = { key: 'hoa-sen/cn', place: 'cua-nam', stock: 300, demand: 10 };
  const far: Shop = { key: 'vuon-xa/hy', place: 'outside/hung-yen', channel: 'producer', stock: 500 };
  const suggest = (shops: readonly Shop[], holds: readonly FoodSafetyHold[], changes = {}) =>
    inWords(suggestSupply(aSupplyRequest(shops, { holds, ...changes })));
  const giversOf = ({ suggestions }: ReturnType<typeof suggest>) => suggestions.map(({ from }) => partyKey(from));

  test('is given to nobody: another gives, and the remark names quantity and document', () => {
    expect(giversOf(suggest([short, near, far], []))).toEqual([near.key]);
    const found = suggest([short, near, far], [aHold({ place: 'cua-nam' })]);
    expect(giversOf(found)).toEqual([far.key]);
    expect(found.suggestions[0]?.comparison?.alternatives).toEqual([]);
    expect(found.remarks[0]?.words).toEqual({
      vi: '300\u00a0kg tại 1 nơi đang tạm giữ vì an toàn thực phẩm nên không được điều phối (128/CCATTP).',
      en: '300\u00a0kg at 1 place(s) are held for food safety and must not move (128/CCATTP).',
    });
  });

  test('leaves the need unmet when there is nothing else', () => {
    const { suggestions, unmet } = suggest([short, near, far], [aHold()]);
    expect(suggestions).toEqual([]);
    expect(unmet).toMatchObject([{ to: { retailer: 'hoa-sen', store: 'hk' }, quantityMilli: 100_000 }]);
  });

  test('is no cover to the shop that has it: it receives from elsewhere all that it sells, and is told why', () => {
    const [made] = suggest([short, far], [aHold({ place: 'hoan-kiem' })]).suggestions;
    expect(made).toMatchObject({
      from: { retailer: 'vuon-xa' },
      quantityMilli: 100_000,
      cover: { to: { before: 0, after: 2 } },
    });
    expect(made?.reasons).toContain('receiver-stock-held');
    expect(made?.explanation.vi).toContain(
      'Tồn kho 10\u00a0kg của bên nhận đang tạm giữ vì an toàn thực phẩm (128/CCATTP) nên không được tính.',
    );
    expect(made?.explanation.en).toContain(
      "The receiver's own 10\u00a0kg are held for food safety (128/CCATTP) and do not count.",
    );
    expect(suggest([short, far], []).suggestions[0]?.reasons).not.toContain('receiver-stock-held');
  });

  test('makes a shop that had plenty one that is short', () => {
    const plenty: Shop = { ...short, stock: 900 };
    expect(suggest([plenty, far], []).suggestions).toEqual([]);
    const held = suggest([plenty, far], [aHold({ retailer: 'hoa-sen' })]);
    expect(held.suggestions).toMatchObject([{ to: { store: 'hk' }, quantityMilli: 100_000 }]);
    expect(held.remarks[0]?.words.en).toContain('900\u00a0kg at 1 place(s)');
  });

  test('is told of by no figures that are too old', () => {
    const silent: Shop = { ...near, date: '2026-11-19' };
    expect(suggest([short, far, silent], [aHold({ place: 'cua-nam' })]).remarks).toEqual([]);
  });

  test('never makes anybody need more than it sells, nor lets anybody give', () => {
    const shops = fc.array(
      fc.record({ stock: fc.integer({ min: 0, max: 300 }), demand: fc.integer({ min: 0, max: 60 }) }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(shops, (list) => {
        const world = list.map((shop, index): Shop => ({ ...shop, key: `hoa-sen/${index}`, place: 'hoan-kiem' }));
        const { suggestions, unmet } = suggest(world, [aHold({ place: 'hoan-kiem' })]);
        expect(suggestions).toEqual([]);
        const needed = new Map(unmet.map(({ to, quantityMilli }) => [partyKey(to), quantityMilli]));
        for (const { key, demand = 0 } of world) expect(needed.get(key) ?? 0).toBe(2 * demand * 1000);
      }),
    );
  });

  test('and was promised before is not waited for: the receiver is served by another', () => {
    const [promise] = suggest([short, near, far], []).suggestions;
    const decision = { at: Date.parse('2026-11-23T08:00:00+07:00'), by: 'lan' };
    const agreed = (state: Suggestion['state']) => ({
      decided: [someSuggestion('x', { ...promise, state, decision })],
    });
    const hold = aHold({ place: 'cua-nam' });
    expect(giversOf(suggest([short, near, far], [], agreed('accepted')))).toEqual([]);
    expect(giversOf(suggest([short, near, far], [hold], agreed('accepted')))).toEqual([far.key]);
    expect(giversOf(suggest([short, near, far], [aHold({ product: RICE.id })], agreed('accepted')))).toEqual([]);
    expect(giversOf(suggest([short, near, far], [hold], agreed('completed')))).toEqual([]);
  });

  test('does not stand in for another good either', () => {
    const loin: Product = { ...PORK, family: 'pork' };
    const belly: Product = { ...loin, id: '01.0005', name: { vi: 'Thịt lợn ba chỉ', en: 'Pork belly' } };
    const catalogue = { ...SMALL_CITY, products: new Map([loin, belly].map((product) => [product.id, product])) };
    const shops = [short, { ...near, product: belly.id }];
    const family = { catalogue, needed: [loin] };
    expect(giversOf(suggest(shops, [], family))).toEqual([near.key]);
    expect(giversOf(suggest(shops, [aHold({ product: loin.id })], family))).toEqual([near.key]);
    expect(giversOf(suggest(shops, [aHold({ product: belly.id })], family))).toEqual([]);
  });
});
