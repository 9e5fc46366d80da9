import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { businessDayOf } from '#domain/business-day.ts';
import { findingsOf } from '#infra/operate/doctor/check.ts';
import { isCheckAssessed, removeCheckStore, takeBackCheck } from '#infra/operate/doctor/check-place.ts';
import { type LoopPorts, loopChecks } from '#infra/operate/doctor/loop-check.ts';
import { deskStore } from '#storage/desk.ts';
import { marketStore } from '#storage/market.ts';
import { registryStore } from '#storage/registry.ts';
import { newKey } from '#storage/retailer-key.ts';
import { allItems } from '#support/folder-tables.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import { type RunningSystem, startRunningSystem, TABLE_NAMES } from '../running-system.ts';

const MAIL_TO = 'truc-he-thong@example.vn';
const [product] = SMALL_CITY.products.values();
const [place] = [...SMALL_CITY.places.keys()].filter((id) => !id.includes('outside'));
let now: number;
let folder: string;
let system: RunningSystem;
beforeEach(async () => {
  now = Date.parse('2026-11-23T08:00:00+07:00');
  folder = await mkdtemp(join(tmpdir(), 'binh-on-doctor-'));
  system = await startRunningSystem(folder, SMALL_CITY, () => now);
  const contact = { name: 'Nguyễn Thu An', phone: '0900 000 100' };
  await system.staff('PUT /v1/retailers/{id}', { params: { id: 'sen-vang' }, body: { name: 'Sen Vàng', contact } });
  const store = { name: 'Sen Vàng 1', place: 'hoan-kiem', channel: 'market' as const };
  await system.staff('PUT /v1/retailers/{id}/stores/{store}', {
    params: { id: 'sen-vang', store: 'sen-vang-1' },
    body: store,
  });
  await system.staff('POST /v1/people', {
    body: { name: 'Trần Quốc Bảo', emails: ['bao@example.vn'], channels: [{ kind: 'mail' }], places: ['*'] },
  });
  await system.openDay();
  await system.idle();
});
afterEach(async () => {
  await system.close();
  await rm(folder, { recursive: true });
});

function portsOf(changes: Partial<LoopPorts> = {}): LoopPorts {
  if (!product) throw new Error('The city has goods');
  const dynamodb = system.heardClient();
  const checked = { dynamodb, nameOf: (table: keyof typeof TABLE_NAMES) => TABLE_NAMES[table] };
  return {
    registry: registryStore(dynamodb, TABLE_NAMES.registry),
    desk: deskStore(dynamodb, TABLE_NAMES.desk),
    retailer: system.retailer,
    isAssessed: (day) => isCheckAssessed(checked, day),
    open: (place, day) => marketStore(dynamodb, TABLE_NAMES.market, () => now).open(place, day, undefined),
    removeStore: () => removeCheckStore(checked),
    takeBack: () => takeBackCheck(checked, businessDayOf(now), 7),
    lookNow: system.deliverDue,
    newKey: (retailer) => newKey(retailer, (count) => new Uint8Array(count).fill(7)),
    clock: () => now,
    pause: async (ms) => {
      now += ms;
      await system.idle();
    },
    product,
    mailTo: MAIL_TO,
    ...changes,
  };
}

const everything = async () => {
  const items = await allItems(system.silentClient());
  // The stamp by which remembered shops are read anew says nothing of any.
  return items.filter(({ item }) => item.pk !== 'register');
};

const shown = async () => [
  await system.staff('GET /v1/coverage'),
  { ...(await system.staff('GET /v1/today')), at: undefined },
  await system.staff('GET /v1/places'),
  await system.staff('GET /v1/market/{place}', { params: { place: place ?? '' } }),
  await system.staff('GET /v1/alerts'),
];

test('a report goes in and is assessed, a mail comes out to oneself and to nobody else, and no trace is left', async () => {
  const before = await everything();
  const findings = await findingsOf(loopChecks(portsOf()), () => undefined);
  expect(findings.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'report holds',
    'assessed holds',
    'mailed holds',
    'taken-back holds',
  ]);
  const [mail = '', ...others] = await system.messages();
  expect(others).toEqual([]);
  expect(await readFile(join(folder, 'outbox', mail), 'utf8')).toContain(MAIL_TO);
  expect(await everything()).toEqual(before);
});

test('while it runs nothing that officers see changes, and nothing breaks', async () => {
  const before = await shown();
  const [report, assessed, mailed] = loopChecks(portsOf());
  const during: unknown[] = [];
  for (const check of [report, assessed, mailed]) {
    expect(await check?.run()).toMatchObject({ state: 'holds' });
    during.push(await shown());
  }
  expect(JSON.stringify(during)).not.toContain('kiem-tra');
  for (const each of during) expect(each).toEqual(before);
});

test('a run that was killed is cleared away by the next', async () => {
  const before = await everything();
  const [report, assessed] = loopChecks(portsOf());
  await report?.run();
  await assessed?.run();
  await findingsOf(loopChecks(portsOf()), () => undefined);
  expect(await everything()).toEqual(before);
});

test('an API that refuses, and a mail that is not sent, are told as such; the rest goes on and is taken back', async () => {
  const before = await everything();
  const refusing = portsOf({
    newKey: () => ({ ...newKey('x', (count) => new Uint8Array(count)), bearer: 'x_abcdefgh.y' }),
  });
  const findings = await findingsOf(loopChecks({ ...refusing, lookNow: async () => undefined }), () => undefined);
  expect(findings.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'report fails',
    'assessed fails',
    'mailed fails',
    'taken-back holds',
  ]);
  expect(await everything()).toEqual(before);
});
