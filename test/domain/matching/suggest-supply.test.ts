import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { participantsOf } from '#domain/matching/participants.ts';
import { NOTHING_RESERVED } from '#domain/matching/reserved-stock.ts';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import { partyKey } from '#domain/matching/suggestion.ts';
import { inWords } from '#support/in-words.ts';
import { PETROL, PORK } from '#support/small-city.ts';
import { aSupplyRequest, type Shop } from '#support/supply-world.ts';

const SHORT: Shop = { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 };

function suggest(shops: readonly Shop[], changes: Parameters<typeof aSupplyRequest>[1] = {}) {
  return inWords(suggestSupply(aSupplyRequest(shops, changes)));
}

describe('who is asked first', () => {
  const supplier: Shop = { key: 'hop-tac-xa/kho', place: 'hoan-kiem', channel: 'producer', stock: 500 };
  const otherArea: Shop = { key: 'binh-minh/cn', place: 'cua-nam', stock: 500, demand: 10 };
  const sameArea: Shop = { key: 'binh-minh/hk', place: 'hoan-kiem', stock: 500, demand: 10 };
  const ownChain: Shop = { key: 'hoa-sen/ss', place: 'soc-son', stock: 500, demand: 10 };

  test('the own chain before the same area, before another area, before suppliers', () => {
    const order = [ownChain, sameArea, otherArea, supplier];
    for (let first = 0; first < order.length; first++) {
      const { suggestions } = suggest([SHORT, ...order.slice(first)]);
      expect(suggestions.map(({ from }) => partyKey(from))).toEqual([order[first]?.key]);
    }
  });

  test('a supplier outside the city helps when the city has nothing', () => {
    const outside: Shop = { key: 'vuon-xa/hy', place: 'outside/hung-yen', channel: 'producer', stock: 500 };
    const { suggestions } = suggest([SHORT, outside]);
    expect(suggestions).toMatchObject([
      {
        quantityMilli: 90_000,
        reasons: ['supplier', 'receiver-short', 'supplier-offer', 'figures-of-the-day', 'consider-joining'],
      },
    ]);
    expect(suggestions[0]?.distanceKm).toBeGreaterThan(50);
  });
});

test('a pair that staff have refused is not suggested again', () => {
  const giver: Shop = { key: 'binh-minh/cn', place: 'cua-nam', stock: 500, demand: 10 };
  const { suggestions, remarks } = suggest([SHORT, giver], {
    refused: [{ product: PORK.id, from: giver.key, to: SHORT.key }],
  });
  expect(suggestions).toEqual([]);
  expect(remarks[0]?.words.vi).toContain('Còn thiếu 90\u00a0kg chưa tìm được nguồn.');
});

test('a shop that may not sell the product neither gives nor takes it', () => {
  const shops: Shop[] = [
    { ...SHORT, channel: 'petrol', product: PETROL.id },
    { key: 'binh-minh/cn', place: 'cua-nam', stock: 5_000, demand: 10, channel: 'convenience', product: PETROL.id },
  ];
  expect(suggest(shops, { needed: [PETROL] }).suggestions).toEqual([]);
});

test('receivers are sought only in the place of the alert', () => {
  const giver: Shop = { key: 'binh-minh/cn', place: 'cua-nam', stock: 500, demand: 10 };
  const elsewhere: Shop = { key: 'hoa-sen/ss', place: 'soc-son', stock: 1, demand: 50 };
  expect(suggest([SHORT, elsewhere, giver]).suggestions.map(({ to }) => to.place)).toEqual(['hoan-kiem']);
  expect(suggest([SHORT, elsewhere, giver], { places: ['ha-noi'] }).suggestions).toHaveLength(2);
});

test('the biggest reliefs are kept when there are too many', () => {
  const givers = Array.from(
    { length: 9 },
    (_, i): Shop => ({
      key: `ban-${i}/1`,
      place: 'cua-nam',
      channel: 'producer',
      stock: 60 + i,
    }),
  );
  const { suggestions } = suggest([{ ...SHORT, stock: 0, demand: 500 }, ...givers]);
  expect(suggestions.map(({ quantityMilli }) => quantityMilli / 1000)).toEqual([68, 67, 66, 65, 64, 63]);
});

