import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { assemble } from '#infra/assemble.ts';
import type { FunctionName } from '#infra/function-definitions.ts';
import { SUBSCRIPTIONS, type Subscription, TABLE_NAMES, TABLES } from '#storage/tables.ts';
import { anApp, functionOf, resourcesOf, tableOf, targetOf, templateOf } from './synthesized-stack.ts';

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

describe('a table that was lost', () => {
  const plain = assemble(anApp());
  const remade = assemble(anApp({ remadeTables: 'desk=2' }));
  const jsonOf = (stack: Stack) => Template.fromStack(stack).toJSON() as Record<string, Record<string, unknown>>;
  const [before, after] = [plain, remade].map(({ data }) => jsonOf(data)) as [Json, Json];
  const tablesIn = ({ Resources = {} }: Json) => Object.keys(Resources).filter((id) => id.startsWith('Tables'));
  const isRemade = (id: string) => /^Tablesdesk2[0-9A-F]{8}$/.test(id);

  test('is made again beside the lost one, in all like it, and nothing else of what is kept changes', () => {
    const [made, ...others] = tablesIn(after).filter((id) => !tablesIn(before).includes(id));
    expect([isRemade(made ?? ''), others]).toEqual([true, []]);
    const { [made ?? '']: fresh, ...kept } = after['Resources'] ?? {};
    expect(kept).toEqual(before['Resources']);
    const lost = tablesIn(before).find((id) => /^Tablesdesk[0-9A-F]{8}$/.test(id)) ?? '';
    expect(fresh).toEqual(kept[lost]);
  });

  test('stays known to whoever works on the lost one until he is led to the new one', () => {
    // CloudFormation refuses to take away what another stack imports.
    for (const [name, output] of Object.entries(before['Outputs'] ?? {}))
      expect(after['Outputs']?.[name]).toEqual(output);
  });

  test('leads functions, streams and alarms to the new one, at the same address', () => {
    const [then, now] = [plain, remade].map(({ system }) => JSON.stringify(jsonOf(system))) as [string, string];
    const imports = (text: string, table: RegExp) => text.match(table)?.length ?? 0;
    expect(imports(now, /Tablesdesk2[0-9A-F]{8}/g)).toBe(imports(then, /Tablesdesk[0-9A-F]{8}/g));
    expect(imports(now, /Tablesdesk(?!2)[0-9A-F]{8}/g)).toBe(0);
    const apiOf = (text: string) => (JSON.parse(text) as Json)['Outputs'];
    expect(apiOf(now)).toEqual(apiOf(then));
  });

  test.each(['desk=1', 'desks=2', 'desk'])(
    'is refused where it is not said which, and how often: %s',
    (remadeTables) => {
      expect(() => assemble(anApp({ remadeTables }))).toThrow(/remadeTables/);
    },
  );
});

type Json = Record<string, Record<string, unknown>>;
