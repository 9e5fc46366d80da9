import { describe, expect, test } from 'vitest';
import type { FunctionName } from '#infra/function-definitions.ts';
import { SUBSCRIPTIONS, type Subscription, TABLE_NAMES, TABLES } from '#storage/tables.ts';
import { functionOf, resourcesOf, tableOf, targetOf, templateOf } from './synthesized-stack.ts';

const template = templateOf();
const tables = resourcesOf(template, 'AWS::DynamoDB::GlobalTable');
/** What wakes functions by the streams of tables; the queue of deliveries has its own (deliveries.test.ts). */
const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').filter(
  ([, { Properties }]) => Properties['StartingPosition'] !== undefined,
);

describe('tables', () => {
  test('every table is restorable, protected, encrypted, paid by use, and has a stream of keys only where it wakes somebody', () => {
    expect(tables).toHaveLength(TABLE_NAMES.length);
    for (const name of TABLE_NAMES) {
      const [, table] = tableOf(template, name);
      expect(table).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      expect(table.Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true },
        Replicas: [
          {
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          },
        ],
      });
      const stream = TABLES[name].isSilent ? undefined : { StreamViewType: 'KEYS_ONLY' };
      expect(table.Properties['StreamSpecification'], name).toEqual(stream);
    }
  });

  test('a table whose items expire has a time to live, and no other has', () => {
    for (const name of TABLE_NAMES) {
      const [, { Properties }] = tableOf(template, name);
      expect(Properties['TimeToLiveSpecification'], name).toEqual(
        TABLES[name].expires ? { AttributeName: 'expiresAt', Enabled: true } : undefined,
      );
    }
  });
});

describe('streams', () => {
  const mappingOf = ({ function: name, table }: Subscription) => {
    const [functionId] = functionOf(template, name as FunctionName);
    const [tableId] = tableOf(template, table);
    const own = mappings.filter(
      ([, { Properties }]) =>
        targetOf(Properties['FunctionName']) === functionId && targetOf(Properties['EventSourceArn']) === tableId,
    );
    expect(own).toHaveLength(1);
    return own[0]?.[1].Properties ?? {};
  };

  test('no stream has more than two readers, as DynamoDB allows', () => {
    const readers = Map.groupBy(SUBSCRIPTIONS, ({ table }) => table);
    for (const [table, own] of readers) expect(own.length, table).toBeLessThanOrEqual(2);
  });

  test('every subscription is a mapping that isolates, retries, gives up into a queue and reports single failures', () => {
    expect(mappings).toHaveLength(SUBSCRIPTIONS.length);
    for (const subscription of SUBSCRIPTIONS) {
      const mapping = mappingOf(subscription);
      expect(mapping).toMatchObject({
        BatchSize: subscription.batchSize,
        MaximumBatchingWindowInSeconds: subscription.cloudWindowSeconds,
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [expect.any(String), 'Arn'] } } },
        StartingPosition: 'TRIM_HORIZON',
      });
      expect(mapping['MaximumRetryAttempts']).toBeGreaterThan(0);
      expect(mapping['MaximumRecordAgeInSeconds']).toBeLessThan(24 * 3600);
    }
  });

  test('a filter lets pass the written keys that wake the subscriber, and no removal', () => {
    for (const subscription of SUBSCRIPTIONS) {
      const { sortKeyPrefixes, partitionKeys } = subscription;
      const { Filters: filters } = mappingOf(subscription)['FilterCriteria'] as { Filters: { Pattern: string }[] };
      expect(filters.map((filter) => JSON.parse(filter.Pattern) as unknown)).toEqual([
        {
          eventName: ['INSERT', 'MODIFY'],
          dynamodb: {
            Keys: {
              ...(sortKeyPrefixes && { sk: { S: sortKeyPrefixes.map((prefix) => ({ prefix })) } }),
              ...(partitionKeys && { pk: { S: partitionKeys } }),
            },
          },
        },
      ]);
    }
  });

  test('every queue is encrypted, asks for TLS and keeps what was given up for 14 days', () => {
    const queues = resourcesOf(template, 'AWS::SQS::Queue');
    const refusing = resourcesOf(template, 'AWS::SQS::QueuePolicy').flatMap(([, { Properties }]) =>
      JSON.stringify(Properties).includes('"aws:SecureTransport":"false"')
        ? (Properties['Queues'] as unknown[]).map(targetOf)
        : [],
    );
    for (const [id, { Properties }] of queues) {
      expect(Properties).toMatchObject({ SqsManagedSseEnabled: true });
      // Those that give up into another one hold what is still tried, for a shorter time.
      if (!Properties['RedrivePolicy']) expect(Properties).toMatchObject({ MessageRetentionPeriod: 14 * 24 * 3600 });
      expect(refusing).toContain(id);
    }
  });
});
