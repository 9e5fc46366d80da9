import { beforeEach, describe, expect, test } from 'vitest';
import type { OperationKey } from '#contract/operations.ts';
import type { Alert } from '#domain/alert/alert.ts';
import type { Episode } from '#domain/detection/episode.ts';
import { strandOf } from '#domain/event/strand.ts';
import type { Level } from '#domain/level.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import { answerStrand } from '#functions/respond-to-alert/answer-strand.ts';
import { respondToAlert } from '#functions/respond-to-alert/respond-to-alert.ts';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { requireSettings } from '#runtime/platform.ts';
import { type DeskStore, deskStore } from '#storage/desk.ts';
import { contentHash } from '#storage/packed.ts';
import { readEventOf, readSuggestionsOfAlert } from '#supply-search/suggestions-of-alert.ts';
import { callAsStaff, type StaffCall } from '#support/call-as-staff.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { anAlert, anEpisode, RICE, SMALL_CITY } from '#support/small-city.ts';
import type { Shop } from '#support/supply-world.ts';
import { respondingPorts } from './responding-ports.ts';

const TODAY = '2026-11-23';
const CITY = 'ha-noi';
const SHOPS: readonly Shop[] = [
  { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 },
  { key: 'hoa-sen/cn', place: 'cua-nam', stock: 300, demand: 20 },
];

const tables = emptyTablesEachTest({ clock: () => now });
let now: number;
let desk: DeskStore;
let handler: ReturnType<typeof createHandler>;
let waiting: string[];

beforeEach(() => {
  const { platform } = tables;
  now = Date.parse(`${TODAY}T10:00:00+07:00`);
  desk = deskStore(platform.dynamodb, requireSettings(platform.env, ['DESK_TABLE']).DESK_TABLE);
  handler = createHandler(platform, SMALL_CITY);
  waiting = [];
});

/** Answers alerts with their events, and then whatever that wakes, as the stream would. */
async function respond(...ids: string[]): Promise<void> {
  const ports = respondingPorts(desk, {
    clock: () => now,
    shops: SHOPS,
    wakeAlert: async (other) => void waiting.push(other),
  });
  waiting = ids;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const alert = (await desk.readAlert(next))?.value;
    if (alert) await answerStrand(ports, SMALL_CITY)(strandOf(SMALL_CITY, alert), { alerts: [next] });
    await respondToAlert(ports, SMALL_CITY)(next);
  }
}

/** Keeps an alert as it is now, with its episode. */
async function keep(alert: Alert, changes: Partial<Alert> = {}): Promise<Alert> {
  const next = { ...alert, ...changes };
  await desk.putAlert(next, (await desk.readAlert(alert.id))?.hash);
  await keepEpisode(next);
  return next;
}

/** Keeps the episode of an alert where assessors do, before there is an alert of it. */
async function keepEpisode({ place, asOf, episode, level }: Alert): Promise<void> {
  const known = await desk.readEpisodes(place);
  const others = (known?.value.episodes ?? []).filter(({ product }) => product !== episode.product);
  const episodes: Episode[] = [...others, { ...episode, level }];
  const value = { place, asOf, knownSince: '2026-11-16', episodes };
  await desk.putEpisodes(value, contentHash(JSON.stringify(value)), known?.hash);
}

const alertAt = (place: string, level: Level = 'crisis', product?: string) =>
  keep(anAlert({ place, episode: anEpisode({ level, ...(product && { product }) }) }));

const call = <Body = Record<string, unknown>>(route: OperationKey, options: StaffCall = {}) =>
  callAsStaff<Body>(handler, route, { group: 'staff', language: 'en', ...options });

async function act(alert: Alert, kind: 'false-alarm' | 'acknowledge' | 'resolve'): Promise<void> {
  now += 1000;
  expect((await call(`POST /v1/alerts/{id}/${kind}`, { params: { id: alert.id } })).status).toBe(200);
  await respond(alert.id);
}

const suggestionsOf = (alert: Alert) => readSuggestionsOfAlert(desk, SMALL_CITY, alert);
const statesOf = async (alert: Alert) => (await suggestionsOf(alert)).map(({ state }) => state);
const stateOf = async ({ id }: Alert) => (await call('GET /v1/alerts/{id}', { params: { id } })).body['state'];

async function firstOf(alert: Alert): Promise<Suggestion> {
  const [first] = await suggestionsOf(alert);
  if (!first) throw new Error('Nothing was suggested');
  return first;
}

const accept = (id: string, body: object = {}, options: StaffCall = {}) =>
  call('POST /v1/suggestions/{id}/accept', { params: { id }, body, ...options });

