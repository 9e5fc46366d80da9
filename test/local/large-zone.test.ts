import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { contractClient } from '#contract/client.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { Product } from '#domain/product.ts';
import { loadScenario } from '#infra/local/scenarios.ts';
import { type RunningSystem, startSystem } from '#infra/local/system.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { playsAll } from '#support/seeds.ts';
import { following, ofZones } from '#support/wide-catalogue.ts';

const TODAY = '2026-11-23';
const CALLS_AT_ONCE = 8;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-large-zone-'));
});
afterEach(() => rm(folder, { recursive: true }));

interface ZoneSize {
  readonly wards: number;
  readonly shopsOfAWard: number;
  readonly goods: number;
}

/** Registers the shops of a zone, each a retailer of its own, and posts their day of all goods. */
async function reportAll(system: RunningSystem, catalogue: Catalogue, { wards, shopsOfAWard }: ZoneSize) {
  const staff = contractClient({ url: system.url, token: system.staffToken });
  const shops = Array.from({ length: wards * shopsOfAWard }, (_, index) => index);
  await aFewAtOnce(shops, CALLS_AT_ONCE, async (shop) => {
    const id = `chuoi-${shop}`;
    const place = `z-0-w-${shop % wards}`;
    await staff('PUT /v1/retailers/{id}', {
      params: { id },
      body: { name: `${id} (mẫu)`, contact: { name: 'Nguyễn Thu An' } },
    });
    await staff('PUT /v1/retailers/{id}/stores/{store}', {
      params: { id, store: '1' },
      body: { name: `Điểm ${shop}`, place, channel: 'market' },
    });
  });
  const products = [...catalogue.products.values()];
  await aFewAtOnce(shops, CALLS_AT_ONCE, async (shop) => {
    const { bearer } = await staff('POST /v1/retailers/{id}/keys', { params: { id: `chuoi-${shop}` } });
    const rows = products.map((product, index) => rowOf(product, shop + index));
    await contractClient({ url: system.url, token: bearer })('POST /v1/reports', {
      body: { store: '1', date: TODAY, rows },
    });
  });
}

function rowOf({ id, band }: Product, draw: number) {
  const usual = Math.sqrt(band.min * band.max);
  const price = Math.round((usual * (0.95 + (0.1 * (draw % 11)) / 10)) / 100) * 100;
  return { product: id, price, stock: 20 + (draw % 7), sold: 5 + (draw % 5) };
}

async function showsAll(size: ZoneSize) {
  const catalogue = following(ofZones(hanoi, { zones: 1, wardsOfAZone: size.wards }), size.goods);
  const system = await startSystem({ folder, catalogue, clock: () => Date.parse(`${TODAY}T09:00:00+07:00`) });
  try {
    await loadScenario('empty', system, catalogue, TODAY, { tell: () => undefined });
    await reportAll(system, catalogue, size);
    await system.idle();
    const staff = contractClient({ url: system.url, token: system.staffToken });
    const shops = size.wards * size.shopsOfAWard;
    for (const [place, stores] of [
      ['z-0', shops],
      [catalogue.city, shops],
      ['z-0-w-0', size.shopsOfAWard],
    ] as const) {
      const { coverage, products } = await staff('GET /v1/market/{place}', { params: { place } });
      expect(coverage).toEqual({
        stores,
        storesReported: stores,
        products: size.goods,
        productsReported: size.goods,
      });
      expect(products.map(({ retail }) => retail?.stores)).toEqual(Array.from({ length: size.goods }, () => stores));
    }
    const { total } = await staff('GET /v1/coverage', {});
    expect(total).toMatchObject({ stores: shops, reported: shops });
  } finally {
    await system.close();
  }
}

test('a zone shows every one of 200 goods with each of its 40 shops', () =>
  showsAll({ wards: 4, shopsOfAWard: 10, goods: 200 }));

test.runIf(playsAll)(
  'a zone shows every one of 1,000 goods with each of its 400 shops (a minute: in npm run test:all)',
  () => showsAll({ wards: 16, shopsOfAWard: 25, goods: 1_000 }),
  600_000,
);
