import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { Alarms } from './constructs/alarms.ts';
import { Deliveries } from './constructs/deliveries.ts';
import { Functions } from './constructs/functions.ts';
import { HttpApi } from './constructs/http-api.ts';
import { Logs } from './constructs/logs.ts';
import { Notifications } from './constructs/notifications.ts';
import { Schedules } from './constructs/schedules.ts';
import { Streams } from './constructs/streams.ts';
import type { DataStack } from './data-stack.ts';
import type { Settings } from './settings.ts';

/** The whole system: reports come in by the API, streams carry them from table to table, people are told. */
export class BinhOnStack extends Stack {
  readonly api: HttpApi;
  /** The topic on which alarms reach the operators. */
  readonly operators: ITopic;

  constructor(scope: Construct, id: string, settings: Settings, { tables, signIn, trailBucket }: DataStack) {
    super(scope, id, {
      description: 'Keeps essential goods in supply at steady prices.',
      terminationProtection: settings.stage === 'prod',
    });
    const notifications = new Notifications(this, 'Notifications', settings);
    const logs = new Logs(this, 'Logs', settings);
    const functions = new Functions(this, 'Functions', { settings, tables, notifications, signIn, trailBucket, logs });
    const streams = new Streams(this, 'Streams', { tables, functions });
    const deliveries = new Deliveries(this, 'Deliveries', { functions, notifications });
    const schedules = new Schedules(this, 'Schedules', { settings, functions });
    this.api = new HttpApi(this, 'Api', { settings, functions, signIn, logs });
    this.operators = new Alarms(this, 'Alarms', {
      settings,
      api: this.api,
      functions,
      streams,
      deliveries,
      schedules,
      notifications,
      tables,
    }).operators;

    new CfnOutput(this, 'ApiUrl', { value: this.api.url });
    new CfnOutput(this, 'UserPoolId', { value: signIn.userPool.userPoolId });
    new CfnOutput(this, 'UserPoolClientId', { value: signIn.client.userPoolClientId });
    new CfnOutput(this, 'TopicArn', { value: notifications.topic.topicArn });
  }
}
