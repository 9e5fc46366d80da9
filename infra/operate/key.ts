/**
 * `npm run key -- issue|list|revoke <retailer> [<key>] [--data DIR]`: the keys of a retailer, through the staff API.
 *
 * To change a key without a gap: issue a second one, let the retailer change over, revoke the first. A revoked key works
 * for at most five more minutes in the cloud, as long as the gateway remembers it, and not at all on one machine.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ApiClient, apiClient } from '#infra/local/api-client.ts';
import { readCredentials } from '#infra/local/credentials.ts';

const USAGE = `npm run key -- issue <retailer>
       npm run key -- list <retailer>
       npm run key -- revoke <retailer> <key>
in the cloud with API (the address) and STAFF_TOKEN (an administrator's id token) in the environment;
on one machine with --data DIR, the folder of its data (.local)`;

const { values, positionals } = readCommandLine();
const [action, retailer = '', key = ''] = positionals;
const api = await connect(values.data);
try {
  if (action === 'issue') {
    const { keyId, bearer } = (await api.post(`/v1/retailers/${retailer}/keys`, {})) as Record<string, string>;
    process.stdout.write(`${bearer}\n`);
    process.stderr.write(`Key ${keyId}. The line above is shown once: hand it to the retailer on a safe way.\n`);
  } else if (action === 'revoke') {
    await api.delete(`/v1/retailers/${retailer}/keys/${key}`);
    process.stdout.write(`${key} is revoked.\n`);
  } else {
    for (const { keyId, createdAt, revokedAt } of await keysOf(api, retailer)) {
      process.stdout.write(`${keyId}  made ${createdAt}  ${revokedAt ? `revoked ${revokedAt}` : 'live'}\n`);
    }
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

interface RetailerPage {
  readonly items: readonly { readonly id: string; readonly keys: readonly ShownKey[] }[];
  readonly cursor?: string;
}

interface ShownKey {
  readonly keyId: string;
  readonly createdAt: string;
  readonly revokedAt?: string;
}

async function keysOf({ get }: ApiClient, id: string): Promise<readonly ShownKey[]> {
  let cursor: string | undefined;
  do {
    const page = (await get(`/v1/retailers?limit=200${cursor ? `&cursor=${cursor}` : ''}`)) as RetailerPage;
    const found = page.items.find((item) => item.id === id);
    if (found) return found.keys;
    ({ cursor } = page);
  } while (cursor !== undefined);
  throw new Error(`There is no retailer ${id}`);
}

function readCommandLine() {
  const { values: options, positionals: words } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string' } },
  });
  const complete = words.length === (words[0] === 'revoke' ? 3 : 2);
  if (!complete || !['issue', 'list', 'revoke'].includes(words[0] ?? '')) fail(USAGE);
  return { values: options, positionals: words };
}

async function connect(data: string | undefined) {
  if (data !== undefined) {
    const known = await readCredentials(data);
    if (!known)
      return fail(`There is no ${join(data, 'credentials.json')}; is the system started with --data ${data}?`);
    return apiClient(known.url, known.staffToken);
  }
  const { API, STAFF_TOKEN } = process.env;
  if (!API || !STAFF_TOKEN) return fail(USAGE);
  return apiClient(API, STAFF_TOKEN);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
