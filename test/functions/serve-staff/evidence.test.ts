import { beforeAll, describe, expect, test } from 'vitest';
import type { AnswerOf } from '#contract/operations.ts';
import type { Alert } from '#domain/alert/alert.ts';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { deskStore } from '#storage/desk.ts';
import { callAsStaff, type StaffCall } from '#support/call-as-staff.ts';
import { DEAR_ON_MONDAYS, keepDearDay, TODAY, YESTERDAY } from '#support/dear-day.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';

const tables = tablesOfFile();
let handler: ReturnType<typeof createHandler>;
let alerts: readonly Alert[];

beforeAll(async () => {
  handler = createHandler(tables.platform, SMALL_CITY);
  alerts = await keepDearDay(tables.platform);
});

interface EvidenceShown {
  readonly isSame: boolean;
  readonly middle?: EvidenceShown['items'][number];
  readonly total: number;
  readonly result: { readonly changePct: number; readonly agreeing: number; readonly reporting: number };
  readonly steps: { readonly vi: string; readonly en: string }[];
  readonly items: {
    readonly store?: string;
    readonly storeName?: string;
    readonly place: string;
    readonly standing: string;
    readonly price?: number;
    readonly saidOn?: string;
    readonly comparedWith?: number;
    readonly changePct?: number;
    readonly isBeyond: boolean;
    readonly rank?: number;
    readonly doubt?: string;
  }[];
  readonly cursor?: string;
}

function alertAt(place: string, product: string): Alert {
  const alert = alerts.find((each) => each.place === place && each.product === product);
  if (!alert) throw new Error(`No alert of ${product} at ${place}`);
  return alert;
}

const ask = (id: string, options: StaffCall = {}) =>
  callAsStaff<EvidenceShown>(handler, 'GET /v1/alerts/{id}/evidence', { params: { id }, group: 'staff', ...options });
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

