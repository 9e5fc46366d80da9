import { beforeAll, describe, expect, test } from 'vitest';
import type { OperationKey } from '#contract/operations.ts';
import type { ProductAssessment } from '#domain/assessment/assessment.ts';
import { parentOf } from '#domain/catalogue.ts';
import type { StoreDay } from '#domain/report/report.ts';
import type { StoreKey } from '#domain/store.ts';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { stageAssessment } from '#storage/market/assessment-item.ts';
import { marketStore } from '#storage/market.ts';
import { registryStore } from '#storage/registry.ts';
import { packStoreDay, reportStore } from '#storage/reports.ts';
import { callAsStaff, type StaffCall } from '#support/call-as-staff.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { enterCeilings, enterThresholds } from '#support/kept-decisions.ts';
import { PETROL, PORK, RICE, SMALL_CITY } from '#support/small-city.ts';

const TODAY = '2026-11-23';
const YESTERDAY = '2026-11-22';
let now = Date.parse('2026-11-23T06:30:00+07:00');
const tables = tablesOfFile({ clock: () => now });
let handler: ReturnType<typeof createHandler>;

const call = <Body = Record<string, unknown>>(route: OperationKey, options?: StaffCall) =>
  callAsStaff<Body>(handler, route, { group: 'staff', ...options });
const registry = () => registryStore(tables.platform.dynamodb, 'binh-on-registry');

function aProductDay(changes: Partial<ProductAssessment> = {}): ProductAssessment {
  return {
    product: PORK.id,
    retail: { median: 152_500, q1: 150_000, q3: 155_000, stores: 4, retailers: 3 },
    changePct: 12.4,
    watchPct: 5,
    level: 'normal',
    quarantined: 0,
    checks: [],
    ...changes,
  };
}

async function assessed(place: string, date: string, products: readonly ProductAssessment[]): Promise<void> {
  const assessment = { place, date, products, stores: [], quotes: [], absent: [], supplies: [] };
  const item = stageAssessment(assessment, parentOf(SMALL_CITY, place));
  await marketStore(tables.platform.dynamodb, 'binh-on-market', tables.platform.clock).put(item, undefined);
}

async function reported(store: StoreKey, place: string, date: string, rows: number, changes: Partial<StoreDay> = {}) {
  const day: StoreDay = {
    store,
    channel: 'market',
    place,
    date,
    reportedAt: now,
    source: 'live',
    rows: Array.from({ length: rows }, (_, index) => ({
      product: PORK.id,
      gtin: String(10_000_000 + index),
      priceType: 'retail',
      price: 150_000,
    })),
    ...changes,
  };
  await reportStore(tables.platform.dynamodb, 'binh-on-market', () => now).putReport(packStoreDay(day), 1, undefined);
}

