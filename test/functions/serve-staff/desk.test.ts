import { beforeAll, describe, expect, test } from 'vitest';
import type { OperationKey } from '#contract/operations.ts';
import { HANOI_DESK } from '#domain/duty/desk-settings.ts';
import type { EventNews } from '#domain/notification/event-news.ts';
import { gatherEvents } from '#functions/respond-to-alert/gather-events.ts';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { deskStore } from '#storage/desk.ts';
import { registryStore } from '#storage/registry.ts';
import { auditLines } from '#support/audit-lines.ts';
import { callAsStaff, LAN, type StaffCall } from '#support/call-as-staff.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { somePerson } from '#support/some-person.ts';
import { greensAlert, TWO_ZONES } from '../../domain/event/event-city.ts';

let now = Date.parse('2026-11-23T09:00:00+07:00');
const tables = tablesOfFile({ clock: () => now });
const registry = () => registryStore(tables.platform.dynamodb, 'binh-on-registry');
const desk = () => deskStore(tables.platform.dynamodb, 'binh-on-desk');
let handler: ReturnType<typeof createHandler>;

const HEAD = 'p-headheadheadhead';
const WARD = 'p-wardwardwardward';
const GONE = 'p-farfarfarfarfarf';

beforeAll(async () => {
  handler = createHandler(tables.platform, TWO_ZONES);
  const people = [
    somePerson({ id: LAN, deputy: HEAD }),
    somePerson({ id: HEAD, group: 'lead', personal: { name: 'Lê Văn Minh' } }),
    somePerson({ id: WARD, places: ['east-1'] }),
    somePerson({ id: GONE, active: false }),
  ];
  for (const person of people) await registry().putPerson(person);
});

const call = <Body = Record<string, unknown>>(route: OperationKey, options?: StaffCall) =>
  callAsStaff<Body>(handler, route, { group: 'lead', ...options });
const set = (body: object, options?: StaffCall) => call('PUT /v1/desk-settings', { body, ...options });
const week = { from: '2026-11-23', to: '2026-11-29' };

describe('the settings of the desk', () => {
  test('have the defaults of the deployment until a lead sets them, and again once they are no longer named', async () => {
    expect((await call('GET /v1/desk-settings', { group: 'staff' })).body).toMatchObject({
      settings: HANOI_DESK,
      changed: [],
    });
    const changed = { lead: HEAD, rota: [{ who: LAN, ...week }], quietHours: null };
    expect(await set(changed)).toMatchObject({ status: 200, body: { settings: changed, by: LAN } });
    expect((await call('GET /v1/desk-settings')).body['changed']).toEqual(
      expect.arrayContaining(['lead', 'rota', 'quietHours']),
    );
    expect((await set({})).body['settings']).toEqual(HANOI_DESK);
    const lines = (await auditLines(tables.platform)).filter(({ action }) => action === 'set-desk');
    expect(lines.map(({ after }) => after)).toEqual([changed, {}]);
  });

  test('name people who are there, and who may see what they are told', async () => {
    const refusals: [object, string][] = [
      [{ lead: GONE }, 'unknown-person'],
      [{ rota: [{ who: 'p-wherewherewherew', ...week }] }, 'unknown-person'],
      [{ leave: [{ who: GONE, ...week }] }, 'unknown-person'],
      [{ director: WARD }, 'not-city-wide'],
      [{ crisis: { ...HANOI_DESK.crisis, escalate: [{ afterMinutes: 5, tell: WARD }] } }, 'not-city-wide'],
    ];
    for (const [body, code] of refusals) expect((await set(body)).body['code'], JSON.stringify(body)).toBe(code);
    expect((await set({ leave: [{ who: WARD, ...week }] })).status).toBe(200);
  });

  test('are read whole: what is no setting, no time of day or no row of days is refused', async () => {
    const bodies = [
      { quietHour: null },
      { handOverAt: '24:00' },
      { quietHours: { from: '06:30', to: '06:30', except: [], daysOff: false } },
      { crisis: { remindAfter: [10] } },
      { rota: [{ who: LAN, from: '2026-11-24', to: '2026-11-23' }] },
    ];
    for (const body of bodies) expect((await set(body)).status, JSON.stringify(body)).toBe(422);
    expect((await call('PUT /v1/desk-settings', {})).body['code']).toBe('body-missing');
    expect((await set({}, { places: 'east' })).status).toBe(403);
  });
});

describe('the desk', () => {
  const EVENT = 'greens-up-2026-11-21';
  beforeAll(async () => {
    await set({ lead: HEAD, rota: [{ who: LAN, ...week }] });
    const alert = greensAlert('east-1', { level: 'crisis' });
    await desk().putAlert(alert);
    await gatherEvents({ ...desk(), clock: () => now }, TWO_ZONES)('greens-up', [alert.id]);
    const news = { kind: 'opened', level: 'crisis', depth: 3, supply: false } as const;
    await desk().putConversation({
      event: EVENT,
      reader: LAN,
      told: [],
      sending: {
        n: 1,
        news,
        content: {} as EventNews,
        claimedAt: now,
        attempts: 1,
        notBefore: now + 5000,
        channel: 0,
        failures: [{ at: now, channel: 'mail', cause: 'refused' }],
      },
    });
    now += 5 * 60_000;
  });

  test('says who is there, what nobody is on and until when, and who cannot be reached', async () => {
    const { body } = await call('GET /v1/desk', { group: 'staff' });
    expect(body).toMatchObject({
      onDuty: [{ person: LAN, personName: { vi: 'Trần Thị Lan' } }],
      lead: [{ person: HEAD }],
      director: [{ person: HEAD }],
      unreachable: [{ person: LAN, because: 'failed', events: [EVENT] }],
      unattended: [{ event: EVENT, level: 'crisis', since: '2026-11-23T02:00:00.000Z' }],
    });
    expect(body['unattended']).toMatchObject([{ nextEscalationAt: '2026-11-23T02:00:00.000Z' }]);
    const event = await call('GET /v1/events/{id}', { params: { id: EVENT } });
    expect(event.body).toMatchObject({
      unreachable: [{ person: LAN, since: '2026-11-23T02:00:00.000Z' }],
      nextEscalationAt: '2026-11-23T02:00:00.000Z',
    });
  });

  test('says nothing of events at places of others', async () => {
    const { body } = await call('GET /v1/desk', { group: 'staff', places: 'west' });
    expect(body).toMatchObject({ unreachable: [], unattended: [] });
  });

  test('has nothing to tell of an event once somebody is on it', async () => {
    await call('POST /v1/events/{id}/acknowledge', { params: { id: EVENT }, body: {} });
    expect((await call('GET /v1/desk')).body['unattended']).toEqual([]);
    const event = await call('GET /v1/events/{id}', { params: { id: EVENT } });
    expect(event.body['nextEscalationAt']).toBeUndefined();
  });
});
