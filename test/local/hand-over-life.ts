import { writeSync } from 'node:fs';
import { PENDING_TABLE, startDatabase, tableNameOf } from '#infra/local/embedded-database.ts';
import { connectDynamoDb } from '#runtime/connect-dynamodb.ts';
import { recordingHandOver, write } from './hand-over-record.ts';

/**
 * One life of a process that hands over what it writes and kills itself at a point on the way of `report#2`:
 * `node hand-over-life.ts <folder> <point>`. Says on stdout which writes were acknowledged.
 */
const [folder = '', fatal] = process.argv.slice(2);
const FATAL_KEY = 'report#2';

async function pass(point: string): Promise<void> {
  if (point !== fatal) return;
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => undefined);
}

const database = await startDatabase(folder);
const dynamodb = connectDynamoDb({ DYNAMODB_ENDPOINT: database.endpoint });
let isFatalBatchNoted = false;
const handOver = recordingHandOver(dynamodb, 'first-life', async (keys) => {
  if (!keys.includes(FATAL_KEY)) return;
  await pass('inside the handler');
  isFatalBatchNoted = true;
});

dynamodb.middlewareStack.add(
  (next) => async (args) => {
    const request = JSON.stringify(args.input);
    const isPending = request.includes(`"${PENDING_TABLE}"`);
    const isEntry = isPending && request.includes(FATAL_KEY);
    const isRemoval = isPending && request.includes('"DeleteRequest"') && isFatalBatchNoted;
    const isWrite = !isPending && request.includes(`"${tableNameOf('market')}"`) && request.includes(FATAL_KEY);
    if (isEntry) await pass('before the pending entry');
    if (isRemoval) await pass('before the pending entry is removed');
    const result = await next(args);
    if (isEntry) await pass('after the pending entry');
    if (isWrite) await pass('after the write');
    if (isRemoval) await pass('after the pending entry was removed');
    return result;
  },
  { step: 'serialize', name: 'killAtThePoint' },
);

async function writeAndSay(key: string): Promise<void> {
  await write(dynamodb, key);
  // At once: what is said a moment later would be lost with the process.
  writeSync(process.stdout.fd, `${key}\n`);
}

await writeAndSay('report#1');
await handOver.idle();
await Promise.all([writeAndSay(FATAL_KEY), writeAndSay('report#3')]);
await handOver.idle();
process.exit();
