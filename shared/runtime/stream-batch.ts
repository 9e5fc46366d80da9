import type { DynamoDBBatchItemFailure, DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { isPermanent } from './is-permanent.ts';
import { describeError, log } from './log.ts';
import type { Meter } from './meter.ts';

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

/** What a function does with triggers that no try will mend. */
export interface RefusalPorts {
  readonly meter: Pick<Meter, 'record'>;
  /** Keeps triggers of a stream for those who mend; whoever hands them over by hand keeps them himself. */
  readonly setAside?: (keys: readonly StreamKey[]) => Promise<void>;
}

/** Lambda's answer to a stream and, to whoever hands records over by hand, the records that no try will mend. */
export interface BatchAnswer extends DynamoDBBatchResponse {
  readonly refused?: DynamoDBBatchItemFailure[];
}

const AT_ONCE = 8;

/**
 * Works through the distinct subjects of a batch, groups side by side and the subjects of one group in order, and
 * reports the first record whose subject failed, so that the stream comes back to it and nothing is lost.
 *
 * A subject that is refused for good (an error with `isPermanent`) holds nobody up: it is counted, said in the log, and
 * set aside, and the stream goes on. One that lies behind a failed record comes back with it, and is set aside then.
 *
 * @param subjectOf none to skip a record.
 */
export async function workThrough(
  records: readonly DynamoDBRecord[],
  subjectOf: (key: StreamKey) => Subject | undefined,
  work: (group: string, order: string) => Promise<unknown>,
  ports: RefusalPorts,
): Promise<BatchAnswer> {
  const subjects = records.map((record) => subjectOf(keyOf(record)));
  const { failed, refused } = await tryEach(subjects, work);
  const first = firstOf(subjects, failed);
  if (refused.size > 0) ports.meter.record({ RefusedWrites: refused.size });
  const isRefused = (subject: Subject | undefined, index: number) =>
    subject !== undefined && index < first && refused.has(nameOf(subject));
  const indexes = subjects.flatMap((subject, index) => (isRefused(subject, index) ? [index] : []));
  if (indexes.length === 0) return { batchItemFailures: identifiersOf(records, [first]) };
  if (!isFromStream(records)) {
    return { batchItemFailures: identifiersOf(records, [first]), refused: identifiersOf(records, indexes) };
  }
  try {
    if (!ports.setAside) throw new Error('There is no queue to set it aside in');
    // One key is enough for a subject: whoever is woken reads what is kept then.
    const keys = new Map(
      indexes.map((index) => [nameOf(subjects[index] as Subject), records[index] as DynamoDBRecord]),
    );
    await ports.setAside([...keys.values()].map(keyOf));
    return { batchItemFailures: identifiersOf(records, [first]) };
  } catch (error) {
    // Kept nowhere else, they stay in the stream.
    log.error('setting aside failed', describeError(error));
    return { batchItemFailures: identifiersOf(records, indexes.slice(0, 1)) };
  }
}

/** Tries each subject once; the names of those that failed, and of those that were refused for good. */
async function tryEach(
  subjects: readonly (Subject | undefined)[],
  work: (group: string, order: string) => Promise<unknown>,
): Promise<{ readonly failed: Set<string>; readonly refused: Set<string> }> {
  const [failed, refused] = [new Set<string>(), new Set<string>()];
  for (const groups of groupsByTurn(subjects)) {
    const worker = async () => {
      for (let next = groups.shift(); next; next = groups.shift()) {
        const [group, orders] = next;
        for (const order of [...orders].sort()) {
          try {
            await work(group, order);
          } catch (error) {
            const forGood = isPermanent(error);
            log.error(forGood ? 'trigger refused for good' : 'trigger failed', {
              group,
              order,
              ...describeError(error),
            });
            (forGood ? refused : failed).add(nameOf({ group, order }));
          }
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }
  return { failed, refused };
}

/** Records that people hand over name no stream, and are kept where they were taken from. */
function isFromStream([record]: readonly DynamoDBRecord[]): boolean {
  return record?.eventSourceARN !== undefined;
}

/** The index of the first record whose subject is among these; their number if there is none. */
function firstOf(subjects: readonly (Subject | undefined)[], names: ReadonlySet<string>): number {
  const first = subjects.findIndex((subject) => subject && names.has(nameOf(subject)));
  return first < 0 ? subjects.length : first;
}

function identifiersOf(records: readonly DynamoDBRecord[], indexes: readonly number[]): DynamoDBBatchItemFailure[] {
  return indexes.flatMap((index) => {
    const itemIdentifier = records[index]?.dynamodb?.SequenceNumber;
    return itemIdentifier === undefined ? [] : [{ itemIdentifier }];
  });
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
