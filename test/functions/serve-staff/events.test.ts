import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OperationKey } from '#contract/operations.ts';
import type { Alert } from '#domain/alert/alert.ts';
import { gatherEvents } from '#functions/respond-to-alert/gather-events.ts';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { deskStore } from '#storage/desk.ts';
import { auditLines } from '#support/audit-lines.ts';
import { callAsStaff, type StaffCall } from '#support/call-as-staff.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { greensAlert, TWO_ZONES } from '../../domain/event/event-city.ts';

const tables = tablesOfFile({ clock: () => now });
const desk = () => deskStore(tables.platform.dynamodb, 'binh-on-desk');
let handler: ReturnType<typeof createHandler>;
let now = Date.parse('2026-11-22T09:00:00+07:00');

beforeAll(() => {
  handler = createHandler(tables.platform, TWO_ZONES);
});
beforeEach(() => {
  now += 60_000;
});

interface EventShown {
  readonly id: string;
  readonly state: string;
  readonly level: string;
  readonly sentence: { readonly vi: string; readonly en: string };
  readonly owner?: { readonly person: string; readonly dueAt?: string };
  readonly acts: number;
  readonly alerts: number;
  readonly isPartial: boolean;
  readonly wards: readonly { readonly id: string }[];
  readonly joined: readonly string[];
  readonly members: readonly { readonly id: string }[];
  readonly timeline: readonly { readonly kind: string; readonly by?: string; readonly note?: string }[];
}

const call = <Body = EventShown>(route: OperationKey, options?: StaffCall) =>
  callAsStaff<Body>(handler, route, { group: 'staff', ...options });
const show = async (id: string, options?: StaffCall) =>
  (await call('GET /v1/events/{id}', { params: { id }, ...options })).body;
const list = async (query: Record<string, string> = {}, options?: StaffCall) =>
  (await call<{ items: EventShown[]; cursor?: string }>('GET /v1/events', { query, ...options })).body;
const gather = () => gatherEvents({ ...desk(), clock: () => now }, TWO_ZONES);

async function keep(...alerts: Alert[]): Promise<void> {
  for (const alert of alerts) await desk().putAlert(alert, (await desk().readAlert(alert.id))?.hash);
  await gather()(
    'greens-up',
    alerts.map(({ id }) => id),
  );
}

const STORM = 'greens-up-2026-11-21';

