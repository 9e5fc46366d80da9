import { beforeAll, expect, test } from 'vitest';
import { matchSettingsAnswer } from '#contract/match-settings.ts';
import { DEFAULT_MATCHING, type MatchSettings } from '#domain/matching/match-settings.ts';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { auditLines } from '#support/audit-lines.ts';
import { callAsStaff, LAN, type StaffCall } from '#support/call-as-staff.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { SMALL_CITY } from '#support/small-city.ts';

let now = Date.parse('2026-11-23T06:30:00+07:00');
const tables = tablesOfFile({ clock: () => ++now });
let handler: ReturnType<typeof createHandler>;

beforeAll(() => {
  handler = createHandler(tables.platform, SMALL_CITY);
});

interface Settings {
  readonly settings: MatchSettings;
  readonly changed: string[];
  readonly by?: string;
}

const show = () => callAsStaff<Settings>(handler, 'GET /v1/matching-settings', { group: 'staff' });
const set = (body: object, options: StaffCall = {}) =>
  callAsStaff<Settings>(handler, 'PUT /v1/matching-settings', { group: 'lead', body, ...options });

test('every weight has a unit or meaning in a sentence, and its default', () => {
  const { settings } = matchSettingsAnswer.shape;
  expect(Object.keys(settings.shape).sort()).toEqual(Object.keys(DEFAULT_MATCHING).sort());
  for (const [name, schema] of Object.entries(settings.shape)) {
    const byDefault = JSON.stringify(DEFAULT_MATCHING[name as keyof MatchSettings]);
    expect(schema.meta()?.description, name).toMatch(/^[A-Z].{15,}\. Default /);
    expect(schema.meta()?.description, name).toContain(`Default ${byDefault}.`);
  }
});

test('the defaults hold until somebody sets a weight, and again once it is no longer named', async () => {
  expect((await show()).body).toEqual({ settings: DEFAULT_MATCHING, changed: [] });
  const changed = { triggerDays: 2, keepBackDays: { dry: 7, fresh: 2 } };
  expect(await set(changed)).toMatchObject({ status: 200, body: { changed: ['keepBackDays', 'triggerDays'] } });
  expect((await show()).body).toMatchObject({ settings: { ...DEFAULT_MATCHING, ...changed }, by: LAN });
  expect((await set({})).body.settings).toEqual(DEFAULT_MATCHING);
  const lines = (await auditLines(tables.platform)).filter(({ action }) => action === 'set-matching');
  expect(lines.map(({ after }) => after)).toEqual([changed, {}]);
});

test('a request without a body changes nothing: nothing is never read as "all defaults"', async () => {
  await set({ triggerDays: 3 });
  const { status, body } = await callAsStaff(handler, 'PUT /v1/matching-settings', { group: 'lead' });
  expect([status, body['code']]).toEqual([400, 'body-missing']);
  expect((await show()).body.settings.triggerDays).toBe(3);
});

test('a unit that no product has is refused with those there are; what the answer shows can be sent back', async () => {
  const answer = await callAsStaff(handler, 'PUT /v1/matching-settings', { body: { leastLot: { Kg: 2 } } });
  expect([answer.status, answer.body['code']]).toEqual([422, 'unknown-unit']);
  expect(answer.body['units']).toContain('kg');
  expect((await set((await show()).body.settings)).status).toBe(200);
  await set({});
});

test('what is no weight, or beyond its limits, is refused', async () => {
  for (const body of [{ triggerDay: 2 }, { triggerDays: -1 }, { triggerDays: 2.5 }, { keepBackDays: { dry: 5 } }]) {
    expect((await set(body)).status).toBe(422);
  }
});

test('only who is responsible for the whole city sets them', async () => {
  expect((await set({ triggerDays: 2 }, { places: 'soc-son' })).status).toBe(403);
});
