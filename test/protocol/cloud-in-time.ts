// The streams of the cloud in a time of their own: the real handlers over tables in steps, as Lambda calls them.
//
// 1. A write wakes each subscriber that its key is for. Lambda keeps the order of one item, and of nothing else: the lane of a
//    record follows from the hash of its item's key. (A partition key alone keeps no order.)
// 2. A lane gathers records until the window that began with its first one is over, or the batch is full, and then calls
//    the function, one batch at a time. What the function reports as failed comes again at once.
// 3. A call takes time to begin, and each of its requests takes time; nothing else does. What a function has delivered
//    later comes by a queue that wakes it then.
import { createHash } from 'node:crypto';
import type { Context, DynamoDBRecord } from 'aws-lambda';
import type { Catalogue } from '#domain/catalogue.ts';
import { createHandler as assessPlace } from '#functions/assess-place/handler.ts';
import { createHandler as reconcileAlerts } from '#functions/reconcile-alerts/handler.ts';
import { createHandler as respondToAlert } from '#functions/respond-to-alert/handler.ts';
import { NO_METER } from '#runtime/meter.ts';
import type { ConversationName, TellingPlatform } from '#runtime/platform.ts';
import { SUBSCRIPTIONS, type Subscription, wakes } from '#storage/tables.ts';
import { settled } from './schedule.ts';
import { type Key, type Step, type TablesInSteps, tablesInSteps } from './tables-in-steps.ts';

/** What is set of one stream: how long records are gathered, and in how many lanes. */
export interface Lanes {
  readonly windowMs: number;
  readonly lanes: number;
}

/** How long things take, in milliseconds. */
export interface Speeds {
  readonly beginMs: number;
  readonly requestMs: number;
}

export interface CloudInTime {
  readonly tables: TablesInSteps;
  readonly clock: () => number;
  /** Has something happen at an instant. */
  readonly at: (instant: number, happen: () => unknown) => void;
  /** A step that takes the time of a request, and counts it for whoever asks. */
  readonly stepOf: (name: string) => Step;
  /** How many reads each function has made. */
  readonly reads: ReadonlyMap<string, number>;
  /** Plays on until nothing is left to do, or an instant. */
  readonly play: (until: number) => Promise<void>;
}

interface CloudOptions {
  readonly city: Catalogue;
  readonly start: number;
  readonly lanes: Readonly<Record<string, Lanes>>;
  readonly speeds: Speeds;
  /** How long news waits until the wider judgement is in. */
  readonly gatherMs: number;
  /** What a queue of deliveries does. */
  readonly deliver: (cloud: CloudInTime, conversation: ConversationName) => Promise<void>;
}

type Handler = (event: { Records: DynamoDBRecord[] }) => Promise<{ batchItemFailures: { itemIdentifier: string }[] }>;

export function cloudInTime({ city, start, lanes, speeds, gatherMs, deliver }: CloudOptions): CloudInTime {
  let now = start;
  let order = 0;
  const timers: { readonly at: number; readonly order: number; readonly happen: () => unknown }[] = [];
  const reads = new Map<string, number>();

  const at = (instant: number, happen: () => unknown) => {
    const timer = { at: Math.max(now, instant), order: order++, happen };
    // Mostly the last one: a search from behind is short.
    let index = timers.length;
    while (index > 0 && later(timers[index - 1] as typeof timer, timer)) index--;
    timers.splice(index, 0, timer);
  };
  const wait = (ms: number) => new Promise<void>((resolve) => at(now + ms, resolve));
  const stepOf =
    (name: string): Step =>
    async (moment) => {
      if (moment === 'read') reads.set(name, (reads.get(name) ?? 0) + 1);
      if (moment === 'read' || moment === 'write') await wait(speeds.requestMs);
    };

  const queues: { readonly subscription: Subscription; readonly take: (key: Key) => void }[] = [];
  const tables = tablesInSteps((table, { pk, sk }) => {
    for (const { subscription, take } of queues) {
      if (subscription.table === table && wakes(subscription, { pk, sk })) take({ pk, sk });
    }
  });
  const cloud: CloudInTime = { tables, clock: () => now, at, stepOf, reads, play };

  const platformOf = (name: string): TellingPlatform => ({
    env: {
      MARKET_TABLE: 'market',
      DESK_TABLE: 'desk',
      REGISTRY_TABLE: 'registry',
      TRAIL_TABLE: 'trail',
      GATHER_MESSAGES_MS: String(gatherMs),
    },
    clock: () => now,
    randomBytes: (count) => new Uint8Array(count),
    fetch: globalThis.fetch,
    dynamodb: tables.connect(stepOf(name)),
    meter: NO_METER,
    pause: wait,
    deliverLater: async (conversation, instant) => at(instant, () => deliver(cloud, conversation)),
  });
  const handlers: Readonly<Record<string, unknown>> = {
    'assess-place': assessPlace(platformOf('assess-place'), city),
    'reconcile-alerts': reconcileAlerts(platformOf('reconcile-alerts')),
    'respond-to-alert': respondToAlert(platformOf('respond-to-alert'), city),
  };

  for (const subscription of SUBSCRIPTIONS) {
    const set = lanes[subscription.function];
    const handler = handlers[subscription.function] as ((event: object, context: Context) => never) | undefined;
    if (!set || !handler) continue;
    const call: Handler = (event) => handler(event, {} as Context);
    const all = Array.from({ length: set.lanes }, () => laneOf(subscription, set.windowMs, call));
    queues.push({ subscription, take: (key) => all[hashOf(key) % set.lanes]?.(key) });
  }

  function laneOf({ batchSize }: Subscription, windowMs: number, call: Handler) {
    let waiting: Key[] = [];
    let isRunning = false;
    let isWaiting = false;
    const run = async () => {
      isRunning = true;
      const batch = waiting.slice(0, batchSize);
      waiting = waiting.slice(batchSize);
      await wait(speeds.beginMs);
      const records = batch.map((key, index) => ({
        eventName: 'MODIFY' as const,
        dynamodb: { Keys: { pk: { S: key.pk }, sk: { S: key.sk } }, SequenceNumber: String(index) },
      }));
      const { batchItemFailures } = await call({ Records: records });
      const failed = batchItemFailures[0]?.itemIdentifier;
      if (failed !== undefined) waiting = [...batch.slice(Number(failed)), ...waiting];
      isRunning = false;
      if (waiting.length > 0) begin();
    };
    const begin = () => {
      if (isRunning || isWaiting) return;
      isWaiting = true;
      at(now + (waiting.length >= batchSize ? 0 : windowMs), () => {
        isWaiting = false;
        void run();
      });
    };
    return (key: Key) => {
      waiting.push(key);
      begin();
    };
  }

  async function play(until: number): Promise<void> {
    for (let next = timers[0]; next && next.at <= until; next = timers[0]) {
      timers.shift();
      now = next.at;
      next.happen();
      await settled();
      await settled();
    }
    now = Math.max(now, until);
  }

  return cloud;
}

function later(a: { readonly at: number; readonly order: number }, b: typeof a): boolean {
  return a.at > b.at || (a.at === b.at && a.order > b.order);
}

function hashOf({ pk, sk }: Key): number {
  return createHash('sha256').update(`${pk}\n${sk}`).digest().readUInt32BE(0);
}
