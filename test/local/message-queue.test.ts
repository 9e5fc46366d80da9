import type { SQSEvent } from 'aws-lambda';
import { afterEach, expect, test } from 'vitest';
import { type MessageQueue, messageQueue } from '#infra/local/message-queue.ts';

interface Name {
  readonly event: string;
  readonly reader: string;
}
const aName = (reader: string): Name => ({ event: 'greens-up-2026-11-21', reader });
let queue: MessageQueue | undefined;
afterEach(() => queue?.stop());

/** A queue whose handler fails as often as is said of a reader. */
function queueOf({
  failing = {},
  due = [],
  clock = Date.now,
  isHeld = () => false,
}: {
  failing?: Record<string, number>;
  due?: readonly Name[];
  clock?: () => number;
  isHeld?: () => boolean;
} = {}) {
  const batches: string[][] = [];
  const made = messageQueue({
    async handler({ Records }: SQSEvent) {
      const readers = Records.map(({ body }) => (JSON.parse(body) as Name).reader);
      batches.push(readers);
      const failed = Records.filter((_, index) => (failing[readers[index] ?? ''] ?? 0) > 0);
      for (const reader of readers) failing[reader] = (failing[reader] ?? 0) - 1;
      return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    },
    clock,
    gatherMs: 5,
    conversationsDue: async () => due,
    isHeld,
  });
  queue = made;
  return { ...made, batches };
}

test('what is due at once goes out together, ten at most, and the same once', async () => {
  const { deliverLater, idle, batches, waiting } = queueOf();
  for (let n = 0; n < 12; n++) await deliverLater(aName(`p-${n}`), Date.now() - 1);
  await deliverLater(aName('p-3'), Date.now() - 1);
  expect(waiting()).toBe(12);
  await idle();
  expect(batches.map(({ length }) => length)).toEqual([10, 2]);
  expect(waiting()).toBe(0);
});

test('nothing goes out before its instant, and nobody waits for it', async () => {
  const { deliverLater, idle, batches } = queueOf();
  await deliverLater(aName('p-lan'), Date.now() + 250);
  await idle();
  expect(batches).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(batches).toEqual([['p-lan']]);
});

test('what the clock has passed since it was set on is due, and waited for', async () => {
  let now = 0;
  const { deliverLater, idle, batches } = queueOf({ clock: () => now });
  await deliverLater(aName('p-lan'), 3_600_000);
  now = 9 * 3_600_000;
  await idle();
  expect(batches).toEqual([['p-lan']]);
});

test('what failed is tried again, alone, until it is done', async () => {
  const { deliverLater, idle, batches } = queueOf({ failing: { 'p-ann': 2 } });
  for (const reader of ['p-lan', 'p-ann']) await deliverLater(aName(reader), Date.now() - 1);
  await idle();
  expect(batches).toEqual([['p-lan', 'p-ann'], ['p-ann'], ['p-ann']]);
});

test('what waited when the machine ended is looked at after the next start', async () => {
  const { resume, idle, batches } = queueOf({ due: [aName('p-lan'), aName('p-ann')] });
  await resume();
  await idle();
  expect(batches).toEqual([['p-lan', 'p-ann']]);
});

test('once it is told to end nothing more begins', async () => {
  const { deliverLater, stop, batches } = queueOf();
  await deliverLater(aName('p-lan'), Date.now() - 1);
  await stop();
  await deliverLater(aName('p-ann'), Date.now() - 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(batches).toEqual([]);
});

test('what is due waits while what may change it is worked on', async () => {
  let isBusy = true;
  const made = queueOf({ isHeld: () => isBusy });
  await made.deliverLater(aName('lan'), Date.now());
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(made.batches).toEqual([]);
  expect(made.waiting()).toBe(1);
  isBusy = false;
  await made.idle();
  expect(made.batches).toEqual([['lan']]);
});
