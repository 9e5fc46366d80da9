import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OperationKey } from '#contract/operations.ts';
import type { Alert } from '#domain/alert/alert.ts';
import { FALSE_ALARM_REASONS } from '#domain/alert/false-alarm-reason.ts';
import { addDays } from '#domain/business-day.ts';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { deskStore } from '#storage/desk.ts';
import { SUBSCRIPTIONS, wakes } from '#storage/tables.ts';
import { auditLines } from '#support/audit-lines.ts';
import { callAsStaff, LAN, type StaffCall } from '#support/call-as-staff.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { keptItems } from '#support/kept-items.ts';
import { anAlert, anEpisode, PETROL, RICE, SMALL_CITY, someEvidence } from '#support/small-city.ts';

const TODAY = '2026-11-23';
const tables = tablesOfFile({ clock: () => now });
let handler: ReturnType<typeof createHandler>;
let now: number;

beforeAll(() => {
  handler = createHandler(tables.platform, SMALL_CITY);
});
beforeEach(() => {
  now = Date.parse(`${TODAY}T06:30:00+07:00`) + 1000 * days;
});

const call = <Body = Record<string, unknown>>(route: OperationKey, options?: StaffCall) =>
  callAsStaff<Body>(handler, route, { group: 'staff', ...options });
const desk = () => deskStore(tables.platform.dynamodb, 'binh-on-desk');

let days = 0;
/** An alert of its own for each test: every one opens on another day. */
async function anOpenAlert(changes: Partial<Alert> = {}): Promise<Alert> {
  const openedOn = addDays('2026-01-01', days++);
  const alert = anAlert({ episode: anEpisode({ openedOn }), ...changes });
  await desk().putAlert(alert);
  return alert;
}

async function change(alert: Alert, changes: Partial<Alert>): Promise<void> {
  const kept = await desk().readAlert(alert.id);
  await desk().putAlert({ ...alert, ...changes }, kept?.hash);
}

interface AlertShown {
  readonly id: string;
  readonly state: string;
  readonly silencedUntil?: string;
  readonly falseAlarm?: { readonly by: string; readonly version: number; readonly note?: string };
  readonly contains: { readonly id: string; readonly place: string; readonly state: string }[];
  readonly containsCount?: number;
  readonly containedIn?: string;
  readonly timeline: { readonly kind: string; readonly by?: string; readonly note?: string; readonly until?: string }[];
}

async function show(id: string, options: StaffCall = {}): Promise<AlertShown> {
  return (await call<AlertShown>('GET /v1/alerts/{id}', { params: { id }, ...options })).body;
}

async function list(query: Record<string, string>, options: StaffCall = {}): Promise<readonly AlertShown[]> {
  const asked = { query: { limit: '200', ...query }, ...options };
  return (await call<{ items: AlertShown[] }>('GET /v1/alerts', asked)).body.items;
}

const idsOf = (alerts: readonly { readonly id: string }[]) => alerts.map(({ id }) => id);

