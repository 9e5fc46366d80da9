import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AnswerOf, OperationKey } from '#contract/operations.ts';
import type { Alert } from '#domain/alert/alert.ts';
import { strandOf } from '#domain/event/strand.ts';
import { gatherEvents } from '#functions/respond-to-alert/gather-events.ts';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { deskStore } from '#storage/desk.ts';
import { registryStore } from '#storage/registry.ts';
import { auditLines } from '#support/audit-lines.ts';
import { callAsStaff, LAN, type StaffCall } from '#support/call-as-staff.ts';
import { keepDearDay, TODAY } from '#support/dear-day.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { anAlert, anEpisode, PORK, RICE, SMALL_CITY } from '#support/small-city.ts';

const tables = tablesOfFile({ clock: () => now });
let handler: ReturnType<typeof createHandler>;
let now = Date.parse(`${TODAY}T06:30:00+07:00`);
let alerts: readonly Alert[];
const desk = () => deskStore(tables.platform.dynamodb, 'binh-on-desk');
const registry = () => registryStore(tables.platform.dynamodb, 'binh-on-registry');

const EVENT = `${PORK.id}-up-${TODAY}`;

beforeAll(async () => {
  handler = createHandler(tables.platform, SMALL_CITY);
  alerts = await keepDearDay(tables.platform);
  for (const alert of alerts) {
    await gatherEvents({ ...desk(), clock: () => now }, SMALL_CITY)(strandOf(SMALL_CITY, alert), [alert.id]);
  }
  const kept = await registry().readStore('cuc', 'cn');
  const where = { address: '7 phố Mẫu', contact: { name: 'Chị Cúc', phone: '0900 000 207' } };
  if (kept) await registry().putStore({ ...kept.value, ...where }, kept.hash);
  await registry().putRetailer({
    id: 'dao',
    name: 'Đào',
    contact: { name: 'Anh Đào', phone: '0900 000 101' },
    keys: [],
  });
});
beforeEach(() => {
  now += 60_000;
});

type Shops = AnswerOf<'GET /v1/events/{id}/shops'>;

const call = <Body>(route: OperationKey, options?: StaffCall) =>
  callAsStaff<Body>(handler, route, { group: 'staff', ...options });
const shops = async (options: StaffCall = {}) =>
  (await call<Shops>('GET /v1/events/{id}/shops', { params: { id: EVENT }, ...options })).body;
const storesOf = (items: Shops['items']) => items.map(({ store }) => store);
const instant = (ms: number) => new Date(ms).toISOString();
const verify = (body: object, options: StaffCall = {}) =>
  call<Record<string, unknown>>('POST /v1/verifications', {
    body: { event: EVENT, product: PORK.id, verdict: 'right', at: instant(now), ...body },
    ...options,
  });

describe('the shops of an event to verify', () => {
  test('are those beyond the threshold, the farthest from its own usual price first, two of a ward before the rest', async () => {
    const { total, items, verified } = await shops();
    expect(storesOf(items)).toEqual(['cuc/cn', 'dao/hk', 'cuc/hk', 'mai/cn']);
    expect([total, verified]).toEqual([7, []]);
    expect(items.map(({ goods }) => goods[0]?.changePct)).toEqual([40, 30, 19, 16]);
  });

  test('come page by page, each once, and those of the same evidence as the alert', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await shops({ query: { limit: '2', ...(cursor ? { cursor } : {}) } });
      seen.push(...storesOf(page.items));
      cursor = page.cursor;
    } while (cursor);
    expect(seen).toEqual(['cuc/cn', 'dao/hk', 'cuc/hk', 'mai/cn', 'sen/cn', 'mai/hk', 'sen/hk']);
    const city = alerts.find(({ place, product }) => place === 'ha-noi' && product === PORK.id);
    const { body } = await call<AnswerOf<'GET /v1/alerts/{id}/evidence'>>('GET /v1/alerts/{id}/evidence', {
      params: { id: city?.id ?? '' },
    });
    const rows = new Map(body.items.map((row) => [`${row.retailer}/${row.store}`, row]));
    for (const { store, goods } of (await shops()).items) {
      const [{ price, usual, changePct } = {}] = goods;
      const row = rows.get(store);
      expect([price, usual, changePct]).toEqual([row?.price, row?.comparedWith, row?.changePct]);
    }
  });

  test('say where to go and whom to call, also where only the retailer says so', async () => {
    const { items } = await shops();
    expect(items[0]).toMatchObject({
      storeName: 'Cửa hàng cuc/cn',
      address: '7 phố Mẫu',
      contact: { name: 'Chị Cúc', phone: '0900 000 207' },
      contactOf: 'store',
      place: 'cua-nam',
    });
    expect(items[1]).toMatchObject({ contact: { name: 'Anh Đào' }, contactOf: 'retailer' });
    expect(items[1]).not.toHaveProperty('address');
    expect(items[2]).not.toHaveProperty('contact');
  });

  test('are those of the places of who asks, all of one ward at once', async () => {
    const own = await shops({ places: 'cua-nam' });
    expect(storesOf(own.items)).toEqual(['cuc/cn', 'mai/cn', 'sen/cn']);
    expect(own.total).toBe(3);
    expect(storesOf((await shops({ query: { place: 'hoan-kiem' } })).items)).toEqual([
      'dao/hk',
      'cuc/hk',
      'mai/hk',
      'sen/hk',
    ]);
    const elsewhere = await call('GET /v1/events/{id}/shops', { params: { id: EVENT }, places: 'soc-son' });
    // The alert of the city is around that commune, and none of its shops is beyond.
    expect(elsewhere).toMatchObject({ status: 200, body: { total: 0, items: [] } });
    const outside = { params: { id: EVENT }, places: 'outside/lam-dong' };
    expect((await call('GET /v1/events/{id}/shops', outside)).status).toBe(403);
    expect((await call('GET /v1/events/{id}/shops', { params: { id: 'x-up-2026-01-01' } })).status).toBe(404);
    const other = { params: { id: EVENT }, places: 'cua-nam', query: { place: 'hoan-kiem' } };
    expect((await call('GET /v1/events/{id}/shops', other)).status).toBe(403);
  });
});

