import { beforeEach, describe, expect, test } from 'vitest';
import type { OperationKey } from '#contract/operations.ts';
import { gatherEvents } from '#functions/respond-to-alert/gather-events.ts';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { deskStore } from '#storage/desk.ts';
import { registryStore } from '#storage/registry.ts';
import { callAsStaff, type StaffCall } from '#support/call-as-staff.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { somePerson } from '#support/some-person.ts';
import { greensAlert, TWO_ZONES } from '../../domain/event/event-city.ts';

const tables = emptyTablesEachTest({ clock: () => now });
const EVENT = 'greens-up-2026-11-21';
const OWN = { places: 'east-1' };
let now = Date.parse('2026-11-22T09:00:00+07:00');

interface EventShown {
  readonly state: string;
  readonly owner?: { readonly person: string };
  readonly timeline: readonly { readonly kind: string }[];
}

const desk = () => deskStore(tables.platform.dynamodb, 'binh-on-desk');
const call = <Body>(route: OperationKey, options?: StaffCall) =>
  callAsStaff<Body>(createHandler(tables.platform, TWO_ZONES), route, { group: 'staff', ...options });
const show = async () => (await call<EventShown>('GET /v1/events/{id}', { params: { id: EVENT } })).body;

async function keep(...places: string[]): Promise<void> {
  now += 60_000;
  const alerts = places.map((place) => greensAlert(place, { level: 'crisis', openedOn: '2026-11-21' }));
  for (const alert of alerts) await desk().putAlert(alert, (await desk().readAlert(alert.id))?.hash);
  await gatherEvents({ ...desk(), clock: () => now }, TWO_ZONES)(
    'greens-up',
    alerts.map(({ id }) => id),
  );
}

async function actAs(route: OperationKey, body: object, who: StaffCall): Promise<void> {
  now += 60_000;
  expect((await call(route, { params: { id: EVENT }, body, ...who })).status).toBe(200);
}

const QUIET: readonly (readonly [string, OperationKey, object])[] = [
  ['silenced', 'POST /v1/events/{id}/silence', { until: '2026-12-20', note: 'Chợ phường đang kiểm tra' }],
  ['resolved', 'POST /v1/events/{id}/resolve', {}],
  ['false-alarm', 'POST /v1/events/{id}/false-alarm', { reason: 'promotion' }],
  ['acknowledged', 'POST /v1/events/{id}/acknowledge', {}],
];

describe('what an officer of one ward has said of an event that lay in that ward', () => {
  beforeEach(() => keep('east-1'));

  test.each(QUIET)('%s: holds for no other ward that it reaches afterwards', async (state, route, body) => {
    await actAs(route, body, OWN);
    expect(await show()).toMatchObject({ state });
    await keep('east-1', 'east-2', 'east');
    expect(await show()).toMatchObject({ state: 'open' });
    expect((await show()).owner).toBeUndefined();
    for (const place of ['east-2', 'east']) {
      expect(await desk().actionsOf(greensAlert(place).id)).toEqual([]);
    }
    const { body: atDesk } = await call<{ unattended: object[] }>('GET /v1/desk');
    expect(atDesk.unattended).toMatchObject([{ event: EVENT }]);
  });

  test('stands in the timeline, and holds for the alerts of the ward', async () => {
    await actAs('POST /v1/events/{id}/acknowledge', {}, OWN);
    await keep('east-1');
    await keep('east-1', 'east-2');
    expect((await show()).timeline.map(({ kind }) => kind)).toContain('acknowledge');
    expect(await desk().actionsOf(greensAlert('east-1').id)).toMatchObject([{ kind: 'acknowledge' }]);
  });
});

test('what an officer of the city has said holds wherever it reaches', async () => {
  await keep('east-1');
  await actAs('POST /v1/events/{id}/acknowledge', {}, { places: '*' });
  await keep('east-1', 'east-2', 'east');
  expect(await show()).toMatchObject({ state: 'acknowledged' });
  expect(await desk().actionsOf(greensAlert('east-2').id)).toMatchObject([{ kind: 'acknowledge' }]);
});

test('what an officer of a zone has said holds for its wards, and not for the next zone', async () => {
  await keep('east-1');
  await actAs('POST /v1/events/{id}/acknowledge', {}, { places: 'east' });
  await keep('east-1', 'east-2');
  expect(await show()).toMatchObject({ state: 'acknowledged' });
  await keep('hn');
  expect(await show()).toMatchObject({ state: 'open' });
});

test('is given to nobody who is in charge of none of its places, and would be told of what he may not see', async () => {
  await keep('east-1');
  const people = registryStore(tables.platform.dynamodb, 'binh-on-registry');
  const elsewhere = somePerson({ id: 'p-bbbbbbbbbbbbbbbb', places: ['west'] });
  const around = somePerson({ id: 'p-cccccccccccccccc', places: ['east'] });
  for (const person of [elsewhere, around]) await people.putPerson(person);
  const give = ({ id: to }: { readonly id: string }) =>
    call('POST /v1/events/{id}/assign', { params: { id: EVENT }, body: { to } });
  expect(await give(elsewhere)).toMatchObject({ status: 422, body: { code: 'not-their-place' } });
  expect(await give(around)).toMatchObject({ status: 200 });
});

test('is due at an instant whose year has four digits, whatever its offset', async () => {
  await keep('east-1');
  const take = (dueAt: string) => call('POST /v1/events/{id}/acknowledge', { params: { id: EVENT }, body: { dueAt } });
  expect(await take('9999-12-31T23:59:59-12:00')).toMatchObject({ status: 422, body: { code: 'invalid-request' } });
  expect(await take('2026-11-25T10:00:00+07:00')).toMatchObject({ status: 200 });
});
