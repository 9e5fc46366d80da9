import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { PARTITION_KEY, SORT_KEY, SUBSCRIPTIONS, type Subscription } from '#storage/tables.ts';
import { type FunctionName, knownFunction } from '../function-definitions.ts';
import { FailureQueue } from './failure-queue.ts';
import type { Functions } from './functions.ts';
import type { Tables } from './tables.ts';

/**
 * How many batches of one shard run side by side; one unless said. Lambda keeps the order of one item in one of these lanes,
 * and of nothing else: with several lanes a place-day is assessed in each of them for the reports that lie there, at the
 * same time and in vain. One lane sees all that its window gathered and takes half the reads of two; the simulation of
 * test/protocol/cloud-windows.test.ts shows that it keeps up. A shard that is written to more becomes two by itself.
 */
const LANES: Readonly<Partial<Record<FunctionName, number>>> = { 'close-day': 4 };

/** Enough to outlast a held lease of a delivery (each such try pauses) or a throttled table; a lane is not shut for hours. */
const RETRIES = 30;
/** A stream holds a record for 24 hours: what was given up can still be read from it, as the runbook does. */
const GIVE_UP_AFTER = Duration.hours(6);

/** The tables' streams, each subscriber with its filter, its batches and a queue for what it gave up. */
export class Streams extends Construct {
  readonly failures: Readonly<Partial<Record<FunctionName, FailureQueue>>>;

  constructor(scope: Construct, id: string, { tables, functions }: { tables: Tables; functions: Functions }) {
    super(scope, id);
    const failures: Partial<Record<FunctionName, FailureQueue>> = {};
    for (const subscription of SUBSCRIPTIONS) {
      const name = knownFunction(subscription.function, 'A subscription');
      const failure = failures[name] ?? new FailureQueue(this, `${name}-failures`);
      failures[name] = failure;
      // The mapping lets the function's role send to its queue, and to no other: Lambda does so for it, and it does itself.
      functions.byName[name].addEnvironment('FAILURE_QUEUE_URL', failure.queueUrl);
      tables.byName[subscription.table].grantStreamRead(functions.byName[name]);
      new EventSourceMapping(this, `${name}-${subscription.table}`, {
        target: functions.called[name],
        eventSourceArn: tables.streamArnOf(subscription.table),
        startingPosition: StartingPosition.TRIM_HORIZON,
        filters: [filterOf(subscription)],
        batchSize: subscription.batchSize,
        maxBatchingWindow: Duration.seconds(subscription.cloudWindowSeconds),
        parallelizationFactor: LANES[name] ?? 1,
        reportBatchItemFailures: true,
        bisectBatchOnError: true,
        retryAttempts: RETRIES,
        maxRecordAge: GIVE_UP_AFTER,
        onFailure: new SqsDlq(failure),
      });
    }
    this.failures = failures;
  }
}

/** Writes only: what expires or is removed wakes nobody. Alternatives share one pattern, as Lambda takes five of them. */
function filterOf({ sortKeyPrefixes, partitionKeys }: Subscription): ReturnType<typeof FilterCriteria.filter> {
  return FilterCriteria.filter({
    eventName: FilterRule.or('INSERT', 'MODIFY'),
    dynamodb: {
      Keys: {
        ...(sortKeyPrefixes ? { [SORT_KEY]: { S: sortKeyPrefixes.map((prefix) => ({ prefix })) } } : {}),
        ...(partitionKeys ? { [PARTITION_KEY]: { S: partitionKeys } } : {}),
      },
    },
  });
}
