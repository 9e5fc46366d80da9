import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { BatchAnswer } from '#runtime/stream-batch.ts';

/** A record as a function reads it: a key that was written, and where in its stream. */
export interface WrittenKey {
  readonly pk: string;
  readonly sk: string;
  readonly sequenceNumber: string;
}

/** Hands keys to a function as its stream would; true when it has worked through all of them, and none was refused. */
export async function invokeWithRecords(
  lambda: LambdaClient,
  functionName: string,
  keys: readonly WrittenKey[],
): Promise<boolean> {
  const Records = keys.map(({ pk, sk, sequenceNumber }) => ({
    eventName: 'MODIFY',
    dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: sequenceNumber },
  }));
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify({ Records }) }),
  );
  if (FunctionError !== undefined) return false;
  const { batchItemFailures = [], refused = [] } = JSON.parse(
    Buffer.from(Payload ?? []).toString() || '{}',
  ) as Partial<BatchAnswer>;
  return batchItemFailures.length === 0 && refused.length === 0;
}
