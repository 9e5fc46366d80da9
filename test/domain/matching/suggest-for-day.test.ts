import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue as hanoi } from '#catalog/city.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { DEFAULT_MATCHING } from '#domain/matching/match-settings.ts';
import { familiesOf } from '#domain/matching/product-family.ts';
import { suggestForDay } from '#domain/matching/suggest-for-day.ts';
import { partyKey, type Suggestion, subjectOfSuggestion } from '#domain/matching/suggestion.ts';
import { tripsOf } from '#domain/matching/trips.ts';
import type { Product } from '#domain/product.ts';
import { randomShops } from '#support/random-shops.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';
import { someSuggestion } from '#support/some-suggestion.ts';
import { aSupplyRequest, type Shop } from '#support/supply-world.ts';

const LOIN: Product = { ...PORK, family: 'pork' };
const BELLY: Product = { ...LOIN, id: '01.0022', name: { vi: 'Thịt lợn ba chỉ', en: 'Pork belly' } };
const CITY: Catalogue = {
  ...SMALL_CITY,
  products: new Map([BELLY, LOIN, RICE].map((product) => [product.id, product])),
};
const FAMILIES = familiesOf(CITY);
const DAY = '2026-11-23';
const NOON = Date.parse(`${DAY}T12:00:00+07:00`);

const SHORT: Shop = { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 };
const GIVER: Shop = { key: 'hoa-sen/cn', place: 'cua-nam', stock: 500, demand: 20 };

type Changes = Partial<Parameters<typeof suggestForDay>[0]>;

function forFamily(family: string, shops: readonly Shop[], changes: Changes = {}) {
  const { alert: _alert, refused: _refused, decided: _decided, idOf: _idOf, ...request } = aSupplyRequest(shops);
  const found = suggestForDay({
    ...request,
    catalogue: CITY,
    family,
    needed: FAMILIES.get(family) ?? [LOIN],
    place: 'ha-noi',
    lasting: [],
    made: [],
    isStanding: () => false,
    hashOf: (text) => text,
    ...changes,
  });
  return found;
}

const linesOf = (suggestions: readonly Suggestion[]) =>
  suggestions.map(
    ({ from, to, product, quantityMilli }) =>
      `${partyKey(from)} ${quantityMilli / 1000} of ${product} to ${partyKey(to)}`,
  );
const pork = (shops: readonly Shop[], changes: Changes = {}) => linesOf(forFamily(LOIN.id, shops, changes).suggestions);

test('every good of a city is in exactly one family, all of one unit', () => {
  const members = [...familiesOf(hanoi).values()].flatMap((family) => family.map(({ id }) => id));
  expect(members.toSorted()).toEqual([...hanoi.products.keys()].toSorted());
  for (const [family, products] of familiesOf(hanoi)) {
    expect(products[0].id).toBe(family);
    expect(new Set(products.map(({ unit }) => unit.vi)).size).toBe(1);
  }
});

test('what is suggested after the cut-off belongs to a place and a day, and to no alert', () => {
  const { suggestions } = forFamily(LOIN.id, [SHORT, GIVER]);
  expect(linesOf(suggestions)).toEqual(['hoa-sen/cn 90 of 01.0004 to hoa-sen/hk']);
  expect(suggestions[0]).toMatchObject({ madeOn: DAY, spareMilli: 460_000 });
  expect(suggestions[0]).not.toHaveProperty('alert');
  expect(suggestions.map(({ id }) => subjectOfSuggestion(id))).toEqual(['ha-noi_day_2026-11-23_01.0004']);
});

