import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { type Subscription, wakes } from '#storage/tables.ts';
import { PENDING_TABLE } from './embedded-database.ts';
import { pendingKeys } from './pending-keys.ts';

/** A handler that is woken by written keys. */
export type StreamHandler = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse | undefined>;

interface Key {
  readonly pk: string;
  readonly sk: string;
}

interface Waiting {
  readonly key: Key;
  readonly tokens: string[];
}

/** What gives the embedded database the streams that it lacks. */
export interface HandOver {
  /** Hands over what another client of the same database writes, too. */
  readonly watch: (dynamodb: DynamoDBDocumentClient) => void;
  /** Resolves once nothing waits to be handled. */
  readonly idle: () => Promise<void>;
  /** Hands over what was written before the last stop and not handled. */
  readonly resume: () => Promise<void>;
  /** Begins nothing more; resolves once the handlers that run have ended. */
  readonly stop: () => Promise<void>;
}

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;
const MOST_ATTEMPTS = 60;

/**
 * Streams by a small SDK middleware: before an item is written, its key goes into a pending table of the same
 * database; after the write the key is handed to the subscribed handler; once that has succeeded the pending entry
 * goes. A kill at any point leaves either nothing written or a pending entry, and `resume` hands over what is pending.
 * Each write has an entry of its own, so that a write that loses its condition takes no other's entry with it.
 *
 * @param dynamodb asks the pending table, and is watched.
 */
export function handOverWrites(
  dynamodb: DynamoDBDocumentClient,
  tableOf: (subscription: Subscription) => string,
  subscribers: readonly { readonly subscription: Subscription; readonly handler: StreamHandler }[],
  newToken: () => string,
  giveUp: (functionName: string, key: Key) => void,
): HandOver {
  const queues = subscribers.map(({ subscription, handler }) => ({
    subscription,
    table: tableOf(subscription),
    handler,
    waiting: new Map<string, Waiting>(),
    running: false,
    draining: Promise.resolve(),
    attempts: 0,
  }));
  type Queue = (typeof queues)[number];
  const pending = pendingKeys(dynamodb);
  let stopped = false;
  let idleWaiters: (() => void)[] = [];
  const timers = new Set<NodeJS.Timeout>();

  const queueFor = (table: string, key: Key): Queue | undefined =>
    queues.find((queue) => queue.table === table && wakes(queue.subscription, key));

  const enqueue = (queue: Queue, key: Key, tokens: readonly string[]) => {
    const name = `${key.pk}\n${key.sk}`;
    const known = queue.waiting.get(name);
    if (known) known.tokens.push(...tokens);
    else queue.waiting.set(name, { key, tokens: [...tokens] });
    if (!queue.running) run(queue, windowOf(queue));
  };

  // As in the cloud, a batch that is full waits for no window.
  const windowOf = ({ waiting, subscription: { batchSize, localWindowMs } }: Queue) =>
    waiting.size >= batchSize ? 0 : localWindowMs;

  const run = (queue: Queue, delayMs: number) => {
    if (stopped) return;
    queue.running = true;
    const timer = setTimeout(() => {
      timers.delete(timer);
      queue.draining = drain(queue);
    }, delayMs);
    timers.add(timer);
  };

  const drain = async (queue: Queue) => {
    const batch = [...queue.waiting.entries()].slice(0, queue.subscription.batchSize);
    for (const [name] of batch) queue.waiting.delete(name);
    const entries = batch.map(([, entry]) => entry);
    const done = await callHandler(queue, entries);
    await Promise.all(
      entries
        .slice(0, done)
        .flatMap(({ tokens }) => tokens)
        .map(pending.remove),
    ).catch(() => undefined);
    const left = entries.slice(done);
    queue.attempts = left.length === 0 ? 0 : queue.attempts + 1;
    if (queue.attempts > MOST_ATTEMPTS) {
      // Still pending in the database: the log says why the handler failed, the next start tries again.
      for (const { key } of left) giveUp(queue.subscription.function, key);
      queue.attempts = 0;
    } else for (const { key, tokens } of left) putBack(queue, key, tokens);
    queue.running = false;
    if (queue.waiting.size > 0) run(queue, Math.max(windowOf(queue), retryDelay(queue.attempts)));
    else tellIdle();
  };

  const putBack = (queue: Queue, key: Key, tokens: readonly string[]) => {
    const name = `${key.pk}\n${key.sk}`;
    const known = queue.waiting.get(name);
    queue.waiting.set(name, { key, tokens: [...tokens, ...(known?.tokens ?? [])] });
  };

  const isIdle = () => queues.every((queue) => !queue.running && queue.waiting.size === 0);
  const tellIdle = () => {
    if (!isIdle()) return;
    for (const resolve of idleWaiters) resolve();
    idleWaiters = [];
  };

  const watch = (client: DynamoDBDocumentClient) =>
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const written = writtenKey(String(context['commandName'] ?? ''), args.input);
        const queue = written && queueFor(written.table, written.key);
        if (!written || !queue) return next(args);
        const token = newToken();
        await pending.add({ token, ...written });
        try {
          const result = await next(args);
          enqueue(queue, written.key, [token]);
          return result;
        } catch (error) {
          // A lost condition wrote nothing. Any other error may hide a write that was made: waking for nothing is harmless.
          if (error instanceof ConditionalCheckFailedException) await pending.remove(token);
          else enqueue(queue, written.key, [token]);
          throw error;
        }
      },
      { step: 'initialize', name: 'handOverWrites' },
    );
  watch(dynamodb);

  return {
    watch,
    idle: () => (isIdle() ? Promise.resolve() : new Promise((resolve) => idleWaiters.push(resolve))),
    stop: async () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(queues.map(({ draining }) => draining));
    },
    resume: async () => {
      for (const { token, table, key } of await pending.list()) {
        const queue = queueFor(table, key);
        if (queue) enqueue(queue, key, [token]);
        else await pending.remove(token);
      }
    },
  };
}

function retryDelay(attempts: number): number {
  return attempts === 0 ? 0 : Math.min(FIRST_RETRY_MS * 2 ** attempts, LONGEST_RETRY_MS);
}

/** How many of the entries, from the first on, the handler has worked through. */
async function callHandler(queue: { readonly handler: StreamHandler }, entries: readonly Waiting[]): Promise<number> {
  try {
    const answer = await queue.handler({
      Records: entries.map(({ key }, index) => ({
        eventName: 'MODIFY',
        dynamodb: { Keys: { pk: { S: key.pk }, sk: { S: key.sk } }, SequenceNumber: String(index) },
      })),
    });
    const first = answer?.batchItemFailures[0]?.itemIdentifier;
    return first === undefined ? entries.length : Number(first);
  } catch {
    return 0;
  }
}

/** Table and key of a single-item write; the system makes no other writes. */
function writtenKey(command: string, input: unknown): { table: string; key: Key } | undefined {
  const { TableName, Item, Key } = input as {
    TableName?: string;
    Item?: Record<string, unknown>;
    Key?: Record<string, unknown>;
  };
  if (TableName === undefined || TableName === PENDING_TABLE) return undefined;
  const keys = command.startsWith('Put') ? Item : command.startsWith('Update') ? Key : undefined;
  return keys ? { table: TableName, key: { pk: textOf(keys['pk']), sk: textOf(keys['sk']) } } : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : String((value as { S?: string } | undefined)?.S ?? '');
}
