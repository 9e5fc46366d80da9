import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '#domain/catalogue.ts';
import { DEFAULT_MATCHING, leastLotOf } from '#domain/matching/match-settings.ts';
import { isTransfer, type Load, type Plan, type PlanRequest, planOf, servedPercent } from '#domain/matching/plan.ts';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import { neededProduct, partyKey, type Suggestion } from '#domain/matching/suggestion.ts';
import { tripsOf } from '#domain/matching/trips.ts';
import type { Product } from '#domain/product.ts';
import { runsOf } from '#support/seeds.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';
import { aSupplyRequest, type Shop } from '#support/supply-world.ts';

const GREENS: Product = {
  ...PORK,
  id: 'muong',
  name: { vi: 'Rau muống', en: 'Water spinach' },
  unit: { vi: 'bó', en: 'bunch' },
  family: 'leaf-vegetables',
};
const MUSTARD: Product = { ...GREENS, id: 'cai', name: { vi: 'Rau cải', en: 'Mustard greens' } };
const CITY: Catalogue = {
  ...SMALL_CITY,
  products: new Map([PORK, RICE, GREENS, MUSTARD].map((product) => [product.id, product])),
};
const EVENT = 'leaf-vegetables-up-2026-11-23';

function found(shops: readonly Shop[], changes: Parameters<typeof aSupplyRequest>[1] = {}) {
  const { alert: _alert, ...request } = aSupplyRequest(shops);
  return suggestSupply({
    ...request,
    catalogue: CITY,
    event: EVENT,
    places: ['ha-noi'],
    needed: [PORK, GREENS, MUSTARD],
    ...changes,
  });
}

function planFor(shops: readonly Shop[], changes: Partial<PlanRequest> = {}): Plan {
  const { suggestions, unmet, left = [] } = found(shops);
  return planOf({
    day: '2026-11-23',
    catalogue: CITY,
    settings: DEFAULT_MATCHING,
    lines: suggestions,
    found: suggestions,
    unmet,
    left,
    isHeld: () => false,
    ...changes,
  });
}

const SHORT: Shop = { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 };
const GIVER: Shop = { key: 'binh-minh/cn', place: 'cua-nam', stock: 500, demand: 10 };
const greens = (shop: Shop): Shop => ({ ...shop, product: GREENS.id });

describe('loads are bundled before a lot is called too small', () => {
  test('20 bunches beside 90 kg on the same trip are fine; alone they are not', () => {
    const few = greens({ ...SHORT, stock: 80, demand: 50 });
    const both = found([SHORT, GIVER, few, greens(GIVER)], { settings: { ...DEFAULT_MATCHING, leastGainDays: 0 } });
    expect(both.suggestions.map(({ product, quantityMilli }) => [product, quantityMilli / 1000])).toEqual(
      [
        [PORK.id, 90],
        [GREENS.id, 20],
      ].toSorted(),
    );
    const alone = found([few, greens(GIVER)], { settings: { ...DEFAULT_MATCHING, leastGainDays: 0 } });
    expect(alone.suggestions).toEqual([]);
    expect(alone.left).toEqual([
      { product: GREENS.id, place: 'hoan-kiem', quantityMilli: 20_000, cause: 'below-least-lot' },
    ]);
  });

  test('nobody is troubled for less than half a day of cover', () => {
    const nearly = { ...SHORT, stock: 80, demand: 50 };
    expect(found([nearly, GIVER, greens({ ...SHORT, demand: 100 }), greens(GIVER)]).left).toEqual([
      { product: PORK.id, place: 'hoan-kiem', quantityMilli: 20_000, cause: 'below-least-gain' },
    ]);
  });
});

test('a shop within several of the places is a receiver once', () => {
  const twice = found([SHORT, GIVER], { places: ['ha-noi', 'hoan-kiem'] });
  expect(twice.suggestions).toEqual(found([SHORT, GIVER]).suggestions);
});

