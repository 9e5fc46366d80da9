import { describe, expect, test } from 'vitest';
import { definitionOf, FUNCTION_NAMES } from '#infra/function-definitions.ts';
import {
  environmentOf,
  functionOf,
  type Resource,
  resourcesOf,
  roleIdOf,
  tableOf,
  targetOf,
  templateOf,
} from './synthesized-stack.ts';

const template = templateOf();
const [trailId, trail] = tableOf(template, 'trail');
const [registryId] = tableOf(template, 'registry');
const [bucketId, bucket] = bucketIn(template);

interface PolicyEntry {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

function bucketIn(made: typeof template): [string, Resource] {
  const [found] = resourcesOf(made, 'AWS::S3::Bucket').filter(([id]) => id.startsWith('TrailBucket'));
  if (!found) throw new Error('There is no bucket of the trail');
  return found;
}

function entriesOf(role: string): PolicyEntry[] {
  return resourcesOf(template, 'AWS::IAM::Policy')
    .filter(([, { Properties }]) => (Properties['Roles'] as unknown[]).some((entry) => targetOf(entry) === role))
    .flatMap(([, { Properties }]) => (Properties['PolicyDocument'] as { Statement: PolicyEntry[] }).Statement);
}

const actionsOf = ({ Action }: PolicyEntry) => [Action].flat();

describe('the table of the trail', () => {
  test('wakes nobody, is restorable, and stays when its stack goes', () => {
    expect(trail).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(trail.Properties['StreamSpecification']).toBeUndefined();
    expect(trail.Properties).toMatchObject({
      Replicas: [
        { DeletionProtectionEnabled: true, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
      ],
    });
  });

  test('is added to and read: no role may change or delete what is in it, and only one may read it beside the export', () => {
    const allowed = FUNCTION_NAMES.flatMap((name) =>
      entriesOf(roleIdOf(template, name))
        .filter(({ Resource }) => JSON.stringify(Resource).includes(trailId))
        .flatMap((entry) => actionsOf(entry).map((action) => `${name} ${action}`)),
    );
    expect(allowed.toSorted()).toEqual([
      'assess-place dynamodb:PutItem',
      'export-trail dynamodb:Query',
      'open-day dynamodb:PutItem',
      'reconcile-alerts dynamodb:PutItem',
      'serve-staff dynamodb:PutItem',
      'serve-staff dynamodb:Query',
    ]);
  });
});

describe('the bucket of the exported trail', () => {
  test('locks what is in it for as long as the trail is kept, is closed to the public, and stays', () => {
    expect(bucket).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(bucket.Properties).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 5 * 366 } },
      },
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    const [, strict] = bucketIn(templateOf({ trailYears: '7', trailLock: 'compliance' }));
    expect(strict.Properties).toMatchObject({
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 7 * 366 } } },
    });
  });

  test('takes files of the one function that exports, and no role of the system reads, deletes or unlocks any', () => {
    const onFiles = FUNCTION_NAMES.flatMap((name) =>
      entriesOf(roleIdOf(template, name)).flatMap((entry) =>
        actionsOf(entry).flatMap((action) => (action.startsWith('s3:') ? [`${name} ${action}`] : [])),
      ),
    );
    expect(onFiles).toEqual(['export-trail s3:PutObject']);
    expect(targetOf(environmentOf(functionOf(template, 'export-trail')[1].Properties)['TRAIL_BUCKET'])).toBe(bucketId);
  });
});

test('a function reaches the kinds of items of the registry that its definition names, to read and to write apart', () => {
  for (const name of FUNCTION_NAMES) {
    const entries = entriesOf(roleIdOf(template, name)).filter(({ Resource }) =>
      JSON.stringify(Resource).includes(registryId),
    );
    const streams = (entry: PolicyEntry) => actionsOf(entry).some((action) => /Stream|Shard/.test(action));
    const { read = [], written = [] } = definitionOf(name).registryKinds ?? {};
    const kindsOf = (isWrite: boolean) =>
      entries
        .filter((entry) => !streams(entry) && actionsOf(entry).includes('dynamodb:PutItem') === isWrite)
        .flatMap(({ Condition }) => [
          Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? ['every kind'],
        ])
        .flat()
        .map((partition) => partition.replace('#*', ''));
    expect(new Set(kindsOf(false)), name).toEqual(new Set(read));
    expect(new Set(kindsOf(true)), name).toEqual(new Set(written));
  }
});
