import type { Context } from 'aws-lambda';
import { beforeEach, expect, test } from 'vitest';
import { createHandler } from '#functions/close-day/handler.ts';
import { registryStore } from '#storage/registry.ts';
import { packStoreDay, reportStore } from '#storage/reports.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { emptyTables } from '#support/kept-items.ts';
import { recordingMeter } from '#support/recording-meter.ts';
import { PORK, SMALL_CITY } from '#support/small-city.ts';
import { storeOfShop } from '#support/supply-world.ts';

const DAY = '2026-11-23';
const NOW = Date.parse(`${DAY}T15:00:00+07:00`);
const SHOPS = ['hoa-sen/1', 'hoa-sen/2', 'binh-minh/1', 'an-khang/1'] as const;

const tables = tablesOfFile({ clock: () => NOW });
beforeEach(() => emptyTables(tables.platform));

async function coverageAt(at: number): Promise<Record<string, number>[]> {
  const meter = recordingMeter();
  await createHandler({ ...tables.platform, meter, clock: () => at }, SMALL_CITY)({}, {} as Context);
  return meter.recorded;
}

async function register(): Promise<void> {
  const registry = registryStore(tables.platform.dynamodb, 'binh-on-registry');
  for (const key of SHOPS) {
    const shop = { key, place: 'hoan-kiem', stock: 10, demand: 5 };
    await registry.putStore(storeOfShop(shop));
  }
}

test('three shops of four that have reported by the cut-off are a coverage of 75 %', async () => {
  await register();
  const reports = reportStore(tables.platform.dynamodb, 'binh-on-market', () => NOW);
  for (const store of SHOPS.slice(0, 3)) {
    const rows = [{ product: PORK.id, priceType: 'retail' as const, price: 145_000 }];
    const day = {
      store,
      channel: 'market' as const,
      place: 'hoan-kiem',
      date: DAY,
      reportedAt: NOW,
      source: 'live' as const,
    };
    await reports.putReport(packStoreDay({ ...day, rows }), 1, undefined);
  }
  expect(await coverageAt(NOW)).toEqual([{ CoverageAtCutOff: 75 }]);
});

test('a city without a shop has no coverage, and a day on which nobody has reported has none either: 0 %', async () => {
  expect(await coverageAt(NOW)).toEqual([]);
  await register();
  expect(await coverageAt(NOW)).toEqual([{ CoverageAtCutOff: 0 }]);
});