describe('the sums of a plan', () => {
  const more = { ...GIVER, stock: 60 };

  test('tell what is missing, proposed and left, unit by unit, and 100 % only where it is all', () => {
    const plan = planFor([SHORT, { ...GIVER, stock: 80 }, greens({ ...SHORT, demand: 100 }), greens(GIVER)]);
    expect(plan.units).toMatchObject([
      { unit: 'bó', missingMilli: 190_000, allocatedMilli: 190_000, servedPct: 100 },
      { unit: 'kg', missingMilli: 90_000, allocatedMilli: 60_000, servedPct: 67 },
    ]);
    expect(plan.goods.find(({ product }) => product === PORK.id)?.left).toEqual([
      { cause: 'supply-exhausted', quantityMilli: 30_000 },
    ]);
    expect([servedPercent(999, 1000), servedPercent(1000, 1000), servedPercent(0, 0)]).toEqual([99, 100, 100]);
  });

  test('leave out what a chain gives its own shops, which asks for no call', () => {
    const plan = planFor([SHORT, { ...GIVER, key: 'hoa-sen/cn' }]);
    expect(plan.goods).toMatchObject([
      { missingMilli: 0, allocatedMilli: 0, transferredMilli: 90_000, servedPct: 100 },
    ]);
    expect(plan.calls).toMatchObject([{ id: 'hoa-sen', withinChain: true, asked: [] }]);
  });

  test('count what was agreed on as missing no more, and what was declined or is held as left', () => {
    const { suggestions } = found([SHORT, GIVER]);
    const as = (state: Suggestion['state']) =>
      suggestions.map((line) => ({ ...line, state, decision: { at: 1, by: 'a' } }));
    expect(planFor([SHORT, GIVER], { lines: as('accepted') }).goods).toMatchObject([
      { missingMilli: 0, agreedMilli: 90_000, left: [] },
    ]);
    expect(planFor([SHORT, GIVER], { lines: as('declined') }).goods).toMatchObject([
      { missingMilli: 90_000, servedPct: 0, left: [{ cause: 'declined', quantityMilli: 90_000 }] },
    ]);
    expect(planFor([SHORT, GIVER], { isHeld: () => true }).unmet).toMatchObject([{ cause: 'held' }]);
  });

  test('name one call for each organisation, with what it offers and its stops, nearest first', () => {
    const far = { ...SHORT, key: 'dong-xanh/ss', place: 'soc-son' } as const;
    const plan = planFor([SHORT, far, GIVER, { ...more, key: 'binh-minh/2', stock: 130 }]);
    expect(plan.calls.map(({ id, asked, trips }) => [id, asked, trips.map(({ id: trip }) => trip)])).toEqual([
      ['binh-minh', [{ product: PORK.id, quantityMilli: 180_000 }], expect.any(Array)],
    ]);
    for (const trip of plan.calls.flatMap(({ trips }) => trips)) {
      expect(trip.stops.map(({ km }) => km)).toEqual(trip.stops.map(({ km }) => km).toSorted((a, b) => a - b));
      expect(trip.joinLoads).toBe(trip.loadShare < 0.3);
    }
  });

  test('tell each receiver what comes, and the cover before and after', () => {
    const [receipt] = planFor([SHORT, GIVER]).receipts;
    expect(receipt).toMatchObject({ quantityMilli: 90_000, cover: { before: 0.2, after: 2 } });
  });
});

test('what takes more than one vehicle is shared about evenly, and keeps its ids when a line is answered', () => {
  const many = Array.from({ length: 8 }, (_, i): Shop => ({ ...SHORT, key: `chain-${i}/hk`, stock: 0, demand: 250 }));
  const { suggestions } = found([...many, { ...GIVER, stock: 9_000 }]);
  const trips = tripsOf(suggestions, CITY, DEFAULT_MATCHING);
  expect(trips.map(({ id, stops }) => [id, stops.length])).toEqual([
    ['binh-minh~cn~hoan-kiem', 4],
    ['binh-minh~cn~hoan-kiem~2', 4],
  ]);
  for (const { loadShare } of trips) expect(loadShare).toBeLessThanOrEqual(1);
  const answered = suggestions.map((line, i): Suggestion => (i === 0 ? { ...line, state: 'declined' } : line));
  expect(tripsOf(answered, CITY, DEFAULT_MATCHING).map(({ stops }) => stops.length)).toEqual([4, 4]);
});