beforeAll(async () => {
  handler = createHandler(tables.platform, SMALL_CITY);
  const shops: [string, string, string][] = [
    ['sen-vang', 'on-time', 'hoan-kiem'],
    ['sen-vang', 'silent', 'hoan-kiem'],
    ['mai-lan', 'half', 'hoan-kiem'],
    ['mai-lan', 'far', 'soc-son'],
  ];
  for (const [retailer, id, place] of shops) {
    const places = [{ place, validFrom: '2026-11-01' }];
    await registry().putStore({ retailer, id, name: `Cửa hàng ${id}`, channel: 'market', places });
  }
  await reported('sen-vang/on-time', 'hoan-kiem', TODAY, 4);
  await reported('sen-vang/silent', 'hoan-kiem', '2026-11-20', 4);
  await reported('mai-lan/half', 'hoan-kiem', YESTERDAY, 10);
  await reported('mai-lan/half', 'hoan-kiem', TODAY, 4);
  now = Date.parse('2026-11-23T15:30:00+07:00');
  await reported('mai-lan/far', 'soc-son', TODAY, 4);

  const check = { kind: 'peers' as const, store: 'sen-vang/on-time' as const, price: 190_000, expected: 152_500 };
  const supply = {
    stores: 3,
    stockMilli: 120_500,
    usualStockMilli: 300_000,
    demandPerDayMilli: 66_000,
    coveredStockMilli: 120_500,
    shortStores: 2,
    soldMilli: 60_000,
  };
  await assessed('hoan-kiem', TODAY, [
    aProductDay({
      level: 'watch',
      direction: 'up',
      episode: { direction: 'up', status: 'open', level: 'watch' },
      cause: 'scarcity',
      supply,
      coverDays: 1.8,
      checks: [check],
    }),
  ]);
  const habit = { days: ['weekday', 'lunar-day'] as const, pct: 12, beyondPct: 0.357 };
  await assessed('cua-nam', YESTERDAY, [aProductDay({ habit })]);
  await assessed('hoan-kiem', YESTERDAY, [aProductDay({ changePct: 0 })]);
  const odd = { price: 150_000, expected: 150_000 };
  const { retail: _, ...unpriced } = aProductDay();
  await assessed('soc-son', TODAY, [
    {
      ...unpriced,
      checks: [
        { kind: 'frozen', store: 'mai-lan/far', ...odd },
        { kind: 'doubtful', store: 'mai-lan/far', doubt: 'slipped-digits', price: 1_500_000, expected: 150_000 },
        { kind: 'peers', store: 'mai-lan/far', ...odd },
      ],
    },
  ]);
  await assessed('ha-noi', TODAY, [aProductDay()]);
});

describe('the market of a place', () => {
  const show = (place: string, options: StaffCall = {}) =>
    call<{ state: string; coverage: object; products: Record<string, unknown>[] }>('GET /v1/market/{place}', {
      params: { place },
      ...options,
    });

  test('shows every product: numbers in units of the API, or that nobody reported it, never a price of 0', async () => {
    const { status, body } = await show('hoan-kiem');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'watch',
      coverage: { stores: 3, storesReported: 2, products: 3, productsReported: 1 },
    });
    expect(body.products.find(({ product }) => product === PORK.id)).toMatchObject({
      reported: true,
      state: 'watch',
      unit: 'kg',
      retail: { median: 152_500 },
      supply: { stock: 120.5, usualStock: 300, demandPerDay: 66, sold: 60, shortStores: 2 },
      coverDays: 1.8,
      checks: [{ store: 'sen-vang/on-time', storeName: 'Cửa hàng on-time', expected: 152_500 }],
    });
    expect(body.products.find(({ product }) => product === RICE.id)).toEqual({
      product: RICE.id,
      name: RICE.name,
      unit: 'kg',
      unitName: RICE.unit,
      category: 'grain',
      reported: false,
      state: 'no-data',
      quarantined: 0,
      checks: [],
    });
  });

  test('says what of a change is usual by the calendar, and what lies beyond', async () => {
    const { body } = await show('cua-nam', { query: { date: YESTERDAY } });
    expect(body.products.find(({ product }) => product === PORK.id)).toMatchObject({
      changePct: 12.4,
      habit: {
        days: ['weekday', 'lunar-day'],
        pct: 12,
        beyondPct: 0.357,
        inWords: {
          vi: expect.stringMatching(/^thường thấy \+12.% vào ngày này trong tuần và dịp mùng một và rằm âm lịch$/),
          en: '+12% is usual for this weekday and for the 1st and 15th of the lunar month',
        },
      },
    });
  });

  test('without an assessment is no-data, not normal', async () => {
    const { status, body } = await show('cua-nam');
    expect(status).toBe(200);
    expect(body.state).toBe('no-data');
    expect(body.products.every(({ reported: isReported }) => isReported === false)).toBe(true);
  });

  test('of an unknown place is not found; one outside the own places is closed', async () => {
    expect(await show('atlantis')).toMatchObject({ status: 404, body: { code: 'unknown-place' } });
    expect(await show('soc-son', { places: 'hoan-kiem,cua-nam' })).toMatchObject({
      status: 403,
      body: { code: 'not-your-place' },
    });
    expect((await show('hoan-kiem', { places: '[hoan-kiem cua-nam]' })).status).toBe(200);
    expect((await show('ha-noi', { places: 'hoan-kiem' })).status).toBe(403);
    expect((await show('hoan-kiem', { places: 'ha-noi' })).status).toBe(200);
  });

  test('of a place outside the city may be named with "~" in its path', async () => {
    expect((await show('outside~hung-yen')).status).toBe(200);
    expect((await show('outside%2Fhung-yen')).status).toBe(200);
  });

  test('takes a date that exists and no question that it does not know', async () => {
    expect((await show('hoan-kiem', { query: { date: '2026-02-30' } })).status).toBe(422);
    expect((await show('hoan-kiem', { query: { day: TODAY } })).status).toBe(422);
  });
});

