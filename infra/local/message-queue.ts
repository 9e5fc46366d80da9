import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { ConversationName, TellingPlatform } from '#runtime/platform.ts';

/** The queue of deliveries of one machine: it wakes the very handler that SQS wakes in the cloud. */
export interface MessageQueue {
  readonly deliverLater: TellingPlatform['deliverLater'];
  /** Has the conversations looked at in which something waited when the machine ended. */
  readonly resume: () => Promise<void>;
  readonly isIdle: () => boolean;
  /** Resolves once nothing is due, nor within the time that messages are gathered. */
  readonly idle: () => Promise<void>;
  /** How many messages are due, or are being delivered. */
  readonly waiting: () => number;
  /** Begins nothing more; resolves once the handler that runs has ended. */
  readonly stop: () => Promise<void>;
}

interface MessageQueuePorts {
  readonly handler: (event: SQSEvent) => Promise<SQSBatchResponse>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** How long due messages are gathered into one batch. */
  readonly gatherMs: number;
  readonly conversationsDue: (now: number, limit: number) => Promise<readonly ConversationName[]>;
  /** True while what may change a message is still worked on: it waits for that, but not for long. */
  readonly isHeld?: () => boolean;
}

interface Waiting extends ConversationName {
  readonly at: number;
  readonly attempts: number;
}

/** As many as SQS hands over at once. */
const BATCH = 10;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;
/** What fails so often is left to the clock's look, and to the next start. */
const MOST_ATTEMPTS = 60;
/** What is due first; the clock's look takes the rest. */
const MOST_RESUMED = 1_000;
const WHENEVER = Number.MAX_SAFE_INTEGER - 1;
/** A slow machine may judge for longer than news waits: a message would tell half of it. */
const HELD_MS = 100;
const LONGEST_HELD_MS = 30_000;
/** A timer takes no longer wait; what is due later is looked at then, and waits on. */
const LONGEST_TIMER_MS = 3_600_000;

/**
 * Timers in place of SQS. Nothing is kept here: the index of the conversations says what waits, so what is lost with the
 * process is taken up at the next start, or by the clock's look.
 */
export function messageQueue(ports: MessageQueuePorts): MessageQueue {
  const { handler, clock, gatherMs, conversationsDue, isHeld = () => false } = ports;
  const waiting = new Map<string, Waiting>();
  const idleWaiters: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let underWay = 0;
  let retryMs = 0;
  let heldMs = 0;
  let isStopped = false;

  const dueBy = (at: number) => [...waiting.values()].filter((message) => message.at <= at);
  const isIdle = () => running === undefined && dueBy(clock() + gatherMs).length === 0;

  const add = ({ event, reader, at, attempts }: Waiting) => {
    const name = `${event}\n${reader}`;
    const known = waiting.get(name);
    if (!known || known.at > at) waiting.set(name, { event, reader, at, attempts });
    arm();
  };

  const arm = () => {
    clearTimeout(timer);
    if (isStopped || running || waiting.size === 0) return;
    const first = Math.min(...[...waiting.values()].map(({ at }) => at));
    const delay = Math.max(first - clock(), retryMs, 0) + gatherMs;
    timer = setTimeout(begin, Math.min(delay, LONGEST_TIMER_MS));
  };

  const begin = () => {
    if (!isStopped && isHeld() && heldMs < LONGEST_HELD_MS) {
      heldMs += HELD_MS;
      timer = setTimeout(begin, HELD_MS);
      return;
    }
    heldMs = 0;
    running = deliver(dueBy(clock()).slice(0, BATCH)).finally(() => {
      running = undefined;
      underWay = 0;
      arm();
      if (isIdle()) for (const resolve of idleWaiters.splice(0)) resolve();
    });
  };

  const deliver = async (batch: readonly Waiting[]) => {
    underWay = batch.length;
    for (const { event, reader } of batch) waiting.delete(`${event}\n${reader}`);
    const failed = batch.length === 0 ? [] : await callHandler(handler, batch);
    retryMs = Math.max(0, ...failed.map(({ attempts }) => retryDelay(attempts)));
    for (const message of failed) {
      if (message.attempts < MOST_ATTEMPTS) add({ ...message, attempts: message.attempts + 1 });
    }
  };

  return {
    deliverLater: async ({ event, reader }, at) => add({ event, reader, at, attempts: 0 }),
    async resume() {
      for (const conversation of await conversationsDue(WHENEVER, MOST_RESUMED)) {
        add({ ...conversation, at: clock(), attempts: 0 });
      }
    },
    isIdle,
    idle() {
      if (isIdle()) return Promise.resolve();
      // The clock may have been set on since the timer was: what is due by now does not wait for it.
      arm();
      return new Promise((resolve) => idleWaiters.push(resolve));
    },
    waiting: () => dueBy(clock() + gatherMs).length + underWay,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

function retryDelay(attempts: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** attempts, LONGEST_RETRY_MS);
}

/** The messages that failed: all of them where the handler itself has. */
async function callHandler(
  handler: MessageQueuePorts['handler'],
  batch: readonly Waiting[],
): Promise<readonly Waiting[]> {
  try {
    const { batchItemFailures } = await handler({ Records: batch.map(recordOf) });
    return batchItemFailures.flatMap(({ itemIdentifier }) => batch[Number(itemIdentifier)] ?? []);
  } catch {
    return batch;
  }
}

function recordOf({ event, reader }: Waiting, index: number): SQSRecord {
  return {
    messageId: String(index),
    receiptHandle: '',
    body: JSON.stringify({ event, reader } satisfies ConversationName),
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '0',
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'local',
    awsRegion: 'local',
  };
}