describe("a city's alert that is called false", () => {
  async function cityOverWards() {
    const city = await alertAt(CITY);
    const ward = await alertAt('hoan-kiem');
    await respond(city.id, ward.id);
    return { city, ward };
  }

  test('ends what both had proposed, and says so of each', async () => {
    const { city, ward } = await cityOverWards();
    expect([await statesOf(city), await statesOf(ward)]).toEqual([['proposed'], ['proposed']]);
    await act(city, 'false-alarm');
    await respond(ward.id);
    expect([await statesOf(city), await statesOf(ward)]).toEqual([['ended'], ['ended']]);
    const shown = await call('GET /v1/alerts/{id}', { params: { id: ward.id } });
    expect(shown.body).toMatchObject({ state: 'false-alarm', status: 'open', falseAlarm: { alert: city.id } });
    expect((await call('GET /v1/alerts', { query: { state: 'open' } })).body['items']).toEqual([]);
    const own = await call('GET /v1/alerts/{id}', { params: { id: ward.id }, places: 'hoan-kiem' });
    expect(own.body['falseAlarm']).not.toHaveProperty('alert');
    for (const alert of [city, ward]) {
      const { id } = await firstOf(alert);
      expect(await accept(id)).toMatchObject({
        status: 409,
        body: { code: 'alert-ended', state: 'ended', reason: 'false-alarm', on: TODAY },
      });
    }
  });

  test('leaves alone what is new inside: a higher level, or another product', async () => {
    const city = await alertAt(CITY);
    const ward = await alertAt('hoan-kiem', 'alert');
    await respond(city.id, ward.id);
    await act(city, 'false-alarm');
    const risen = await keep(ward, { level: 'crisis', version: 2 });
    const rice = await alertAt('hoan-kiem', 'crisis', RICE.id);
    await respond(risen.id, rice.id);
    expect([await stateOf(risen), await stateOf(rice)]).toEqual(['open', 'open']);
    expect(await statesOf(risen)).toEqual(['proposed']);
  });

  test('says nothing of a place that had not moved when it was said', async () => {
    const { city } = await cityOverWards();
    await act(city, 'false-alarm');
    const other = await alertAt('cua-nam');
    await respond(other.id);
    expect(await stateOf(other)).toBe('open');
  });

  test('covers an alert that is written only after it was said, of a move that stood before', async () => {
    const city = await alertAt(CITY);
    const ward = anAlert();
    await keepEpisode(ward);
    await respond(city.id);
    await act(city, 'false-alarm');
    await desk.putAlert(ward);
    await respond(ward.id);
    expect(await stateOf(ward)).toBe('false-alarm');
    expect(await statesOf(ward)).toEqual(['ended']);
  });

  test('stays false for the alerts inside when the market ends it, and when it is withdrawn', async () => {
    for (const status of ['resolved', 'withdrawn'] as const) {
      const { city, ward } = { city: await alertAt(CITY), ward: await alertAt('hoan-kiem') };
      await respond(city.id, ward.id);
      await act(city, 'false-alarm');
      await keep(city, { status, version: 2, episode: { ...city.episode, resolvedOn: TODAY } });
      await respond(city.id, ward.id);
      expect(await stateOf(ward)).toBe('false-alarm');
      await keep(city, { version: 3 });
    }
  });

  test('that is taken up again stands with all that hung on it', async () => {
    const { city, ward } = await cityOverWards();
    await act(city, 'false-alarm');
    await act(city, 'acknowledge');
    expect([await statesOf(city), await statesOf(ward)]).toEqual([['proposed'], ['proposed']]);
    expect(await stateOf(ward)).toBe('open');
    expect((await accept((await firstOf(ward)).id)).status).toBe(200);
  });

  test('leaves alone what somebody inside acts on afterwards', async () => {
    const { city, ward } = await cityOverWards();
    await act(city, 'false-alarm');
    await act(ward, 'acknowledge');
    expect(await stateOf(ward)).toBe('acknowledged');
    expect(await statesOf(ward)).toEqual(['proposed']);
  });

  test('stays called false, with what it had proposed, where a correction takes its level back', async () => {
    const { city } = await cityOverWards();
    await act(city, 'false-alarm');
    const milder = await keep(city, { level: 'alert', version: 2 });
    await respond(city.id);
    expect(await stateOf(milder)).toBe('false-alarm');
    expect(await statesOf(milder)).toEqual(['ended']);
  });

  test('proposes anew when it rises above what was called false', async () => {
    const city = await alertAt(CITY, 'alert');
    await respond(city.id);
    await act(city, 'false-alarm');
    expect(await statesOf(city)).toEqual(['ended']);
    await keep(city, { level: 'crisis', version: 2 });
    await respond(city.id);
    expect(await statesOf(city)).toEqual(['proposed']);
    expect((await accept((await firstOf(city)).id)).status).toBe(200);
  });
});

