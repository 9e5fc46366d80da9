import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** A record as a function reads it: a key that was written, and where in its stream. */
export interface WrittenKey {
  readonly pk: string;
  readonly sk: string;
  readonly sequenceNumber: string;
}

/** Hands keys to a function as its stream would; true when it has worked through all of them. */
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
  const { batchItemFailures = [] } = JSON.parse(Buffer.from(Payload ?? []).toString() || '{}') as {
    batchItemFailures?: readonly unknown[];
  };
  return batchItemFailures.length === 0;
}
