import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '#domain/assessment/assess.ts';
import { judgeProduct } from '#domain/assessment/judged-product.ts';
import { EMPTY_MEMORY, type PlaceDay, type PlaceMemory } from '#domain/assessment/place-day.ts';
import { poolQuotes } from '#domain/assessment/pooled-quotes.ts';
import { quotesOfStores } from '#domain/assessment/store-facts.ts';
import { addDays } from '#domain/business-day.ts';
import type { Episode } from '#domain/detection/episode.ts';
import { type RuleBook, rulesAsOf } from '#domain/detection/rules.ts';
import { agreementBehind } from '#domain/evidence/agreement.ts';
import {
  givesSame,
  middleRow,
  middleRows,
  type PriceRow,
  priceRows,
  recompute,
  storeSupplyRows,
  supplyRows,
} from '#domain/evidence/rows.ts';
import type { StoreMemory } from '#domain/history/store-memory.ts';
import type { Rung } from '#domain/level.ts';
import type { StoreDay } from '#domain/report/report.ts';
import type { StoreKey } from '#domain/store.ts';
import { runsOf } from '#support/seeds.ts';
import { PETROL, PORK, RICE, SMALL_CITY } from '#support/small-city.ts';

const FIRST = '2026-03-01';
const WARDS = ['hoan-kiem', 'cua-nam'];
const CITY = 'ha-noi';
const CALM_DAYS = 50;
const CREEP_DAYS = 45;

/** Shops by ward; a retailer may have several. */
const SHOPS = WARDS.flatMap((place) =>
  (['sen/1', 'sen/2', 'mai/1', 'cuc/1', 'dao/1'] as const).map((shop) => ({
    store: `${shop}-${place}` as const,
    place,
  })),
);

const BOOK: RuleBook = {
  thresholds: [],
  ceilings: [
    { product: PETROL.id, effectiveFrom: Date.parse(`${FIRST}T00:00:00+07:00`), price: 21_000, recordedOn: FIRST },
  ],
};

/** What a shop tells of a product on a day: its price as a multiple of its usual one, and its stock in days of sales. */
interface Reported {
  readonly factor: number;
  readonly stockDays: number;
  readonly confirmed: boolean;
}

interface FoldedPlace {
  readonly memory: PlaceMemory;
  readonly stores: readonly StoreMemory[];
}

/** The small city does not know tomatoes: they may be as volatile as they like. */
const TOMATOES = 'tomatoes';
const USUAL_PRICE = { [PORK.id]: 130_000, [RICE.id]: 18_000, [PETROL.id]: 20_500, [TOMATOES]: 25_000 };
const GOODS = Object.keys(USUAL_PRICE);
const SOLD_A_DAY = 10_000;

/** Folds a city of two wards through its days and looks at each place-day's fresh evidence. */
function eachEvidence(
  days: readonly ((store: string, product: string) => Reported | undefined)[],
  look: (episode: Episode, day: PlaceDay) => void,
): void {
  const kept = new Map<string, FoldedPlace>();
  for (const [index, tell] of days.entries()) {
    const date = addDays(FIRST, index);
    const rules = rulesAsOf(BOOK, SMALL_CITY, date);
    const step = (place: string, reports: StoreDay[], parts: PlaceDay['parts']) => {
      const known = kept.get(place) ?? { memory: EMPTY_MEMORY, stores: [] };
      const day: PlaceDay = { place, date, ...known, reports, parts, rules };
      const { assessment, memory, stores } = assess(day);
      kept.set(place, { memory, stores });
      for (const episode of memory.episodes) {
        if (episode.escalatedOn === date) look(episode, day);
      }
      return assessment;
    };
    const parts = WARDS.map((ward) =>
      step(
        ward,
        SHOPS.filter(({ place }) => place === ward).flatMap(({ store }) => reportOf(store, ward, date, tell)),
        [],
      ),
    );
    step(CITY, [], parts);
  }
}

function reportOf(
  store: StoreKey,
  place: string,
  date: string,
  tell: (store: string, product: string) => Reported | undefined,
): StoreDay[] {
  const rows = Object.entries(USUAL_PRICE).flatMap(([product, usual]) => {
    const shown = tell(store, product);
    if (!shown) return [];
    const price = Math.round(usual * shown.factor);
    const stock = { stockMilli: Math.round(shown.stockDays * SOLD_A_DAY), soldMilli: SOLD_A_DAY };
    return [
      { product, priceType: 'retail' as const, price, ...stock, ...(shown.confirmed ? { confirmed: true } : {}) },
    ];
  });
  if (rows.length === 0) return [];
  const reportedAt = Date.parse(`${date}T06:00:00+07:00`);
  return [{ store, channel: 'market', place, date, reportedAt, source: 'live', rows }];
}

