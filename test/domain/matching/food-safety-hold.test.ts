import { describe, expect, test } from 'vitest';
import { type FoodSafetyHold, heldOn, holdStateOn } from '#domain/matching/food-safety-hold.ts';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import { partyKey, type Suggestion } from '#domain/matching/suggestion.ts';
import type { Product } from '#domain/product.ts';
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
    suggestSupply(aSupplyRequest(shops, { holds, ...changes }));
  const giversOf = ({ suggestions }: ReturnType<typeof suggest>) => suggestions.map(({ from }) => partyKey(from));

  test('is given to nobody: another gives, and the remark names quantity and document', () => {
    expect(giversOf(suggest([short, near, far], []))).toEqual([near.key]);
    const found = suggest([short, near, far], [aHold({ place: 'cua-nam' })]);
    expect(giversOf(found)).toEqual([far.key]);
    expect(found.suggestions[0]?.comparison?.alternatives).toEqual([]);
    expect(found.remarks[0]?.words).toEqual({
      vi: '280\u00a0kg tại 1 nơi đang tạm giữ vì an toàn thực phẩm nên không được điều phối (128/CCATTP).',
      en: '280\u00a0kg at 1 place(s) are held for food safety and must not move (128/CCATTP).',
    });
  });

  test('leaves the need unmet when there is nothing else', () => {
    const { suggestions, unmet } = suggest([short, near, far], [aHold()]);
    expect(suggestions).toEqual([]);
    expect(unmet).toMatchObject([{ to: { retailer: 'hoa-sen', store: 'hk' }, quantityMilli: 90_000 }]);
  });

  test('may be received from elsewhere', () => {
    expect(giversOf(suggest([short, far], [aHold({ place: 'hoan-kiem' })]))).toEqual([far.key]);
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
