import { type CfnElement, Duration, RemovalPolicy, Stack, TimeZone, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleGroup,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { TimeOfDay } from '#domain/business-day.ts';
import type { FunctionName } from '../function-definitions.ts';
import type { Settings } from '../settings.ts';
import { FailureQueue } from './failure-queue.ts';
import type { Functions } from './functions.ts';

interface ClockProps {
  readonly functions: Functions;
  readonly starts: FunctionName;
  /** A time of the day, or every so many minutes. */
  readonly at: TimeOfDay | { readonly everyMinutes: number };
  readonly description: string;
}

/** One function that is started by the clock of the markets, and not by that of Greenwich. */
export class Clock extends Construct {
  readonly starts: FunctionName;
  /** A group of its own, since the scheduler counts its attempts by group. */
  readonly group: ScheduleGroup;
  readonly failures: FailureQueue;

  constructor(scope: Construct, id: string, { functions, starts, at, description }: ClockProps) {
    super(scope, id);
    this.starts = starts;
    // Its name follows from the stack's: one that was left behind would be in the way of the same stack made anew.
    this.group = new ScheduleGroup(this, 'Group', { removalPolicy: RemovalPolicy.DESTROY });
    this.failures = new FailureQueue(this, 'Failures');
    const started = functions.called[starts];
    // The scheduler's own queue takes calls that never reached the function; this one, calls in which it failed.
    started.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: new SqsDestination(this.failures),
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    new Schedule(this, 'Schedule', {
      description,
      scheduleGroup: this.group,
      schedule: ScheduleExpression.cron({ ...fieldsOf(at), timeZone: TimeZone.ASIA_HO_CHI_MINH }),
      target: new LambdaInvoke(started, {
        role,
        input: ScheduleTargetInput.fromObject({ at: ContextAttribute.scheduledTime }),
        deadLetterQueue: this.failures,
        retryAttempts: 20,
        maxEventAge: Duration.hours(6),
      }),
    });
    const functionId = Stack.of(this).getLogicalId(functions.byName[starts].node.defaultChild as CfnElement);
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${functionId}.Arn>:*]`,
      reason: 'The right to start any version of this one function, as the CDK grants it.',
    });
    Validations.of(role).acknowledge({
      id: 'NIST.800.53.R5-IAMNoInlinePolicy',
      reason: 'The policy belongs to this one role, names its one function, and goes with it.',
    });
  }
}

function fieldsOf(at: ClockProps['at']): { readonly minute: string; readonly hour: string } {
  if (typeof at !== 'string') return { minute: `*/${at.everyMinutes}`, hour: '*' };
  const [hour = '0', minute = '0'] = at.split(':').map((part) => String(Number(part)));
  return { minute, hour };
}

/** What the clock starts. */
export class Schedules extends Construct {
  readonly openDay: Clock;
  readonly closeDay: Clock;
  readonly lookAgain: Clock;
  readonly deliverDue: Clock;
  readonly exportTrail: Clock;

  constructor(scope: Construct, id: string, { settings, functions }: { settings: Settings; functions: Functions }) {
    super(scope, id);
    this.openDay = new Clock(this, 'OpenDay', {
      functions,
      starts: 'open-day',
      at: '00:05',
      description: 'Opens the business day in every place.',
    });
    this.closeDay = new Clock(this, 'CloseDay', {
      functions,
      starts: 'close-day',
      at: settings.cutOff,
      description: 'Matches all goods after the cut-off of the day.',
    });
    this.lookAgain = new Clock(this, 'LookAgain', {
      functions,
      starts: 'respond-to-alert',
      // No alert is searched so often: the pause of each grows from half a minute to an hour.
      at: { everyMinutes: 2 },
      description: 'Looks which alerts should be searched again, since their supply has changed.',
    });
    this.exportTrail = new Clock(this, 'ExportTrail', {
      functions,
      starts: 'export-trail',
      at: '00:35',
      description: 'Exports the audit trail of the days before.',
    });
    this.deliverDue = new Clock(this, 'DeliverDue', {
      functions,
      starts: 'deliver-messages',
      // What the queue has lost comes a minute late.
      at: { everyMinutes: 1 },
      description: 'Delivers what is due and nobody has.',
    });
  }
}
