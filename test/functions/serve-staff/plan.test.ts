import { beforeEach, describe, expect, test } from 'vitest';
import type { AnswerOf, OperationKey } from '#contract/operations.ts';
import { strandOf } from '#domain/event/strand.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import { answerStrand } from '#functions/respond-to-alert/answer-strand.ts';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { type DeskStore, deskStore } from '#storage/desk.ts';
import { callAsStaff, type StaffCall } from '#support/call-as-staff.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { anAlert, anEpisode, PORK, SMALL_CITY } from '#support/small-city.ts';
import type { Shop } from '#support/supply-world.ts';
import { respondingPorts } from '../respond-to-alert/responding-ports.ts';

const EVENT = '01.0004-up-2026-11-21';
const SHOPS: readonly Shop[] = [
  { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 },
  { key: 'dong-xanh/hk', place: 'hoan-kiem', stock: 0, demand: 40 },
  { key: 'dong-xanh/cn', place: 'cua-nam', stock: 0, demand: 60 },
  { key: 'hoa-sen/ss', place: 'soc-son', stock: 110, demand: 20 },
  { key: 'ven-song/kho', place: 'outside/hung-yen', channel: 'producer', stock: 230 },
];

type PlanShown = AnswerOf<'GET /v1/events/{id}/plan'>;
type Outcome = AnswerOf<'POST /v1/events/{id}/plan/calls/{call}/accept'>;

const tables = emptyTablesEachTest({ clock: () => now });
let now: number;
let shops: readonly Shop[];
let desk: DeskStore;
let handler: ReturnType<typeof createHandler>;

beforeEach(async () => {
  now = Date.parse('2026-11-23T09:00:00+07:00');
  shops = SHOPS;
  desk = deskStore(tables.platform.dynamodb, 'binh-on-desk');
  handler = createHandler(tables.platform, SMALL_CITY);
  await supply('ha-noi', 'hoan-kiem');
});

/** Keeps an alert of pork at each place, and has their event supplied. */
async function supply(...places: readonly string[]): Promise<void> {
  await supplyWithout([], places);
}

/** The same while some retailers' stores are closed. */
async function supplyWithout(closed: readonly string[], places: readonly string[]): Promise<void> {
  const alerts = places.map((place) => anAlert({ place, episode: anEpisode({ openedOn: '2026-11-21' }) }));
  for (const alert of alerts) await desk.putAlert(alert, (await desk.readAlert(alert.id))?.hash);
  const ports = respondingPorts(desk, { clock: () => now, shops });
  const ids = alerts.map(({ id }) => id);
  const strand = strandOf(SMALL_CITY, { product: PORK.id, direction: 'up' });
  const closures = [{ from: '2026-11-22' }];
  const listStores = async () =>
    (await ports.listStores()).map((store) => (closed.includes(store.retailer) ? { ...store, closures } : store));
  await answerStrand({ ...desk, ...ports, listStores }, SMALL_CITY)(strand, { alerts: ids, woken: [EVENT] });
}

const call = <Body>(route: OperationKey, options: StaffCall) =>
  callAsStaff<Body>(handler, route, { group: 'staff', language: 'en', ...options });
const plan = async (options: StaffCall = {}) =>
  (await call<PlanShown>('GET /v1/events/{id}/plan', { params: { id: EVENT }, ...options })).body;
const onCall = async (answer: 'accept' | 'decline' | 'complete', retailer: string, options: StaffCall = {}) =>
  call<Outcome>(`POST /v1/events/{id}/plan/calls/{call}/${answer}`, {
    params: { id: EVENT, call: retailer },
    body: answer === 'decline' ? { reason: 'sold-out' } : {},
    ...options,
  });
const linesOf = async (retailer: string): Promise<Suggestion[]> =>
  (await desk.suggestionsOf(EVENT)).filter(({ from }) => from.retailer === retailer);