function rowsOf(episode: Episode, day: PlaceDay) {
  const pool = poolQuotes(day.place, quotesOfStores(day), day.parts);
  const market = judgeProduct(episode.product, day, pool, {
    usualPct: episode.evidence.usualPct,
    habit: episode.evidence.habit,
  });
  const prices = priceRows(market, pool, episode);
  return { market, prices, byPart: supplyRows(episode.product, pool), byStore: storeSupplyRows(episode.product, day) };
}

const calm = { factor: 1, stockDays: 10, confirmed: false };

function aReport(): fc.Arbitrary<Reported | undefined> {
  return fc.option(
    fc.record({
      factor: fc.oneof(fc.double({ min: 0.7, max: 1.5, noNaN: true }), fc.constantFrom(1, 1.15, 1.3, 2, 3.4, 10, 0.1)),
      stockDays: fc.constantFrom(0, 0.5, 1, 2.9, 3, 10),
      confirmed: fc.boolean(),
    }),
    { nil: undefined, freq: 6 },
  );
}

/** Perhaps weeks of slow change, then days on which each shop leans on one move, so that many of them agree, or says something of its own. */
function marketDays() {
  const day = fc.record({
    move: aReport(),
    own: fc.array(fc.option(aReport(), { nil: null, freq: 3 }), { minLength: 6, maxLength: 30 }),
  });
  const creep = fc.constantFrom(0, 0, 0.0032, -0.0032);
  return fc.tuple(fc.array(day, { minLength: 1, maxLength: 6 }), creep).map(([days, perDay]) => {
    const tellers = days.map(({ move, own }) => (store: string, product: string) => {
      const index = SHOPS.findIndex((shop) => shop.store === store) * GOODS.length + GOODS.indexOf(product);
      const said = own[index % own.length];
      return said === null || said === undefined ? move : said;
    });
    const creeping = Array.from({ length: perDay === 0 ? 0 : CREEP_DAYS }, (_, past) => (store: string) => ({
      ...calm,
      factor: 1 + perDay * (past + store.length / 20),
    }));
    return [...Array.from({ length: CALM_DAYS }, () => () => calm), ...creeping, ...tellers];
  });
}

