import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

const CLOUDWATCH = new ServicePrincipal('cloudwatch.amazonaws.com');

/**
 * The topic on which this account's alarms reach the operators, and nobody else's.
 *
 * CloudWatch has to be let in twice. A topic's own policy replaces the one that SNS would give it, so the refusal of plain
 * HTTP alone would refuse everybody. And CloudWatch cannot use Amazon's own key of SNS: the topic's key names it.
 */
export function operatorTopic(scope: Construct, operatorEmail: string | undefined): Topic {
  const stack = Stack.of(scope);
  const fromOwnAlarms = {
    StringEquals: { 'aws:SourceAccount': stack.account },
    ArnLike: {
      'aws:SourceArn': stack.formatArn({
        service: 'cloudwatch',
        resource: 'alarm',
        resourceName: '*',
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    },
  };
  const key = new Key(scope, 'Key', {
    description: 'Encrypts what the alarms tell the operators.',
    enableKeyRotation: true,
    // It encrypts what is under way and nothing that is kept: left behind, it would only go on costing its fee.
    removalPolicy: RemovalPolicy.DESTROY,
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [CLOUDWATCH],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: fromOwnAlarms,
    }),
  );
  const topic = new Topic(scope, 'Operators', { masterKey: key, enforceSSL: true });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'OwnAlarmsPublish',
      principals: [CLOUDWATCH],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: fromOwnAlarms,
    }),
  );
  if (operatorEmail) topic.addSubscription(new EmailSubscription(operatorEmail));
  return topic;
}
