/**
 * `npm run replay -- <function> [--stack binh-on-prod]`: hands over again what a function gave up on.
 *
 * Each message of the function's failure queue names a stretch of a stream, whose records are read from there, or the
 * keys that the function has set aside itself. They are handed to the function; a message goes only once all of them are
 * done. A stream holds its records for 24 hours: what is older is left in the queue, and `npm run wake` makes the function
 * look at everything anew. Keys that were set aside lie in the message itself, for 14 days.
 *
 * deliver-messages is woken by a queue: its dead letters are put back into that, as they came.
 */
import {
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SetAside } from '#runtime/set-aside.ts';
import { SUBSCRIPTIONS } from '#storage/tables.ts';
import { readArguments } from './arguments.ts';
import { deployedStack } from './deployed-stack.ts';
import { invokeWithRecords, type WrittenKey } from './invoke-with-records.ts';
import { sendBack } from './send-back.ts';

/** The part of Lambda's message that says where in the stream the records are. */
interface GivenUp {
  readonly DDBStreamBatchInfo: {
    readonly shardId: string;
    readonly startSequenceNumber: string;
    readonly endSequenceNumber: string;
    readonly streamArn: string;
  };
}

/** Long enough for the slowest function: nobody else sees a message while its records are worked through. */
const HIDDEN_SECONDS = 900;

const TELLER = 'deliver-messages';
const { name, stack } = readArguments('npm run replay -- <function> [--stack binh-on-prod]', [
  ...SUBSCRIPTIONS.map((subscription) => subscription.function),
  TELLER,
]);
const [streams, lambda] = [new DynamoDBStreamsClient(), new LambdaClient()];
// Where the shell says that AWS is, not where the queue's own address points.
const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
const deployed = await deployedStack(stack);
process.exitCode = await (name === TELLER ? putBack() : handOverAll());

async function putBack(): Promise<number> {
  const { queueUrl, deadLettersUrl } = deployed.deliveries();
  const { sent, left } = await sendBack(sqs, { from: deadLettersUrl, to: queueUrl, hiddenSeconds: HIDDEN_SECONDS });
  const more = `, ${left} came back or are the same, and show again in ${HIDDEN_SECONDS / 60} minutes: see the log of ${name}`;
  process.stdout.write(`${sent} messages were put back into the queue of deliveries${left > 0 ? more : ''}.\n`);
  return left === 0 ? 0 : 1;
}

async function handOverAll(): Promise<number> {
  const QueueUrl = deployed.failureQueueUrl(name);
  let left = 0;
  let done = 0;
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: HIDDEN_SECONDS }),
    );
    if (Messages.length === 0) break;
    for (const { Body = '{}', ReceiptHandle, MessageId = '' } of Messages) {
      const outcome = await handOver(JSON.parse(Body) as GivenUp | SetAside);
      process.stdout.write(`${MessageId}: ${outcome}\n`);
      if (!outcome.startsWith('done')) left++;
      else {
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        done++;
      }
    }
  }
  process.stdout.write(
    left === 0
      ? `${done} messages were handed over; the failure queue of ${name} is empty.\n`
      : `${done} messages were handed over, ${left} are left and show again in ${HIDDEN_SECONDS / 60} minutes: see the log of ${name}.\n`,
  );
  return left === 0 ? 0 : 1;
}

async function handOver(message: GivenUp | SetAside): Promise<string> {
  try {
    const keys =
      'setAside' in message
        ? message.setAside.map((key, index) => ({ ...key, sequenceNumber: String(index + 1) }))
        : await recordsOf(message.DDBStreamBatchInfo);
    const succeeded = keys.length === 0 || (await invokeWithRecords(lambda, deployed.functionName(name), keys));
    return succeeded ? `done, ${keys.length} records` : `${keys.length} records fail again`;
  } catch (error) {
    if (!(error instanceof TrimmedDataAccessException)) throw error;
    return `over 24 hours old, its records are gone; run: npm run wake -- ${name}`;
  }
}

/** The records from the first to the last sequence number, both included. */
async function recordsOf(info: GivenUp['DDBStreamBatchInfo']): Promise<WrittenKey[]> {
  const keys: WrittenKey[] = [];
  const { streamArn: StreamArn, shardId: ShardId, startSequenceNumber: SequenceNumber } = info;
  let { ShardIterator } = await streams.send(
    new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber }),
  );
  while (ShardIterator !== undefined) {
    const { Records = [], NextShardIterator } = await streams.send(new GetRecordsCommand({ ShardIterator }));
    for (const { dynamodb } of Records) {
      const sequenceNumber = dynamodb?.SequenceNumber ?? '0';
      if (BigInt(sequenceNumber) > BigInt(info.endSequenceNumber)) return keys;
      keys.push({ pk: dynamodb?.Keys?.['pk']?.S ?? '', sk: dynamodb?.Keys?.['sk']?.S ?? '', sequenceNumber });
      if (sequenceNumber === info.endSequenceNumber) return keys;
    }
    if (Records.length === 0) return keys;
    ShardIterator = NextShardIterator;
  }
  return keys;
}
