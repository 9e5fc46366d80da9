import { beforeAll, describe, expect, test } from 'vitest';
import type { ProductAssessment } from '#domain/assessment/assessment.ts';
import { addDays, eachDay } from '#domain/business-day.ts';
import { parentOf } from '#domain/catalogue.ts';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { deskStore } from '#storage/desk.ts';
import { stageAssessment } from '#storage/market/assessment-item.ts';
import { marketStore } from '#storage/market.ts';
import { registryStore } from '#storage/registry.ts';
import { auditLines } from '#support/audit-lines.ts';
import { callAsStaff, LAN, type StaffCall } from '#support/call-as-staff.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { anAlert, anEpisode, PETROL, PORK, RICE, SMALL_CITY } from '#support/small-city.ts';

const TODAY = '2026-11-23';
const tables = tablesOfFile();
let handler: ReturnType<typeof createHandler>;

beforeAll(() => {
  handler = createHandler(tables.platform, SMALL_CITY);
});

const registry = () => registryStore(tables.platform.dynamodb, 'binh-on-registry');
const setThresholds = (body: unknown, options: StaffCall = {}) =>
  callAsStaff(handler, 'PUT /v1/thresholds', { group: 'lead', body, ...options });
const setCeilings = (body: unknown, options: StaffCall = {}) =>
  callAsStaff(handler, 'PUT /v1/ceilings', { group: 'lead', body, ...options });

interface ThresholdList {
  readonly items: { product: string; watch: number; source: string; validFrom?: string }[];
  readonly history: { product: string; validFrom: string; by: string }[];
}