describe('goods that may stand in for each other share one plan', () => {
  const belly = { product: BELLY.id };

  test('what a shop has left is promised once, fairly to those who lack it and to those whom it would do', () => {
    const shortOfBelly: Shop = { key: 'binh-minh/hk', place: 'hoan-kiem', stock: 0, demand: 30, ...belly };
    const bellies: Shop = { ...GIVER, stock: 120, ...belly };
    expect(pork([SHORT, shortOfBelly, bellies])).toEqual([
      'hoa-sen/cn 45 of 01.0022 to hoa-sen/hk',
      'hoa-sen/cn 35 of 01.0022 to binh-minh/hk',
    ]);
    expect(pork([SHORT, shortOfBelly, bellies, { ...GIVER, stock: 130 }])).toEqual([
      'hoa-sen/cn 90 of 01.0004 to hoa-sen/hk',
      'hoa-sen/cn 60 of 01.0022 to binh-minh/hk',
    ]);
  });

  test('each of them has its own places on the list', () => {
    const settings = { ...DEFAULT_MATCHING, maxSuggestions: 1 };
    const shops = [
      SHORT,
      { ...SHORT, key: 'binh-minh/hk' as const },
      { ...SHORT, ...belly },
      GIVER,
      { ...GIVER, ...belly, stock: 900 },
    ];
    const needs = forFamily(LOIN.id, shops, { settings }).suggestions.map(
      ({ product, substitute }) => substitute?.insteadOf ?? product,
    );
    expect(needs).toEqual([LOIN.id, BELLY.id]);
  });

  test('whatever the stocks, nobody gives below what it keeps back, or what it is short of, or takes more than it needs', () => {
    fc.assert(
      fc.property(randomShops([LOIN.id, BELLY.id], 20), (unique) => {
        const settings = { ...DEFAULT_MATCHING, maxSuggestions: 100 };
        const { suggestions } = forFamily(LOIN.id, unique, { settings });
        const isShort = (shop: Shop) => (shop.stock ?? 0) < 2 * (shop.demand ?? 0);
        const shortOf = new Set(unique.filter(isShort).map((shop) => `${shop.key} ${shop.product}`));
        for (const { from, product, substitute } of suggestions) {
          expect(shortOf.has(`${partyKey(from)} ${product}`)).toBe(false);
          expect(shortOf.has(`${partyKey(from)} ${substitute?.insteadOf}`)).toBe(false);
        }
        for (const { key, product, stock = 0, demand = 0 } of unique) {
          const sum = (mine: readonly Suggestion[]) => mine.reduce((total, one) => total + one.quantityMilli, 0);
          const given = sum(suggestions.filter((made) => partyKey(made.from) === key && made.product === product));
          const taken = sum(
            suggestions.filter(
              (made) => partyKey(made.to) === key && (made.substitute?.insteadOf ?? made.product) === product,
            ),
          );
          if (given > 0) expect(1000 * stock - given).toBeGreaterThanOrEqual(2000 * demand);
          expect(taken).toBeLessThanOrEqual(Math.max(0, 2000 * demand - 1000 * stock));
        }
      }),
    );
  });
});

