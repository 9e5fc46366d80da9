import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue } from '#catalog/city.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { familyOf } from '#domain/matching/product-family.ts';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import { partyKey, type Suggestion } from '#domain/matching/suggestion.ts';
import type { Product } from '#domain/product.ts';
import { inWords } from '#support/in-words.ts';
import { randomShops } from '#support/random-shops.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';
import { aSupplyRequest, type Shop } from '#support/supply-world.ts';

const LOIN: Product = { ...PORK, family: 'pork' };
const BELLY: Product = { ...LOIN, id: '01.0005', name: { vi: 'Thịt lợn ba chỉ', en: 'Pork belly' } };
const CITY: Catalogue = {
  ...SMALL_CITY,
  products: new Map([LOIN, BELLY, RICE].map((product) => [product.id, product])),
};
const SHORT: Shop = { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 60 };
const LOIN_NEAR: Shop = { key: 'binh-minh/cn', place: 'cua-nam', stock: 80, demand: 10 };
const BELLY_OWN: Shop = { key: 'hoa-sen/cn', place: 'cua-nam', stock: 500, demand: 10, product: BELLY.id };

const suggest = (shops: readonly Shop[], changes: Parameters<typeof aSupplyRequest>[1] = {}) =>
  inWords(suggestSupply(aSupplyRequest(shops, { catalogue: CITY, needed: [LOIN], ...changes })), CITY);
const linesOf = (suggestions: readonly Suggestion[]) =>
  suggestions.map(({ from, product, quantityMilli }) => `${partyKey(from)} ${quantityMilli / 1000} ${product}`);

test('a family is named by the catalogue and counted in one unit; a good without one stands alone', () => {
  expect(familyOf(LOIN, CITY).map(({ id }) => id)).toEqual([LOIN.id, BELLY.id]);
  expect(familyOf(RICE, CITY)).toEqual([RICE]);
  const bunch: Product = { ...BELLY, id: 'bunch', unit: { vi: 'bó', en: 'bunch' } };
  const withBunch = { ...CITY, products: new Map([...CITY.products, [bunch.id, bunch]]) };
  expect(familyOf(LOIN, withBunch)).toHaveLength(2);
  const cuts = [...catalogue.products.values()].filter(({ family }) => family === 'pork');
  expect(cuts.map(({ name }) => name.vi)).toEqual(['Thịt lợn nạc thăn', 'Thịt lợn mông sấn', 'Thịt lợn ba chỉ']);
});

describe('what may stand in for a good', () => {
  test('is suggested for what the good itself cannot meet, and named', () => {
    const { suggestions, unmet } = suggest([SHORT, LOIN_NEAR, BELLY_OWN]);
    expect(linesOf(suggestions)).toEqual(['binh-minh/cn 60 01.0004', 'hoa-sen/cn 50 01.0005']);
    expect(unmet).toEqual([]);
    const [own, other] = suggestions;
    expect(own?.substitute).toBeUndefined();
    expect(other?.substitute).toEqual({ insteadOf: LOIN.id });
    expect(other?.reasons).toContain('substitute');
    expect(other?.explanation.vi).toContain('50\u00a0kg Thịt lợn ba chỉ (thay cho Thịt lợn nạc thăn) cho');
    expect(other?.explanation.en).toContain('of Pork belly (in place of Pork loin)');
  });

  test('is shown as an alternative, dearer by its weight', () => {
    const near: Shop = { key: 'hoa-sen/cn', place: 'cua-nam', stock: 500, demand: 10 };
    const [made] = suggest([SHORT, near, BELLY_OWN]).suggestions;
    expect(made?.comparison?.alternatives).toMatchObject([
      { from: { store: 'cn' }, product: BELLY.id, rankedMorePerUnit: 4_000, because: 'substitute' },
    ]);
    expect(made?.comparison?.words.vi).toContain('Thịt lợn ba chỉ: +4.000');
  });

  test('comes from no shop that is short of the good itself', () => {
    const shortToo: Shop = { key: 'hoa-sen/cn', place: 'cua-nam', stock: 0, demand: 20 };
    expect(suggest([SHORT, shortToo, BELLY_OWN]).suggestions).toEqual([]);
  });

  test('is left out where staff have refused it for the pair', () => {
    const pair = { from: BELLY_OWN.key, to: SHORT.key };
    expect(suggest([SHORT, BELLY_OWN], { refused: [{ ...pair, product: BELLY.id }] }).suggestions).toEqual([]);
    expect(suggest([SHORT, BELLY_OWN], { refused: [{ ...pair, product: LOIN.id }] }).suggestions).toHaveLength(1);
  });

  test('once accepted is off the surplus of what is given and off the need of what it stands in for', () => {
    const [made] = suggest([SHORT, BELLY_OWN]).suggestions;
    if (!made) throw new Error('Nothing was suggested');
    const at = Date.parse('2026-11-23T08:00:00+07:00');
    const decided: Suggestion[] = [{ ...made, state: 'accepted', decision: { at, by: 'lan' } }];
    expect(suggest([SHORT, BELLY_OWN], { decided }).suggestions).toEqual([]);
    const other: Shop = { ...SHORT, key: 'binh-minh/hk', stock: 0, demand: 300 };
    // 500 less 20 kept back less 110 promised.
    expect(linesOf(suggest([SHORT, other, BELLY_OWN], { decided }).suggestions)).toEqual(['hoa-sen/cn 370 01.0005']);
  });
});

test('of whatever product, nobody gives below what is kept back', () => {
  fc.assert(
    fc.property(randomShops([LOIN.id, BELLY.id], 16), (unique) => {
      const { suggestions } = suggest(unique, { settings: { ...aSupplyRequest([]).settings, maxSuggestions: 100 } });
      for (const { key, product, stock = 0, demand = 0 } of unique) {
        const given = suggestions
          .filter((made) => partyKey(made.from) === key && made.product === product)
          .reduce((sum, { quantityMilli }) => sum + quantityMilli, 0);
        if (given > 0) expect(stock * 1000 - given).toBeGreaterThanOrEqual(2 * demand * 1000);
      }
      const takers = new Set(suggestions.map(({ to }) => partyKey(to)));
      expect(suggestions.filter(({ from }) => takers.has(partyKey(from)))).toEqual([]);
    }),
  );
});
