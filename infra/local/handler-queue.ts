import type { DynamoDBStreamEvent } from 'aws-lambda';
import type { BatchAnswer } from '#runtime/stream-batch.ts';
import type { Subscription } from '#storage/tables.ts';

/** A handler that is woken by written keys. */
export type StreamHandler = (event: DynamoDBStreamEvent) => Promise<BatchAnswer | undefined>;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

interface Waiting {
  readonly key: Key;
  readonly tokens: readonly string[];
}

/** The keys that wait for one handler. */
export interface HandlerQueue {
  /** Hands the key over with the next batch; the tokens are given back once the handler has worked through it. */
  readonly add: (key: Key, tokens: readonly string[]) => void;
  readonly isIdle: () => boolean;
  /** How many keys wait, or are being handled. */
  readonly waiting: () => number;
  /** Begins nothing more; resolves once the handler that runs has ended. */
  readonly stop: () => Promise<void>;
}

interface QueuePorts {
  readonly subscription: Subscription;
  readonly handler: StreamHandler;
  readonly done: (tokens: readonly string[]) => Promise<void>;
  /** Told of each key that is refused for good, or that a handler has failed on too often: it is left for the next start. */
  readonly giveUp: (key: Key) => void;
  readonly becameIdle: () => void;
  /** True while the handler had better wait: its batch is handed over once it is not. */
  readonly isHeld?: () => boolean;
}

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;
const MOST_ATTEMPTS = 60;
const HELD_MS = 50;

/** Gathers keys into batches for one handler, one batch at a time, and tries again what failed but may pass. */
export function handlerQueue(ports: QueuePorts): HandlerQueue {
  const { subscription, handler, done, giveUp, becameIdle, isHeld = () => false } = ports;
  const waiting = new Map<string, Waiting>();
  let timer: NodeJS.Timeout | undefined;
  let draining = Promise.resolve();
  let isRunning = false;
  let isStopped = false;
  let attempts = 0;
  let underWay = 0;

  const { localBatchSize: batchSize = subscription.batchSize } = subscription;

  // As in the cloud, a batch that is full waits for no window.
  const windowMs = () => (waiting.size >= batchSize ? 0 : subscription.localWindowMs);

  const run = (delayMs: number) => {
    if (isStopped) return;
    isRunning = true;
    timer = setTimeout(() => {
      if (isHeld()) run(HELD_MS);
      else draining = drain();
    }, delayMs);
  };

  const keep = (key: Key, tokensOf: (known: readonly string[]) => readonly string[]) => {
    const name = `${key.pk}\n${key.sk}`;
    waiting.set(name, { key, tokens: tokensOf(waiting.get(name)?.tokens ?? []) });
  };

  const drain = async () => {
    const batch = [...waiting.entries()].slice(0, batchSize);
    for (const [name] of batch) waiting.delete(name);
    const entries = batch.map(([, entry]) => entry);
    underWay = entries.length;
    const { count, refused } = await callHandler(handler, entries);
    const isDone = (entry: Waiting, index: number) => index < count && !refused.has(entry);
    await done(entries.filter(isDone).flatMap(({ tokens }) => tokens)).catch(() => undefined);
    // Still pending in the database: trying again now mends nothing, but a newer version may.
    for (const { key } of refused) giveUp(key);
    const left = entries.slice(count);
    attempts = left.length === 0 ? 0 : attempts + 1;
    if (attempts > MOST_ATTEMPTS) {
      // Still pending in the database: the log says why the handler failed, the next start tries again.
      for (const { key } of left) giveUp(key);
      attempts = 0;
    } else for (const { key, tokens } of left) keep(key, (known) => [...tokens, ...known]);
    isRunning = false;
    underWay = 0;
    if (waiting.size > 0) run(Math.max(windowMs(), retryDelay(attempts)));
    else becameIdle();
  };

  return {
    add(key, tokens) {
      keep(key, (known) => [...known, ...tokens]);
      if (!isRunning) run(windowMs());
    },
    isIdle: () => !isRunning && waiting.size === 0,
    waiting: () => waiting.size + underWay,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await draining;
    },
  };
}

function retryDelay(attempts: number): number {
  return attempts === 0 ? 0 : Math.min(FIRST_RETRY_MS * 2 ** attempts, LONGEST_RETRY_MS);
}

/** How many of the entries, from the first on, the handler need not see again, and which of them are refused for good. */
async function callHandler(
  handler: StreamHandler,
  entries: readonly Waiting[],
): Promise<{ readonly count: number; readonly refused: ReadonlySet<Waiting> }> {
  try {
    const answer = await handler({
      Records: entries.map(({ key }, index) => ({
        eventName: 'MODIFY',
        dynamodb: { Keys: { pk: { S: key.pk }, sk: { S: key.sk } }, SequenceNumber: String(index) },
      })),
    });
    const first = answer?.batchItemFailures[0]?.itemIdentifier;
    const refused = (answer?.refused ?? []).flatMap(({ itemIdentifier }) => entries[Number(itemIdentifier)] ?? []);
    return { count: first === undefined ? entries.length : Number(first), refused: new Set(refused) };
  } catch {
    return { count: 0, refused: new Set() };
  }
}
