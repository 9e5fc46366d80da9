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

/** What a record is about: subjects of one group are worked through in the order of `order`. */
export interface Subject {
  readonly group: string;
  readonly order: string;
  /** Groups of one turn are done before the next turn's begin; 0 unless said. */
  readonly turn?: number;
}

const AT_ONCE = 8;

/**
 * Works through the distinct subjects of a batch, groups side by side and the subjects of one group in order, and
 * reports the first record whose subject failed, so that the stream comes back to it and nothing is lost.
 *
 * @param subjectOf none to skip a record.
 */
export async function workThrough(
  records: readonly DynamoDBRecord[],
  subjectOf: (key: StreamKey) => Subject | undefined,
  work: (group: string, order: string) => Promise<unknown>,
): Promise<DynamoDBBatchResponse> {
  const subjects = records.map((record) => subjectOf(keyOf(record)));
  const failed = new Set<string>();
  for (const groups of groupsByTurn(subjects)) {
    const worker = async () => {
      for (let next = groups.shift(); next; next = groups.shift()) {
        const [group, orders] = next;
        for (const order of [...orders].sort()) {
          try {
            await work(group, order);
          } catch (error) {
            log.error('trigger failed', { group, order, ...describeError(error) });
            failed.add(nameOf({ group, order }));
          }
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }
  const first = subjects.findIndex((subject) => subject && failed.has(nameOf(subject)));
  const itemIdentifier = records[first]?.dynamodb?.SequenceNumber;
  return { batchItemFailures: itemIdentifier === undefined ? [] : [{ itemIdentifier }] };
}

/** The distinct orders of each group, turn by turn. */
function groupsByTurn(subjects: readonly (Subject | undefined)[]): [string, Set<string>][][] {
  const turns = new Map<number, Map<string, Set<string>>>();
  for (const subject of subjects) {
    if (!subject) continue;
    const { group, order, turn = 0 } = subject;
    const groups = turns.get(turn) ?? new Map<string, Set<string>>();
    turns.set(turn, groups.set(group, (groups.get(group) ?? new Set()).add(order)));
  }
  return [...turns].sort(([a], [b]) => a - b).map(([, groups]) => [...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function nameOf({ group, order }: Subject): string {
  return `${group}|${order}`;
}
