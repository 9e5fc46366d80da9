import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { present } from '#domain/present.ts';
import { type RefusalPorts, type StreamKey, type Subject, workThrough } from '#runtime/stream-batch.ts';
import { RequestRefused } from '#storage/request-refused.ts';
import { recordingMeter } from '#support/recording-meter.ts';
import { aStreamRecord, deliverBatch } from '#support/stream-delivery.ts';

/** As in infra/constructs/streams.ts. */
const RETRIES = 30;
/** A batch of 40 is halved six times before each record is alone. */
const MOST_RECORDS = 40;

const GROUPS = Array.from({ length: 12 }, (_, index) => `place-${index}`);
const ORDERS = ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24'];
/** Of this partition no function is told. */
const NOBODYS = 'nobodys';

const key = fc.record({ pk: fc.constantFrom(...GROUPS, NOBODYS), sk: fc.constantFrom(...ORDERS) });
/** Few groups and orders, so that most batches say the same more than once. */
const batch = fc.array(key, { maxLength: MOST_RECORDS });
/** A place lies at one depth, so a group has one turn. */
const turns = fc.array(fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined }), {
  minLength: GROUPS.length,
  maxLength: GROUPS.length,
});
/** How often each key fails before it succeeds. */
const failures = fc
  .array(fc.tuple(key, fc.integer({ min: 1, max: 4 })), { maxLength: 8 })
  .map((failing) => new Map(failing.map(([{ pk, sk }, times]) => [nameOf(pk, sk), times])));

function nameOf(group: string, order: string): string {
  return `${group} ${order}`;
}

function subjectBy(turnOfGroup: readonly (number | undefined)[]) {
  return ({ pk, sk }: StreamKey): Subject | undefined => {
    if (pk === NOBODYS) return undefined;
    const turn = turnOfGroup[GROUPS.indexOf(pk)];
    return { group: pk, order: sk, ...(turn === undefined ? {} : { turn }) };
  };
}

const nothingRefused: RefusalPorts = {
  meter: {
    record: (values) => {
      throw new Error(`Recorded ${JSON.stringify(values)}`);
    },
  },
};

function namesOf(keys: readonly StreamKey[]): string[] {
  return [...new Set(keys.filter(({ pk }) => pk !== NOBODYS).map(({ pk, sk }) => nameOf(pk, sk)))];
}

function recordsOf(keys: readonly StreamKey[]) {
  return keys.map((each, index) => aStreamRecord(1000 + index, each));
}

interface Step {
  readonly what: 'begins' | 'ends';
  readonly group: string;
  readonly order: string;
}

/** Works through one batch with tasks that end in any order; tells each step and what was reported. */
async function oneCall(
  keys: readonly StreamKey[],
  turnOfGroup: readonly (number | undefined)[],
  failing: ReadonlySet<string>,
  scheduler: fc.Scheduler,
) {
  const steps: Step[] = [];
  const answer = await scheduler.waitFor(
    workThrough(
      recordsOf(keys),
      subjectBy(turnOfGroup),
      async (group, order) => {
        steps.push({ what: 'begins', group, order });
        await scheduler.schedule(Promise.resolve());
        steps.push({ what: 'ends', group, order });
        if (failing.has(nameOf(group, order))) throw new Error(`${group} failed`);
      },
      nothingRefused,
    ),
  );
  return { steps, reported: answer.batchItemFailures };
}

const anyCall = fc.record({ keys: batch, turnOfGroup: turns, failing: fc.subarray(GROUPS.flatMap(ordersOf)) });

function ordersOf(group: string): string[] {
  return ORDERS.map((order) => nameOf(group, order));
}

/** Checks one rule over generated batches, failures and interleavings. */
function always(
  rule: (
    call: {
      readonly keys: readonly StreamKey[];
      readonly turnOf: (group: string) => number;
      readonly failing: ReadonlySet<string>;
    },
    seen: { readonly steps: readonly Step[]; readonly reported: readonly { readonly itemIdentifier: string }[] },
  ) => void,
): Promise<void> {
  return fc.assert(
    fc.asyncProperty(anyCall, fc.scheduler(), async ({ keys, turnOfGroup, failing }, scheduler) => {
      const names = new Set(failing);
      const seen = await oneCall(keys, turnOfGroup, names, scheduler);
      rule({ keys, turnOf: (group) => turnOfGroup[GROUPS.indexOf(group)] ?? 0, failing: names }, seen);
    }),
    { seed: 20_261_123, numRuns: 300 },
  );
}

