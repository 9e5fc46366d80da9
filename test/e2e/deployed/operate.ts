import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { GetQueueAttributesCommand, ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SetAside } from '#runtime/set-aside.ts';
import { callerOf } from './call-api.ts';
import { type Outputs, STACK } from './cdk-cli.ts';
import type { Emulator } from './emulator.ts';
import { plainAddress } from './plain-address.ts';
import { staffSignIn } from './sign-in.ts';
import type { Colleague } from './staff.ts';
import { tell } from './tell.ts';
import { SHOPS, WARD } from './the-market.ts';

export interface Scene {
  readonly emulator: Emulator;
  readonly outputs: Outputs;
  readonly admin: Colleague;
  readonly placeless: Colleague;
}

/** The operators' commands, as a person types them: what accounts see, a new key, a replay, a waking. */
export async function operate(scene: Scene): Promise<void> {
  await letSeeEverywhere(scene);
  await takeOverAccounts(scene);
  await rotateKey(scene);
  await replayGivenUp(scene);
  const woken = await npmRun(scene, 'wake', 'assess-place', '--days', '1');
  tell(`npm run wake: ${woken.at(-1)}`);
}

/** An administrator from before an upgrade, with no places, is let in again; nobody else's places change. */
async function letSeeEverywhere(scene: Scene): Promise<void> {
  const { outputs, emulator, placeless } = scene;
  const before = await npmRun(scene, 'staff', 'list');
  assert.deepEqual(await npmRun(scene, 'staff', 'everywhere'), [
    `${placeless.email} sees everywhere now, from the next sign-in on`,
  ]);
  const after = await npmRun(scene, 'staff', 'list');
  // Who was limited to nothing on purpose stays so.
  assert.deepEqual(
    after,
    before.map((line) => (line.startsWith(`${placeless.email} `) ? line.replace('(nothing)', '*') : line)),
  );
  assert.equal(after.filter((line) => line.endsWith('(nothing)')).length, 1);
  const { id } = await staffSignIn(emulator, outputs).signIn(placeless.email);
  await callerOf(outputs.ApiUrl, id).call('GET /v1/market/{place}', { params: { place: WARD } });
  tell(`npm run staff: ${placeless.email}, who saw nothing, sees every place`);
}

/** Accounts that were made by hand get records, under the ids that stand in the timelines already. */
async function takeOverAccounts(scene: Scene): Promise<void> {
  const { outputs, admin } = scene;
  const done = await npmRun(scene, 'staff', 'take-over');
  assert.match(done.join('\n'), new RegExp(`^${admin.email} is p-[a-z2-9]{16} \\(admin, \\*\\)$`, 'm'));
  assert.match(done.join('\n'), /^khach@binh-on\.example is in no group/m);
  const { id } = await staffSignIn(scene.emulator, outputs).signIn(admin.email);
  const { items } = await callerOf(outputs.ApiUrl, id).call('GET /v1/alerts');
  const alert = await callerOf(outputs.ApiUrl, id).call('GET /v1/alerts/{id}', { params: { id: items[0]?.id ?? '' } });
  assert.equal(alert.timeline.find(({ kind }) => kind === 'acknowledge')?.byName?.vi, 'can-bo');
  tell(`npm run staff: ${done.length - 1} accounts have records, and who acknowledged has a name`);
}

async function rotateKey(scene: Scene): Promise<void> {
  const [{ retailer }] = SHOPS;
  const [bearer = ''] = await npmRun(scene, 'key', 'issue', retailer);
  assert.equal((await callerOf(scene.outputs.ApiUrl, bearer).call('GET /v1/me')).id, retailer);
  const live = async () =>
    (await npmRun(scene, 'key', 'list', retailer))
      .filter((line) => line.endsWith('live'))
      .map((line) => line.split(' ')[0]);
  const [first = '', second] = await live();
  await npmRun(scene, 'key', 'revoke', retailer, first);
  assert.deepEqual(await live(), [second]);
  tell(`npm run key: ${retailer} has a second key, which works, and its first is revoked`);
}

/**
 * MiniStack keeps no record of what it gave up on, so the message is written here as Lambda writes it, and beside it one
 * as the function writes it of what is refused for good.
 */
async function replayGivenUp(scene: Scene): Promise<void> {
  const { client, secureClient } = scene.emulator;
  const sqs = new SQSClient({ ...secureClient, useQueueUrlAsEndpoint: false });
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const QueueUrl = QueueUrls.find((url) => url.includes('Streamsreconcilealertsfailures'));
  const DDBStreamBatchInfo = await aStretch(new DynamoDBStreamsClient(client), 'Tablesdesk');
  const refused: SetAside = { setAside: [{ pk: WARD, sk: 'now' }] };
  for (const message of [{ DDBStreamBatchInfo }, refused]) {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
  }
  const lines = await npmRun(scene, 'replay', 'reconcile-alerts');
  for (const line of lines.slice(0, 2)) assert.match(line, /done, [1-9]\d* records/);
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  assert.deepEqual(Object.values(Attributes ?? {}), ['0', '0']);
  tell(`npm run replay: ${lines.at(-1)}`);
}

/** The first records of a table's stream, as a message of a failure queue names them. */
async function aStretch(streams: DynamoDBStreamsClient, table: string) {
  const { Streams = [] } = await streams.send(new ListStreamsCommand({}));
  const streamArn = Streams.find(({ TableName }) => TableName?.includes(table))?.StreamArn;
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: streamArn }));
  for (const { ShardId: shardId } of StreamDescription?.Shards ?? []) {
    const { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({ StreamArn: streamArn, ShardId: shardId, ShardIteratorType: 'TRIM_HORIZON' }),
    );
    const { Records = [] } = await streams.send(new GetRecordsCommand({ ShardIterator, Limit: 5 }));
    const [first, last] = [Records[0], Records.at(-1)];
    if (!first || !last) continue;
    const startSequenceNumber = first.dynamodb?.SequenceNumber;
    return { shardId, startSequenceNumber, endSequenceNumber: last.dynamodb?.SequenceNumber, streamArn };
  }
  throw new Error(`The stream of ${table} holds no records`);
}

/** Runs one of the project's scripts as an operator would; the lines that it prints. */
export async function npmRun({ emulator, outputs, admin }: Scene, ...words: string[]): Promise<string[]> {
  const [script = '', ...args] = words;
  const api = await plainAddress(outputs.ApiUrl);
  try {
    const { stdout } = await promisify(execFile)('npm', ['run', '--silent', script, '--', ...args], {
      env: { ...emulator.env, STACK, API: api.url, STAFF_TOKEN: admin.token },
    });
    return stdout.trimEnd().split('\n');
  } finally {
    api.close();
  }
}
