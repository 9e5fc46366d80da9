import { beforeEach, expect, test } from 'vitest';
import { type DecideDoubtPorts, decideDoubtfulPrice } from '#functions/serve-staff/doubts/decide-doubt.ts';
import { requireSettings } from '#runtime/platform.ts';
import { type KeptReport, packStoreDay, reportStore } from '#storage/reports.ts';
import { auditLines } from '#support/audit-lines.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';

const TODAY = '2026-11-23';
const DOUBTFUL = 500_000;
const tables = emptyTablesEachTest();
const reports = () => {
  const { dynamodb, env, clock } = tables.platform;
  return reportStore(dynamodb, requireSettings(env, ['MARKET_TABLE']).MARKET_TABLE, clock);
};
const kept = () => reports().readReport('cua-nam', TODAY, 'an/an-1');

beforeEach(async () => {
  const row = { priceType: 'retail' as const };
  const rows = [
    { ...row, product: PORK.id, price: DOUBTFUL },
    { ...row, product: RICE.id, price: 20_000 },
  ];
  const day = { store: 'an/an-1', channel: 'market', place: 'cua-nam', date: TODAY, source: 'live' } as const;
  await reports().putReport(packStoreDay({ ...day, reportedAt: 1, rows }), 1, undefined, { 'unknown-product': 2 });
});

/** Somebody decides on the price of pork, and something happens around the first write of it. */
async function decide(
  verdict: 'confirm' | 'drop',
  around: (write: () => Promise<boolean>, over: KeptReport) => Promise<boolean> = (write) => write(),
) {
  let isFirst = true;
  const ports: DecideDoubtPorts = {
    ...reports(),
    catalogue: SMALL_CITY,
    clock: tables.platform.clock,
    today: () => TODAY,
    readStore: async () => ({
      value: {
        retailer: 'an',
        id: 'an-1',
        name: 'Chợ',
        channel: 'market',
        places: [{ place: 'cua-nam', validFrom: TODAY }],
      },
    }),
    readAssessment: async () => ({
      products: [
        {
          product: PORK.id,
          checks: [{ kind: 'doubtful', store: 'an/an-1', price: DOUBTFUL, expected: 100_000 }],
        },
      ],
    }),
    putStoreDay: async (day, revision, over, lines) => {
      const write = () => reports().putReport(packStoreDay(day), revision, over.hash, over.refused, lines);
      const done = isFirst ? await around(write, over as KeptReport) : await write();
      isFirst = false;
      return done;
    },
  };
  const id = `${TODAY}~an~an-1~${PORK.id}~${DOUBTFUL}`;
  const staff = { id: 'lan', groups: ['staff' as const], places: ['cua-nam'] };
  const { body } = await decideDoubtfulPrice(ports)({ staff, params: { id }, body: { verdict } });
  return body;
}

test.each(['confirm', 'drop'] as const)(
  'a write whose answer was lost is the decision all the same, and noted once: %s',
  async (verdict) => {
    const lost = async (write: () => Promise<boolean>) => {
      await write();
      return false;
    };
    expect(await decide(verdict, lost)).toMatchObject({ outcome: 'done', revision: 2, priceType: 'retail' });
    expect((await auditLines(tables.platform)).map(({ action }) => action)).toEqual([`${verdict}-price`]);
    expect((await kept())?.revision).toBe(2);
  },
);

test('what the retailer sends in that moment stays, and the decision is laid over it', async () => {
  const meanwhile = async (write: () => Promise<boolean>, { day, hash }: KeptReport) => {
    const rows = day.rows.map((row) => (row.product === RICE.id ? { ...row, price: 21_000 } : row));
    await reports().putReport(packStoreDay({ ...day, rows, reportedAt: 2 }), 2, hash);
    return write();
  };
  expect(await decide('confirm', meanwhile)).toMatchObject({ outcome: 'done', revision: 3 });
  expect((await kept())?.day.rows).toMatchObject([{ price: 21_000 }, { price: DOUBTFUL, confirmed: true }]);
});

test('a decision says nothing of the rows that were refused at the door: they are counted as before', async () => {
  await decide('drop');
  expect((await kept())?.refused).toEqual({ 'unknown-product': 2 });
  expect((await kept())?.day.rows.map(({ product }) => product)).toEqual([RICE.id]);
});

test('what is confirmed already is said so, and noted no second time', async () => {
  await decide('confirm');
  expect(await decide('confirm')).toMatchObject({ outcome: 'already', revision: 2 });
  expect((await auditLines(tables.platform)).map(({ action }) => action)).toEqual(['confirm-price']);
});
