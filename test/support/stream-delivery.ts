import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import type { StreamKey } from '#runtime/stream-batch.ts';

/** A written key as a stream tells it; sequence numbers grow with the order of the writes. */
export function aStreamRecord(sequence: number, { pk, sk }: StreamKey): DynamoDBRecord {
  return {
    eventName: 'MODIFY',
    eventSourceARN: 'arn:aws:dynamodb:ap-southeast-1:111122223333:table/market/stream/2026-11-01T00:00:00.000',
    dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: String(sequence) },
  };
}

export interface BatchDelivery {
  /** One invocation of the function; it rejects when it raises or runs out of time. */
  readonly call: (records: DynamoDBRecord[]) => Promise<DynamoDBBatchResponse>;
  /** Calls after the first, before what is left is given up. */
  readonly retries: number;
  readonly beforeRetry?: () => void;
}

/**
 * Delivers a batch as Lambda does with `reportBatchItemFailures` and `bisectBatchOnError` (infra/constructs/streams.ts):
 * after an answer the records from the reported one on come again; a batch whose call raised is split in two, down to
 * single records; what the last retry leaves over goes to the queue of failures as a whole.
 *
 * Stricter than Lambda, which counts no split as a retry.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 *
 * @returns the records that were given up.
 */
export async function deliverBatch(records: DynamoDBRecord[], delivery: BatchDelivery): Promise<DynamoDBRecord[]> {
  let left = records;
  for (let retries = delivery.retries; ; retries--) {
    try {
      const { batchItemFailures } = await delivery.call(left);
      left = fromReported(left, batchItemFailures);
      if (left.length === 0) return [];
    } catch {
      if (left.length > 1 && retries > 0) {
        delivery.beforeRetry?.();
        return deliverHalves(left, { ...delivery, retries: retries - 1 });
      }
    }
    if (retries === 0) return left;
    delivery.beforeRetry?.();
  }
}

async function deliverHalves(records: DynamoDBRecord[], delivery: BatchDelivery): Promise<DynamoDBRecord[]> {
  const middle = Math.ceil(records.length / 2);
  const first = await deliverBatch(records.slice(0, middle), delivery);
  return [...first, ...(await deliverBatch(records.slice(middle), delivery))];
}

/** Lambda goes on from the lowest reported sequence number, and takes a number that it does not know for a failure. */
function fromReported(
  records: DynamoDBRecord[],
  failures: DynamoDBBatchResponse['batchItemFailures'],
): DynamoDBRecord[] {
  if (failures.length === 0) return [];
  const reported = new Set(failures.map(({ itemIdentifier }) => itemIdentifier));
  const first = records.findIndex(({ dynamodb }) => reported.has(dynamodb?.SequenceNumber ?? ''));
  return first < 0 ? records : records.slice(first);
}

/**
 * Delivers all that waits, batch after batch; what the function writes meanwhile may wait behind it.
 *
 * @returns the records that were given up.
 */
export async function drainStream(
  waiting: StreamKey[],
  { batchSize, ...delivery }: BatchDelivery & { readonly batchSize: number },
): Promise<DynamoDBRecord[]> {
  const givenUp: DynamoDBRecord[] = [];
  for (let sequence = 0; waiting.length > 0; ) {
    const batch = waiting.splice(0, batchSize).map((key) => aStreamRecord(sequence++, key));
    givenUp.push(...(await deliverBatch(batch, delivery)));
  }
  return givenUp;
}