describe('one call with a batch', () => {
  test('tries every distinct subject exactly once, whatever fails, and nothing else', () =>
    always(({ keys }, { steps }) => {
      const tried = steps.filter(({ what }) => what === 'begins').map(({ group, order }) => nameOf(group, order));
      expect(tried.toSorted()).toEqual(namesOf(keys).toSorted());
    }));

  test('takes the subjects of a group in their order, each after the one before has ended', () =>
    always((_, { steps }) => {
      for (const ofGroup of Map.groupBy(steps, (step) => step.group).values()) {
        const orders = [...new Set(ofGroup.map(({ order }) => order))].sort();
        expect(ofGroup.map(({ what, order }) => `${what} ${order}`)).toEqual(
          orders.flatMap((order) => [`begins ${order}`, `ends ${order}`]),
        );
      }
    }));

  test('ends the groups of a turn before a group of a later turn begins', () =>
    always(({ turnOf }, { steps }) => {
      const turnsInTime = steps.map(({ group }) => turnOf(group));
      expect(turnsInTime).toEqual(turnsInTime.toSorted((a, b) => a - b));
    }));

  test('reports the first record whose subject failed, and so nothing before it and everything after', () =>
    always(({ keys, failing }, { reported }) => {
      const first = keys.findIndex(({ pk, sk }) => pk !== NOBODYS && failing.has(nameOf(pk, sk)));
      expect(reported).toEqual(first < 0 ? [] : [{ itemIdentifier: String(1000 + first) }]);
    }));
});

/** A function over a batch of a stream, with what became of each subject. */
function aFunction(
  keys: readonly StreamKey[],
  turnOfGroup: readonly (number | undefined)[],
  ports: RefusalPorts = nothingRefused,
) {
  const done = new Map<string, number>();
  let mostPerCall = 0;
  return {
    done,
    mostPerCall: () => mostPerCall,
    deliver: (fate: (name: string) => 'succeeds' | 'fails' | 'is refused' | 'never ends') =>
      deliverBatch(recordsOf(keys), {
        retries: RETRIES,
        call: (records) => {
          const { promise: outOfTime, reject } = Promise.withResolvers<never>();
          let isStopped = false;
          const tries = new Map<string, number>();
          const answer = workThrough(
            records,
            subjectBy(turnOfGroup),
            async (group, order) => {
              // A process that was stopped does nothing more.
              if (isStopped) await new Promise(() => undefined);
              const name = nameOf(group, order);
              tries.set(name, (tries.get(name) ?? 0) + 1);
              mostPerCall = Math.max(mostPerCall, ...tries.values());
              const fated = fate(name);
              if (fated === 'fails') throw new Error(`${name} failed`);
              if (fated === 'is refused') throw new RequestRefused(`${name} was refused`);
              if (fated === 'never ends') {
                isStopped = true;
                reject(new Error('Task timed out'));
                await new Promise(() => undefined);
              }
              done.set(name, (done.get(name) ?? 0) + 1);
            },
            ports,
          );
          return Promise.race([answer, outOfTime]);
        },
      }),
  };
}

const redelivered = { seed: 20_261_124, numRuns: 300 };
/** Keys that never succeed. */
const poisonous = fc.uniqueArray(key, { maxLength: 3 }).map((keys) => new Set(namesOf(keys)));

describe('a batch that comes again until nothing fails', () => {
  test('ends with every subject done and nothing given up, when each failure passes', () =>
    fc.assert(
      fc.asyncProperty(batch, turns, failures, async (keys, turnOfGroup, failing) => {
        const left = new Map(failing);
        const lambda = aFunction(keys, turnOfGroup);
        const givenUp = await lambda.deliver((name) => {
          const times = left.get(name) ?? 0;
          left.set(name, times - 1);
          return times > 0 ? 'fails' : 'succeeds';
        });
        expect(givenUp).toEqual([]);
        expect([...lambda.done.keys()].toSorted()).toEqual(namesOf(keys).toSorted());
        expect(lambda.mostPerCall()).toBeLessThanOrEqual(1);
      }),
      redelivered,
    ));

  test('a subject that always raises goes to the queue of failures, and every other one is done', () =>
    fc.assert(
      fc.asyncProperty(batch, turns, failures, poisonous, async (keys, turnOfGroup, failing, poison) => {
        const left = new Map(failing);
        const lambda = aFunction(keys, turnOfGroup);
        const givenUp = await lambda.deliver((name) => {
          const times = left.get(name) ?? 0;
          left.set(name, times - 1);
          return poison.has(name) || times > 0 ? 'fails' : 'succeeds';
        });
        const names = namesOf(keys);
        expect([...lambda.done.keys()].toSorted()).toEqual(names.filter((name) => !poison.has(name)).toSorted());
        const inQueue = new Set(givenUp.map(({ dynamodb }) => dynamodb?.SequenceNumber));
        for (const [index, { pk, sk }] of keys.entries()) {
          if (poison.has(nameOf(pk, sk))) expect(inQueue).toContain(String(1000 + index));
        }
      }),
      redelivered,
    ));

  test('a subject that takes the whole call with it is split off alone, and every other one is done', () =>
    fc.assert(
      fc.asyncProperty(batch, turns, failures, poisonous, async (keys, turnOfGroup, failing, poison) => {
        const left = new Map(failing);
        const lambda = aFunction(keys, turnOfGroup);
        const givenUp = await lambda.deliver((name) => {
          if (poison.has(name)) return 'never ends';
          const times = left.get(name) ?? 0;
          left.set(name, times - 1);
          return times > 0 ? 'fails' : 'succeeds';
        });
        const isPoison = ({ pk, sk }: StreamKey) => poison.has(nameOf(pk, sk));
        expect([...lambda.done.keys()].toSorted()).toEqual(namesOf(keys.filter((each) => !isPoison(each))).toSorted());
        expect(givenUp).toEqual(recordsOf(keys).filter((_, index) => isPoison(keys[index] as StreamKey)));
      }),
      redelivered,
    ));
});