describe('for any stocks and demands', () => {
  const quantity = fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined });
  const shops = fc
    .array(
      fc.record({
        place: fc.constantFrom('hoan-kiem', 'cua-nam', 'soc-son', 'outside/hung-yen'),
        channel: fc.constantFrom('market', 'supermarket', 'wholesale', 'producer'),
        retailer: fc.constantFrom('hoa-sen', 'binh-minh', 'dong-xanh'),
        stock: quantity,
        demand: quantity,
        incoming: quantity,
        date: fc.constantFrom('2026-11-23', '2026-11-21', '2026-11-10'),
      }),
      { maxLength: 14 },
    )
    .map((list) =>
      list.map(
        ({ stock, demand, incoming, retailer, ...shop }, i): Shop => ({
          ...shop,
          key: `${retailer}/${i}`,
          ...(stock !== undefined && { stock }),
          ...(demand !== undefined && { demand }),
          ...(incoming !== undefined && { incoming }),
        }),
      ),
    );
  const everywhere = { places: ['ha-noi'], settings: { ...aSupplyRequest([]).settings, maxSuggestions: 1_000 } };

  test('stock is conserved, the reserve is kept, and nobody both gives and takes', () => {
    fc.assert(
      fc.property(shops, (list) => {
        const { suggestions } = suggest(list, everywhere);
        const keys = (side: 'from' | 'to') => new Set(suggestions.map((made) => partyKey(made[side])));
        expect([...keys('from')].filter((key) => keys('to').has(key))).toEqual([]);
        for (const shop of list) {
          const moved = (side: 'from' | 'to') =>
            suggestions
              .filter((made) => partyKey(made[side]) === shop.key)
              .reduce((sum, { quantityMilli }) => sum + quantityMilli, 0);
          const stock = (shop.stock ?? 0) * 1000;
          const supplier = shop.channel === 'producer' || shop.channel === 'wholesale';
          const reserve = supplier ? 0 : 2 * (shop.demand ?? 0) * 1000;
          if (moved('from') > 0) expect(stock - moved('from')).toBeGreaterThanOrEqual(reserve);
          if (moved('to') > 0) {
            expect(supplier).toBe(false);
            expect(stock + moved('to')).toBeLessThanOrEqual(PORK.shelfLifeDays * (shop.demand ?? 0) * 1000);
          }
          if (shop.date === '2026-11-10') expect(moved('from') + moved('to')).toBe(0);
        }
        for (const { quantityMilli, cost, distanceKm } of suggestions) {
          expect(quantityMilli).toBeGreaterThan(0);
          expect(Number.isInteger(quantityMilli) && Number.isInteger(cost)).toBe(true);
          expect(distanceKm).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test('the order in which stores are listed changes nothing', () => {
    fc.assert(
      fc.property(shops, fc.infiniteStream(fc.nat()), (list, keys) => {
        const shuffled = list
          .map((shop) => ({ shop, rank: keys.next().value ?? 0 }))
          .toSorted((a, b) => a.rank - b.rank)
          .map(({ shop }) => shop);
        expect(suggest(shuffled, everywhere)).toEqual(suggest(list, everywhere));
      }),
    );
  });

  test('need is met unless no reachable stock is left, or too little for a trip', () => {
    fc.assert(
      fc.property(shops, fc.boolean(), (list, anyLot) => {
        const local = list.map((shop) => ({ ...shop, place: 'hoan-kiem' }));
        const settings = { ...everywhere.settings, ...(anyLot && { defaultLeastLot: 1, leastGainDays: 0 }) };
        const request = aSupplyRequest(local, { ...everywhere, settings });
        const { suggestions, unmet } = suggestSupply(request);
        const standings = participantsOf({
          ...request,
          product: PORK,
          reserved: () => NOTHING_RESERVED,
          heldBy: () => undefined,
        }).map((one) => one.position);
        const surplus = standings.reduce((sum, one) => sum + (one.kind === 'giver' ? one.surplusMilli : 0), 0);
        const need = standings.reduce((sum, one) => sum + (one.kind === 'receiver' ? one.needMilli : 0), 0);
        const served = suggestions.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0);
        expect(unmet.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0)).toBe(need - served);
        const tooSmall = unmet.some(({ cause }) => cause === 'below-least-lot' || cause === 'below-least-gain');
        if (anyLot) expect(tooSmall).toBe(false);
        if (!tooSmall) expect(Math.min(surplus, need)).toBe(served);
      }),
    );
  });
});
