import { expect, test } from 'vitest';
import type { Closure, Store } from '#domain/store.ts';
import { forgetContacts } from '#functions/open-day/forget-contacts.ts';
import { registryStore } from '#storage/registry.ts';
import { auditLines } from '#support/audit-lines.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';

const tables = emptyTablesEachTest();
const TODAY = '2026-11-23';
const contact = { name: 'Chị Lan', phone: '0900 000 000' };
const aStore = (retailer: string, id: string, ...closures: Closure[]): Store => ({
  retailer,
  id,
  name: id,
  channel: 'market',
  places: [{ place: 'cua-nam', validFrom: '2026-01-01' }],
  contact,
  closures,
});

test('contacts go so many days after a closure for good; those of a pause, of an open shop, and of its retailer stay', async () => {
  const registry = registryStore(tables.platform.dynamodb, 'binh-on-registry');
  const webhook = { address: 'https://gone.example.vn/hook', secret: 'bí mật của đơn vị' };
  for (const id of ['gone', 'going']) await registry.putRetailer({ id, name: id, contact, webhook, keys: [] });
  await registry.putStore(aStore('gone', 'a', { from: '2026-05-01' }));
  await registry.putStore(aStore('going', 'long', { from: '2026-05-27' }));
  await registry.putStore(aStore('going', 'lately', { from: '2026-05-28' }));
  await registry.putStore(aStore('going', 'pausing', { from: '2026-01-01', until: '2027-01-01' }));
  await registry.putStore(aStore('going', 'open'));
  const forget = forgetContacts({ ...registry, clock: tables.platform.clock, days: 180 });
  await forget(TODAY);
  await forget(TODAY);
  const withContact = (await registry.listStores()).flatMap(({ id, contact: kept }) => (kept ? [id] : []));
  expect(withContact.toSorted()).toEqual(['lately', 'open', 'pausing']);
  const retailers = (await registry.listRetailers()).map(({ id, contact: kept, webhook: hook }) => [id, [kept, hook]]);
  expect(Object.fromEntries(retailers)).toEqual({
    gone: [{ name: 'đã xoá' }, undefined],
    going: [contact, webhook],
  });
  const lines = await auditLines(tables.platform);
  expect(lines.map(({ by, action, subject }) => `${by} ${action} ${subject}`).toSorted()).toEqual([
    'system forget-contact retailer/gone',
    'system forget-contact store/going/long',
    'system forget-contact store/gone/a',
  ]);
});