describe('a silence', () => {
  const silence = (id: string, body: object) => call('POST /v1/alerts/{id}/silence', { params: { id }, body });

  test('holds until its last day, with its reason in the timeline and in the audit trail', async () => {
    const { id } = await anOpenAlert();
    const until = addDays(TODAY, 2);
    const answer = await silence(id, { until, note: 'Đã có phương án điều phối' });
    expect(answer).toMatchObject({ status: 200, body: { state: 'silenced', silencedUntil: until, status: 'open' } });
    now += 2 * 86_400_000;
    const shown = await show(id);
    expect(shown).toMatchObject({ state: 'silenced', silencedUntil: until });
    expect(shown.timeline.at(-1)).toMatchObject({
      kind: 'silence',
      by: LAN,
      note: 'Đã có phương án điều phối',
      until,
    });
    const lines = await auditLines(tables.platform);
    expect(lines.find(({ subject }) => subject === `alert/${id}`)).toMatchObject({
      action: 'alert-silence',
      by: LAN,
      after: { until, note: 'Đã có phương án điều phối', level: 'crisis', version: 1 },
    });
  });

  test('gives way to the market when it is over, even if somebody had taken the alert up before', async () => {
    const { id } = await anOpenAlert({ status: 'recovering' });
    await call('POST /v1/alerts/{id}/acknowledge', { params: { id } });
    now += 1000;
    await silence(id, { until: TODAY, note: 'Chờ số liệu chiều' });
    expect(await show(id)).toMatchObject({ state: 'silenced' });
    now += 86_400_000;
    const shown = await show(id);
    expect(shown.state).toBe('recovering');
    expect(shown).not.toHaveProperty('silencedUntil');
  });

  test('is of a level: an escalation asks again', async () => {
    const alert = await anOpenAlert({ level: 'alert' });
    await silence(alert.id, { until: addDays(TODAY, 90), note: 'Biết rồi' });
    await change(alert, { level: 'crisis', version: 2 });
    const shown = await show(alert.id);
    expect(shown.state).toBe('open');
    expect(shown).not.toHaveProperty('silencedUntil');
  });

  test.each([
    ['yesterday', -1],
    ['after 91 days', 91],
    ['after a thousand years', 365_000],
  ])('does not end %s', async (_, ahead) => {
    const { id } = await anOpenAlert();
    const vietnamese = await call('POST /v1/alerts/{id}/silence', {
      params: { id },
      body: { until: addDays(TODAY, ahead), note: 'x' },
      language: 'vi',
    });
    expect(vietnamese).toMatchObject({ status: 422, body: { code: 'invalid-until' } });
    expect(vietnamese.body['detail']).toContain('không quá 90 ngày tới');
    expect(await desk().actionsOf(id)).toEqual([]);
  });

  test('takes no missing, empty or endless reason, and no day that does not exist', async () => {
    const { id } = await anOpenAlert();
    for (const body of [
      { until: TODAY },
      { until: TODAY, note: '   ' },
      { until: TODAY, note: 'x'.repeat(1001) },
      { note: 'x' },
      { until: '2026-02-30', note: 'x' },
      { until: TODAY, note: 'x', forever: true },
    ]) {
      expect(await silence(id, body)).toMatchObject({ status: 422, body: { code: 'invalid-request' } });
    }
    expect(await desk().actionsOf(id)).toEqual([]);
  });
});