describe('for any stocks and demands of several goods', () => {
  const shop = fc.record({
    retailer: fc.constantFrom('hoa-sen', 'binh-minh', 'dong-xanh', 'vuon-xa'),
    store: fc.integer({ min: 0, max: 3 }),
    place: fc.constantFrom('hoan-kiem', 'cua-nam', 'soc-son'),
    channel: fc.constantFrom('supermarket', 'market', 'producer'),
    product: fc.constantFrom(PORK.id, GREENS.id, MUSTARD.id),
    stock: fc.integer({ min: 0, max: 400 }),
    demand: fc.integer({ min: 1, max: 120 }),
  });
  const shops = fc
    .uniqueArray(shop, { maxLength: 18, selector: ({ retailer, store, product }) => `${retailer} ${store} ${product}` })
    .map((list) => {
      const first = new Map<string, (typeof list)[number]>();
      return list.map(({ retailer, store, ...rest }): Shop => {
        const key = `${retailer}/${store}` as const;
        const known = first.get(key) ?? { retailer, store, ...rest };
        first.set(key, known);
        return { ...rest, key, place: known.place, channel: known.channel as 'market' };
      });
    });
  const runs = { numRuns: runsOf({ few: 100, all: 1_000 }) };
  const sum = (loads: readonly Load[]) => loads.reduce((total, { quantityMilli }) => total + quantityMilli, 0);

  test('the sums of the calls are those of the receivers and what is allocated', () => {
    fc.assert(
      fc.property(shops, (list) => {
        const { calls, receipts, goods, units } = planFor(list);
        const allocated = goods.reduce((total, good) => total + good.allocatedMilli, 0);
        expect(calls.reduce((total, { asked }) => total + sum(asked), 0)).toBe(allocated);
        expect(receipts.reduce((total, { quantityMilli }) => total + quantityMilli, 0)).toBe(allocated);
        expect(units.reduce((total, unit) => total + unit.allocatedMilli, 0)).toBe(allocated);
        const transferred = goods.reduce((total, good) => total + good.transferredMilli, 0);
        expect(receipts.reduce((total, receipt) => total + receipt.transferredMilli, 0)).toBe(transferred);
        for (const { missingMilli, allocatedMilli, left } of goods) {
          expect(missingMilli - allocatedMilli).toBe(left.reduce((total, need) => total + need.quantityMilli, 0));
        }
      }),
      runs,
    );
  });

  test('no giver gives more than it can spare after what is promised, and nothing is absurd by the settings', () => {
    fc.assert(
      fc.property(shops, fc.nat(), (list, pick) => {
        const first = found(list).suggestions;
        const promised = first.slice(0, first.length === 0 ? 0 : 1 + (pick % first.length)).map(
          (line): Suggestion => ({
            ...line,
            state: 'accepted',
            decision: { at: Date.parse('2026-11-23T08:00:00+07:00'), by: 'lan' },
          }),
        );
        const { suggestions } = found(list, { decided: promised });
        const spare = Map.groupBy([...promised, ...suggestions], (line) => `${partyKey(line.from)} ${line.product}`);
        for (const lines of spare.values()) {
          const given = lines.reduce((total, { quantityMilli }) => total + quantityMilli, 0);
          expect(given).toBeLessThanOrEqual(lines[0]?.spareMilli ?? 0);
        }
        for (const { stops } of tripsOf(suggestions, CITY, DEFAULT_MATCHING)) {
          const lines = stops.flatMap((stop) => stop.lines);
          // A chain's own rounds take any load.
          if (lines.every(isTransfer)) continue;
          const fill = lines.reduce((total, { product, quantityMilli }) => {
            const known = CITY.products.get(product) as Product;
            return total + quantityMilli / (1000 * leastLotOf(known, DEFAULT_MATCHING));
          }, 0);
          expect(fill).toBeGreaterThan(1 - 1e-6);
        }
        for (const lines of Map.groupBy(
          suggestions,
          (line) => `${partyKey(line.to)} ${neededProduct(line)}`,
        ).values()) {
          const { before = 0, after = 0 } = lines[0]?.cover.to ?? {};
          expect(after - before).toBeGreaterThan(DEFAULT_MATCHING.leastGainDays - 1e-6);
        }
      }),
      runs,
    );
  });

  test('the order of shops, goods and places changes nothing', () => {
    fc.assert(
      fc.property(shops, (list) => {
        const turned = found(list.toReversed(), {
          needed: [MUSTARD, GREENS, PORK],
          places: ['soc-son', 'cua-nam', 'hoan-kiem'],
        });
        expect(turned).toEqual(found(list, { places: ['hoan-kiem', 'cua-nam', 'soc-son'] }));
      }),
      runs,
    );
  });

  test('a transfer goes from a chain to its own shop', () => {
    fc.assert(
      fc.property(shops, (list) => {
        for (const { id, withinChain, trips } of planFor(list).calls) {
          const lines = trips.flatMap(({ stops }) => stops.flatMap((stop) => stop.lines));
          expect(withinChain).toBe(lines.every((line) => isTransfer(line) && line.from.retailer === id));
        }
      }),
      runs,
    );
  });
});
