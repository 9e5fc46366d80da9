import type { Context } from 'aws-lambda';
import { beforeEach, expect, test } from 'vitest';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { ReportRow } from '#domain/report/report.ts';
import { createHandler } from '#functions/assess-place/handler.ts';
import type { StreamKey } from '#runtime/stream-batch.ts';
import { marketStore } from '#storage/market.ts';
import { partitionOf } from '#storage/place-day-key.ts';
import { packStoreDay, reportStore } from '#storage/reports.ts';
import { SAYS_NOTHING } from '#storage/staged-item.ts';
import { captureLog } from '#support/captured-log.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { emptyTables, keptItems } from '#support/kept-items.ts';
import { recordingMeter } from '#support/recording-meter.ts';
import { PORK, SMALL_CITY } from '#support/small-city.ts';
import { aStreamRecord } from '#support/stream-delivery.ts';

const DAY: BusinessDay = '2026-11-23';
const [WARD, OTHER_WARD] = ['hoan-kiem', 'cua-nam'];
const SHOP = 'hoa-sen/1';

/** So many followed goods that what is shown of a ward does not fit into an item; nobody follows so many. */
const GOODS = Array.from({ length: 16_000 }, (_, index) => ({ ...PORK, id: `g${index.toString(36)}` }));
const CITY: Catalogue = {
  ...SMALL_CITY,
  products: new Map([...SMALL_CITY.products, ...GOODS.map((product) => [product.id, product] as const)]),
};
/** Figures without any order, so that they do not shrink when they are packed. */
const TOO_MANY_ROWS = GOODS.map(
  ({ id }, index): ReportRow => ({
    product: id,
    priceType: 'retail',
    price: 20_000 + ((index * 7919 * 7919) % 500_000),
    stockMilli: 5000 + ((index * 104_729) % 99_991),
    soldMilli: 1000 + index,
  }),
);

const tables = emptyTablesEachTest();
const log = captureLog();

beforeEach(async () => {
  const { dynamodb, env, clock } = tables.platform;
  const market = marketStore(dynamodb, env['MARKET_TABLE'] as string, clock);
  for (const place of [WARD, OTHER_WARD, 'ha-noi']) await market.open(place, DAY, undefined);
});

/** The assessor as a stream wakes it, with what it counts and sets aside. */
function assessor() {
  const meter = recordingMeter();
  const aside: StreamKey[] = [];
  const setAside = async (keys: readonly StreamKey[]) => void aside.push(...keys);
  const handler = createHandler({ ...tables.platform, meter, setAside }, CITY);
  const wake = (...keys: StreamKey[]) =>
    handler({ Records: keys.map((key, index) => aStreamRecord(100 + index, key)) }, {} as Context);
  const refusals = () => meter.recorded.filter((values) => 'RefusedWrites' in values);
  return { wake, refusals, aside };
}

function pork(price: number): ReportRow[] {
  return [{ product: PORK.id, priceType: 'retail', price, stockMilli: 50_000, soldMilli: 10_000 }];
}

/** Keeps what the ward's shop says; the key that wakes the assessor. */
async function report(place: string, revision: number, rows: readonly ReportRow[]): Promise<StreamKey> {
  const { dynamodb, env, clock } = tables.platform;
  const reports = reportStore(dynamodb, env['MARKET_TABLE'] as string, clock);
  const kept = await reports.readReport(place, DAY, SHOP);
  const head = { store: SHOP, channel: 'market', place, date: DAY, reportedAt: 0, source: 'live' } as const;
  expect(await reports.putReport(packStoreDay({ ...head, rows }), revision, kept?.hash)).toBe(true);
  return { pk: partitionOf(place, DAY), sk: `report#${SHOP}` };
}

/** What follows from the reports, by its key; items that say nothing any more count as none. */
async function whatFollows(): Promise<Map<string, unknown>> {
  const items = [...(await keptItems(tables.platform))].filter(([, { h }]) => h !== SAYS_NOTHING);
  return new Map(items.filter(([name]) => !name.includes(' report#')).map(([name, { h }]) => [name, h]));
}

const HEAD = `market ${partitionOf('ha-noi', DAY)} leaf#${WARD}`;

test('a place-day whose write is refused holds nobody up, shows what it showed, and is right once it is mended', async () => {
  const { wake, refusals, aside } = assessor();
  await wake(await report(WARD, 1, pork(145_000)), await report(OTHER_WARD, 1, pork(146_000)));
  const before = await whatFollows();

  const refused = await report(WARD, 2, TOO_MANY_ROWS);
  const other = await report(OTHER_WARD, 2, pork(147_000));
  // In one batch, the refused one first: the stream need come back to neither.
  expect(await wake(refused, other)).toEqual({ batchItemFailures: [] });
  expect(aside).toEqual([refused]);
  expect(refusals()).toEqual([{ RefusedWrites: 1 }]);
  expect(log.holds('trigger refused for good')).toBe(true);
  expect(log.holds(`market refused ${partitionOf('ha-noi', DAY)} part#${WARD} for good: Item size`)).toBe(true);

  // Written were the facts of the shop, whole, and their head, which wakes the places around; then some of what is shown
  // with the refused item, each true by itself. What comes after that is as it was: nothing is handed on as done, and
  // nobody is told. Had a fact been refused, the head would stay `changing`: a refusal leaves what a crash at that write
  // leaves (test/protocol/crash-at-every-write.test.ts), and the next assessor puts it right.
  const after = await whatFollows();
  const isSame = (name: string) => expect([name, after.get(name)]).toEqual([name, before.get(name)]);
  isSame(`market ${partitionOf('ha-noi', DAY)} part#${WARD}`);
  isSame(`market ${partitionOf(WARD, addDays(DAY, 1))} carry`);
  isSame(`desk ${WARD} now`);
  expect(after.get(HEAD)).not.toBe(before.get(HEAD));
  expect(after.get(HEAD)).not.toBe('changing');
  const shown = `market ${partitionOf('ha-noi', DAY)} part#${OTHER_WARD}`;
  expect(after.get(shown)).not.toBe(before.get(shown));

  // Mended: here the shop sends what fits; an upgrade that keeps less in the item does the same.
  expect(await wake(await report(WARD, 3, pork(150_000)), refused)).toEqual({ batchItemFailures: [] });
  const mended = await whatFollows();
  await emptyTables(tables.platform);
  for (const [place, price] of [
    [WARD, 150_000],
    [OTHER_WARD, 147_000],
  ] as const) {
    const { dynamodb, env, clock } = tables.platform;
    await marketStore(dynamodb, env['MARKET_TABLE'] as string, clock).open(place, DAY, undefined);
    await wake(await report(place, place === WARD ? 3 : 2, pork(price)));
  }
  // Beside it lie at most groups of goods that are remembered no more.
  expect(Object.fromEntries(mended)).toMatchObject(Object.fromEntries(await whatFollows()));
  expect(refusals()).toHaveLength(1);
});
