import { expect, test } from 'vitest';
import { addDays } from '#domain/business-day.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import { assessPlaceDay } from '#functions/assess-place/assess-place.ts';
import { assessmentOutputs } from '#storage/assessment-outputs.ts';
import { deskStore } from '#storage/desk.ts';
import { marketStore } from '#storage/market.ts';
import { registryStore } from '#storage/registry.ts';
import { packStoreDay, reportStore } from '#storage/reports.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { PORK, SMALL_CITY } from '#support/small-city.ts';

const WARD = 'cua-nam';
const LAST = '2026-11-20';

const tables = emptyTablesEachTest();

test('today waits for a missed day to hand on, however early it is woken, and remembers all', async () => {
  const { dynamodb, clock } = tables.platform;
  const market = marketStore(dynamodb, 'binh-on-market', clock);
  const stores = {
    market,
    desk: deskStore(dynamodb, 'binh-on-desk'),
    registry: registryStore(dynamodb, 'binh-on-registry'),
  };
  const assessDay = assessPlaceDay({
    ...market,
    ...assessmentOutputs(stores, SMALL_CITY),
    rulesOf: async (date) => rulesAsOf({ thresholds: [], ceilings: [] }, SMALL_CITY, date),
  });
  const report = packStoreDay({
    store: 'hoa-sen/1',
    channel: 'market',
    place: WARD,
    date: LAST,
    reportedAt: 0,
    source: 'live',
    rows: [{ product: PORK.id, priceType: 'retail', price: 145_000 }],
  });
  await reportStore(dynamodb, 'binh-on-market', clock).putReport(report, 1, undefined);
  await market.open(WARD, LAST, undefined);
  expect(await assessDay(WARD, LAST)).toBe('assessed');

  const [missed, today] = [addDays(LAST, 1), addDays(LAST, 2)];
  for (const day of [missed, today]) await market.open(WARD, day, undefined);
  expect(await assessDay(WARD, today)).toBe('waiting');
  expect(await assessDay(WARD, missed)).toBe('assessed');
  expect(await assessDay(WARD, today)).toBe('assessed');
  expect((await market.readPlaceDay(WARD, addDays(today, 1))) ?? 'not open').toBe('not open');
  await market.open(WARD, addDays(today, 1), undefined);
  const next = await market.readPlaceDay(WARD, addDays(today, 1));
  expect(next?.stores.map(({ store }) => store)).toEqual(['hoa-sen/1']);
});

test('a first day, and one after days on which nobody was there, wait for nothing', async () => {
  const { dynamodb, clock } = tables.platform;
  const market = marketStore(dynamodb, 'binh-on-market', clock);
  await market.open(WARD, LAST, undefined);
  expect(await market.isOpen(WARD, addDays(LAST, -1))).toBe(false);
  expect(await market.readPlaceDay(WARD, LAST)).toMatchObject({ previousDayDone: false, stores: [] });
});