describe('thresholds', () => {
  test('hold from today, are told with their source, and leave an audit line with what held before', async () => {
    const reason = 'Giá lên xuống nhiều trước Tết';
    const answer = await setThresholds({ product: PORK.id, watch: 8, alert: 12, crisis: 20, reason });
    expect(answer).toMatchObject({ status: 200, body: { items: [{ product: PORK.id, validFrom: TODAY, watch: 8 }] } });
    const { body } = await callAsStaff<ThresholdList>(handler, 'GET /v1/thresholds', { group: 'staff' });
    expect(body.items.find(({ product }) => product === PORK.id)).toMatchObject({
      watch: 8,
      source: 'own',
      validFrom: TODAY,
      unset: { watch: 5, alert: 10, crisis: 20 },
    });
    expect(body.history.find(({ product }) => product === PORK.id)).toMatchObject({ reason });
    expect(body.items.find(({ product }) => product === RICE.id)).toMatchObject({ watch: 5, source: 'default' });
    const lines = (await auditLines(tables.platform)).filter(({ subject }) => subject === `threshold/${PORK.id}`);
    expect(lines).toMatchObject([
      { by: LAN, before: { watch: 5, alert: 10, crisis: 20 }, after: { watch: 8, validFrom: TODAY, reason } },
    ]);
  });

  test('are set by one of several who have seen the same; the others are told, and nothing is lost or noted of them', async () => {
    const list = () => callAsStaff<ThresholdList & { revision: number }>(handler, 'GET /v1/thresholds');
    const { revision } = (await list()).body;
    const before = await auditLines(tables.platform);
    const order = (watch: number) => ({ product: PETROL.id, validFrom: TODAY, watch, alert: 50, crisis: 60 });
    const answers = await Promise.all(
      [31, 32, 33].map((watch) => setThresholds(order(watch), { query: { revision: String(revision) } })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect((await list()).body.revision).toBe(revision + 1);
    expect((await auditLines(tables.platform)).length).toBe(before.length + 1);
    const late = await setThresholds(order(34), { query: { revision: String(revision) } });
    expect(late).toMatchObject({ status: 409, body: { code: 'changed-meanwhile' } });
    expect((await setThresholds(order(5), { query: { revision: String(revision + 1) } })).status).toBe(200);
  });

  test('of a later day wait for it, and are told with why they were set', async () => {
    const reason = 'Giá gạo lặng cả năm';
    await setThresholds({ product: RICE.id, validFrom: '2026-12-01', watch: 1, alert: 2, crisis: 3, reason });
    const { body } = await callAsStaff<ThresholdList>(handler, 'GET /v1/thresholds', { query: { product: RICE.id } });
    expect(body.items).toMatchObject([{ product: RICE.id, watch: 5, source: 'default' }]);
    expect(body.history).toMatchObject([{ product: RICE.id, validFrom: '2026-12-01', by: LAN, reason }]);
  });

  test.each([
    [
      'a day that is over',
      { product: PORK.id, validFrom: '2026-11-22', watch: 1, alert: 2, crisis: 3 },
      'rule-in-the-past',
    ],
    ['an unknown product', { product: '99.9999', watch: 1, alert: 2, crisis: 3 }, 'unknown-product'],
    ['levels out of order', { product: PORK.id, watch: 10, alert: 5, crisis: 20 }, 'invalid-request'],
    ['a threshold of zero', { product: PORK.id, watch: 0, alert: 5, crisis: 20 }, 'invalid-request'],
    ['a text for a number', { product: PORK.id, watch: '5', alert: 10, crisis: 20 }, 'invalid-request'],
    [
      'a date that does not exist',
      { product: PORK.id, validFrom: '2027-02-30', watch: 1, alert: 2, crisis: 3 },
      'invalid-request',
    ],
    ['an empty list', { items: [] }, 'invalid-request'],
    [
      'one rule twice',
      { items: [0, 1].map(() => ({ product: PORK.id, watch: 1, alert: 2, crisis: 3 })) },
      'duplicate-rule',
    ],
  ])('are refused with %s', async (_, body, code) => {
    expect(await setThresholds(body)).toMatchObject({ status: 422, body: { code } });
  });

  test.each([
    [
      { product: PORK.id, watch: '5', alert: 10, crisis: 20 },
      [['/watch', 'Invalid input: expected number, received string']],
    ],
    [
      { product: PORK.id, watch: 5, alert: 10, crisys: 20 },
      [
        ['/crisis', 'Invalid input: expected number, received undefined'],
        ['', 'Unrecognized key: "crisys"'],
      ],
    ],
    [
      { items: [0, '5'].map((watch) => ({ product: PORK.id, watch: watch || 5, alert: 10, crisis: 20 })) },
      [['/items/1/watch', 'Invalid input: expected number, received string']],
    ],
    [
      { items: [{ product: PORK.id, watch: 10, alert: 5, crisis: 20 }] },
      [['/items/0/watch', 'watch < alert < crisis']],
    ],
    [{ items: [] }, [['/items', 'Too small: expected array to have >=1 items']]],
  ])('tell what is wrong and where: %j', async (body, told) => {
    const issues = async (language: 'vi' | 'en') => {
      const answer = await setThresholds(body, { language });
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid-request' } });
      return answer.body['issues'] as { pointer: string; message: string }[];
    };
    expect((await issues('en')).map(({ pointer, message }) => [pointer, message])).toEqual(told);
    const inVietnamese = await issues('vi');
    expect(inVietnamese.map(({ pointer }) => pointer)).toEqual(told.map(([pointer]) => pointer));
    expect(inVietnamese.map(({ message }) => message)).not.toContain('giá trị không hợp lệ');
  });

  test('sent together are taken all or none', async () => {
    const before = await registry().ruleBook();
    const good = { product: RICE.id, watch: 2, alert: 4, crisis: 8 };
    const bad = { ...good, product: '99.9999' };
    expect((await setThresholds({ items: [good, bad] })).status).toBe(422);
    expect(await registry().ruleBook()).toEqual(before);
  });

  test('are set by a lead of the whole city only', async () => {
    const body = { product: PORK.id, watch: 8, alert: 12, crisis: 20 };
    expect((await setThresholds(body, { group: 'staff' })).status).toBe(403);
    expect(await setThresholds(body, { places: 'hoan-kiem' })).toMatchObject({
      status: 403,
      body: { code: 'city-wide-only' },
    });
  });

  test('several are set in one write, or none: a number that no table keeps is refused before the first', async () => {
    const good = { product: PORK.id, validFrom: '2027-01-01', watch: 6, alert: 12, crisis: 20 };
    const rice = { ...good, product: RICE.id };
    const before = await registry().ruleBook();
    expect((await setThresholds({ items: [good, { ...rice, watch: 1e-140 }] })).status).toBe(422);
    expect(await registry().ruleBook()).toEqual(before);
    expect((await setThresholds({ items: [good, rice] })).status).toBe(200);
    const after = await registry().ruleBook();
    expect(after.thresholds.filter(({ validFrom }) => validFrom === '2027-01-01')).toHaveLength(2);
    // What is entered later for one of them stands.
    await setThresholds({ ...rice, watch: 7 });
    const rules = (await registry().ruleBook()).thresholds.filter(({ validFrom }) => validFrom === '2027-01-01');
    expect(rules.map(({ product, thresholds }) => [product, thresholds.watch])).toEqual([
      [RICE.id, 7],
      [PORK.id, 6],
    ]);
  });
});

describe('ceilings', () => {
  test('tell what is wrong and where, one by one and in a list', async () => {
    const ceiling = { product: PETROL.id, effectiveFrom: '2026-11-23T15:00:00+07:00', price: 21_430.5 };
    const pointers = async (body: unknown) => {
      const { body: told } = await setCeilings(body);
      return (told['issues'] as { pointer: string }[]).map(({ pointer }) => pointer);
    };
    expect(await pointers(ceiling)).toEqual(['/price']);
    expect(await pointers({ items: [{ ...ceiling, price: 21_430, effectiveFrom: 'tonight' }, ceiling] })).toEqual([
      '/items/0/effectiveFrom',
      '/items/1/price',
    ]);
  });

  test('hold from an instant on, and are listed in force and to come', async () => {
    const thisMorning = { product: PETROL.id, effectiveFrom: '2026-11-23T00:00:00+07:00', price: 21_000 };
    const tonight = { product: PETROL.id, effectiveFrom: '2026-11-23T15:00:00+07:00', price: 21_430 };
    expect(await setCeilings({ items: [thisMorning, tonight] })).toMatchObject({
      status: 200,
      body: { items: [{ effectiveFrom: '2026-11-22T17:00:00.000Z' }, { effectiveFrom: '2026-11-23T08:00:00.000Z' }] },
    });
    const { body } = await callAsStaff(handler, 'GET /v1/ceilings', { group: 'staff' });
    expect(body).toMatchObject({
      items: [{ product: PETROL.id, price: 21_000, unit: 'lít' }],
      history: [
        { price: 21_430, recordedOn: TODAY, by: LAN },
        { price: 21_000, recordedOn: TODAY },
      ],
    });
  });

  test.each([
    ['yesterday', { product: PETROL.id, effectiveFrom: '2026-11-22T23:59:59+07:00', price: 1 }, 'rule-in-the-past'],
    [
      'an instant without its offset',
      { product: PETROL.id, effectiveFrom: '2026-11-23T15:00:00', price: 1 },
      'invalid-request',
    ],
    [
      'a price with decimals',
      { product: PETROL.id, effectiveFrom: '2026-11-23T15:00:00+07:00', price: 1.5 },
      'invalid-request',
    ],
    [
      'an unknown product',
      { product: 'xang', effectiveFrom: '2026-11-23T15:00:00+07:00', price: 1 },
      'unknown-product',
    ],
    [
      'a price below all plausible ones',
      { product: PETROL.id, effectiveFrom: '2026-11-23T15:00:00+07:00', price: 4_999 },
      'price-out-of-band',
    ],
    [
      'a digit too many, in the second of two',
      {
        items: [
          { product: PETROL.id, effectiveFrom: '2026-11-23T15:00:00+07:00', price: 60_000 },
          { product: PETROL.id, effectiveFrom: '2026-11-23T16:00:00+07:00', price: 214_300 },
        ],
      },
      'price-out-of-band',
    ],
    [
      'a good of which the state sets no ceiling',
      { product: RICE.id, effectiveFrom: '2026-11-23T15:00:00+07:00', price: 20_000 },
      'no-ceilinged-product',
    ],
  ])('are refused with %s', async (_, body, code) => {
    expect(await setCeilings(body)).toMatchObject({ status: 422, body: { code } });
  });
});

describe('a preview of thresholds', () => {
  const MOVED = { changePct: 9, moves: { up: { shown: 9, agreed: 9 } } };

  async function assessed(place: string, date: string, changes: Partial<ProductAssessment>): Promise<void> {
    const retail = { median: 150_000, q1: 150_000, q3: 150_000, stores: 4, retailers: 3 };
    const product = {
      product: RICE.id,
      retail,
      changePct: 0,
      watchPct: 5,
      level: 'normal',
      quarantined: 0,
      checks: [],
    };
    const products = [{ ...product, ...changes } as ProductAssessment];
    const assessment = { place, date, products, stores: [], quotes: [], absent: [], supplies: [] };
    const item = stageAssessment(assessment, parentOf(SMALL_CITY, place));
    await marketStore(tables.platform.dynamodb, 'binh-on-market', tables.platform.clock).put(item, undefined);
  }

  beforeAll(async () => {
    for (const date of eachDay(addDays(TODAY, -30), addDays(TODAY, -1))) {
      const hasMoved = date >= addDays(TODAY, -12) && date < addDays(TODAY, -6);
      await assessed('hoan-kiem', date, hasMoved ? MOVED : {});
      await assessed('ha-noi', date, {});
    }
  });

  const preview = (body: object) => setThresholds(body, { query: { preview: 'true' } });

  test('tells what would have opened against what does, and sets nothing', async () => {
    const before = await registry().ruleBook();
    const answer = await preview({ product: RICE.id, watch: 4, alert: 8, crisis: 20 });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        saved: false,
        preview: {
          to: addDays(TODAY, -1),
          items: [
            {
              product: RICE.id,
              days: 60,
              firstDay: addDays(TODAY, -30),
              now: { thresholds: SMALL_CITY.defaultThresholds, watches: 1, alerts: 0, perThousandDays: 0 },
              proposed: {
                alerts: 1,
                watches: 0,
                perThousandDays: 16.67,
                episodes: [{ place: 'hoan-kiem', level: 'alert', direction: 'up', openedOn: addDays(TODAY, -12) }],
              },
            },
          ],
        },
      },
    });
    expect(await registry().ruleBook()).toEqual(before);
  });

  test('tells from a day on how each episode went, the alert of that time and what became of it, over the days of the city', async () => {
    const openedOn = addDays(TODAY, -12);
    const alert = anAlert({ product: RICE.id, episode: anEpisode({ product: RICE.id, openedOn }) });
    const before = addDays(TODAY, -25);
    const older = anAlert({
      product: RICE.id,
      episode: anEpisode({ product: RICE.id, openedOn: before, resolvedOn: addDays(TODAY, -20) }),
    });
    const desk = deskStore(tables.platform.dynamodb, 'binh-on-desk');
    for (const one of [alert, older]) await desk.putAlert(one);
    await desk.putAction({ alert: alert.id, kind: 'false-alarm', at: Date.parse(TODAY), by: LAN, version: 1 });
    const body = { product: RICE.id, watch: 4, alert: 8, crisis: 20 };
    const since = (from: string) => setThresholds(body, { query: { preview: 'true', from } });
    const answer = await since(addDays(TODAY, -9));
    expect(answer.body).toMatchObject({
      preview: {
        from: addDays(TODAY, -9),
        items: [
          {
            days: 18,
            proposed: {
              episodes: [
                {
                  openedOn: addDays(TODAY, -9),
                  peak: { on: addDays(TODAY, -9), changePct: 9 },
                  alert: alert.id,
                  verdict: 'false-alarm',
                },
              ],
            },
          },
        ],
      },
    });
    const { preview: shown } = answer.body as { preview: { items: { series: { date: string; median: number }[] }[] } };
    expect(shown.items[0]?.series).toHaveLength(9);
    expect(shown.items[0]?.series[0]).toMatchObject({ date: addDays(TODAY, -9), median: 150_000 });
    for (const from of [TODAY, addDays(TODAY, -91)]) {
      expect(await since(from)).toMatchObject({ status: 422, body: { code: 'invalid-range' } });
    }
  });

  test('is refused for what could not be set either', async () => {
    expect(await preview({ product: '99.9999', watch: 1, alert: 2, crisis: 3 })).toMatchObject({
      status: 422,
      body: { code: 'unknown-product' },
    });
    expect(
      await setThresholds({ product: RICE.id, watch: 1, alert: 2, crisis: 3 }, { query: { preview: 'yes' } }),
    ).toMatchObject({
      status: 422,
    });
  });
});
