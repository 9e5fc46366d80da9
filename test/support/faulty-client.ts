import { ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import type { Platform } from '#runtime/platform.ts';
import type { StreamKey } from '#runtime/stream-batch.ts';
import { connectTestDatabase } from './test-database.ts';

/**
 * What may happen to one request to a table:
 * - `throttled`: refused, after the SDK's own attempts;
 * - `timed-out`: it never reached the table;
 * - `answer-lost`: it was made, and nobody knows;
 * - `asked-twice`: it was made, its answer was lost, and the SDK asked again: a condition that held then does not now.
 *
 * The latter two are told of writes only: a read that was made in vain changes nothing.
 */
const FAULTS = ['throttled', 'timed-out', 'answer-lost', 'asked-twice'] as const;
export type Fault = (typeof FAULTS)[number];

/** Faults by the number of the read and of the write, each from 0, over all that a client asks. */
export interface FaultPlan {
  readonly reads: ReadonlyMap<number, Fault>;
  readonly writes: ReadonlyMap<number, Fault>;
}

export const NO_FAULTS: FaultPlan = { reads: new Map(), writes: new Map() };

/** Plans that strike a few of the first reads and writes of a client that makes about so many. */
export function faultPlan(about: { readonly reads: number; readonly writes: number }): fc.Arbitrary<FaultPlan> {
  const among = (count: number, faults: readonly Fault[], most: number) =>
    fc
      .uniqueArray(fc.tuple(fc.nat(count - 1), fc.constantFrom(...faults)), {
        maxLength: most,
        selector: ([at]) => at,
        size: 'max',
      })
      .map((planned) => new Map(planned.toSorted(([a], [b]) => a - b)));
  return fc.record({ reads: among(about.reads, FAULTS.slice(0, 2), 3), writes: among(about.writes, FAULTS, 6) });
}

/** What is left of a plan for the client of the next process. */
export function faultsAfter({ reads, writes }: FaultPlan, client: FaultyClient): FaultPlan {
  const written = client.asked().filter(isWrite).length;
  const read = client.asked().length - written;
  const later = (faults: ReadonlyMap<number, Fault>, by: number) =>
    new Map([...faults].map(([at, fault]) => [at - by, fault]));
  return { reads: later(reads, read), writes: later(writes, written) };
}

/** One request as the table was asked. */
export interface Asked {
  /** As in a role: `PutItem`. */
  readonly action: string;
  readonly input: {
    readonly TableName?: string;
    readonly Item?: Readonly<Record<string, unknown>>;
    readonly ProjectionExpression?: string;
    readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
  };
}

export interface FaultyClient {
  readonly dynamodb: Platform['dynamodb'];
  /** Faults that have struck. */
  readonly struck: () => readonly Fault[];
  readonly asked: () => readonly Asked[];
  /** From now on it is that of a process that was stopped: nothing is asked, no answer comes. */
  readonly stop: () => void;
}

class RequestTimedOut extends Error {
  override readonly name = 'TimeoutError';
}

/** The system makes no other writes. */
function isWrite({ action }: Asked): boolean {
  return action === 'PutItem';
}

/**
 * A client of the same tables on which the planned requests fail.
 *
 * @param onWritten told of each item that was really written, whatever its writer came to know.
 */
export function faultyClient(
  env: Platform['env'],
  faults: FaultPlan,
  onWritten: (table: string, key: StreamKey) => void = () => undefined,
): FaultyClient {
  const dynamodb = connectTestDatabase(env);
  const asked: Asked[] = [];
  const struck: Fault[] = [];
  let isStopped = false;
  const never = () => new Promise<never>(() => undefined);

  dynamodb.middlewareStack.add(
    (next, context) => async (args) => {
      if (isStopped) return never();
      const input = args.input as Asked['input'];
      const request = { action: String(context['commandName']).replace(/Command$/, ''), input };
      const before = asked.filter((earlier) => isWrite(earlier) === isWrite(request)).length;
      const fault = (isWrite(request) ? faults.writes : faults.reads).get(before);
      asked.push(request);
      if (fault) struck.push(fault);
      if (fault === 'throttled') {
        throw new ProvisionedThroughputExceededException({ message: 'The table is throttled', $metadata: {} });
      }
      if (fault === 'timed-out') throw new RequestTimedOut('No connection within 1000 ms');
      const made = await next(args);
      if (input.TableName && input.Item) onWritten(input.TableName, input.Item as unknown as StreamKey);
      const answer = fault === 'asked-twice' ? await next(args) : made;
      if (isStopped) return never();
      if (fault === 'answer-lost') throw new RequestTimedOut('The connection was lost');
      return answer;
    },
    { step: 'initialize', name: 'failAsPlanned' },
  );
  return {
    dynamodb,
    struck: () => struck,
    asked: () => asked,
    stop: () => {
      isStopped = true;
    },
  };
}