describe("an event's plan", () => {
  test('tells in sums what is missing after transfers inside chains, whom to call, and what each receiver gets', async () => {
    const { units, goods, calls, byReceiver, unmet, isPartial } = await plan();
    // Short of 90, 80 and 120 kg: Hoa Sen moves 70 inside its chain, and Ven Sông has all of the rest.
    expect(units).toMatchObject([
      { unit: 'kg', missing: 220, allocated: 220, servedPct: 100, transferred: 70, agreed: 0 },
    ]);
    expect(goods).toMatchObject([{ product: PORK.id, left: [] }]);
    expect(calls.map(({ id, withinChain }) => [id, withinChain])).toEqual([
      ['ven-song', false],
      ['hoa-sen', true],
    ]);
    expect(calls[0]).toMatchObject({
      contact: { phone: '0900 000 000' },
      offered: [{ quantity: 230 }],
      asked: [{ quantity: 220, unit: 'kg' }],
    });
    expect(byReceiver.map(({ quantity, transferred }) => quantity + transferred).toSorted()).toEqual([120, 80, 90]);
    expect(byReceiver.every(({ cover }) => cover?.after === 2)).toBe(true);
    expect([unmet, isPartial]).toEqual([[], false]);
  });

  test('has trips with stops and load shares, by ids that a new search keeps', async () => {
    const trips = (await plan()).calls.flatMap((one) => one.trips);
    expect(trips.map(({ id, joinLoads }) => [id, joinLoads])).toEqual([
      ['ven-song~kho~cua-nam', true],
      ['ven-song~kho~hoan-kiem', true],
      ['hoa-sen~ss~hoan-kiem', true],
    ]);
    shops = [...SHOPS.slice(0, 4), { ...(SHOPS[4] as Shop), stock: 400 }];
    now += 3_600_000;
    await supply('ha-noi');
    expect((await plan()).calls.flatMap((one) => one.trips.map(({ id }) => id))).toEqual(trips.map(({ id }) => id));
  });

  test('shows a ward its own receivers, and counts no others', async () => {
    const own = await plan({ places: 'hoan-kiem' });
    expect(own.units).toMatchObject([{ missing: 100, allocated: 100, transferred: 70 }]);
    expect(own.isPartial).toBe(true);
    expect(own.byReceiver.every(({ to }) => to.place === 'hoan-kiem')).toBe(true);
    expect((await call('GET /v1/events/{id}/plan', { params: { id: EVENT }, places: 'soc-son' })).status).toBe(403);
  });

  test('holds each line as it is now, with who answered it, and apart what was turned down', async () => {
    const [small, ...others] = (await linesOf('ven-song')).toSorted((a, b) => a.quantityMilli - b.quantityMilli);
    if (!small) throw new Error('nothing was proposed');
    await onCall('accept', 'ven-song', { body: { lines: [small.id], quantities: { [small.id]: 15 } } });
    await onCall('decline', 'hoa-sen');
    const { calls, lines, declined } = await plan();
    const carried = calls.flatMap(({ trips }) => trips.flatMap(({ suggestions }) => suggestions));
    expect(lines.map(({ suggestion }) => suggestion).toSorted()).toEqual(carried.toSorted());
    expect(lines.find(({ suggestion }) => suggestion === small.id)).toMatchObject({
      state: 'changed',
      proposed: small.quantityMilli / 1000,
      quantity: 15,
      unit: 'kg',
      decision: { at: new Date(now).toISOString() },
    });
    expect(lines.filter(({ state }) => state === 'proposed')).toHaveLength(others.length);
    expect(declined).toMatchObject([
      {
        state: 'declined',
        decision: { reason: 'sold-out' },
        from: { retailer: 'hoa-sen' },
        to: { place: 'hoan-kiem' },
      },
    ]);
  });

  test('asks no store that is closed, and brings it nothing', async () => {
    now += 3_600_000;
    await supplyWithout(['ven-song', 'dong-xanh'], ['ha-noi']);
    const { calls, byReceiver, unmet } = await plan();
    expect(calls.map(({ id }) => id)).toEqual(['hoa-sen']);
    expect([...byReceiver, ...unmet].map(({ to }) => to.retailer)).not.toContain('dong-xanh');
  });

  test('is narrowed to one place, and refuses one that is not the own', async () => {
    const there = await plan({ query: { place: 'cua-nam' } });
    expect(there.units).toMatchObject([{ missing: 120, transferred: 0 }]);
    expect(new Set(there.byReceiver.map(({ to }) => to.place))).toEqual(new Set(['cua-nam']));
    const elsewhere = { params: { id: EVENT }, query: { place: 'cua-nam' }, places: 'hoan-kiem' };
    expect((await call('GET /v1/events/{id}/plan', elsewhere)).status).toBe(403);
  });

  test('has its proposals ended with the event, from the instant on in which somebody closes it', async () => {
    await call('POST /v1/events/{id}/resolve', { params: { id: EVENT }, body: {} });
    expect(await plan()).toMatchObject({ units: [], calls: [], unmet: [] });
    const [line] = await linesOf('ven-song');
    const answer = await call('POST /v1/suggestions/{id}/accept', { params: { id: line?.id ?? '' }, body: {} });
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'alert-ended', event: EVENT, reason: 'closed-by-hand' },
    });
    await supply('ha-noi');
    expect((await linesOf('ven-song')).map(({ state }) => state)).toEqual(['ended', 'ended', 'ended']);
  });
});

