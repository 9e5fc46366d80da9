import { expect, test } from 'vitest';
import { putRetailer } from '#functions/serve-staff/register/put-retailer.ts';
import { openedBy, sealedBy, withNewKey } from '#runtime/system-keys.ts';
import { registryStore } from '#storage/registry.ts';
import { auditLines } from '#support/audit-lines.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';

const tables = emptyTablesEachTest();
const KEYS = withNewKey([], '1');
const staff = { id: 'lan', groups: ['lead'], places: ['*'] } as const;
const webhook = { address: 'https://chuoi.example.vn/nhac?k=rieng', secret: 'mot-bi-mat-du-dai-1' };

test("a retailer's webhook is sealed once, and the trail says that it has changed, never what it is", async () => {
  const registry = registryStore(tables.platform.dynamodb, 'binh-on-registry');
  const sealSecret = async (secret: string) => sealedBy(KEYS, secret);
  const put = putRetailer({ ...registry, clock: tables.platform.clock, sealSecret });
  const body = { name: 'Chuỗi', contact: { name: 'Chị Lan' } };
  await put({ staff, params: { id: 'chuoi' }, body: { ...body, webhook } });
  const sealed = (await registry.readRetailer('chuoi'))?.value.webhook;
  expect(sealed?.address).toBe(webhook.address);
  expect(sealed?.secret).not.toContain(webhook.secret);
  expect(openedBy(KEYS, sealed?.secret ?? '')).toBe(webhook.secret);
  await put({ staff, params: { id: 'chuoi' }, body: { ...body, name: 'Chuỗi mới' } });
  expect((await registry.readRetailer('chuoi'))?.value.webhook).toEqual(sealed);
  await put({ staff, params: { id: 'chuoi' }, body: { ...body, webhook: null } });
  const lines = await auditLines(tables.platform);
  const changed = lines.map(({ after }) => (after as { readonly contact?: unknown }).contact);
  expect(changed).toEqual([['name', 'webhook'], undefined, ['webhook']]);
  expect(JSON.stringify(lines)).not.toMatch(/chuoi\.example|bi-mat|sealed|Chị Lan/);
});