describe('a verification', () => {
  test('is one, however often and late it is sent', async () => {
    const seen = { store: 'dao/hk', verdict: 'wrong', seenPrice: 104_000, note: 'Giá niêm yết', at: instant(now) };
    const first = await verify(seen);
    now += 3 * 3_600_000;
    const again = await verify(seen);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    expect(first.body).toMatchObject({ by: LAN, seenPrice: 104_000, place: 'hoan-kiem' });
    // 130,000 was reported, 100,000 is usual: 4 % are not past the threshold.
    expect(first.body).toMatchObject({ reported: 130_000, usual: 100_000, isStillBeyond: false });
    const kept = await desk().findingsBetween(TODAY, TODAY);
    expect(kept.filter(({ store }) => store === 'dao/hk')).toHaveLength(1);
    const lines = (await auditLines(tables.platform)).filter(({ action }) => action === 'verify');
    expect(lines).toHaveLength(1);
    // The trail names shop and good, and has both prices.
    expect(lines[0]?.after).toEqual({
      store: 'dao/hk',
      storeName: 'Cửa hàng dao/hk',
      product: PORK.id,
      verdict: 'wrong',
      reported: 130_000,
      seenPrice: 104_000,
      note: 'Giá niêm yết',
    });
  });

  test('is one also where its event has got another alert since, or is part of another event', async () => {
    const keep = async (alert: Alert) => {
      await desk().putAlert(alert, (await desk().readAlert(alert.id))?.hash);
      await gatherEvents({ ...desk(), clock: () => now }, SMALL_CITY)(`${RICE.id}-up`, [alert.id]);
    };
    const anEvent = (place: string, openedOn = '2026-10-02') =>
      anAlert({ place, level: 'crisis', episode: anEpisode({ product: RICE.id, openedOn }) });
    await keep(anEvent('hoan-kiem'));
    const seen = { event: `${RICE.id}-up-2026-10-02`, store: 'dao/hk', product: RICE.id, at: instant(now) };
    const first = await verify(seen);
    expect(first.status).toBe(201);
    await keep(anEvent('ha-noi', '2026-10-01'));
    const again = await verify(seen);
    expect(again).toMatchObject({ status: 200, body: first.body });
    const kept = await desk().findingsBetween(TODAY, TODAY);
    expect(kept.filter(({ product }) => product === RICE.id)).toHaveLength(1);
  });

  test('takes the shop from the list, and shows what was found and by whom', async () => {
    const { items, verified, total } = await shops();
    expect(storesOf(items)).not.toContain('dao/hk');
    expect(total).toBe(6);
    expect(verified).toMatchObject([
      { store: 'dao/hk', goods: [{ found: { verdict: 'wrong', seenPrice: 104_000, by: LAN } }] },
    ]);
  });

  test('tells how far each ward is, and who was there last', async () => {
    expect((await shops()).wards).toEqual([
      { place: 'cua-nam', placeName: expect.anything(), shops: 3, lookedAt: 0 },
      {
        place: 'hoan-kiem',
        placeName: expect.anything(),
        shops: 4,
        lookedAt: 1,
        last: { at: expect.any(String), by: LAN },
      },
    ]);
    expect((await shops({ places: 'cua-nam' })).wards.map(({ place }) => place)).toEqual(['cua-nam']);
  });

  test('lets no shop be left out or shown twice on the pages of who reads meanwhile', async () => {
    const first = await shops({ query: { limit: '2' } });
    await verify({ store: first.items[0]?.store ?? '' });
    const rest: string[] = [];
    let { cursor } = first;
    while (cursor) {
      const page = await shops({ query: { limit: '2', cursor } });
      rest.push(...storesOf(page.items));
      cursor = page.cursor;
    }
    expect([...storesOf(first.items), ...rest].toSorted()).toEqual(
      ['cuc/cn', 'cuc/hk', 'mai/cn', 'mai/hk', 'sen/cn', 'sen/hk'].toSorted(),
    );
  });

  test('that was seen later stands over one that came in later', async () => {
    const [early, late] = [now - 7_200_000, now - 3_600_000];
    await verify({ store: 'sen/hk', verdict: 'right', at: instant(late) });
    await verify({ store: 'sen/hk', verdict: 'wrong', at: instant(early) });
    const { verified } = await shops();
    expect(verified.find(({ store }) => store === 'sen/hk')?.goods[0]?.found?.verdict).toBe('right');
  });

  test('names shop and good with both prices in the timeline, and each correction as one', async () => {
    type Detail = AnswerOf<'GET /v1/events/{id}'>;
    const { body } = await call<Detail>('GET /v1/events/{id}', { params: { id: EVENT } });
    const of = (store: string) => body.timeline.filter((entry) => entry.store === store);
    expect(of('dao/hk')).toMatchObject([
      {
        storeName: 'Cửa hàng dao/hk',
        productName: PORK.name,
        reported: 130_000,
        seenPrice: 104_000,
        note: 'Giá niêm yết',
      },
    ]);
    const [early, late] = of('sen/hk');
    expect(early).toMatchObject({ verdict: 'wrong', correctedAt: late?.at });
    expect(late).toMatchObject({ verdict: 'right', corrects: early?.at });
    expect(late).not.toHaveProperty('correctedAt');
  });

  test('stands in the timelines of its event and of the alerts that it concerns, and of no others', async () => {
    const kindsOf = async (
      route: 'GET /v1/events/{id}' | 'GET /v1/alerts/{id}',
      id: string,
      options: StaffCall = {},
    ) => {
      const { body } = await call<{ timeline: { kind: string; store?: string }[] }>(route, {
        params: { id },
        ...options,
      });
      return body.timeline.flatMap(({ kind, store }) => (kind === 'verified' && store ? [store] : []));
    };
    const idOf = (place: string, product: string) =>
      alerts.find((alert) => alert.place === place && alert.product === product)?.id ?? '';
    const [, rice] = [PORK.id, '01.0001'];
    expect(await kindsOf('GET /v1/events/{id}', EVENT)).toEqual(expect.arrayContaining(['dao/hk', 'cuc/cn', 'sen/hk']));
    expect(await kindsOf('GET /v1/events/{id}', EVENT, { places: 'cua-nam' })).toEqual(['cuc/cn']);
    expect(new Set(await kindsOf('GET /v1/alerts/{id}', idOf('hoan-kiem', PORK.id)))).toEqual(
      new Set(['dao/hk', 'sen/hk']),
    );
    expect(await kindsOf('GET /v1/alerts/{id}', idOf('ha-noi', PORK.id))).toContain('cuc/cn');
    expect(await kindsOf('GET /v1/alerts/{id}', idOf('hoan-kiem', rice))).toEqual([]);
  });

  test('is for who is in charge of the place of the shop', async () => {
    const before = (await desk().findingsBetween(TODAY, TODAY)).length;
    for (const places of ['hoan-kiem', 'outside/hung-yen', '']) {
      expect(await verify({ store: 'mai/cn' }, { places })).toMatchObject({ status: 403 });
    }
    expect(await desk().findingsBetween(TODAY, TODAY)).toHaveLength(before);
    expect((await verify({ store: 'mai/cn' }, { places: 'cua-nam' })).status).toBe(201);
  });

  test('may be that goods have no price, or that what was said was a mistake: then the shop waits again', async () => {
    const seen = { store: 'mai/hk', at: instant(now) };
    expect((await verify({ ...seen, verdict: 'no-price', note: 'Chủ quầy không nói' })).status).toBe(201);
    expect((await shops()).verified).toContainEqual(
      expect.objectContaining({ store: 'mai/hk', goods: [expect.objectContaining({ found: expect.anything() })] }),
    );
    expect((await verify({ ...seen, verdict: 'taken-back', at: instant(now + 1) })).status).toBe(201);
    expect((await shops()).verified.map(({ store }) => store)).not.toContain('mai/hk');
  });

  test('whose price is past the threshold, too, says so', async () => {
    const seen = { store: 'cuc/hk', verdict: 'wrong', at: instant(now) };
    expect((await verify({ ...seen, seenPrice: 150_000 })).body).toMatchObject({
      isStillBeyond: true,
      reported: 119_000,
    });
    await verify({ store: 'cuc/hk', verdict: 'taken-back', at: instant(now + 1) });
  });

  test.each([
    ['a time to come', () => ({ at: instant(now + 3_600_000) }), 'not-yet'],
    ['a time before the event', () => ({ at: '2026-11-22T23:59:00+07:00' }), 'before-event'],
    ['a shop that nobody knows', () => ({ store: 'sen/nowhere' }), 'unknown-store'],
    ['a product of another event', () => ({ product: '01.0001' }), 'not-in-event'],
    ['a price of no product', () => ({ product: undefined, seenPrice: 1 }), 'invalid-body'],
    ['a price of a shut shop', () => ({ verdict: 'closed', seenPrice: 1 }), 'invalid-body'],
    ['a shop without its retailer', () => ({ store: 'sen' }), 'invalid-body'],
    ['a price where none is shown', () => ({ verdict: 'no-price', seenPrice: 1 }), 'invalid-body'],
    ['a price of nothing', () => ({ verdict: 'wrong', seenPrice: 0 }), 'invalid-body'],
    ['a note that is no note', () => ({ note: 'x'.repeat(301) }), 'invalid-body'],
    ['a verdict of its own', () => ({ verdict: 'maybe' }), 'invalid-body'],
  ])('is refused with %s, and says why', async (_, change, code) => {
    const answer = await verify({ store: 'sen/cn', ...change() });
    expect(answer.status).toBe(422);
    if (code !== 'invalid-body') expect(answer.body).toMatchObject({ code });
    expect((await shops()).verified.map(({ store }) => store)).not.toContain('sen/cn');
  });
});