describe('a call', () => {
  test('is accepted as a whole, promises what it asks for, and repeated is done already', async () => {
    const first = await onCall('accept', 'ven-song');
    expect(first).toMatchObject({
      status: 200,
      body: { done: 3, lines: [{ outcome: 'done', state: 'accepted' }, {}, {}] },
    });
    expect((await desk.readPromises('ven-song/kho', PORK.id))?.value).toHaveLength(3);
    const again = await onCall('accept', 'ven-song');
    expect(again.body).toMatchObject({ done: 0, lines: [{ outcome: 'already' }, {}, {}] });
    expect((await plan()).units).toMatchObject([{ missing: 0, allocated: 0, agreed: 220, servedPct: 100 }]);
  });

  test('takes other quantities line by line, and says of which it is more than there is', async () => {
    const [first, second, third] = await linesOf('ven-song');
    const quantities = { [first?.id ?? '']: 15, [second?.id ?? '']: 900 };
    const { body } = await onCall('accept', 'ven-song', { body: { quantities } });
    expect(body.lines).toMatchObject([
      { suggestion: first?.id, outcome: 'done', state: 'changed', quantity: 15 },
      { suggestion: second?.id, outcome: 'refused', state: 'proposed', code: 'promised-meanwhile' },
      { suggestion: third?.id, outcome: 'done', state: 'accepted' },
    ]);
    const [, refused] = body.lines;
    expect(refused?.detail?.vi, 'an officer reads it: it is no instruction for a program').not.toMatch(/"|true|left/);
    const finished = await onCall('accept', 'ven-song', { body: { quantities: { [first?.id ?? '']: 15 } } });
    expect(finished.body.lines.map(({ outcome }) => outcome)).toEqual(['already', 'done', 'already']);
  });

  test('is declined with a reason, which leaves need, and is completed by what was agreed on', async () => {
    await onCall('decline', 'ven-song');
    expect((await plan()).goods[0]).toMatchObject({
      missing: 220,
      allocated: 0,
      servedPct: 0,
      left: [{ cause: 'declined', quantity: 220 }],
    });
    expect((await onCall('decline', 'ven-song')).body.done).toBe(0);
    await onCall('accept', 'hoa-sen');
    const [line] = await linesOf('hoa-sen');
    const tooMuch = await onCall('complete', 'hoa-sen', { body: { quantities: { [line?.id ?? '']: 9_000 } } });
    expect(tooMuch.body.lines).toMatchObject([{ outcome: 'refused', code: 'more-than-giver-has' }]);
    expect(tooMuch.body.lines[0]?.detail?.vi).not.toMatch(/"|true/);
    const { body } = await onCall('complete', 'hoa-sen', { body: { note: 'Đã giao đủ' } });
    expect(body.lines).toMatchObject([{ outcome: 'done', state: 'completed', quantity: 70 }]);
    expect((await onCall('complete', 'hoa-sen')).body.lines).toMatchObject([{ outcome: 'already' }]);
  });

  test('takes up nothing that was proposed since the person looked', async () => {
    const [seen] = await linesOf('ven-song');
    const { body } = await onCall('accept', 'ven-song', { body: { lines: [seen?.id] } });
    expect(body.lines.map(({ suggestion }) => suggestion)).toEqual([seen?.id]);
    expect((await linesOf('ven-song')).map(({ state }) => state).toSorted()).toEqual([
      'accepted',
      'proposed',
      'proposed',
    ]);
  });

  test('may still be answered by who telephoned before a newer search, which keeps to what the giver has', async () => {
    const seen = await linesOf('ven-song');
    const [giver] = SHOPS.slice(4);
    if (!giver) throw new Error('nobody could give');
    shops = [...SHOPS.slice(0, 4), { ...giver, stock: 130 }];
    now += 3_600_000;
    await supply('ha-noi');
    const shown = (await plan()).lines.map(({ suggestion }) => suggestion);
    const overtaken = seen.filter(({ id }) => !shown.includes(id));
    expect(overtaken).not.toEqual([]);
    const { status, body } = await onCall('accept', 'ven-song', { body: { lines: seen.map(({ id }) => id) } });
    expect([status, body.lines.map(({ suggestion }) => suggestion).toSorted()]).toEqual([
      200,
      seen.map(({ id }) => id).toSorted(),
    ]);
    const params = { id: EVENT, trip: 'ven-song~kho~cua-nam' };
    const onTrip = overtaken.filter(({ to }) => to.place === 'cua-nam').map(({ id }) => id);
    const lines = { lines: onTrip, confirm: true };
    const answered = await call('POST /v1/events/{id}/plan/trips/{trip}/accept', { params, body: lines });
    expect([onTrip.length > 0, answered.status]).toEqual([true, 200]);
    const accepted = (await plan()).lines
      .filter(({ state }) => state === 'accepted')
      .map(({ suggestion }) => suggestion);
    expect(accepted).toEqual(expect.arrayContaining(onTrip));
  });

  test('that there is not, or a line that is none of it, is refused as a whole', async () => {
    expect(await onCall('accept', 'nobody')).toMatchObject({ status: 404, body: { code: 'unknown-call' } });
    const [other] = await linesOf('hoa-sen');
    const wrong = await onCall('accept', 'ven-song', { body: { lines: [other?.id] } });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'unknown-line' } });
  });

  test('of a ward is what goes to that ward', async () => {
    const { body } = await onCall('accept', 'ven-song', { places: 'hoan-kiem' });
    expect(body.lines).toHaveLength(2);
    expect((await linesOf('ven-song')).map(({ to, state }) => `${to.place} ${state}`).toSorted()).toEqual([
      'cua-nam proposed',
      'hoan-kiem accepted',
      'hoan-kiem accepted',
    ]);
  });
});