describe('what stands proposed', () => {
  const alert = 'hoan-kiem_01.0004_up_2026-11-21';
  const [first] = forFamily(LOIN.id, [SHORT, GIVER]).suggestions;
  const standing = (changes: Partial<Suggestion>): Suggestion => {
    if (!first) throw new Error('Nothing was suggested');
    return { ...first, quantityMilli: 30_000, alert, ...changes };
  };
  const other: Shop = { key: 'binh-minh/ss', place: 'soc-son', stock: 500, demand: 20 };
  const isStanding = (id: string) => id === alert;
  const withoutIt = ['hoa-sen/cn 90 of 01.0004 to hoa-sen/hk'];

  test('for a live alert is not proposed again: its quantity counts, its pair is left out', () => {
    const made = [standing({})];
    expect(pork([SHORT, GIVER], { made, isStanding })).toEqual([]);
    expect(pork([SHORT, GIVER, other], { made, isStanding })).toEqual(['binh-minh/ss 60 of 01.0004 to hoa-sen/hk']);
    // 500 less 40 kept back less 30 that may yet be agreed on.
    const many: Shop = { key: 'binh-minh/hk', place: 'hoan-kiem', stock: 0, demand: 300 };
    expect(pork([SHORT, GIVER, many], { made, isStanding })).toEqual(['hoa-sen/cn 430 of 01.0004 to binh-minh/hk']);
  });

  test('for an alert that is over binds nobody, nor does what has expired or was answered', () => {
    expect(pork([SHORT, GIVER], { made: [standing({})] })).toEqual(withoutIt);
    const expired = standing({ validThrough: '2026-11-22' });
    expect(pork([SHORT, GIVER], { made: [expired], isStanding })).toEqual(withoutIt);
  });

  test('since an earlier day holds until it expires', () => {
    const { alert: _none, ...ofDay } = standing({ madeOn: '2026-11-22' });
    expect(pork([SHORT, GIVER, other], { made: [ofDay] })).toEqual(['binh-minh/ss 60 of 01.0004 to hoa-sen/hk']);
  });

  test('since an earlier search of the day holds, unless its pair is refused or its goods are held', () => {
    const { alert: _none, ...ofDay } = standing({ madeOn: DAY });
    const shops = [SHORT, GIVER, other];
    const refusal = { product: LOIN.id, from: GIVER.key, to: SHORT.key, reason: 'never', by: 'lan', at: NOON } as const;
    const hold = { id: 'a', product: LOIN.id, retailer: 'hoa-sen', from: DAY, reason: 'x', document: '1', by: 'lan' };
    expect(pork(shops, { made: [ofDay] })).toEqual(['binh-minh/ss 60 of 01.0004 to hoa-sen/hk']);
    const all = 'binh-minh/ss 90 of 01.0004 to hoa-sen/hk';
    expect(pork(shops, { made: [ofDay], lasting: [{ ...refusal, through: DAY }] })).toEqual([all]);
    expect(pork(shops, { made: [ofDay], holds: [{ ...hold, store: 'cn', at: 1 }] })).toContain(all);
  });

  test('and was answered, if it may be proposed again on the same day, is another suggestion', () => {
    const declined = standing({ state: 'declined', decision: { at: NOON, by: 'lan', reason: 'never' } });
    const again = forFamily(LOIN.id, [SHORT, GIVER], { made: [declined] }).suggestions;
    expect(linesOf(again)).toEqual(withoutIt);
    expect(again[0]?.id).not.toBe(declined.id);
  });

  test('and was declined today is not proposed again today, though the reason be gone tomorrow', () => {
    const declined = (at: number) => standing({ state: 'declined', decision: { at, by: 'lan', reason: 'sold-out' } });
    expect(pork([SHORT, GIVER], { made: [declined(NOON)] })).toEqual([]);
    expect(pork([SHORT, GIVER], { made: [declined(NOON - 86_400_000)] })).toEqual(withoutIt);
  });
});

test('what was agreed on is off both sides, and a pair that was refused for long is left out', () => {
  const [first] = forFamily(LOIN.id, [SHORT, GIVER]).suggestions;
  if (!first) throw new Error('Nothing was suggested');
  const agreed: Suggestion = { ...first, state: 'accepted', decision: { at: NOON, by: 'lan', quantityMilli: 40_000 } };
  expect(pork([SHORT, GIVER], { made: [agreed] })).toEqual(['hoa-sen/cn 50 of 01.0004 to hoa-sen/hk']);
  const refusal = { product: LOIN.id, from: GIVER.key, to: SHORT.key, reason: 'never', by: 'lan', at: NOON } as const;
  expect(pork([SHORT, GIVER], { lasting: [{ ...refusal, through: DAY }] })).toEqual([]);
});

test('goods of one pair go on one vehicle, and a load that fills enough of it needs no joining', () => {
  const rice = { product: RICE.id };
  const shops = [SHORT, GIVER, { ...SHORT, demand: 200, ...rice }, { ...GIVER, stock: 9_000, ...rice }];
  const suggestions = [LOIN.id, RICE.id].flatMap((family) => forFamily(family, shops).suggestions);
  expect(tripsOf(suggestions, CITY, DEFAULT_MATCHING)).toEqual([
    {
      id: 'hoa-sen~cn~hoan-kiem',
      from: suggestions[0]?.from,
      zone: 'hoan-kiem',
      stops: [{ to: suggestions[0]?.to, km: 1.4, lines: expect.arrayContaining([...suggestions]) }],
      // (90 + 1,390) kg at 12 VND a kilometre each, of 30,000 VND.
      loadShare: expect.closeTo(0.592),
      joinLoads: false,
    },
  ]);
  const alone = tripsOf([someSuggestion('x_01.0004_up_2026-11-21')], CITY, DEFAULT_MATCHING);
  expect(alone[0]).toMatchObject({ loadShare: expect.closeTo(0.036), joinLoads: true });
});
