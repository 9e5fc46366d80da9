import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contractClient } from '#contract/client.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { type RunningSystem, startSystem } from '#infra/local/system.ts';
import { mailsIn } from '#support/mails-in.ts';
import { PORK, SMALL_CITY } from '#support/small-city.ts';

/** What is expected for no longer ends soon, and days are closed soon: each day of this story is lived through. */
const DETECTION = { ...SMALL_CITY.detection, expectedDays: 9, correctionDays: 3 };
const CITY: Catalogue = { ...SMALL_CITY, detection: DETECTION };

const FIRST = '2026-03-02';
const CALM_DAYS = 8;
const DEAR_DAY = addDays(FIRST, CALM_DAYS);
/** The first day without data, and the one on which an episode has waited for long enough. */
const GONE_DAY = addDays(DEAR_DAY, 1);
const END_DAY = addDays(DEAR_DAY, DETECTION.expectedDays + 1);
const RETAILERS = ['an', 'ba', 'cuc'];
/** The shops of one ward move away, those of the other fall silent, and nobody takes them off the register. */
const [LEFT, SILENT, ELSEWHERE] = ['hoan-kiem', 'cua-nam', 'soc-son'] as const;

let folder: string;
let system: RunningSystem;
let now = Date.parse(`${FIRST}T08:00:00+07:00`);
const shops = new Map<string, ReturnType<typeof contractClient>>();
const staff = () => contractClient({ url: system.url, token: system.staffToken });
const alerts = async () => (await staff()('GET /v1/alerts', { query: { limit: 200 } })).items;

async function putStore(retailer: string, id: string, place: string): Promise<void> {
  await staff()('PUT /v1/retailers/{id}/stores/{store}', {
    params: { id: retailer, store: id },
    body: { name: id, place, channel: 'market' },
  });
}

/** A morning, and what the shops of some wards report on it. */
async function live(date: BusinessDay, price: number, wards: readonly string[]): Promise<void> {
  now = Date.parse(`${date}T08:00:00+07:00`);
  await system.openDay();
  for (const [retailer, shop] of shops) {
    for (const ward of wards) {
      const rows = [{ product: PORK.id, price: price + retailer.length }];
      await shop('POST /v1/reports', { body: { store: ward, date, rows } });
    }
  }
  await system.idle();
}

let silentFor: Awaited<ReturnType<typeof alerts>>;
let ended: typeof silentFor;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-ends-'));
  system = await startSystem({ folder, catalogue: CITY, clock: () => now, gatherMs: 1 });
  for (const retailer of RETAILERS) {
    const params = { id: retailer };
    const body = { name: `${retailer} (mẫu)`, contact: { name: 'Chị Lan' } };
    await staff()('PUT /v1/retailers/{id}', { params, body });
    for (const ward of [LEFT, SILENT]) await putStore(retailer, ward, ward);
    const { bearer: token } = await staff()('POST /v1/retailers/{id}/keys', { params });
    shops.set(retailer, contractClient({ url: system.url, token }));
  }
  for (const place of [LEFT, SILENT]) {
    const told = { channels: [{ kind: 'mail' as const }], levels: ['crisis' as const] };
    await staff()('POST /v1/people', {
      body: { name: `Of ${place}`, emails: [`${place}@example.vn`], places: [place], ...told },
    });
  }
  for (let day = 0; day < CALM_DAYS; day++) await live(addDays(FIRST, day), 100_000, [LEFT, SILENT]);
  await live(DEAR_DAY, 140_000, [LEFT, SILENT]);
  // A move holds from the next day on.
  for (const retailer of RETAILERS) await putStore(retailer, LEFT, ELSEWHERE);
  await system.idle();
  for (let date = GONE_DAY; date < END_DAY; date = addDays(date, 1)) await live(date, 140_000, [LEFT]);
  silentFor = await alerts();
  await live(END_DAY, 140_000, [LEFT]);
  ended = await alerts();
}, 180_000);

afterAll(async () => {
  await system.close();
  await rm(folder, { recursive: true });
});

test.each([LEFT, SILENT])('an alert without data says since when, and when it will end: %s', (place) => {
  const alert = silentFor.find((each) => each.place === place);
  expect(alert).toMatchObject({ status: 'open', noDataSince: GONE_DAY });
  expect(alert?.explanation.vi).toContain('Chưa có số liệu từ ngày 11/03/2026.');
  expect(alert?.clearsWhen.en).toContain('No data since 11/03/2026: without any it ends by itself on 20/03/2026.');
});

test.each([LEFT, SILENT])('it ends by itself, also where no store is left: %s', (place) => {
  const alert = ended.find((each) => each.place === place);
  expect(alert).toMatchObject({ status: 'resolved', resolution: 'no-longer-reported', resolvedOn: END_DAY });
  expect(`${alert?.clearsWhen.vi} ${alert?.clearsWhen.en}`).not.toMatch(/trở lại|is back/);
});

test('the city, whose stores ask the new price elsewhere, has a new level and no calm', () => {
  expect(ended.find(({ place }) => place === 'ha-noi')).toMatchObject({ status: 'resolved', resolution: 'new-level' });
});

test.each([LEFT, SILENT])('who was told of the rise is told that it is no longer reported: %s', async (place) => {
  const subjects = (await mailsIn(join(folder, 'outbox')))
    .filter(({ headers }) => headers['to'] === `${place}@example.vn`)
    .map(({ headers }) => headers['subject']);
  expect(subjects).toEqual([expect.stringContaining('[KHẨN CẤP]'), expect.stringContaining('[KHÔNG CÒN SỐ LIỆU]')]);
});

test('the record stays as it is once the place is no longer opened', async () => {
  for (let day = 1; day <= DETECTION.correctionDays + 2; day++) await live(addDays(END_DAY, day), 140_000, []);
  const { status, resolution } = (await alerts()).find(({ place }) => place === LEFT) ?? {};
  expect({ status, resolution }).toEqual({ status: 'resolved', resolution: 'no-longer-reported' });
});
