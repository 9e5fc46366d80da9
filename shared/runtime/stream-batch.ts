import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { describeError, log } from './log.ts';

/** The key of a written item, as a keys-only stream tells it. */
export interface StreamKey {
  readonly pk: string;
  readonly sk: string;
}

export function keyOf(record: DynamoDBRecord): StreamKey {
  const keys = record.dynamodb?.Keys;
  return { pk: keys?.['pk']?.S ?? '', sk: keys?.['sk']?.S ?? '' };
}

const AT_ONCE = 8;

/**
 * Works through the distinct subjects of a batch, groups side by side and the subjects of one group in order, and
 * reports the first record whose subject failed, so that the stream comes back to it and nothing is lost.
 *
 * @param subjectOf what a record is about: `group` is worked through in the order of `order`; none to skip it.
 */
export async function workThrough(
  records: readonly DynamoDBRecord[],
  subjectOf: (key: StreamKey) => { readonly group: string; readonly order: string } | undefined,
  work: (group: string, order: string) => Promise<unknown>,
): Promise<DynamoDBBatchResponse> {
  const groups = new Map<string, Set<string>>();
  for (const record of records) {
    const subject = subjectOf(keyOf(record));
    if (subject) groups.set(subject.group, (groups.get(subject.group) ?? new Set()).add(subject.order));
  }
  const failed = new Set<string>();
  const waiting = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [group, orders] = next;
      for (const order of [...orders].sort()) {
        try {
          await work(group, order);
        } catch (error) {
          log.error('trigger failed', { group, order, ...describeError(error) });
          failed.add(`${group}|${order}`);
        }
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const first = records.find((record) => {
    const subject = subjectOf(keyOf(record));
    return subject && failed.has(`${subject.group}|${subject.order}`);
  });
  const itemIdentifier = first?.dynamodb?.SequenceNumber;
  return { batchItemFailures: itemIdentifier === undefined ? [] : [{ itemIdentifier }] };
}