describe('a false alarm', () => {
  const callFalse = (id: string, body: object = {}) =>
    call('POST /v1/alerts/{id}/false-alarm', { params: { id }, body });

  test.each(FALSE_ALARM_REASONS)('has a reason that is kept and shown: %s', async (reason) => {
    const { id } = await anOpenAlert();
    const { status, body } = await callFalse(id, { reason, note: 'Đã gọi' });
    expect([status, body]).toMatchObject([200, { state: 'false-alarm', falseAlarm: { reason, note: 'Đã gọi' } }]);
    expect(await desk().actionsOf(id)).toMatchObject([{ kind: 'false-alarm', reason }]);
    const { timeline } = (await show(id)) as unknown as { timeline: object[] };
    expect(timeline).toContainEqual(expect.objectContaining({ kind: 'false-alarm', reason }));
  });

  test('needs words where its reason is another one, and may have none', async () => {
    const { id } = await anOpenAlert();
    const answers = [await callFalse(id, { reason: 'other' }), await callFalse(id, { reason: 'nobody-knows' })];
    expect(answers.map(({ status }) => status)).toEqual([422, 422]);
    expect(await desk().actionsOf(id)).toEqual([]);
    expect((await callFalse(id)).body['falseAlarm']).not.toHaveProperty('reason');
  });

  test('stays on the record when the alert escalates, and when the market ends it', async () => {
    const alert = await anOpenAlert({ level: 'alert' });
    const answer = await callFalse(alert.id, { note: 'Nhập nhầm đơn vị' });
    const statement = { by: LAN, version: 1, note: 'Nhập nhầm đơn vị' };
    expect(answer).toMatchObject({ status: 200, body: { state: 'false-alarm', falseAlarm: statement } });
    await change(alert, { level: 'crisis', version: 2 });
    expect(await show(alert.id)).toMatchObject({ state: 'open', falseAlarm: statement });
    await change(alert, { level: 'crisis', version: 3, status: 'resolved' });
    expect(await show(alert.id)).toMatchObject({ state: 'resolved', falseAlarm: statement });
  });

  test('holds for what is no worse, as it does for messages, until somebody takes the alert up', async () => {
    const alert = await anOpenAlert();
    await callFalse(alert.id);
    await change(alert, { level: 'alert', version: 2 });
    expect(await show(alert.id)).toMatchObject({ state: 'false-alarm' });
    now += 1000;
    await call('POST /v1/alerts/{id}/acknowledge', { params: { id: alert.id } });
    expect(await show(alert.id)).toMatchObject({ state: 'acknowledged' });
  });

  test('notes what stands at the places inside, no louder than the alert itself', async () => {
    const city = await anOpenAlert({ place: 'ha-noi', level: 'alert' });
    const at = { asOf: TODAY, knownSince: '2026-11-16' };
    const inside = [
      { place: 'hoan-kiem', episodes: [anEpisode({ level: 'alert' })] },
      { place: 'cua-nam', episodes: [anEpisode({ level: 'crisis' })] },
      {
        place: 'soc-son',
        episodes: [anEpisode({ level: 'watch', status: 'resolved' }), anEpisode({ product: RICE.id })],
      },
      { place: 'outside/hung-yen', episodes: [anEpisode({ level: 'watch' })] },
    ];
    for (const episodes of inside) await desk().putEpisodes({ ...episodes, ...at }, episodes.place);
    await callFalse(city.id);
    expect((await desk().actionsOf(city.id)).map((action) => action.inside)).toEqual([
      [{ place: 'hoan-kiem', level: 'alert' }],
    ]);
  });
});

test('whatever people do with an alert wakes its responder, who ends or tells what hangs on it', async () => {
  const responder = SUBSCRIPTIONS.filter((one) => one.function === 'respond-to-alert');
  const { id, place } = await anOpenAlert();
  await call('POST /v1/alerts/{id}/resolve', { params: { id } });
  const written = [...(await keptItems(tables.platform)).values()].filter(({ sk }) =>
    String(sk).includes(`action#${id}#`),
  );
  expect(written).toHaveLength(1);
  for (const { sk } of written) expect(responder.some((one) => wakes(one, { pk: place, sk: String(sk) }))).toBe(true);
});

describe('silence and false alarm', () => {
  const routes = [
    ['POST /v1/alerts/{id}/silence', { until: TODAY, note: 'x' }],
    ['POST /v1/alerts/{id}/false-alarm', {}],
  ] as const;

  test.each(routes)('%s is refused of an alert that the market has closed', async (route, body) => {
    const { id } = await anOpenAlert({ status: 'withdrawn' });
    const answer = await call(route, { params: { id }, body });
    expect(answer).toMatchObject({ status: 409, body: { code: 'alert-closed', state: 'withdrawn' } });
    expect(await desk().actionsOf(id)).toEqual([]);
  });

  test.each(routes)('%s is refused to somebody in charge of other places', async (route, body) => {
    const { id } = await anOpenAlert();
    const answer = await call(route, { params: { id }, body, places: 'soc-son' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'not-your-place' } });
    expect(await desk().actionsOf(id)).toEqual([]);
  });

  test('are states to filter by', async () => {
    const product = RICE.id;
    const [quiet, wrong, over] = [
      await anOpenAlert({ product }),
      await anOpenAlert({ product }),
      await anOpenAlert({ product }),
    ];
    await call('POST /v1/alerts/{id}/silence', {
      params: { id: quiet.id },
      body: { until: addDays(TODAY, 9), note: 'x' },
    });
    await call('POST /v1/alerts/{id}/silence', { params: { id: over.id }, body: { until: TODAY, note: 'x' } });
    await call('POST /v1/alerts/{id}/false-alarm', { params: { id: wrong.id } });
    now += 86_400_000;
    expect(idsOf(await list({ product, state: 'silenced' }))).toEqual([quiet.id]);
    expect(idsOf(await list({ product, state: 'false-alarm' }))).toEqual([wrong.id]);
    expect(idsOf(await list({ product, state: 'silenced,false-alarm' })).sort()).toEqual([quiet.id, wrong.id].sort());
    expect(idsOf(await list({ product, state: 'open' }))).toEqual([over.id]);
  });
});

