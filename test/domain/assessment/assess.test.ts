import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { reconcileAlerts } from '#domain/alert/reconciliation.ts';
import { assess } from '#domain/assessment/assess.ts';
import type { PlaceAssessment } from '#domain/assessment/assessment.ts';
import { EMPTY_MEMORY, type PlaceMemory } from '#domain/assessment/place-day.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Episode } from '#domain/detection/episode.ts';
import { type RuleBook, rulesAsOf } from '#domain/detection/rules.ts';
import type { StoreMemory } from '#domain/history/store-memory.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { parseStoreKey, type StoreKey } from '#domain/store.ts';

const PRODUCT = '01.0004';
const FIRST = '2026-09-01';
const NO_RULES: RuleBook = { thresholds: [], ceilings: [] };

const NOW = { place: '00070', asOf: '2026-09-16', knownSince: '2026-09-09' };

interface Reported {
  readonly price: number;
  readonly stock?: number;
  readonly sold?: number;
}

function aReport(store: StoreKey, date: BusinessDay, { price, stock, sold }: Reported, product = PRODUCT): StoreDay {
  return {
    store,
    channel: 'market',
    place: '00070',
    date,
    reportedAt: Date.parse(`${date}T06:00:00+07:00`),
    source: 'live',
    rows: [
      {
        product,
        priceType: 'retail',
        price,
        ...(stock === undefined ? {} : { stockMilli: stock * 1000 }),
        ...(sold === undefined ? {} : { soldMilli: sold * 1000 }),
      },
    ],
  };
}

/** Folds a ward's days: for each day, what each store told; returns the assessments and the episodes of the last day. */
function fold(
  days: readonly Readonly<Record<string, Reported>>[],
  options: { product?: string; rules?: RuleBook } = {},
) {
  let memory: PlaceMemory = EMPTY_MEMORY;
  let stores: readonly StoreMemory[] = [];
  const assessments: PlaceAssessment[] = [];
  for (const [index, told] of days.entries()) {
    const date = addDays(FIRST, index);
    const result = assess({
      place: '00070',
      date,
      memory,
      stores,
      reports: Object.entries(told).map(([store, row]) => aReport(parseStoreKey(store), date, row, options.product)),
      parts: [],
      rules: rulesAsOf(options.rules ?? NO_RULES, hanoi, date),
    });
    memory = result.memory;
    stores = result.stores;
    assessments.push(result.assessment);
  }
  return { assessments, episodes: memory.episodes as readonly Episode[] };
}

const four = (price: number, more: Partial<Reported> = {}) => ({
  'a/1': { price, ...more },
  'a/2': { price, ...more },
  'b/1': { price, ...more },
  'c/1': { price, ...more },
});
const calm = (days: number, reported = four(145_000)) => Array.from({ length: days }, () => reported);