describe('a storm over two wards, their zone and two goods', () => {
  const members = ['east', 'east-1', 'east-2'].flatMap((place) => [
    greensAlert(place, { level: 'crisis' }),
    greensAlert(place, { product: 'cai-xanh', changePct: 74, level: 'alert' }),
  ]);
  beforeAll(() => keep(...members));

  test('is one event that says what happened, how bad it is and where', async () => {
    const { items } = await list();
    expect(items).toMatchObject([
      {
        id: STORM,
        level: 'crisis',
        state: 'open',
        alerts: 6,
        isPartial: false,
        wards: [{ id: 'east-1' }, { id: 'east-2' }],
      },
    ]);
    expect(items[0]?.sentence.vi).toBe(
      'Rau ăn lá tăng 70–74\u00a0% ở Phường east-1 và Phường east-2; hàng còn đủ bán khoảng 1\u00a0ngày',
    );
    expect(items[0]?.sentence.en).toBe(
      'Leaf vegetables up 70–74% in east-1 Ward and east-2 Ward; stock lasts about 1\u00a0day',
    );
  });

  test('is found by level, place and good, and by nothing else', async () => {
    const idsOf = async (query: Record<string, string>) => (await list(query)).items.map(({ id }) => id);
    expect(await idsOf({ level: 'crisis', place: 'east', product: 'cai-xanh', state: 'open' })).toEqual([STORM]);
    expect(await idsOf({ place: 'west' })).toEqual([]);
    expect(await idsOf({ level: 'watch' })).toEqual([]);
    expect(await idsOf({ product: '01.0004' })).toEqual([]);
    expect(await idsOf({ state: 'silenced,resolved' })).toEqual([]);
  });

  test('shows its alerts and what became of it', async () => {
    const shown = await show(STORM);
    expect(shown.members).toHaveLength(6);
    expect(shown.timeline).toMatchObject([{ kind: 'opened' }]);
  });

  test('shows an officer of one ward the part that is there, to look at and not to decide', async () => {
    const places = 'east-1';
    expect(await list({}, { places })).toMatchObject({ items: [{ id: STORM, alerts: 2, isPartial: true }] });
    expect(await show(STORM, { places })).toMatchObject({ wards: [{ id: 'east-1' }] });
    expect(JSON.stringify(await show(STORM, { places }))).not.toContain('east-2');
    expect((await list({}, { places: 'west' })).items).toEqual([]);
    expect((await call('GET /v1/events/{id}', { params: { id: STORM }, places: 'west' })).status).toBe(403);
    const take = { params: { id: STORM }, places };
    expect(await call('POST /v1/events/{id}/acknowledge', take)).toMatchObject({
      status: 403,
      body: { code: 'beyond-your-places' },
    });
  });

  test('is taken over with one act that reaches all of its alerts, also those that join later', async () => {
    const taken = await call('POST /v1/events/{id}/acknowledge', { params: { id: STORM }, body: { note: 'Đã gọi' } });
    expect(taken.body).toMatchObject({ state: 'acknowledged', owner: { person: expect.stringMatching(/^p-/) } });
    const late = greensAlert('east-3', { openedOn: '2026-11-22' });
    await keep(late);
    for (const { id } of [...members, late]) {
      expect(await desk().actionsOf(id)).toMatchObject([
        { kind: 'acknowledge', by: expect.stringMatching(/^p-/), event: STORM },
      ]);
      expect((await call('GET /v1/alerts/{id}', { params: { id } })).body.state).toBe('acknowledged');
    }
    expect(await show(STORM)).toMatchObject({ state: 'acknowledged', alerts: 7 });
    const lines = await auditLines(tables.platform);
    expect(lines.filter(({ action }) => action === 'event-acknowledge')).toHaveLength(1);
  });

  test('is left as it is by an act of who has not seen what somebody else did meanwhile, and tells who did what when', async () => {
    const until = '2026-11-25';
    const asSeen = (seenActs: number) => ({
      params: { id: STORM },
      body: { until, note: 'Đã có phương án', seenActs },
      person: 'p-qaxudminhgiangho',
    });
    const { acts } = await show(STORM);
    const late = await call<{ code: string; detail: string; act: unknown }>(
      'POST /v1/events/{id}/silence',
      asSeen(acts - 1),
    );
    expect(late).toMatchObject({ status: 409, body: { code: 'acted-meanwhile', act: { kind: 'acknowledge' } } });
    expect(late.body.detail).toMatch(/^Somebody else took this over at \d\d:\d\d on 22\/11\/2026\.$/);
    expect(await show(STORM)).toMatchObject({ state: 'acknowledged', acts });
    expect(await call('POST /v1/events/{id}/silence', asSeen(acts))).toMatchObject({ status: 200 });
    // Whoever repeats an act has seen it: a tap on a slow phone is no conflict with oneself.
    expect(await call('POST /v1/events/{id}/silence', asSeen(acts))).toMatchObject({ status: 200 });
  });

  test('is taken over by one of several who press at once, having seen the same; the others are told who was first', async () => {
    const { acts } = await show(STORM);
    const people = ['p-aaaabbbbccccdddd', 'p-bbbbccccddddeeee', 'p-ccccddddeeeeffff'];
    const answers = await Promise.all(
      people.map((person) =>
        call<{ code?: string }>('POST /v1/events/{id}/acknowledge', {
          params: { id: STORM },
          body: { seenActs: acts },
          person,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect((await show(STORM)).acts).toBe(acts + 1);
  });

  test('is silenced as a whole until a day', async () => {
    await call('POST /v1/events/{id}/silence', {
      params: { id: STORM },
      body: { until: '2026-11-25', note: 'Đã có phương án' },
    });
    expect(await show(STORM)).toMatchObject({ state: 'silenced', silencedUntil: '2026-11-25' });
  });

  test('refuses what cannot be: a past day, an unknown person, an event that there is not', async () => {
    const silence = (until: string) =>
      call<{ code: string }>('POST /v1/events/{id}/silence', { params: { id: STORM }, body: { until, note: 'x' } });
    expect((await silence('2026-11-01')).body.code).toBe('invalid-until');
    const assign = { params: { id: STORM }, body: { to: 'p-nobody' } };
    expect(await call('POST /v1/events/{id}/assign', assign)).toMatchObject({
      status: 422,
      body: { code: 'unknown-person' },
    });
    const due = { params: { id: STORM }, body: { dueAt: '2026-11-01T08:00:00+07:00' } };
    expect(await call('POST /v1/events/{id}/acknowledge', due)).toMatchObject({
      status: 422,
      body: { code: 'invalid-due' },
    });
    for (const id of ['greens-up-2020-01-01', 'no-id', '..', 'greens-up-2026-13-45']) {
      expect((await call('GET /v1/events/{id}', { params: { id } })).status).toBe(404);
    }
  });
});

test('an event that rises is open again for whoever took it over at a lower level', async () => {
  const quiet = greensAlert('west-1', { openedOn: '2026-10-01' });
  await keep(quiet);
  const id = 'greens-up-2026-10-01';
  await call('POST /v1/events/{id}/acknowledge', { params: { id } });
  expect((await show(id)).state).toBe('acknowledged');
  now += 60_000;
  await keep({ ...quiet, level: 'crisis', version: 2 });
  const risen = await show(id);
  expect(risen).toMatchObject({ state: 'open', level: 'crisis' });
  expect(risen.owner).toBeUndefined();
  expect(risen.timeline.map(({ kind }) => kind)).toEqual(['opened', 'acknowledge', 'escalated']);
});

test('an event that has ended is listed after the live ones, stands under its id for good, and takes no more acts', async () => {
  const over = greensAlert('west-2', { openedOn: '2026-09-01' });
  await keep(over);
  await keep({ ...over, status: 'resolved', version: 2, asOf: '2026-11-22' });
  const id = 'greens-up-2026-09-01';
  expect(await show(id)).toMatchObject({
    state: 'resolved',
    sentence: { vi: 'Rau muống ở Phường west-2: đã hết biến động' },
  });
  const first = await list({ limit: '1' });
  expect(first.items[0]?.id).not.toBe(id);
  expect((await list({ state: 'resolved' })).items.map((event) => event.id)).toEqual([id]);
  now += 90 * 24 * 3600 * 1000;
  await keep(greensAlert('west-3', { openedOn: '2027-02-20', asOf: '2027-02-20' }));
  expect(await show(id)).toMatchObject({ state: 'resolved', alerts: 1 });
  expect(await call('POST /v1/events/{id}/acknowledge', { params: { id } })).toMatchObject({
    status: 409,
    body: { code: 'event-closed' },
  });
});

test('the timeline of an event shows who was told, what came back, and what nobody accepted', async () => {
  const event = 'greens-up-2026-11-19';
  await keep(greensAlert('west-1', { openedOn: '2026-11-19' }));
  const told = { kind: 'opened', level: 'alert', depth: 3, supply: false } as const;
  const failures = Array.from({ length: 10 }, (_, n) => ({ at: now + n, channel: 'webhook', cause: 'no' }));
  await desk().putConversation({
    event,
    reader: 'p-lan',
    told: [{ ...told, n: 1, at: now, channel: 'mail', returned: { kind: 'bounced', at: now + 1_000 } }],
    givenUp: [{ ...told, n: 2, at: now + 2_000, failures }],
  });
  const { timeline } = await show(event);
  const common = { to: 'p-lan', news: 'opened', level: 'alert' };
  expect(timeline.filter(({ kind }) => kind.startsWith('message'))).toEqual([
    { at: new Date(now).toISOString(), kind: 'message-sent', ...common, channel: 'mail' },
    {
      at: new Date(now + 1_000).toISOString(),
      kind: 'message-returned',
      ...common,
      channel: 'mail',
      reason: 'bounced',
    },
    { at: new Date(now + 2_000).toISOString(), kind: 'message-failed', ...common, channel: 'webhook', attempts: 10 },
  ]);
});
