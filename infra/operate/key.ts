/**
 * `npm run key -- issue|list|revoke <retailer> [<key>] [--data DIR]`: the keys of a retailer, through the staff API.
 *
 * To change a key without a gap: issue a second one, let the retailer change over, revoke the first. A revoked key works
 * for at most five more minutes in the cloud, as long as the gateway remembers it, and not at all on one machine.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ContractClient, contractClient, type ReceivedFrom } from '#contract/client.ts';
import { readCredentials } from '#infra/local/credentials.ts';
import { StartRefused } from '#infra/local/start-refused.ts';
import { asksForHelp, showUsage } from '../command-options.ts';

const USAGE = `npm run key -- issue <retailer>
       npm run key -- list <retailer>
       npm run key -- revoke <retailer> <key>
in the cloud with API (the address) and STAFF_TOKEN (an administrator's id token) in the environment;
on one machine with --data DIR, the folder of its data (.local)`;

const { values, positionals } = readCommandLine();
const [action, id = '', keyId = ''] = positionals;
const call = await connect(values.data);
try {
  if (action === 'issue') {
    const made = await call('POST /v1/retailers/{id}/keys', { params: { id } });
    process.stdout.write(`${made.bearer}\n`);
    process.stderr.write(`Key ${made.keyId}. The line above is shown once: hand it to the retailer on a safe way.\n`);
  } else if (action === 'revoke') {
    await call('DELETE /v1/retailers/{id}/keys/{keyId}', { params: { id, keyId } });
    process.stdout.write(`${keyId} is revoked.\n`);
  } else {
    for (const key of await keysOf(call, id)) {
      const state = key.revokedAt ? `revoked ${key.revokedAt}` : 'live';
      process.stdout.write(`${key.keyId}  made ${key.createdAt}  ${state}\n`);
    }
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

type RetailerPage = ReceivedFrom<'GET /v1/retailers'>;

async function keysOf(ask: ContractClient, retailer: string): Promise<RetailerPage['items'][number]['keys']> {
  let cursor: string | undefined;
  do {
    const page: RetailerPage = await ask('GET /v1/retailers', { query: { limit: 200, cursor } });
    const found = page.items.find((item) => item.id === retailer);
    if (found) return found.keys;
    ({ cursor } = page);
  } while (cursor !== undefined);
  throw new Error(`There is no retailer ${retailer}`);
}

function readCommandLine() {
  if (asksForHelp()) return showUsage(USAGE);
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
    const known = await readCredentials(data).catch((error: unknown) => {
      if (error instanceof StartRefused) return fail(error.message);
      throw error;
    });
    if (!known)
      return fail(`There is no ${join(data, 'credentials.json')}; is the system started with --data ${data}?`);
    return contractClient({ url: known.url, token: known.staffToken });
  }
  const { API, STAFF_TOKEN } = process.env;
  if (!API || !STAFF_TOKEN) return fail(USAGE);
  return contractClient({ url: API, token: STAFF_TOKEN });
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
