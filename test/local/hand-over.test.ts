import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type EmbeddedDatabase, startDatabase, tableNameOf } from '#infra/local/embedded-database.ts';
import { type HandOver, handOverWrites } from '#infra/local/hand-over.ts';
import type { StreamHandler } from '#infra/local/handler-queue.ts';
import { connectDynamoDb } from '#runtime/connect-dynamodb.ts';
import { NO_METER } from '#runtime/meter.ts';
import { workThrough } from '#runtime/stream-batch.ts';
import { RequestRefused } from '#storage/request-refused.ts';
import type { Subscription } from '#storage/tables.ts';
import { SUBSCRIPTION } from './hand-over-record.ts';

const AT_ONCE: Subscription = { ...SUBSCRIPTION, localWindowMs: 1 };

let database: EmbeddedDatabase;
let tokens = 0;
const started: HandOver[] = [];

beforeEach(async () => {
  database = await startDatabase();
});
afterEach(async () => {
  for (const handOver of started.splice(0)) handOver.stop();
  await database.close();
});

/** One life of the process: its own client and queues over the same database. */
function aLife(handler: (keys: string[]) => Promise<void>) {
  const dynamodb = connectDynamoDb({ DYNAMODB_ENDPOINT: database.endpoint });
  const wake: StreamHandler = async ({ Records }) => {
    await handler(Records.map(({ dynamodb: change }) => change?.Keys?.['sk']?.S ?? ''));
    return { batchItemFailures: [] };
  };
  const handOver = handOverWrites(
    dynamodb,
    ({ table }) => tableNameOf(table),
    [{ subscription: AT_ONCE, handler: wake }],
    () => `token-${tokens++}`,
    () => undefined,
  );
  started.push(handOver);
  const write = (sk: string, condition?: string) =>
    dynamodb.send(
      new PutCommand({
        TableName: tableNameOf('market'),
        Item: { pk: 'p#2026-11-23', sk },
        ...(condition ? { ConditionExpression: condition } : {}),
      }),
    );
  return { dynamodb, handOver, write };
}

/** The keys that a new life of the process finds waiting. */
async function foundByTheNextLife(): Promise<string[]> {
  const found: string[] = [];
  const next = aLife(async (keys) => void found.push(...keys));
  await next.handOver.resume();
  await next.handOver.idle();
  return found;
}

describe('what is written wakes its subscriber', () => {
  test('once, and leaves nothing behind', async () => {
    const woken: string[] = [];
    const life = aLife(async (keys) => void woken.push(...keys));
    await life.write('report#a');
    await life.write('other');
    await life.handOver.idle();
    expect(woken).toEqual(['report#a']);
    expect(await foundByTheNextLife()).toEqual([]);
  });

  test('again until its handler has succeeded', async () => {
    let tries = 0;
    const life = aLife(async () => {
      tries++;
      if (tries < 3) throw new Error('not yet');
    });
    await life.write('report#a');
    await life.handOver.idle();
    expect(tries).toBe(3);
    expect(await foundByTheNextLife()).toEqual([]);
  });

  test('in the next life when the process ends after the write, or while the handler works', async () => {
    const unhandled = aLife(async () => undefined);
    unhandled.handOver.stop();
    await unhandled.write('report#a');
    const working = Promise.withResolvers<void>();
    const inWork = aLife(() => {
      working.resolve();
      return new Promise(() => undefined);
    });
    await inWork.write('report#b');
    await working.promise;
    expect((await foundByTheNextLife()).sort()).toEqual(['report#a', 'report#b']);
  });

  test('in the next life when the process ends between the pending entry and the write: for nothing, but harmlessly', async () => {
    const life = aLife(async () => undefined);
    life.dynamodb.middlewareStack.add(
      (next) => (args) =>
        (args.input as { TableName?: string }).TableName === tableNameOf('market')
          ? new Promise(() => undefined)
          : next(args),
      { step: 'serialize', name: 'endBeforeTheWrite' },
    );
    void life.write('report#a');
    await expect.poll(foundByTheNextLife).toEqual(['report#a']);
  });

  test('even when the answer to a write that was made is lost', async () => {
    const woken: string[] = [];
    const life = aLife(async (keys) => void woken.push(...keys));
    life.dynamodb.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        if ((args.input as { TableName?: string }).TableName === tableNameOf('market'))
          throw new Error('connection lost');
        return result;
      },
      { step: 'serialize', name: 'loseTheAnswer' },
    );
    await expect(life.write('report#a')).rejects.toThrow('connection lost');
    await life.handOver.idle();
    expect(woken).toEqual(['report#a']);
  });

  test('but not when its condition was lost', async () => {
    const woken: string[] = [];
    const life = aLife(async (keys) => void woken.push(...keys));
    await expect(life.write('report#a', 'attribute_exists(pk)')).rejects.toThrow();
    await life.handOver.idle();
    expect(woken).toEqual([]);
    expect(await foundByTheNextLife()).toEqual([]);
  });
});

describe('a key that is refused for good', () => {
  test('is left for the next start at once, while all others go on', async () => {
    const dynamodb = connectDynamoDb({ DYNAMODB_ENDPOINT: database.endpoint });
    const tried: string[] = [];
    const givenUp: string[] = [];
    const handOver = handOverWrites(
      dynamodb,
      ({ table }) => tableNameOf(table),
      [
        {
          subscription: { ...SUBSCRIPTION, localWindowMs: 5 },
          handler: ({ Records }) =>
            workThrough(
              Records,
              ({ sk }) => ({ group: sk, order: '' }),
              async (sk) => {
                tried.push(sk);
                if (sk === 'report#large') throw new RequestRefused('It is over 400 KB');
              },
              { meter: NO_METER },
            ),
        },
      ],
      () => `token-${tokens++}`,
      (_, { sk }) => void givenUp.push(sk),
    );
    started.push(handOver);
    for (const sk of ['report#a', 'report#large', 'report#z']) {
      await dynamodb.send(new PutCommand({ TableName: tableNameOf('market'), Item: { pk: 'p#2026-11-23', sk } }));
    }
    await handOver.idle();
    expect(tried.toSorted()).toEqual(['report#a', 'report#large', 'report#z']);
    expect(givenUp).toEqual(['report#large']);
    await handOver.stop();
    expect(await foundByTheNextLife()).toEqual(['report#large']);
  });
});