test('a trip is answered alone', async () => {
  const params = { id: EVENT, trip: 'ven-song~kho~cua-nam' };
  const { body } = await call<Outcome>('POST /v1/events/{id}/plan/trips/{trip}/accept', { params, body: {} });
  expect(body).toMatchObject({ done: 1, lines: [{ outcome: 'done' }] });
  const unknown = await call('POST /v1/events/{id}/plan/trips/{trip}/accept', {
    params: { id: EVENT, trip: 'ven-song~kho~soc-son' },
    body: {},
  });
  expect(unknown).toMatchObject({ status: 404, body: { code: 'unknown-trip' } });
});

test('what an alert shows is what its event proposes for its good at its place', async () => {
  const ids = async (query: Record<string, string>) =>
    (await call<{ items: { id: string; to: { place: string } }[] }>('GET /v1/suggestions', { query })).body.items;
  const ofWard = await ids({ alert: anAlert({ episode: anEpisode({ openedOn: '2026-11-21' }) }).id });
  expect(new Set(ofWard.map(({ to }) => to.place))).toEqual(new Set(['hoan-kiem']));
  expect(await ids({ event: EVENT })).toHaveLength(4);
});

test('a request that broke off half way is finished by its repetition', async () => {
  const lines = await linesOf('ven-song');
  const [first] = lines as [Suggestion, ...Suggestion[]];
  // Its process died once the promise was kept and the first line written.
  await call('POST /v1/suggestions/{id}/accept', { params: { id: first.id }, body: {} });
  const { body } = await onCall('accept', 'ven-song');
  expect(body).toMatchObject({
    done: 2,
    lines: expect.arrayContaining([expect.objectContaining({ outcome: 'already' })]),
  });
});
