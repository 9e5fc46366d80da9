import { expect, test } from 'vitest';
import { signedCursors } from '#functions/serve-staff/http/cursor.ts';
import { resealSecrets } from '#infra/operate/reseal-secrets.ts';
import { openedBy, sealedBy, systemKeys, withNewKey } from '#runtime/system-keys.ts';
import { registryStore } from '#storage/registry.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { somePerson } from '#support/some-person.ts';

const tables = emptyTablesEachTest();
const FIRST = withNewKey([], '1');
const SECOND = withNewKey(FIRST, '2');
const THIRD = withNewKey(SECOND, '3');

test('a rotation keeps the key before, and drops the one before that', () => {
  expect([FIRST, SECOND, THIRD].map((keys) => keys.map(({ id }) => id))).toEqual([['1'], ['2', '1'], ['3', '2']]);
});

test('what was sealed before a rotation opens after it, and no longer after two', () => {
  const sealed = sealedBy(FIRST, 'bí mật');
  expect(sealed).not.toContain('bí mật');
  expect(openedBy(SECOND, sealed)).toBe('bí mật');
  expect(() => openedBy(THIRD, sealed)).toThrow('no key "1"');
  expect(() => openedBy(FIRST, `${sealed.slice(0, -2)}AA`)).toThrow();
});

test('without keys a secret stays as it is, and one of before is read as it was', () => {
  expect(sealedBy([], 'open')).toBe('open');
  expect(openedBy(SECOND, 'open')).toBe('open');
});

test('a cursor that was handed out before a rotation is taken after it, and no longer after two', async () => {
  const bytes = (keys: typeof FIRST) => keys.map(({ key }) => Buffer.from(key, 'base64url'));
  let keys = FIRST;
  const cursors = signedCursors(async () => bytes(keys));
  const cursor = await cursors.seal('people', { after: 'x' });
  keys = SECOND;
  expect(await cursors.open('people', cursor)).toEqual({ after: 'x' });
  keys = THIRD;
  await expect(cursors.open('people', cursor)).rejects.toThrow();
});

test('a rotation seals each webhook by the new key, also one that was kept open, and changes nothing else', async () => {
  const registry = registryStore(tables.platform.dynamodb, 'binh-on-registry');
  const hook = (address: string, secret: string) => ({ kind: 'webhook' as const, address, secret });
  const channels = [hook('https://a.example.vn', 'mở'), hook('https://b.example.vn', sealedBy(FIRST, 'kín'))];
  const person = somePerson({ personal: { channels } });
  await registry.putPerson(person);
  await registry.putPerson(somePerson({ id: 'p-bbbbccccddddeeee' }));
  const retailer = { id: 'an', name: 'An', contact: { name: 'Lan' }, keys: [{ id: 'an_1', hash: 'x', createdAt: 1 }] };
  const webhook = { address: 'https://c.example.vn', secret: 'hở' };
  await registry.putRetailer({ ...retailer, webhook });
  await registry.putRetailer({ ...retailer, id: 'ba' });
  expect(await resealSecrets(registry, SECOND)).toBe(2);
  const { webhook: sealed, ...same } = (await registry.readRetailer('an'))?.value ?? {};
  expect(sealed?.secret).toMatch(/^sealed:1:2:/);
  expect({ ...same, webhook: { ...sealed, secret: openedBy(SECOND, sealed?.secret ?? '') } }).toEqual({
    ...retailer,
    webhook,
  });
  const kept = (await registry.readPerson(person.id))?.value;
  const secrets = kept?.personal?.channels.map((channel) => (channel.kind === 'webhook' ? channel.secret : undefined));
  expect(secrets?.map((secret) => secret?.split(':')[2])).toEqual(['2', '2']);
  expect(secrets?.map((secret) => openedBy(SECOND, secret ?? ''))).toEqual(['mở', 'kín']);
  expect({ ...kept, personal: undefined }).toEqual({ ...person, personal: undefined });
});

test('a deployment without a secret has no keys', async () => {
  expect(await systemKeys({}, () => 0)()).toEqual([]);
});