describe('an alert that ends', () => {
  test.each([
    ['by the market', { status: 'resolved', version: 2 }, 'resolved', 'the market has ended it'],
    [
      'by a correction',
      { status: 'withdrawn', version: 2 },
      'withdrawn',
      'a correction of the figures has withdrawn it',
    ],
    ['by hand', undefined, 'closed-by-hand', 'staff have closed it'],
  ] as const)('%s ends what it had proposed', async (_, changes, reason, words) => {
    const alert = await alertAt('hoan-kiem');
    await respond(alert.id);
    const { id } = await firstOf(alert);
    const event = await readEventOf(desk, SMALL_CITY, alert);
    if (changes) await keep(alert, changes);
    else expect((await call('POST /v1/alerts/{id}/resolve', { params: { id: alert.id } })).status).toBe(200);
    // Before anybody was woken it is refused already.
    const refused = await accept(id);
    expect(refused).toMatchObject({ status: 409, body: { code: 'alert-ended', reason, event } });
    expect(refused.body['detail']).toContain(words);
    const inVietnamese = await accept(id, {}, { language: 'vi' });
    expect(inVietnamese.body['detail']).toContain('đã hết hiệu lực cùng sự kiện');
    expect((await call('GET /v1/suggestions')).body['items']).toEqual([]);
    await respond(alert.id);
    expect(await statesOf(alert)).toEqual(['ended']);
    const listed = await call('GET /v1/suggestions', { query: { state: 'ended' } });
    expect(listed.body['items']).toMatchObject([{ id, state: 'ended', alertEnd: { reason } }]);
    const { timeline } = (await call('GET /v1/alerts/{id}', { params: { id: alert.id } })).body;
    expect(timeline).toContainEqual(expect.objectContaining({ kind: 'suggestion-ended', suggestion: id, reason }));
    const decline = { params: { id }, body: { reason: 'other' } };
    expect((await call('POST /v1/suggestions/{id}/decline', decline)).body).toMatchObject({ code: 'alert-ended' });
  });

  test('leaves on the record what was agreed on, shown with the end, and what came of it can be stated', async () => {
    const alert = await alertAt('hoan-kiem');
    await respond(alert.id);
    const { id } = await firstOf(alert);
    await accept(id);
    await keep(alert, { status: 'withdrawn', version: 2 });
    await respond(alert.id);
    const listed = await call('GET /v1/suggestions', { query: { alert: alert.id } });
    expect(listed.body['items']).toMatchObject([
      { id, state: 'accepted', alertEnd: { reason: 'withdrawn', on: TODAY } },
    ]);
    expect(await call('POST /v1/suggestions/{id}/complete', { params: { id }, body: { quantity: 80 } })).toMatchObject({
      status: 200,
      body: { state: 'completed', alertEnd: { reason: 'withdrawn' } },
    });
  });

  test('frees what somebody was about to promise for it', async () => {
    const alert = await alertAt('hoan-kiem');
    await respond(alert.id);
    const one = await firstOf(alert);
    const { retailer, store } = one.from;
    // Somebody promised all of it, and broke off before the suggestion was accepted.
    const promise = { suggestion: one.id, quantityMilli: one.spareMilli, at: now };
    await desk.putPromises(`${retailer}/${store}`, one.product, [promise]);
    const other = await keep(anAlert({ episode: anEpisode({ openedOn: '2026-11-20' }) }));
    const { event: _event, ...rest } = one;
    const second: Suggestion = { ...rest, id: `${other.id}_pair`, alert: other.id };
    await desk.putSuggestion(second);
    expect((await accept(second.id)).body).toMatchObject({ code: 'promised-meanwhile', left: 0 });
    await keep(alert, { status: 'resolved', version: 2 });
    await respond(alert.id);
    expect((await accept(second.id)).status).toBe(200);
  });

  test('lets what it had proposed stand again when it comes back, and who would accept the one before is told', async () => {
    const alert = await alertAt('hoan-kiem');
    await respond(alert.id);
    const before = await firstOf(alert);
    await keep(alert, { status: 'withdrawn', version: 2 });
    await respond(alert.id);
    await keep(alert, { version: 3 });
    await respond(alert.id);
    const again = await firstOf(alert);
    expect(again).toMatchObject({ id: before.id, state: 'proposed', again: 1 });
    expect(again).not.toHaveProperty('ended');
    expect(await desk.replaceSuggestion({ ...before, state: 'accepted' }, before)).toBe(false);
  });

  test('leaves what had expired before as it was', async () => {
    const alert = await alertAt('hoan-kiem');
    await respond(alert.id);
    now += 10 * 86_400_000;
    await keep(alert, { status: 'resolved', version: 2, episode: { ...alert.episode, resolvedOn: '2026-12-02' } });
    await respond(alert.id);
    const listed = await call('GET /v1/suggestions', { query: { alert: alert.id } });
    expect(listed.body['items']).toMatchObject([{ state: 'expired' }]);
  });
});