describe('the rows behind an alert', () => {
  test('give exactly the numbers of its evidence, whatever the market did', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(marketDays(), (days) => {
        eachEvidence(days, (episode, day) => {
          const { evidence } = episode;
          seen.add(`${evidence.rung} ${day.parts.length > 0 ? 'city' : 'ward'}`);
          const { prices, byPart, byStore } = rowsOf(episode, day);
          for (const supplies of day.parts.length > 0 ? [byPart] : [byPart, byStore]) {
            const recomputed = recompute(evidence.rung, prices, supplies);
            expect(recomputed).toMatchObject({
              observed: evidence.observed,
              reference: evidence.reference,
              changePct: evidence.changePct,
              agreeing: evidence.agreeing,
              reporting: evidence.reporting,
              retailers: evidence.retailers,
            });
            expect(recomputed?.coverDays).toBe(evidence.coverDays);
            expect(recomputed && givesSame(recomputed, evidence)).toBe(true);
          }
        });
      }),
      { numRuns: runsOf({ few: 12, all: 60 }) },
    );
    for (const rung of ['ceiling', 'trailing', 'drift', 'cover'] satisfies Rung[]) {
      for (const kind of ['ward', 'city']) expect([...seen]).toContain(`${rung} ${kind}`);
    }
  });

  test('hold the middle shop that the evidence tells, and those farthest beyond the threshold, on every rung of prices', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(marketDays(), (days) => {
        eachEvidence(days, (episode, day) => {
          const { direction, evidence } = episode;
          const { prices } = rowsOf(episode, day);
          expect(evidence.middle).toEqual(shopOf(middleRow(prices, direction)));
          const beyond = prices.filter((row) => row.isBeyond);
          expect(evidence.furthest ?? []).toHaveLength(Math.min(3, evidence.middle ? beyond.length : 0));
          for (const far of evidence.furthest ?? []) {
            expect(beyond.map(shopOf)).toContainEqual(far);
            const farther = beyond.filter(({ changePct = 0 }) => Math.abs(changePct) > Math.abs(far.changePct));
            expect(farther.length).toBeLessThan(3);
          }
          if (!evidence.middle) return;
          const { price, comparedWith, changePct } = evidence.middle;
          expect(changePct).toBeCloseTo(100 * (price / comparedWith - 1), 6);
          // It never overstates: the alert's change goes as far, or farther.
          expect(Math.abs(evidence.changePct)).toBeGreaterThanOrEqual(Math.abs(changePct) - 1e-9);
          const counted = prices.filter(({ rank }) => rank !== undefined);
          if (counted.length % 2 === 1) expect(changePct).toBeCloseTo(evidence.changePct, 6);
          seen.add(`${evidence.rung} ${day.parts.length > 0 ? 'city' : 'ward'} ${counted.length % 2}`);
        });
      }),
      { numRuns: runsOf({ few: 12, all: 60 }) },
    );
    for (const rung of ['ceiling', 'trailing', 'drift'] satisfies Rung[]) {
      for (const kind of ['ward', 'city'])
        expect([...seen].some((one) => one.startsWith(`${rung} ${kind}`))).toBe(true);
    }
    expect([...seen].some((one) => one.endsWith('0'))).toBe(true);
  });

  test('show that as many stores, retailers and places agree as the rungs needed', () => {
    fc.assert(
      fc.property(marketDays(), (days) => {
        eachEvidence(days, (episode, day) => {
          const { market, prices, byPart } = rowsOf(episode, day);
          const { needed, ...found } = agreementBehind(market, prices, byPart, episode);
          const { rung } = episode.evidence;
          expect(found.partsBeyond).toBeGreaterThanOrEqual(needed.parts);
          if (rung === 'cover' || (rung === 'ceiling' && needed.days > 1)) return;
          expect(found.stores).toBeGreaterThanOrEqual(needed.stores);
          expect(found.retailers).toBeGreaterThanOrEqual(needed.retailers);
          if (rung === 'drift') expect(needed.days).toBe(2);
        });
      }),
      { numRuns: runsOf({ few: 8, all: 40 }) },
    );
  });

  test('on a day of a habit give its numbers, with what is usual in what each store is compared with', () => {
    const weekend = (day: number) => new Date(addDays(FIRST, day)).getUTCDay() % 6 === 0;
    const usual = Array.from({ length: CALM_DAYS + 5 }, (_, day) => (store: string) => ({
      ...calm,
      factor: weekend(day) ? 1.12 + store.length / 1000 : 1,
    }));
    const risen = (store: string) => ({ ...calm, factor: store === SLIPPED ? 1.05 : 1.5 });
    expect(weekend(CALM_DAYS + 5)).toBe(true);
    const seen: string[] = [];
    eachEvidence([...usual, risen], (episode, day) => {
      if (day.date < addDays(FIRST, CALM_DAYS + 5) || episode.product !== PORK.id) return;
      const { market, prices, byPart } = rowsOf(episode, day);
      const { evidence } = episode;
      seen.push(day.place);
      expect(evidence.habit).toMatchObject({ days: ['weekday'], pct: expect.closeTo(13.5, 0) });
      const recomputed = recompute(evidence.rung, prices, byPart);
      expect(recomputed && givesSame(recomputed, evidence)).toBe(true);
      const { needed, ...found } = agreementBehind(market, prices, byPart, episode);
      expect(found.stores).toBeGreaterThanOrEqual(needed.stores);
      // A store that went less far than is usual has not moved.
      expect(prices.filter(({ store }) => store === SLIPPED).every(({ changePct }) => changePct === 0)).toBe(true);
    });
    expect(seen).toEqual([...WARDS, CITY]);
  });

  test('of a highly volatile price show that more than two thirds of the stores had to agree', () => {
    const wandering = Array.from({ length: CALM_DAYS }, (_, day) => (store: string, product: string) => ({
      ...calm,
      factor: product === TOMATOES ? 1 + 0.009 * ((day * 7 + store.length) % 13) : 1,
    }));
    const risen = (store: string, product: string) => ({
      ...calm,
      factor: product === TOMATOES ? (store === NEWCOMER ? 1 : 1.4) : 1,
    });
    const needed: unknown[] = [];
    eachEvidence([...wandering, risen, risen], (episode, day) => {
      if (day.place !== 'hoan-kiem' || day.date < addDays(FIRST, CALM_DAYS)) return;
      const { market, prices } = rowsOf(episode, day);
      expect(market.usualPct).toBeGreaterThan(10);
      needed.push([episode.product, agreementBehind(market, prices, [], episode).needed]);
    });
    expect(needed).toEqual([[TOMATOES, expect.objectContaining({ stores: 4, days: 1 })]]);
  });

  test('show that one of only two stores was enough where the median goes further, and not where both agree', () => {
    const [riser, other] = ['sen/1-hoan-kiem', 'mai/1-hoan-kiem'];
    const agreementsWith = (otherFactor: number) => {
      const two = (factor: number, rest: number) => (store: string, product: string) => {
        if (product !== PORK.id || (store !== riser && store !== other)) return undefined;
        return { ...calm, factor: store === riser ? factor : rest };
      };
      const days = Array.from({ length: CALM_DAYS }, () => two(1, 1));
      return agreementsOn([...days, two(1.4, otherFactor), two(1.4, otherFactor)]);
    };
    expect(agreementsWith(1)).toMatchObject([
      { isOneOfTwo: true, stores: 1, needed: { stores: 1, retailers: 1, changePct: 10, days: 2, parts: 1 } },
    ]);
    expect(agreementsWith(1.4)).toMatchObject([{ isOneOfTwo: false, stores: 2, needed: { stores: 2, days: 2 } }]);
  });

  test('count the stores that have been silent for more than a week among those of which enough must agree', () => {
    const silent = (store: string) => (store === NEWCOMER ? undefined : calm);
    const risen = (store: string) => (store === NEWCOMER ? undefined : { ...calm, factor: 1.3 });
    const days = [...Array.from({ length: CALM_DAYS }, () => () => calm), ...Array.from({ length: 10 }, () => silent)];
    const [agreement] = agreementsOn([...days, risen]);
    expect(agreement).toMatchObject({ longSilent: 1, storesCompared: 4 });
  });

  test('leave out a doubtful price and say why, and a store without a past', () => {
    const usual = Array.from({ length: CALM_DAYS }, () => (store: string) => (store === NEWCOMER ? undefined : calm));
    const risen = (store: string) => ({ ...calm, factor: store === SLIPPED ? 10 : 1.3 });
    const rows = wardRowsOn([...usual, risen]);
    expect(rows.map(({ store, rank, heldBack }) => [store, rank, heldBack])).toEqual([
      ['dao/1-hoan-kiem', 1, undefined],
      ['mai/1-hoan-kiem', 2, undefined],
      ['sen/1-hoan-kiem', 3, undefined],
      [NEWCOMER, undefined, undefined],
      [SLIPPED, undefined, 'slipped-digits'],
    ]);
    expect(recompute('trailing', rows, [])).toMatchObject({ changePct: 30, agreeing: 3, reporting: 3, retailers: 4 });
  });

  test('hold what a silent store said last, and the days since', () => {
    const usual = Array.from({ length: CALM_DAYS }, () => () => calm);
    const risen = (store: string) => (store === NEWCOMER ? undefined : { ...calm, factor: 1.3 });
    const rows = wardRowsOn([...usual, risen]);
    expect(rows.map(({ store, daysAgo, changePct, rank }) => [store, daysAgo, changePct, rank])[0]).toEqual([
      NEWCOMER,
      1,
      0,
      1,
    ]);
    expect(recompute('trailing', rows, [])).toMatchObject({ observed: 169_000, changePct: 30, reporting: 5 });
  });

  test('have one row in their middle when their number is odd, and two when it is even', () => {
    const risen = (store: string) => ({ ...calm, factor: 1.3 + SHOPS.findIndex((shop) => shop.store === store) / 100 });
    const usual = Array.from({ length: CALM_DAYS }, () => () => calm);
    const middle = (rows: ReturnType<typeof wardRowsOn>) => middleRows(rows).map(({ rank }) => rank);
    expect(middle(wardRowsOn([...usual, risen]))).toEqual([3]);
    const without =
      (tell: (store: string) => Reported | undefined) =>
      (store: string): Reported | undefined =>
        store === NEWCOMER ? undefined : tell(store);
    expect(middle(wardRowsOn([...usual, risen].map(without)))).toEqual([2, 3]);
    expect(middle([])).toEqual([]);
  });

  test('that are no longer kept give no numbers', () => {
    expect(recompute('trailing', [], [])).toBeUndefined();
    expect(recompute('cover', [], [])).toBeUndefined();
  });
});

