import { describe, expect, test } from 'vitest';
import { definitionOf } from '#infra/function-definitions.ts';
import {
  environmentOf,
  functionOf,
  type Resource,
  resourcesOf,
  roleIdOf,
  statementsOf,
  targetOf,
  templateOf,
} from './synthesized-stack.ts';

const template = templateOf({ sender: 'alerts@market.example.vn' });
const queues = resourcesOf(template, 'AWS::SQS::Queue');
const [queueId, { Properties: queue }] = queues.find(
  ([, { Properties }]) => Properties['RedrivePolicy'] !== undefined,
) as [string, Resource];
const { maxReceiveCount, deadLetterTargetArn } = queue['RedrivePolicy'] as {
  readonly maxReceiveCount: number;
  readonly deadLetterTargetArn: unknown;
};
const policiesOf = (id: string) =>
  resourcesOf(template, 'AWS::SQS::QueuePolicy')
    .filter(([, { Properties }]) => (Properties['Queues'] as unknown[]).some((each) => targetOf(each) === id))
    .flatMap(([, { Properties }]) => (Properties['PolicyDocument'] as { Statement: object[] }).Statement);

describe('the queue of deliveries', () => {
  test('hides a message for six times as long as its function may run, and gives it up after some tries', () => {
    expect(queue['VisibilityTimeout']).toBe(6 * definitionOf('deliver-messages').timeoutSeconds);
    expect(maxReceiveCount).toBe(5);
    expect(queue['SqsManagedSseEnabled']).toBe(true);
  });

  test('keeps dead letters longer than a message lives', () => {
    const [, dead] = queues.find(([id]) => id === targetOf(deadLetterTargetArn)) ?? [];
    expect(dead?.Properties['MessageRetentionPeriod']).toBe(14 * 86_400);
    expect(queue['MessageRetentionPeriod']).toBe(4 * 86_400);
    expect(dead?.Properties['SqsManagedSseEnabled']).toBe(true);
  });

  test('is asked through TLS only', () => {
    for (const id of [queueId, targetOf(deadLetterTargetArn) ?? '']) {
      expect(policiesOf(id)).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
  });

  test('wakes its function with few messages, in few batches at once, each answered by itself', () => {
    const own = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').filter(
      ([, { Properties }]) => targetOf(Properties['EventSourceArn']) === queueId,
    );
    expect(own.map(([, { Properties }]) => Properties)).toEqual([
      expect.objectContaining({
        BatchSize: 10,
        ScalingConfig: { MaximumConcurrency: 5 },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      }),
    ]);
    expect(targetOf(own[0]?.[1].Properties['FunctionName'])).toBe(functionOf(template, 'deliver-messages')[0]);
  });

  test('its function may take from this queue alone, and do nothing else with it than read and send', () => {
    const statements = statementsOf(template, roleIdOf(template, 'deliver-messages'));
    const ofQueues = statements.filter(({ actions }) => actions.some((action) => action.startsWith('sqs:')));
    const takes = ofQueues.filter(({ actions }) => actions.includes('sqs:ReceiveMessage'));
    expect(takes.flatMap(({ resources }) => resources.map(targetOf))).toEqual([queueId]);
    expect(new Set(ofQueues.flatMap(({ actions }) => actions))).toEqual(
      new Set([
        'sqs:ReceiveMessage',
        'sqs:ChangeMessageVisibility',
        'sqs:GetQueueUrl',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:SendMessage',
      ]),
    );
  });
});

describe('mails that came back', () => {
  const [[setId] = ['']] = resourcesOf(template, 'AWS::SES::ConfigurationSet');

  test('are told by SES of our own mails, bounces and complaints alone, and brought into the queue', () => {
    const [[, destination] = []] = resourcesOf(template, 'AWS::SES::ConfigurationSetEventDestination');
    expect(destination?.Properties).toMatchObject({
      ConfigurationSetName: { Ref: setId },
      EventDestination: { Enabled: true, MatchingEventTypes: ['bounce', 'complaint'], EventBridgeDestination: {} },
    });
    const [[ruleId, rule] = []] = resourcesOf(template, 'AWS::Events::Rule');
    expect(rule?.Properties).toMatchObject({
      EventPattern: {
        source: ['aws.ses'],
        detail: {
          eventType: ['Bounce', 'Complaint'],
          mail: { tags: { 'ses:configuration-set': [{ Ref: setId }] } },
        },
      },
      State: 'ENABLED',
      Targets: [{ Arn: { 'Fn::GetAtt': [queueId, 'Arn'] } }],
    });
    expect(policiesOf(queueId)).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Condition: expect.objectContaining({
          ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [ruleId, 'Arn'] } },
        }),
      }),
    );
  });

  test('name the set that their mails are sent by, which the sender may use from its own address only', () => {
    const environment = environmentOf(functionOf(template, 'deliver-messages')[1].Properties);
    expect(targetOf(environment['MAIL_EVENTS'])).toBe(setId);
    const mails = statementsOf(template, roleIdOf(template, 'deliver-messages')).filter(({ actions }) =>
      actions.includes('ses:SendEmail'),
    );
    expect(JSON.stringify(mails)).toContain(setId);
  });

  test('are not heard of where no mail is sent', () => {
    const silent = templateOf();
    expect(resourcesOf(silent, 'AWS::SES::ConfigurationSet')).toEqual([]);
    expect(resourcesOf(silent, 'AWS::Events::Rule')).toEqual([]);
  });
});