describe('the evidence of an alert', () => {
  test('of a ward lists its stores by their changes, names them, and says who takes no part and why', async () => {
    const alert = alertAt('hoan-kiem', PORK.id);
    const { status, body } = await ask(alert.id);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      alert: alert.id,
      date: TODAY,
      rung: 'trailing',
      direction: 'up',
      level: 'alert',
      threshold: 10,
      ownThreshold: 10,
      needed: { stores: 3, retailers: 2, changePct: 10, parts: 1, days: 1 },
      isSame: true,
      total: 5,
      middle: { storeName: 'Cửa hàng mai/hk', price: 112_000, comparedWith: 100_000, changePct: 12, rank: 2 },
      result: { observed: 115_500, reference: 100_000, changePct: 15.5, agreeing: 4, reporting: 4, retailers: 4 },
    });
    expect(body.result).toEqual(
      expect.objectContaining({
        changePct: alert.episode.evidence.changePct,
        agreeing: alert.episode.evidence.agreeing,
      }),
    );
    expect(
      body.items.map(({ storeName, rank, changePct, standing }) => [storeName, rank, changePct, standing]),
    ).toEqual([
      ['Cửa hàng sen/hk', 1, 10, 'compared'],
      ['Cửa hàng mai/hk', 2, 12, 'compared'],
      ['Cửa hàng cuc/hk', 3, 19, 'compared'],
      ['Cửa hàng dao/hk', 4, 30, 'compared'],
      ['Cửa hàng lan/hk', undefined, 900, 'held-back'],
    ]);
    expect(body.items.at(-1)).toMatchObject({ doubt: 'slipped-digits', isBeyond: false, comparedWith: 100_000 });
  });

  test('has the middle shop and the farthest ones that the alert is told by', async () => {
    for (const { id, direction, episode } of alerts) {
      const { body } = await ask(id, { query: { limit: '1000' } });
      const shown = await callAsStaff<AnswerOf<'GET /v1/alerts/{id}'>>(handler, 'GET /v1/alerts/{id}', {
        params: { id },
        group: 'staff',
      });
      const { headline } = shown.body;
      if (episode.evidence.rung === 'cover') {
        expect([headline, body.middle]).toEqual([undefined, undefined]);
        continue;
      }
      const { price, comparedWith, changePct, storeName } = body.middle ?? {};
      expect(headline?.middle).toMatchObject({ storeName, price, comparedWith, changePct });
      expect(headline).toMatchObject({ basis: 'middle-shop', changePct });
      const beyond = body.items.filter(({ isBeyond }) => isBeyond).toReversed();
      expect(direction).toBe('up');
      expect(headline?.furthest?.map((shop) => shop.changePct)).toEqual(beyond.slice(0, 3).map((row) => row.changePct));
    }
    expect(alerts.length).toBeGreaterThan(3);
  });

  test('says what is usual on the day by the calendar, and is the same with it', async () => {
    const { body } = await ask(alertAt(DEAR_ON_MONDAYS, RICE.id).id);
    expect(body).toMatchObject({
      habit: { days: ['weekday'], pct: 12.5 },
      isSame: true,
      result: { observed: 27_000, reference: 22_500, changePct: 20 },
    });
    expect(plain(body.steps[1]?.vi)).toContain('thường thấy +12,5 % vào ngày này trong tuần');
    expect(body.steps[1]?.en).toContain('+12.5% is usual for this weekday');
    const shown = await callAsStaff<Record<string, unknown>>(handler, 'GET /v1/alerts/{id}', {
      params: { id: alertAt(DEAR_ON_MONDAYS, RICE.id).id },
      group: 'staff',
    });
    expect(shown.body).toMatchObject({ habit: { days: ['weekday'], pct: 12.5 }, changePct: 20 });
  });

  test('tells each step in both languages, so that a pencil comes to the same number', async () => {
    const { body } = await ask(alertAt('hoan-kiem', PORK.id).id);
    const vi = body.steps.map((step) => plain(step.vi));
    expect(vi).toEqual([
      'Ngày 23/11/2026 có 5 điểm bán báo giá bán lẻ; so sánh được 4 điểm (không tính 1 giá đang chờ xác minh).',
      'Mức thay đổi của mỗi điểm bán = (giá trong ngày − giá so sánh) ÷ giá so sánh × 100. Giá so sánh là trung vị tối đa 28 ngày báo cáo trước của chính điểm đó; trong thời gian có biến động thì giữ nguyên.',
      'Sắp xếp 4 mức thay đổi từ thấp đến cao: ở giữa là mức thứ 2: (112.000 đ − 100.000 đ) ÷ 100.000 đ = +12 %, và mức thứ 3: (119.000 đ − 100.000 đ) ÷ 100.000 đ = +19 %; trung bình của hai mức là +15,5 %.',
      'Con số nêu trong cảnh báo là mức thay đổi của điểm bán đứng giữa, thứ 2 (mức nhỏ hơn trong hai mức ở giữa): 100.000 → 112.000 đ/kg, tức +12,0 %.',
      'Trung vị của 4 giá trong ngày là 115.500 đ/kg, của 4 giá so sánh là 100.000 đ/kg: hai số này không phải của cùng một điểm bán nên không chia cho nhau.',
      'Ngưỡng nội bộ của mức "cảnh báo" khi giá tăng là 10 %: +15,5 % đạt ngưỡng.',
      '4/4 điểm bán đạt hoặc vượt ngưỡng, cũng như 4/4 đơn vị, mỗi đơn vị tính khi ít nhất một nửa số điểm bán của mình như vậy. Cần: ít nhất 3 điểm bán và 2 đơn vị.',
      'Kết quả trùng với các số nêu trong cảnh báo.',
    ]);
    const en = body.steps.map((step) => plain(step.en)).join(' ');
    for (const words of [
      'in the middle stand number 2',
      'their mean is +15.5%',
      '4 of 4 outlets have reached the threshold',
      'Needed: at least 3 outlets and 2 retailers',
    ]) {
      expect(en).toContain(words);
    }
    expect(`${vi.join(' ')} ${en}`).not.toMatch(/vi phạm|violat|undefined|NaN/i);
    for (const step of body.steps) expect(step.vi.normalize('NFC')).toBe(step.vi);
  });

  test('of a city lists the stores of its wards, page by page and each once; steps and result are of all of them', async () => {
    const { id } = alertAt('ha-noi', PORK.id);
    const whole = (await ask(id)).body;
    expect(whole).toMatchObject({ isSame: true, total: 9, result: { changePct: 14.5, agreeing: 7, reporting: 8 } });
    expect(whole).not.toHaveProperty('cursor');
    expect(new Set(whole.items.map(({ place }) => place))).toEqual(new Set(['hoan-kiem', 'cua-nam']));
    expect(plain(whole.steps.at(-2)?.en)).toContain('in 2 places inside');
    const paged: EvidenceShown['items'][number][] = [];
    let cursor: string | undefined;
    do {
      const { body } = await ask(id, { query: { limit: '3', ...(cursor ? { cursor } : {}) } });
      expect(body).toMatchObject({ total: 9, result: whole.result, steps: whole.steps });
      paged.push(...body.items);
      cursor = body.cursor;
    } while (cursor);
    expect(paged).toEqual(whole.items);
  });

  test('counts a silent store with what it said last, and says when', async () => {
    for (const place of ['cua-nam', 'ha-noi']) {
      const { body } = await ask(alertAt(place, PORK.id).id);
      expect(body.isSame).toBe(true);
      const [silent, ...others] = body.items.filter(({ store, place: where }) => where === 'cua-nam' && store);
      expect(silent).toMatchObject({ storeName: 'Cửa hàng dao/cn', saidOn: YESTERDAY, changePct: 0, rank: 1 });
      expect(others.map(({ saidOn }) => saidOn)).toEqual([undefined, undefined, undefined]);
      expect(plain(body.steps[0]?.en)).toContain('and 1 had not, which count with what they said last within 7 days');
    }
  });

  test('of scarce goods lists the stock of a ward store by store, and that of a city ward by ward', async () => {
    const ward = (await ask(alertAt('hoan-kiem', RICE.id).id)).body;
    expect(ward).toMatchObject({ rung: 'cover', isSame: true, total: 5, result: { agreeing: 3, reporting: 5 } });
    expect(ward.items.find(({ store }) => store === 'hk')).toMatchObject({
      stock: 16,
      usualStock: 80,
      demandPerDay: 8,
      coverDays: 2,
      isBeyond: true,
    });
    const sums = ward.items as unknown as { stock: number; demandPerDay: number }[];
    const [stock, demand] = [sums.reduce((a, b) => a + b.stock, 0), sums.reduce((a, b) => a + b.demandPerDay, 0)];
    expect(ward.result).toMatchObject({ coverDays: stock / demand });
    const city = (await ask(alertAt('ha-noi', RICE.id).id)).body;
    expect(city).toMatchObject({
      isSame: true,
      total: 2,
      items: [
        { place: 'cua-nam', stores: 3, shortStores: 3, stock: 32, demandPerDay: 24 },
        { place: 'hoan-kiem', stores: 5, shortStores: 3, stock: 96, demandPerDay: 40 },
      ],
    });
  });

  test('of a place without a parent comes from its own reports', async () => {
    const { body } = await ask(alertAt('outside/hung-yen', PORK.id).id);
    expect(body).toMatchObject({ isSame: true, total: 3, result: { changePct: 20, agreeing: 3, reporting: 3 } });
  });

  test('says so when the day was corrected later, or is no longer kept', async () => {
    const alert = alertAt('hoan-kiem', PORK.id);
    const { episode } = alert;
    const other = {
      ...alert,
      id: alert.id.replace('2026-11-23', '2026-11-20'),
      episode: { ...episode, evidence: { ...episode.evidence, changePct: 17 } },
    };
    const old = {
      ...alert,
      id: alert.id.replace('2026-11-23', '2024-11-20'),
      episode: { ...episode, escalatedOn: '2024-11-20' },
    };
    const desk = deskStore(tables.platform.dynamodb, 'binh-on-desk');
    for (const kept of [other, old]) await desk.putAlert(kept);
    const corrected = (await ask(other.id)).body;
    expect(corrected).toMatchObject({ isSame: false, result: { changePct: 15.5 } });
    expect(corrected.steps.at(-1)?.vi).toContain('đã được điều chỉnh');
    const gone = (await ask(old.id)).body;
    expect(gone).toMatchObject({
      isSame: false,
      total: 0,
      items: [],
      steps: [{ en: expect.stringContaining('no longer kept') }],
    });
    expect(gone).not.toHaveProperty('result');
  });

  test('is for those in charge of the place, and has no cursor of another list', async () => {
    const { id } = alertAt('hoan-kiem', PORK.id);
    expect((await ask(id, { places: 'hoan-kiem' })).status).toBe(200);
    expect(await ask(id, { places: 'soc-son' })).toMatchObject({ status: 403, body: { code: 'not-your-place' } });
    expect((await ask('hoan-kiem_01.0004_up_1999-01-01')).status).toBe(404);
    const { cursor } = (await ask(alertAt('ha-noi', PORK.id).id, { query: { limit: '3' } })).body;
    expect(await ask(id, { query: { cursor: cursor ?? '' } })).toMatchObject({ status: 400 });
    for (const limit of ['0', '1001', 'x']) expect((await ask(id, { query: { limit } })).status).toBe(422);
  });
});