describe('a ward', () => {
  test('opens an alert on the very day on which three stores of two retailers agree', () => {
    const { episodes } = fold([...calm(10), four(175_000)]);
    expect(episodes).toMatchObject([{ status: 'open', level: 'alert', direction: 'up', openedOn: '2026-09-11' }]);
    expect(episodes[0]?.evidence).toMatchObject({
      rung: 'trailing',
      observed: 175_000,
      reference: 145_000,
      agreeing: 4,
      reporting: 4,
    });
  });

  test('keeps a rise that has ended as an event of its own when the price rises again within the week', () => {
    const { episodes } = fold([...calm(10), four(190_000), ...calm(4), four(190_000)]);
    expect(episodes).toMatchObject([
      { status: 'resolved', openedOn: '2026-09-11', resolvedOn: '2026-09-14' },
      { status: 'open', openedOn: '2026-09-16' },
    ]);
    const first = reconcileAlerts({ ...NOW, episodes: episodes.slice(0, 1) }, []);
    expect(reconcileAlerts({ ...NOW, episodes }, first)).toMatchObject([{ status: 'open', version: 1 }]);
  });

  test('casts no shadow once it has ended: weeks later nobody is told of a fall from the height of the rise', () => {
    const { episodes } = fold([...calm(30), ...Array.from({ length: 8 }, () => four(190_000)), ...calm(60)]);
    expect(episodes).toEqual([]);
  });

  test('never opens on a single report', () => {
    const { episodes } = fold([...calm(10), { ...four(145_000), 'a/1': { price: 200_000 } }]);
    expect(episodes).toEqual([]);
  });

  test('does not open on a chain that moves alone', () => {
    const chain = { ...four(145_000), 'a/3': { price: 145_000 }, 'a/4': { price: 145_000 } };
    const moved = {
      ...chain,
      'a/1': { price: 180_000 },
      'a/2': { price: 180_000 },
      'a/3': { price: 180_000 },
      'a/4': { price: 180_000 },
    };
    const { episodes } = fold([...calm(10, chain), moved, moved]);
    expect(episodes.filter(({ status }) => status !== 'pending')).toEqual([]);
  });

  test('with one store waits for a second day in a row, and forgets a panic of one day', () => {
    const one = (price: number) => ({ 'a/1': { price } });
    expect(fold([...calm(10, one(145_000) as never), one(200_000)]).episodes).toMatchObject([{ status: 'pending' }]);
    expect(fold([...calm(10, one(145_000) as never), one(200_000), one(145_000)]).episodes).toEqual([]);
    expect(fold([...calm(10, one(145_000) as never), one(200_000), one(200_000)]).episodes).toMatchObject([
      { status: 'open' },
    ]);
  });

  test('takes an outage for silence and a missing cheap store for no rise', () => {
    const mixed = { ...four(145_000), 'c/1': { price: 90_000 } };
    const { 'c/1': _, ...withoutCheap } = mixed;
    expect(fold([...calm(10, mixed), {}, withoutCheap]).episodes).toEqual([]);
  });

  test('holds back a slipped digit, and believes a jump that another retailer shares', () => {
    const slip = fold([...calm(10), { ...four(145_000), 'a/1': { price: 1_450_000 } }]);
    expect(slip.episodes).toEqual([]);
    expect(slip.assessments.at(-1)?.products[0]).toMatchObject({
      quarantined: 1,
      retail: { stores: 3, median: 145_000 },
    });
    const market = fold([...calm(10), four(450_000)]);
    expect(market.assessments.at(-1)?.products[0]).toMatchObject({ quarantined: 0, level: 'crisis' });
  });

  test('counts a promotion far below the past once its retailer has confirmed it', () => {
    const promoOf = (price: number, confirmed: boolean) => {
      const rules = rulesAsOf(NO_RULES, hanoi, FIRST);
      const report = (date: BusinessDay, value: number, confirm: boolean): StoreDay => ({
        ...aReport('a/1', date, { price: value }),
        rows: [{ product: PRODUCT, priceType: 'promo', price: value, ...(confirm ? { confirmed: true } : {}) }],
      });
      let stores: readonly StoreMemory[] = [];
      for (let day = 0; day < 10; day++) {
        const date = addDays(FIRST, day);
        const reports = [report(date, 145_000, false)];
        stores = assess({ place: '00070', date, memory: EMPTY_MEMORY, stores, reports, parts: [], rules }).stores;
      }
      const date = addDays(FIRST, 10);
      const reports = [report(date, price, confirmed)];
      return assess({ place: '00070', date, memory: EMPTY_MEMORY, stores, reports, parts: [], rules }).assessment;
    };
    expect(promoOf(40_000, false).products[0]?.promo).toBeUndefined();
    expect(promoOf(40_000, true).products[0]?.promo?.median).toBe(40_000);
  });

  test('tells a rise with empty shelves from one with full ones', () => {
    const past = calm(10, four(145_000, { stock: 150, sold: 30 }));
    expect(fold([...past, four(180_000, { stock: 12, sold: 30 })]).episodes[0]?.evidence.cause).toBe('scarcity');
    expect(fold([...past, four(180_000, { stock: 150, sold: 30 })]).episodes[0]?.evidence.cause).toBe('margin');
    expect(fold([...calm(10), four(180_000)]).episodes[0]?.evidence.cause).toBe('price-only');
  });

  test('resolves after three calm reporting days, and watches falls as well', () => {
    expect(fold([...calm(10), four(180_000), ...calm(3)]).episodes).toMatchObject([
      { status: 'resolved', resolution: 'calm' },
    ]);
    expect(fold([...calm(10), four(110_000)]).episodes).toMatchObject([{ direction: 'down', level: 'alert' }]);
  });

  test('takes a price that has held for 28 days for the new level', () => {
    const { episodes } = fold([...calm(28), ...calm(29, four(180_000))]);
    expect(episodes).toMatchObject([{ status: 'resolved', resolution: 'new-level' }]);
  });

  test('widens thresholds with its own usual movement where the catalogue calls a product volatile, or does not know it', () => {
    const wandering = (step: number) => Array.from({ length: 60 }, (_, day) => four(20_000 + step * ((day * 7) % 13)));
    const thresholdOf = (product: string, step: number) => {
      const assessed = fold(wandering(step), { product }).assessments.at(-1)?.products[0];
      return { watch: assessed?.watchPct, usual: assessed?.usualPct !== undefined };
    };
    const [tomatoes, rice] = ['01.0016', '01.0001'] as const;
    expect([hanoi.products.get(tomatoes)?.volatile, hanoi.products.get(rice)?.volatile]).toEqual([true, undefined]);
    expect(thresholdOf(tomatoes, 450)).toEqual({ watch: expect.closeTo(27.1, 1), usual: true });
    expect(thresholdOf('unknown', 300)).toEqual({ watch: 15, usual: true });
    expect(thresholdOf(rice, 150)).toEqual({ watch: 7, usual: false });
  });

  test('sees a drift of 1 % a day that a trailing median follows', () => {
    const days = Array.from({ length: 25 }, (_, day) => four(Math.round(145_000 * 1.01 ** day)));
    expect(fold([...calm(30), ...days]).episodes).toMatchObject([{ status: 'open', direction: 'up' }]);
  });

  test('takes a rise to a new petrol ceiling for no spike, and a price above it for one', () => {
    const ceiling = (price: number, day: string) => ({
      product: '07.0007',
      price,
      effectiveFrom: Date.parse(`${day}T00:00:00+07:00`),
      recordedOn: day,
    });
    const rules = { thresholds: [], ceilings: [ceiling(20_000, FIRST), ceiling(25_000, '2026-09-11')] };
    const options = { product: '07.0007', rules };
    expect(fold([...calm(10, four(20_000)), four(25_000)], options).episodes).toEqual([]);
    expect(fold([...calm(10, four(20_000)), four(25_500)], options).episodes).toMatchObject([
      { level: 'alert', evidence: { rung: 'ceiling', reference: 25_000 } },
    ]);
  });

  test('is the same in any order of reports, and its percentages in any currency', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ 'a/1': price(), 'b/1': price(), 'c/1': price() }), { minLength: 8, maxLength: 20 }),
        fc.constantFrom(2, 10),
        (days, scale) => {
          const reversed = days.map((day) => Object.fromEntries(Object.entries(day).reverse()));
          expect(fold(reversed)).toEqual(fold(days));
          const scaled = days.map((day) =>
            Object.fromEntries(Object.entries(day).map(([store, told]) => [store, { price: told.price * scale }])),
          );
          const changes = (result: ReturnType<typeof fold>) =>
            result.assessments.map(({ products }) => products[0]?.changePct?.toFixed(6));
          expect(changes(fold(scaled))).toEqual(changes(fold(days)));
        },
      ),
      { numRuns: 60 },
    );
  });
});

function price() {
  return fc.integer({ min: 100, max: 180 }).map((thousands) => ({ price: thousands * 1000 }));
}

test('a city is exact: its median and movement are those of all stores, not of its wards', () => {
  const ward = (place: string, prices: readonly number[]) =>
    assess({
      place,
      date: FIRST,
      memory: EMPTY_MEMORY,
      stores: [],
      reports: prices.map((value, index) => ({ ...aReport(`r${index}/${place}`, FIRST, { price: value }), place })),
      parts: [],
      rules: rulesAsOf(NO_RULES, hanoi, FIRST),
    }).assessment;
  const parts = [ward('00070', [100_000, 101_000, 102_000, 103_000]), ward('00004', [200_000])];
  const city = assess({
    place: '01',
    date: FIRST,
    memory: EMPTY_MEMORY,
    stores: [],
    reports: [],
    parts,
    rules: rulesAsOf(NO_RULES, hanoi, FIRST),
  }).assessment;
  expect(city.products[0]?.retail).toMatchObject({ median: 102_000, stores: 5 });
});
