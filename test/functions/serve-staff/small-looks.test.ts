import { beforeAll, describe, expect, test } from 'vitest';
import type { OperationKey } from '#contract/operations.ts';
import type { PlaceAssessment, StoreCheck } from '#domain/assessment/assessment.ts';
import { parentOf } from '#domain/catalogue.ts';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { deskStore } from '#storage/desk.ts';
import { stageAssessment } from '#storage/market/assessment-item.ts';
import { stageDayInBrief } from '#storage/market/days-in-brief.ts';
import { stageReportingStores } from '#storage/market/reporting-stores.ts';
import { marketStore } from '#storage/market.ts';
import { registryStore } from '#storage/registry.ts';
import { callAsStaff, type StaffCall } from '#support/call-as-staff.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { anAlert, PORK, SMALL_CITY } from '#support/small-city.ts';

const TODAY = '2026-11-23';
const NOW = Date.parse(`${TODAY}T09:00:00+07:00`);
const WARD = 'hoan-kiem';
const STORE = 'sen-vang/cua-nam';
const tables = tablesOfFile({ clock: () => NOW });
let handler: ReturnType<typeof createHandler>;
let reads: { readonly of: string; readonly isLagging: boolean }[] = [];

interface Read {
  readonly Key?: { readonly pk: string; readonly sk: string };
  readonly ExpressionAttributeValues?: Readonly<Record<string, string>>;
  readonly ConsistentRead?: boolean;
}

const look = async (route: OperationKey, call: StaffCall = {}) => {
  reads = [];
  return callAsStaff(handler, route, call);
};

beforeAll(async () => {
  const { dynamodb, clock } = tables.platform;
  const market = marketStore(dynamodb, 'binh-on-market', clock);
  const registry = registryStore(dynamodb, 'binh-on-registry');
  const places = [{ place: WARD, validFrom: '2026-11-01' }];
  await registry.putStore({ retailer: 'sen-vang', id: 'cua-nam', name: 'Cửa Nam', channel: 'market', places });
  const price = { price: 150_000, expected: 150_000 };
  const checks: StoreCheck[] = [{ kind: 'frozen', store: STORE, ...price }];
  const product = { product: PORK.id, watchPct: 5, level: 'watch', direction: 'up', quarantined: 1, checks } as const;
  const found: PlaceAssessment = {
    place: WARD,
    date: TODAY,
    products: [product],
    stores: [{ store: STORE, retailer: 'sen-vang', channel: 'market', place: WARD, history: false }],
    quotes: [],
    absent: [],
    supplies: [],
  };
  const parent = parentOf(SMALL_CITY, WARD);
  const head = { store: STORE, rows: 4, revision: 1, reportedAt: NOW, receivedAt: NOW, source: 'live' } as const;
  for (const item of [
    stageAssessment({ ...found, products: [] }, parent),
    stageDayInBrief(found, parent),
    stageReportingStores(found, parent, [head]),
  ]) {
    await market.put(item, undefined);
  }
  const desk = deskStore(dynamodb, 'binh-on-desk');
  for (const place of [WARD, SMALL_CITY.city]) await desk.putAlert(anAlert({ place }));

  dynamodb.middlewareStack.add(
    (next) => (args) => {
      const { Key, ExpressionAttributeValues: values, ConsistentRead } = args.input as Read;
      const [pk, sk] = [Key?.pk ?? values?.[':pk'] ?? values?.[':list'], Key?.sk ?? values?.[':prefix'] ?? ''];
      reads.push({ of: `${pk} ${sk}`, isLagging: ConsistentRead !== true });
      return next(args);
    },
    { step: 'initialize', name: 'readers' },
  );
  handler = createHandler(tables.platform, SMALL_CITY);
  await look('GET /v1/places');
});

describe('what staff look at most', () => {
  test('is told of a map from days in brief, without an assessment, and without the register once it is known', async () => {
    const { body } = await look('GET /v1/places');
    const { items } = body as { items: { id: string }[] };
    expect(items.find(({ id }) => id === WARD)).toMatchObject({
      state: 'watch',
      worst: { product: PORK.id, level: 'watch', direction: 'up' },
      productsReported: 1,
      stores: 1,
      storesReported: 1,
    });
    const read = reads.map(({ of }) => of);
    expect(read).not.toContain('store ');
    expect(read).not.toContain(`ha-noi#${TODAY} part#${WARD}`);
    expect(read).not.toContain(`ha-noi#${TODAY} part#`);
  });

  test('is told the names and tiles of places without one read', async () => {
    const { body } = await look('GET /v1/places', { query: { figures: 'none' } });
    const { items } = body as { items: { id: string; name: object }[] };
    const ward = items.find(({ id }) => id === WARD);
    expect(ward?.name).toBeDefined();
    expect(ward).not.toHaveProperty('state');
    expect(ward).not.toHaveProperty('stores');
    expect(reads).toEqual([]);
  });

  test('is told the levels of places without who has reported', async () => {
    const { body } = await look('GET /v1/places', { query: { figures: 'levels' } });
    const { items } = body as { items: { id: string }[] };
    const ward = items.find(({ id }) => id === WARD);
    expect(ward).toMatchObject({ state: 'watch', worst: { product: PORK.id }, stores: 1 });
    expect(ward).not.toHaveProperty('storesReported');
    expect(reads.map(({ of }) => of).filter((of) => of.includes('who#'))).toEqual([]);
  });

  test('is told of a coverage with its checks from the same', async () => {
    const { body } = await look('GET /v1/coverage', { query: { checks: 'true' } });
    expect(body).toMatchObject({ items: [{ store: 'cua-nam', state: 'reported', frozenProducts: 1 }] });
    expect(reads.filter(({ of }) => of.includes('part#'))).toEqual([]);
  });

  test('asks of alerts once for those around, and by reads that cost half', async () => {
    const { body } = await look('GET /v1/alerts');
    expect(body).toMatchObject({ items: [{}, {}] });
    const read = reads.map(({ of }) => of).filter((of) => / (action|alert|suggestion)#/.test(of));
    expect(new Set(read).size).toBe(read.length);
    expect(reads.filter(({ of, isLagging }) => / (action|alert|suggestion)#/.test(of) && !isLagging)).toEqual([]);
  });
});
