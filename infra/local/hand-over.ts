import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Subscription, wakes } from '#storage/tables.ts';
import { PENDING_TABLE } from './embedded-database.ts';
import { type HandlerQueue, handlerQueue, type Key, type StreamHandler } from './handler-queue.ts';
import { pendingKeys } from './pending-keys.ts';

/** What gives the embedded database the streams that it lacks. */
export interface HandOver {
  /** Hands over what another client of the same database writes, too. */
  readonly watch: (dynamodb: DynamoDBDocumentClient) => void;
  /** Resolves once nothing waits to be handled. */
  readonly idle: () => Promise<void>;
  /** How many keys wait to be handled. */
  readonly waiting: () => number;
  /** Hands over what was written before the last stop and not handled. */
  readonly resume: () => Promise<void>;
  /** Begins nothing more; resolves once the handlers that run have ended. */
  readonly stop: () => Promise<void>;
}

/**
 * Streams by a small SDK middleware: before an item is written, its key goes into a pending table of the same
 * database; after the write the key is handed to the subscribed handler; once that has succeeded the pending entry
 * goes. A kill at any point leaves either nothing written or a pending entry, and `resume` hands over what is pending.
 * Each write has an entry of its own for each handler that it wakes, so that a write that loses its condition takes no
 * other's entry with it.
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
  const pending = pendingKeys(dynamodb);
  const idleWaiters: (() => void)[] = [];
  const filling = fillingPast();
  const isRebuilding = () => queues.some(({ subscription, isIdle }) => subscription.function === FIRST && !isIdle());
  const queues: (HandlerQueue & { readonly subscription: Subscription; readonly table: string })[] = subscribers.map(
    ({ subscription, handler }) => ({
      subscription,
      table: tableOf(subscription),
      ...handlerQueue({
        subscription,
        handler,
        done: async (tokens) => void (await Promise.all(tokens.map(pending.remove))),
        giveUp: (key) => giveUp(subscription.function, key),
        becameIdle: () => tellIdle(),
        isHeld: () => subscription.function === THEN && (isRebuilding() || filling.isGoingOn()),
      }),
    }),
  );
  const queuesFor = (table: string, key: Key, name?: string) =>
    queues.filter(
      ({ subscription, table: own }) =>
        own === table && wakes(subscription, key) && (name ?? subscription.function) === subscription.function,
    );
  const isIdle = () => queues.every((queue) => queue.isIdle());
  const tellIdle = () => {
    if (isIdle()) for (const resolve of idleWaiters.splice(0)) resolve();
  };

  const watch = (client: DynamoDBDocumentClient) =>
    beforeEachWrite(client, async ({ table, key, more }, write) => {
      if (key.pk === PAST_FILLED) filling.note(more);
      const woken = queuesFor(table, key).map((queue) => ({ queue, token: newToken() }));
      if (woken.length === 0) return write();
      const entries = woken.map(({ queue, token }) => ({ token, table, key, wakes: queue.subscription.function }));
      await Promise.all(entries.map(pending.add));
      const handOver = () => {
        for (const { queue, token } of woken) queue.add(key, [token]);
      };
      try {
        const result = await write();
        handOver();
        return result;
      } catch (error) {
        // A lost condition wrote nothing. Any other error may hide a write that was made: waking for nothing is harmless.
        if (error instanceof ConditionalCheckFailedException) {
          await Promise.all(woken.map(({ token }) => pending.remove(token)));
        } else handOver();
        throw error;
      }
    });
  watch(dynamodb);

  return {
    watch,
    idle: () => (isIdle() ? Promise.resolve() : new Promise((resolve) => idleWaiters.push(resolve))),
    waiting: () => queues.reduce((sum, queue) => sum + queue.waiting(), 0),
    stop: async () => void (await Promise.all(queues.map((queue) => queue.stop()))),
    resume: async () => {
      for (const { token, table, key, wakes: name } of await pending.list()) {
        const woken = queuesFor(table, key, name);
        for (const queue of woken) queue.add(key, [token]);
        if (woken.length === 0) await pending.remove(token);
      }
    },
  };
}

/** Days that are being folded anew are assessed live once that is done: one processor would do all of it twice. */
const [FIRST, THEN] = ['rebuild-places', 'assess-place'];

/** Requests for rebuilds, which say whether more files of past days follow. */
const PAST_FILLED = 'rebuild';
/** Who fills the past and has not been heard of for so long has gone away. */
const LONGEST_SILENCE_MS = 20_000;

/** Whether files of past days are being sent one after the other: nothing is assessed in between. */
function fillingPast() {
  let heldUntil = 0;
  return {
    note(more: boolean): void {
      heldUntil = more ? performance.now() + LONGEST_SILENCE_MS : 0;
    },
    isGoingOn: () => performance.now() < heldUntil,
  };
}

interface Written {
  readonly table: string;
  readonly key: Key;
  readonly more: boolean;
}

/** Has a client's single-item writes made by `make`, which is given the write. */
function beforeEachWrite(
  client: DynamoDBDocumentClient,
  make: <Result>(written: Written, write: () => Promise<Result>) => Promise<Result>,
): void {
  client.middlewareStack.add(
    (next, context) => (args) => {
      const written = writtenKey(String(context['commandName'] ?? ''), args.input);
      return written ? make(written, () => next(args)) : next(args);
    },
    { step: 'initialize', name: 'handOverWrites' },
  );
}

/** Table and key of a single-item write; the system makes no other writes. */
function writtenKey(command: string, input: unknown): Written | undefined {
  const { TableName, Item, Key } = input as {
    TableName?: string;
    Item?: Record<string, unknown>;
    Key?: Record<string, unknown>;
  };
  if (TableName === undefined || TableName === PENDING_TABLE) return undefined;
  const keys = command.startsWith('Put') ? Item : command.startsWith('Update') ? Key : undefined;
  const key = keys && { pk: textOf(keys['pk']), sk: textOf(keys['sk']) };
  return key && { table: TableName, key, more: Item?.['more'] !== undefined };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : String((value as { S?: string } | undefined)?.S ?? '');
}