/** A row as the evidence keeps the shop. */
function shopOf(row: PriceRow | undefined) {
  if (!row) return undefined;
  const { store, price, comparedWith, changePct, daysAgo } = row;
  return { store, price, comparedWith, changePct, ...(daysAgo > 0 ? { daysAgo } : {}) };
}

const NEWCOMER = 'cuc/1-hoan-kiem';
const SLIPPED = 'sen/2-hoan-kiem';

/** Who agreed on each fresh alert of pork in the ward. */
function agreementsOn(days: readonly ((store: string, product: string) => Reported | undefined)[]) {
  const found: ReturnType<typeof agreementBehind>[] = [];
  eachEvidence(days, (episode, day) => {
    if (day.place !== 'hoan-kiem' || episode.product !== PORK.id) return;
    const { market, prices, byPart } = rowsOf(episode, day);
    found.push(agreementBehind(market, prices, byPart, episode));
  });
  return found;
}

/** The rows of pork in the ward on the last of these days, on which it has to become an alert. */
function wardRowsOn(days: readonly ((store: string) => Reported | undefined)[]) {
  const found: ReturnType<typeof rowsOf>['prices'][] = [];
  eachEvidence(days, (episode, day) => {
    if (day.place === 'hoan-kiem' && episode.product === PORK.id) found.push(rowsOf(episode, day).prices);
  });
  expect(found).toHaveLength(1);
  return found[0] ?? [];
}
