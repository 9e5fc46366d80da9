/**
 * Walks the way of every alarm: alarm, topic, the topic's policy, its key, the key's policy. The emulator lets anybody
 * publish, so the policies are read here as IAM reads them: refused unless allowed, and a refusal wins.
 */
import { describe, expect, test } from 'vitest';
import { resourcesOf, targetOf, templateOf } from './synthesized-stack.ts';

const ACCOUNT = '111122223333';
const REGION = 'ap-southeast-1';
const template = templateOf({ operatorEmail: 'ops@market.example.vn' });
const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');

interface Asked {
  readonly service: string;
  readonly action: string;
  readonly context: Readonly<Record<string, string>>;
}

interface PolicyStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: string | Readonly<Record<string, unknown>>;
  readonly Action: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The policy's answer to a service; resource policies of one resource name no other. */
function isAllowed(statements: readonly PolicyStatement[], asked: Asked): boolean {
  const applying = statements.filter(
    ({ Principal, Action, Condition = {} }) =>
      namesService(Principal, asked.service) &&
      listOf(Action).some((action) => like(String(action), asked.action)) &&
      Object.entries(Condition).every(([operator, wanted]) =>
        Object.entries(wanted).every(([name, value]) => holds(operator, asked.context[name], resolve(value))),
      ),
  );
  return applying.some(({ Effect }) => Effect === 'Allow') && !applying.some(({ Effect }) => Effect === 'Deny');
}

function namesService(principal: PolicyStatement['Principal'], service: string): boolean {
  if (typeof principal === 'string') return principal === '*';
  return principal['AWS'] === '*' || listOf(principal['Service']).includes(service);
}

function holds(operator: string, given: string | undefined, wanted: string): boolean {
  if (operator === 'StringEquals' || operator === 'Bool') return given === wanted;
  if (operator === 'ArnLike') return given !== undefined && like(wanted, given);
  throw new Error(`The test does not know the condition ${operator}`);
}

function like(pattern: string, text: string): boolean {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${source}$`).test(text);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** What CloudFormation makes of a text with references to the account, the region and the partition. */
function resolve(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { Ref, 'Fn::Join': join } = value as { Ref?: string; 'Fn::Join'?: [string, unknown[]] };
  if (join) return join[1].map(resolve).join(join[0]);
  const known = { 'AWS::AccountId': ACCOUNT, 'AWS::Region': REGION, 'AWS::Partition': 'aws' };
  const text = known[Ref as keyof typeof known];
  if (text === undefined) throw new Error(`The test does not know ${JSON.stringify(value)}`);
  return text;
}

const topicIds = [
  ...new Set(
    alarms.flatMap(([, { Properties }]) => [Properties['AlarmActions'], Properties['OKActions']].flat().map(targetOf)),
  ),
];

function policyOfTopic(topic: string): readonly PolicyStatement[] {
  const policies = resourcesOf(template, 'AWS::SNS::TopicPolicy').filter(([, { Properties }]) =>
    (Properties['Topics'] as unknown[]).some((each) => targetOf(each) === topic),
  );
  return policies.flatMap(
    ([, { Properties }]) => (Properties['PolicyDocument'] as { Statement: PolicyStatement[] }).Statement,
  );
}

function policyOfKey(topic: string): readonly PolicyStatement[] {
  const [, made] = resourcesOf(template, 'AWS::SNS::Topic').find(([id]) => id === topic) ?? [];
  const keyId = targetOf(made?.Properties['KmsMasterKeyId']);
  return resourcesOf(template, 'AWS::KMS::Key')
    .filter(([id]) => id === keyId)
    .flatMap(([, { Properties }]) => (Properties['KeyPolicy'] as { Statement: PolicyStatement[] }).Statement);
}

const alarmArn = (account: string) => `arn:aws:cloudwatch:${REGION}:${account}:alarm:any-alarm`;
const fromAlarm = (action: string, changes: Readonly<Record<string, string>> = {}): Asked => ({
  service: 'cloudwatch.amazonaws.com',
  action,
  context: {
    'aws:SourceAccount': ACCOUNT,
    'aws:SourceArn': alarmArn(ACCOUNT),
    'aws:SecureTransport': 'true',
    ...changes,
  },
});

describe('every alarm', () => {
  test('has the same topic, to which the operators are subscribed', () => {
    expect(alarms.length).toBeGreaterThan(20);
    expect(topicIds).toHaveLength(1);
    const subscribed = resourcesOf(template, 'AWS::SNS::Subscription').map(([, { Properties }]) =>
      targetOf(Properties['TopicArn']),
    );
    expect(subscribed).toContain(topicIds[0]);
  });

  test('may publish to it, and may use its key', () => {
    for (const topic of topicIds) {
      expect(isAllowed(policyOfTopic(topic ?? ''), fromAlarm('sns:Publish'))).toBe(true);
      for (const action of ['kms:Decrypt', 'kms:GenerateDataKey']) {
        expect(isAllowed(policyOfKey(topic ?? ''), fromAlarm(action)), action).toBe(true);
      }
    }
  });

  test.each([
    ['an alarm of another account', { 'aws:SourceAccount': '999988887777', 'aws:SourceArn': alarmArn('999988887777') }],
    ['another thing of CloudWatch', { 'aws:SourceArn': `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:dashboard/any` }],
  ])('is alone: %s may neither', (_, context) => {
    for (const topic of topicIds) {
      expect(isAllowed(policyOfTopic(topic ?? ''), fromAlarm('sns:Publish', context))).toBe(false);
      expect(isAllowed(policyOfKey(topic ?? ''), fromAlarm('kms:Decrypt', context))).toBe(false);
    }
  });

  test('publishes through TLS only', () => {
    const plain = fromAlarm('sns:Publish', { 'aws:SecureTransport': 'false' });
    for (const topic of topicIds) expect(isAllowed(policyOfTopic(topic ?? ''), plain)).toBe(false);
  });
});
