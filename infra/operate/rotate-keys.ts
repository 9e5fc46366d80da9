/**
 * `npm run rotate-keys -- --secret ARN [--stack binh-on-prod]`: gives a deployment a new key, by which cursors are signed
 * and webhooks' secrets are sealed from now on. The key before stays for what is in flight; the one before that goes.
 *
 * Repeat it after a crash. The first time it puts the first key into the empty secret, and seals nothing yet.
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
import { parseKeys, type SystemKey } from '#runtime/system-keys.ts';
import { registryStore } from '#storage/registry.ts';
import { asksForHelp, showUsage } from '../command-options.ts';
import { changeKeys } from './change-keys.ts';
import { deployedStack } from './deployed-stack.ts';
import { resealSecrets } from './reseal-secrets.ts';

const USAGE = 'npm run rotate-keys -- --secret ARN [--stack binh-on-prod]';

const { secret: SecretId, stack } = readCommandLine();
const secrets = new SecretsManagerClient();
await changeKeys({
  readKeys: () => keysOf(SecretId),
  writeKeys: async (keys) => {
    await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify({ keys }) }));
  },
  reseal: async (keys) => {
    const { tableName } = await deployedStack(stack);
    const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient());
    return resealSecrets(registryStore(dynamodb, tableName('registry')), keys);
  },
  clock: Date.now,
  wait: setTimeout,
  tell: (line) => process.stdout.write(`${line}\n`),
});

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
