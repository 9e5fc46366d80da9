import { beforeEach, describe, expect, test } from 'vitest';
import type { Store, StoreKey } from '#domain/store.ts';
import { type NoteSilentShopsPorts, noteSilentShops } from '#functions/deliver-messages/note-silent-shops.ts';
import { createHandler as serveStaff } from '#functions/serve-staff/handler.ts';
import { deskStore } from '#storage/desk.ts';
import { registryStore } from '#storage/registry.ts';
import { callAsStaff } from '#support/call-as-staff.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { SMALL_CITY } from '#support/small-city.ts';

const TODAY = '2026-11-23';
const tables = emptyTablesEachTest({ clock: () => now });
const desk = () => deskStore(tables.platform.dynamodb, 'binh-on-desk');
let now = 0;
let looks = 0;

const at = (time: string) => {
  now = Date.parse(`${TODAY}T${time}:00+07:00`);
};

beforeEach(() => {
  looks = 0;
  at('14:00');
});

const store = (id: string, more: Partial<Store> = {}): Store => ({
  retailer: 'cuc',
  id,
  name: id,
  channel: 'market',
  places: [{ place: 'hoan-kiem', validFrom: '2026-01-01' }],
  ...more,
});
const STORES = [store('silent'), store('reported'), store('closed', { closures: [{ from: '2026-11-20' }] })];

function look(changes: Partial<NoteSilentShopsPorts> = {}): Promise<void> {
  const ports: NoteSilentShopsPorts = {
    ...desk(),
    clock: () => now,
    cutOff: '15:00',
    settings: async () => ({ remindShopsAt: '13:30' }),
    listStores: async () => STORES,
    reportHeads: async () => {
      looks++;
      return [{ store: 'cuc/reported' }];
    },
    ...changes,
  };
  return noteSilentShops(ports, SMALL_CITY)();
}
const reminded = async () => (await desk().remindersOf(TODAY)).map(({ value }) => value.store);

describe('the clock has silent shops reminded', () => {
  test('once a day, however often it looks, and none that has reported or is closed', async () => {
    for (const time of ['13:30', '13:31', '14:59']) {
      at(time);
      await look();
    }
    expect(await reminded()).toEqual(['cuc/silent']);
    expect(looks).toBe(1);
  });

  test.each(['13:29', '15:00', '18:00'])('and at no other time: not at %s', async (time) => {
    at(time);
    await look();
    expect([await reminded(), looks]).toEqual([[], 0]);
  });

  test('not before the desk has set a time, and not on the first days of Tết', async () => {
    await look({ settings: async () => ({ remindShopsAt: null }) });
    expect(looks).toBe(0);
  });

  test('never beside a reminder by hand, whoever comes first', async () => {
    const key: StoreKey = 'cuc/silent';
    const byHand = {
      day: TODAY,
      store: key,
      at: now - 1,
      by: 'p-lan',
      state: 'sent',
      attempts: 1,
      notBefore: now,
    } as const;
    await desk().putReminder(byHand);
    await look();
    expect((await desk().readReminder(TODAY, key))?.value).toEqual(byHand);

    const registry = registryStore(tables.platform.dynamodb, 'binh-on-registry');
    await registry.putRetailer({ id: 'cuc', name: 'Cúc', contact: { name: 'Cúc', email: 'cuc@example.vn' }, keys: [] });
    for (const one of [store('silent'), store('second')]) await registry.putStore(one);
    await look({ listStores: async () => [store('second')], readAsked: async () => undefined });
    const { body } = await callAsStaff(serveStaff(tables.platform, SMALL_CITY), 'POST /v1/coverage/reminders', {
      body: { stores: ['cuc/silent', 'cuc/second'] },
    });
    expect(body['items']).toMatchObject([
      { outcome: 'already', by: 'p-lan' },
      { outcome: 'already', state: 'waiting' },
    ]);
    expect((body['items'] as object[])[1]).not.toHaveProperty('by');
  });

  test('again where it died in the middle, and still each shop once', async () => {
    const two = async () => [store('a'), store('b')];
    let puts = 0;
    const dying = look({
      listStores: two,
      putReminder: async (reminder) => {
        if (puts++ > 0) throw new Error('the machine is gone');
        return desk().putReminder(reminder);
      },
    });
    await expect(dying).rejects.toThrow('gone');
    await look({ listStores: two });
    expect(await reminded()).toEqual(['cuc/a', 'cuc/b']);
  });
});

test('a time after the cut-off is refused, and staff see who was reminded', async () => {
  const handler = serveStaff(tables.platform, SMALL_CITY);
  const put = (remindShopsAt: string | null) =>
    callAsStaff(handler, 'PUT /v1/desk-settings', { body: { remindShopsAt } });
  expect((await put('15:00')).body).toMatchObject({ status: 422, code: 'after-cut-off' });
  expect((await put('13:30')).body).toMatchObject({ settings: { remindShopsAt: '13:30' }, changed: ['remindShopsAt'] });
  const registry = registryStore(tables.platform.dynamodb, 'binh-on-registry');
  await registry.putRetailer({ id: 'cuc', name: 'Cúc', contact: { name: 'Cúc' }, keys: [] });
  await registry.putStore(store('silent'));
  await look();
  const { body } = await callAsStaff(handler, 'GET /v1/coverage');
  expect(body['items']).toMatchObject([{ store: 'silent', remindedAt: `${TODAY}T07:00:00.000Z` }]);
});

test("a retailer's webhook is kept with its secret, shown without, stays when left out, and goes with null", async () => {
  const handler = serveStaff(tables.platform, SMALL_CITY);
  const webhook = { address: 'https://chuoi.example.vn/nhac', secret: 'mot-bi-mat-du-dai-1' };
  const put = (more: object) =>
    callAsStaff(handler, 'PUT /v1/retailers/{id}', {
      params: { id: 'cuc' },
      body: { name: 'Cúc', contact: { name: 'Cúc' }, ...more },
    });
  expect((await put({ webhook })).body['webhook']).toEqual({ address: webhook.address });
  expect((await put({})).body['webhook']).toEqual({ address: webhook.address });
  const kept = await registryStore(tables.platform.dynamodb, 'binh-on-registry').readRetailer('cuc');
  expect(kept?.value.webhook).toEqual(webhook);
  expect((await put({ webhook: { ...webhook, address: 'http://chuoi.example.vn/' } })).status).toBe(422);
  expect((await put({ webhook: null })).body).not.toHaveProperty('webhook');
});
