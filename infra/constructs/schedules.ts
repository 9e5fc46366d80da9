import { type CfnElement, Duration, RemovalPolicy, Stack, TimeZone, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Schedule, ScheduleExpression, ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { FailureQueue } from './failure-queue.ts';
import type { Functions } from './functions.ts';

/** What the clock starts, by the day of the markets and not by that of Greenwich. */
export class Schedules extends Construct {
  readonly group: ScheduleGroup;
  readonly failures: FailureQueue;

  constructor(scope: Construct, id: string, { functions }: { functions: Functions }) {
    super(scope, id);
    // Its name follows from the stack's: one that was left behind would be in the way of the same stack made anew.
    this.group = new ScheduleGroup(this, 'Group', { removalPolicy: RemovalPolicy.DESTROY });
    this.failures = new FailureQueue(this, 'Failures');
    const openDay = functions.byName['open-day'];
    // The scheduler's own queue takes calls that never reached the function; this one, calls in which it failed.
    openDay.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: new SqsDestination(this.failures),
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    new Schedule(this, 'OpenDay', {
      description: 'Opens the business day in every place.',
      scheduleGroup: this.group,
      schedule: ScheduleExpression.cron({ minute: '5', hour: '0', timeZone: TimeZone.ASIA_HO_CHI_MINH }),
      target: new LambdaInvoke(openDay, {
        role,
        deadLetterQueue: this.failures,
        retryAttempts: 20,
        maxEventAge: Duration.hours(6),
      }),
    });
    const functionId = Stack.of(this).getLogicalId(openDay.node.defaultChild as CfnElement);
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${functionId}.Arn>:*]`,
      reason: 'The right to start any version of this one function, as the CDK grants it.',
    });
  }
}