/** A failure queue that keeps what is set aside. */
function aQueue() {
  const kept: StreamKey[] = [];
  const meter = recordingMeter();
  return { kept, meter, setAside: async (keys: readonly StreamKey[]) => void kept.push(...keys) };
}

describe('a subject that is refused for good', () => {
  test('is tried once, set aside and counted, and the stream comes back to nothing', () =>
    fc.assert(
      fc.asyncProperty(batch, turns, poisonous, async (keys, turnOfGroup, poison) => {
        const queue = aQueue();
        const lambda = aFunction(keys, turnOfGroup, queue);
        const tried: string[] = [];
        const givenUp = await lambda.deliver((name) => {
          tried.push(name);
          return poison.has(name) ? 'is refused' : 'succeeds';
        });
        const names = namesOf(keys);
        const refused = names.filter((name) => poison.has(name)).toSorted();
        expect(givenUp).toEqual([]);
        expect(tried.toSorted()).toEqual(names.toSorted());
        expect(queue.kept.map(({ pk, sk }) => nameOf(pk, sk)).toSorted()).toEqual(refused);
        expect(queue.meter.recorded).toEqual(refused.length === 0 ? [] : [{ RefusedWrites: refused.length }]);
        expect([...lambda.done.keys()].toSorted()).toEqual(names.filter((name) => !poison.has(name)).toSorted());
      }),
      redelivered,
    ));

  test('is set aside, and all others done, also among failures that pass', () =>
    fc.assert(
      fc.asyncProperty(batch, turns, failures, poisonous, async (keys, turnOfGroup, failing, poison) => {
        const left = new Map(failing);
        const queue = aQueue();
        const lambda = aFunction(keys, turnOfGroup, queue);
        const givenUp = await lambda.deliver((name) => {
          if (poison.has(name)) return 'is refused';
          const times = left.get(name) ?? 0;
          left.set(name, times - 1);
          return times > 0 ? 'fails' : 'succeeds';
        });
        const names = namesOf(keys);
        expect(givenUp).toEqual([]);
        expect(new Set(queue.kept.map(({ pk, sk }) => nameOf(pk, sk)))).toEqual(
          new Set(names.filter((name) => poison.has(name))),
        );
        expect([...lambda.done.keys()].toSorted()).toEqual(names.filter((name) => !poison.has(name)).toSorted());
      }),
      redelivered,
    ));

  const keys: StreamKey[] = ['place-0', 'place-1', 'place-1', 'place-2'].map((pk) => ({ pk, sk: '2026-11-21' }));
  const refuse = async (group: string) => {
    if (group === 'place-1') throw new RequestRefused('too large');
  };

  test.each([
    { why: 'the queue does not take it', setAside: () => Promise.reject(new Error('The queue is not there')) },
    { why: 'there is no queue', setAside: undefined },
  ])('stays in the stream when it cannot be set aside ($why), and is counted all the same', async ({ setAside }) => {
    const meter = recordingMeter();
    const answer = await workThrough(recordsOf(keys), subjectBy([]), refuse, present({ meter, setAside }));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '1001' }] });
    expect(meter.recorded).toEqual([{ RefusedWrites: 1 }]);
  });

  test('is told to whoever hands records over by hand, who keeps them, and set aside nowhere else', async () => {
    const queue = aQueue();
    const records = recordsOf(keys).map(({ eventSourceARN: _stream, ...record }) => record);
    expect(await workThrough(records, subjectBy([]), refuse, queue)).toEqual({
      batchItemFailures: [],
      refused: [{ itemIdentifier: '1001' }, { itemIdentifier: '1002' }],
    });
    expect(queue.kept).toEqual([]);
  });
});
