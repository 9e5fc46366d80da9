/**
 * `npm run rotate-keys -- --secret ARN [--stack binh-on-prod]`: gives a deployment a new key, by which cursors are signed
 * and webhooks' secrets are sealed from now on. The key before stays for what is in flight; the one before that goes.
 *
 * Repeat it after a crash. The first time it puts the first key into the empty secret.
 */
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { KEYS_ARE_READ_AGAIN_MS, parseKeys, type SystemKey, withNewKey } from '#runtime/system-keys.ts';
import { registryStore } from '#storage/registry.ts';
import { asksForHelp, showUsage } from '../command-options.ts';
import { deployedStack } from './deployed-stack.ts';
import { resealSecrets } from './reseal-secrets.ts';

const USAGE = 'npm run rotate-keys -- --secret ARN [--stack binh-on-prod]';

const { secret: SecretId, stack } = readCommandLine();
const secrets = new SecretsManagerClient();
const keys = withNewKey(await keysOf(SecretId), new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14));
await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify({ keys }) }));
process.stdout.write(`The new key is ${keys[0]?.id}. Waiting until every function has read it.\n`);
// A function that has not read the new key could not open what it seals.
await setTimeout(KEYS_ARE_READ_AGAIN_MS + 60_000);
const { tableName } = await deployedStack(stack);
const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient());
const sealed = await resealSecrets(registryStore(dynamodb, tableName('registry')), keys);
process.stdout.write(
  `Secrets of ${sealed} people and retailers are sealed by it. Cursors of the key before are still taken.\n`,
);

/** The keys that are there; none in a secret that is still empty. */
async function keysOf(id: string): Promise<readonly SystemKey[]> {
  try {
    const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: id }));
    return parseKeys(SecretString);
  } catch (error) {
    if (error instanceof ResourceNotFoundException && /staging label/.test(error.message)) return [];
    throw error;
  }
}

function readCommandLine() {
  if (asksForHelp()) return showUsage(`Usage: ${USAGE}`);
  const { values } = parseArgs({
    options: { secret: { type: 'string' }, stack: { type: 'string', default: process.env['STACK'] ?? 'binh-on-prod' } },
  });
  const { secret, stack: named } = values;
  if (secret !== undefined) return { secret, stack: named };
  process.stderr.write(`--secret is missing\nUsage: ${USAGE}\n`);
  process.exit(2);
}