describe('the quality of alerts', () => {
  const quality = async (query: Record<string, string> = {}, options: StaffCall = {}) =>
    call<AnswerOf<'GET /v1/quality'>>('GET /v1/quality', { query: { from: TODAY, to: TODAY, ...query }, ...options });

  test('counts what was found and called false, by rung, good and threshold', async () => {
    const wrong = alerts.find(({ place, product }) => place === 'hoan-kiem' && product === '01.0001');
    await call('POST /v1/alerts/{id}/false-alarm', { params: { id: wrong?.id ?? '' }, body: { reason: 'data-error' } });
    const { status, body } = await quality();
    expect(status).toBe(200);
    // dao/hk was wrong; cuc/cn, sen/hk and mai/cn were right.
    expect(body.total.ofPrices).toEqual({ judged: 4, refuted: 1, share: 0.25, isOfFew: true });
    expect(body.total.alerts).toBe(alerts.length);
    expect(body.byRung.find(({ rung }) => rung === 'cover')).toMatchObject({ ofAlerts: { judged: 1, refuted: 1 } });
    expect(body.byGood.find(({ product }) => product === PORK.id)).toMatchObject({
      productName: PORK.name,
      ofPrices: { judged: 4, refuted: 1 },
      ofAlerts: { judged: 3, refuted: 0, isOfFew: true },
    });
    expect(body.byThreshold).toContainEqual(expect.objectContaining({ level: 'alert', percent: 10 }));
    expect(body.reasons).toEqual([
      { reason: 'data-error', count: 1, inWords: { vi: 'lỗi số liệu', en: 'an error in the data' } },
    ]);
  });

  test('is of the places of who asks, and of a span that is not too long', async () => {
    expect((await quality({}, { places: 'cua-nam' })).body.total.ofPrices).toMatchObject({ judged: 2, refuted: 0 });
    expect((await quality({}, { places: '' })).body.total).toMatchObject({
      alerts: 0,
      ofAlerts: { judged: 0, refuted: 0 },
    });
    for (const span of [{ from: '2026-11-24' }, { from: '2026-01-01' }]) {
      expect(await quality(span)).toMatchObject({ status: 422, body: { code: 'invalid-span' } });
    }
  });

  test('of days long ago or to come is that of no alert, and nothing that was said since need be read', async () => {
    const asked: string[] = [];
    const dynamodb = Object.create(tables.platform.dynamodb, {
      send: {
        value: (command: { readonly input: object }) => {
          asked.push(JSON.stringify(command.input));
          return tables.platform.dynamodb.send(command as never);
        },
      },
    });
    const recorded = createHandler({ ...tables.platform, dynamodb }, SMALL_CITY);
    for (const [from, to] of [
      ['1900-01-01', '1900-03-31'],
      ['9998-10-01', '9998-12-31'],
    ] as const) {
      const answer = await callAsStaff<AnswerOf<'GET /v1/quality'>>(recorded, 'GET /v1/quality', {
        query: { from, to },
      });
      expect(answer).toMatchObject({ status: 200, body: { total: { alerts: 0 } } });
    }
    expect(asked.filter((input) => input.includes('1900') && input.includes(TODAY))).toEqual([]);
  });
});