describe('a series', () => {
  interface Series {
    readonly items: { date: string; state: string; reported: boolean; retail?: object; effectiveThresholds?: object }[];
    readonly thresholds: { validFrom: string; watch: number; source: string }[];
    readonly ceilings: { effectiveFrom: string; price: number }[];
    readonly checks: { storeName: string }[];
  }
  const show = (query: Record<string, string> = {}, product = PORK.id) =>
    call<Series>('GET /v1/market/{place}/{product}', { params: { place: 'hoan-kiem', product }, query });

  test('has every day of the range, those without data as such, and the last day’s checks by name', async () => {
    const { body } = await show();
    expect(body.items).toHaveLength(30);
    expect(body.items[0]).toMatchObject({ date: '2026-10-25', reported: false, state: 'no-data' });
    expect(body.items.at(-1)).toMatchObject({ date: TODAY, state: 'watch', retail: { median: 152_500 } });
    expect(body.checks).toMatchObject([{ storeName: 'Cửa hàng on-time' }]);
  });

  test('has the thresholds that held at its start and each change within it', async () => {
    const rule = { product: PORK.id, by: 'lan', at: now };
    await enterThresholds(registry(), [
      { ...rule, validFrom: '2026-11-10', thresholds: { watch: 7, alert: 9, crisis: 11 } },
    ]);
    const { body } = await show({ from: '2026-11-01', to: TODAY });
    expect(body.thresholds).toMatchObject([
      { validFrom: '2026-11-01', watch: 5, source: 'default' },
      { validFrom: '2026-11-10', watch: 7, source: 'own' },
    ]);
    expect(body.items.at(-1)).toMatchObject({ effectiveThresholds: { watch: 7, alert: 9, crisis: 11 } });
    expect(body.items[0]).not.toHaveProperty('effectiveThresholds');
  });

  test('has the ceiling that held at its start and each change within it', async () => {
    for (const [from, price] of [
      ['2026-10-01T15:00:00+07:00', 20_000],
      ['2026-10-08T15:00:00+07:00', 20_500],
      ['2026-11-19T15:00:00+07:00', 21_000],
      ['2026-11-26T15:00:00+07:00', 22_000],
    ] as const) {
      const rule = { product: PETROL.id, effectiveFrom: Date.parse(from), price, recordedOn: '2026-10-01' };
      await enterCeilings(registry(), [{ ...rule, by: 'lan', at: now }]);
    }
    const { body } = await show({ from: '2026-11-01', to: TODAY }, PETROL.id);
    expect(body.ceilings.map(({ price }) => price)).toEqual([20_500, 21_000]);
  });

  test('is at most 400 days long, and of a known product', async () => {
    expect((await show({ from: '2025-10-20', to: TODAY })).status).toBe(200);
    expect(await show({ from: '2025-10-19', to: TODAY })).toMatchObject({ status: 422 });
    expect((await show({ from: TODAY, to: YESTERDAY })).status).toBe(422);
    expect(await show({}, '99.9999')).toMatchObject({ status: 404, body: { code: 'unknown-product' } });
  });
});

