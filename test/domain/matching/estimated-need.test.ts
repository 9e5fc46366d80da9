import { describe, expect, test } from 'vitest';
import { catalogue } from '#catalog/city.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { normOf } from '#domain/matching/estimated-need.ts';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import { partyKey } from '#domain/matching/suggestion.ts';
import type { Product } from '#domain/product.ts';
import { inWords } from '#support/in-words.ts';
import { PORK, SMALL_CITY } from '#support/small-city.ts';
import { aSupplyRequest, type Shop, storeOfShop } from '#support/supply-world.ts';

const NORMED: Product = { ...PORK, monthlyNeedPerPerson: { quantity: 1.8, source: 'Nhu cầu cả nhóm thịt lợn' } };
const HOCK: Product = { ...NORMED, id: '01.0005' };
/** 30,000 people eat 1.8 kg of pork a month, half of it loin: 900 kg a day. */
const CITY: Catalogue = {
  ...SMALL_CITY,
  products: new Map([NORMED, HOCK].map((product) => [product.id, product])),
  places: new Map(
    [...SMALL_CITY.places].map(([id, place]) => [id, id === 'hoan-kiem' ? { ...place, population: 30_000 } : place]),
  ),
};
const SILENT: Shop = { key: 'hoa-sen/hk', place: 'hoan-kiem' };
const GIVER: Shop = { key: 'vuon-xa/cn', place: 'cua-nam', channel: 'producer', stock: 5_000 };

const suggest = (shops: readonly Shop[], changes: Parameters<typeof aSupplyRequest>[1] = {}) =>
  inWords(suggestSupply(aSupplyRequest(shops, { catalogue: CITY, needed: [NORMED], ...changes })));

test('the norm of a group is shared by its products, since the catalogue gives each the whole', () => {
  expect(normOf(NORMED, CITY)).toEqual({ perMonth: 0.9, sharedBy: 2 });
  expect(normOf(PORK, SMALL_CITY)).toBeUndefined();
  const cuts = [...catalogue.products.values()].filter(({ monthlyNeedPerPerson: norm }) => norm?.quantity === 1.8);
  const perMonth = cuts.reduce((sum, cut) => sum + (normOf(cut, catalogue)?.perMonth ?? 0), 0);
  expect(perMonth).toBeCloseTo(1.8);
});

describe('the need of a place is estimated from its people', () => {
  test('when it has a shop and none of its shops tells its stock', () => {
    const { suggestions, remarks } = suggest([GIVER], { stores: [GIVER, SILENT].map(storeOfShop) });
    expect(suggestions).toMatchObject([
      {
        quantityMilli: 900_000,
        to: { place: 'hoan-kiem' },
        need: { source: 'population', confidence: 'low' },
        figures: { from: '2026-11-23' },
        reasons: ['supplier', 'need-estimated', 'supplier-offer', 'figures-of-the-day'],
      },
    ]);
    expect(suggestions[0]?.explanation.vi).toContain('cho Phường Hoàn Kiếm: nguồn cung');
    expect(suggestions[0]?.explanation.vi).toContain('dân số và định mức (ước tính), độ tin cậy thấp');
    expect(remarks[0]?.words.vi).toContain('ước tính theo dân số, định mức của cả nhóm chia đều cho 2 mặt hàng.');
  });

  test('not when a shop tells that it has enough, or promises to take', () => {
    expect(suggest([GIVER, { ...SILENT, stock: 400, demand: 10 }]).suggestions).toEqual([]);
  });

  test('not where there is no shop, no norm or no population: no basis is an answer', () => {
    expect(suggest([GIVER]).suggestions).toEqual([]);
    const stores = [GIVER, SILENT].map(storeOfShop);
    expect(suggest([GIVER], { stores, needed: [{ ...PORK }] }).suggestions).toEqual([]);
    expect(suggest([GIVER], { stores, catalogue: { ...CITY, places: SMALL_CITY.places } }).suggestions).toEqual([]);
  });

  test('and is served after the shops that tell what they lack', () => {
    const shops: Shop[] = [
      { ...GIVER, stock: 100 },
      { key: 'hoa-sen/cn', place: 'cua-nam', stock: 0, demand: 50 },
    ];
    const { suggestions, unmet } = suggest(shops, { places: ['ha-noi'], stores: [...shops, SILENT].map(storeOfShop) });
    expect(suggestions.map(({ to, quantityMilli }) => [partyKey(to), quantityMilli])).toEqual([
      ['hoa-sen/cn', 100_000],
    ]);
    expect(unmet).toEqual([
      { product: NORMED.id, to: { place: 'hoan-kiem' }, quantityMilli: 900_000, cause: 'supply-exhausted' },
    ]);
  });
});