describe('the alert of a city', () => {
  const product = PETROL.id;
  /** One move at the city and both wards, and others beside it that are not part of it. */
  async function nested() {
    const at = (place: string, changes: Partial<Alert> = {}, changePct = 18.4) =>
      anOpenAlert({
        place,
        product,
        episode: anEpisode({ openedOn: addDays('2026-01-01', days), product, evidence: someEvidence({ changePct }) }),
        ...changes,
      });
    return {
      city: await at('ha-noi'),
      mild: await at('cua-nam', { level: 'watch' }),
      worst: await at('hoan-kiem', {}, 31),
      fall: await at('hoan-kiem', { direction: 'down' }),
      over: await at('soc-son', { status: 'resolved' }),
      outside: await at('outside/hung-yen'),
    };
  }

  test('contains the live alerts of the same move at the places inside, and they say so', async () => {
    const { city, mild, worst, fall, over, outside } = await nested();
    await call('POST /v1/alerts/{id}/acknowledge', { params: { id: worst.id } });
    const shown = await show(city.id);
    expect(shown.contains).toEqual([
      {
        id: worst.id,
        place: 'hoan-kiem',
        placeName: SMALL_CITY.places.get('hoan-kiem')?.name,
        level: 'crisis',
        state: 'acknowledged',
        changePct: 31,
      },
      expect.objectContaining({ id: mild.id, place: 'cua-nam', level: 'watch', state: 'open', changePct: 18.4 }),
    ]);
    expect(shown).not.toHaveProperty('containedIn');
    expect(await show(worst.id)).toMatchObject({ contains: [], containedIn: city.id });
    for (const other of [fall, over, outside]) {
      expect(await show(other.id)).toMatchObject({ contains: [] });
      expect(await show(other.id)).not.toHaveProperty('containedIn');
    }
    const listed = new Map((await list({ product })).map((item) => [item.id, item]));
    expect(listed.get(city.id)).toMatchObject({ containsCount: 2 });
    expect(listed.get(mild.id)).toMatchObject({ containsCount: 0, containedIn: city.id });
    expect(listed.get(over.id)).toMatchObject({ containsCount: 0 });
    expect(listed.get(over.id)).not.toHaveProperty('containedIn');
    await change(city, { status: 'resolved', version: 2 });
    expect(await show(city.id)).toMatchObject({ contains: [] });
    expect(await show(worst.id)).not.toHaveProperty('containedIn');
    for (const open of [mild, worst, fall, outside]) await change(open, { status: 'resolved', version: 2 });
  });

  test('is not told of to somebody who may see the ward only', async () => {
    const { city, worst } = await nested();
    const options = { places: 'hoan-kiem' };
    expect(await show(worst.id, options)).not.toHaveProperty('containedIn');
    for (const item of await list({ product }, options)) expect(item).not.toHaveProperty('containedIn');
    expect(await show(worst.id, { places: 'ha-noi' })).toMatchObject({ containedIn: city.id });
  });
});