describe('the map', () => {
  interface Places {
    readonly items: {
      id: string;
      state: string;
      worst?: object;
      tile?: object;
      stores: number;
      storesReported: number;
    }[];
    readonly rivers: object[];
  }

  test('tells normal, the worst level and no data apart, and counts the stores of all that lies inside', async () => {
    const { body } = await call<Places>('GET /v1/places');
    const byId = new Map(body.items.map((item) => [item.id, item]));
    expect(byId.get('hoan-kiem')).toMatchObject({
      state: 'watch',
      worst: { product: PORK.id, level: 'watch', direction: 'up' },
      stores: 3,
      storesReported: 2,
    });
    expect(byId.get('ha-noi')).toMatchObject({ state: 'normal', stores: 4, storesReported: 3 });
    expect(byId.get('soc-son')).toMatchObject({ state: 'no-data', stores: 1, storesReported: 1 });
  });

  test('says where a ward has its tile, and what lies beyond a river', async () => {
    const { body } = await call<Places>('GET /v1/places');
    expect(body.rivers).toEqual([{ name: { vi: 'Sông Hồng', en: 'Red River' }, beyond: ['soc-son'] }]);
    expect(body.items.flatMap(({ id, tile }) => (tile ? [{ id, tile }] : []))).toEqual([
      { id: 'hoan-kiem', tile: { q: 3, r: -1 } },
    ]);
  });

  test('shows a limited person only the own places', async () => {
    const { body } = await call<Places>('GET /v1/places', { places: 'hoan-kiem,soc-son' });
    expect(body.items.map(({ id }) => id).sort()).toEqual(['hoan-kiem', 'soc-son']);
  });
});

describe('coverage', () => {
  interface Coverage {
    readonly total: object;
    readonly items: { store: string; state: string; rows?: number; lastReported?: string }[];
    readonly places: { place: string; stores: number }[];
  }

  test('tells who has reported, who late, who partly, and who not since when', async () => {
    const { body } = await call<Coverage>('GET /v1/coverage');
    const byStore = new Map(body.items.map((item) => [item.store, item]));
    expect(byStore.get('on-time')).toMatchObject({ state: 'reported', rows: 4 });
    expect(byStore.get('half')).toMatchObject({ state: 'partly', rows: 4, lastReported: YESTERDAY });
    expect(byStore.get('silent')).toMatchObject({ state: 'not-reported', lastReported: '2026-11-20' });
    expect(byStore.get('far')).toMatchObject({ state: 'late' });
    expect(body.total).toEqual({ stores: 4, reported: 1, late: 1, partly: 1, notReported: 1, closedDay: 0 });
    expect(body.places).toMatchObject([
      { place: 'hoan-kiem', stores: 3 },
      { place: 'soc-son', stores: 1 },
    ]);
  });

  test('tells on request whose prices are held back or stand still', async () => {
    const { body } = await call<Coverage>('GET /v1/coverage', { query: { checks: 'true' } });
    const byStore = new Map(body.items.map((item) => [item.store, item]));
    expect(byStore.get('far')).toMatchObject({ frozenProducts: 1, heldBackProducts: 1 });
    expect(byStore.get('on-time')).not.toHaveProperty('heldBackProducts');
    const plain = await call<Coverage>('GET /v1/coverage');
    expect(JSON.stringify(plain.body)).not.toContain('Products');
  });

  test('calls silence on the first days of Tết a closed day', async () => {
    const city = { ...SMALL_CITY, lunarYears: [{ year: 2027, tet: '2027-02-06' }] };
    const own = createHandler(tables.platform, city);
    const { body } = await callAsStaff(own, 'GET /v1/coverage', { query: { date: '2027-02-08' } });
    expect(body).toMatchObject({ closedDay: true, total: { closedDay: 4, notReported: 0 } });
  });

  test('shows a limited person only the own stores', async () => {
    const { body } = await call<Coverage>('GET /v1/coverage', { places: 'soc-son' });
    expect(body.items.map(({ store }) => store)).toEqual(['far']);
  });
});
