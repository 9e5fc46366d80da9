import { Duration, Validations } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Alias, type IAlias, type IVersion } from 'aws-cdk-lib/aws-lambda';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';
import { FUNCTION_NAMES, type FunctionName } from '../function-definitions.ts';

type ByName<Made> = Readonly<Record<FunctionName, Made>>;

/** A tenth of the calls for five minutes, then all: long enough for every clock but those of the night to strike. */
const SHARE_FIRST = LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES;
/** One failed run may be a mistake of the caller's surroundings; three in a minute are a faulty release. */
const FAILED_RUNS = 3;

/**
 * Each function behind an alias, which a new version takes over by and by. Where its runs fail, CodeDeploy leads all calls
 * back to the version before, and CloudFormation takes the deployment back.
 */
export class GradualRelease extends Construct {
  readonly aliases: ByName<IAlias>;

  constructor(scope: Construct, id: string, functions: ByName<NodejsFunction>) {
    super(scope, id);
    const application = new LambdaApplication(this, 'Application');
    const made = FUNCTION_NAMES.map((name) => {
      // A version says of a member of its interface that it may be undefined: the CDK is not typed as strictly as we are.
      const version = functions[name].currentVersion as IVersion;
      const alias = new Alias(this, `${name}-live`, { aliasName: 'live', version });
      const failing = alias.metricErrors({ period: Duration.minutes(1), statistic: 'Sum' });
      const alarm = failing.createAlarm(this, `${name}-fails`, {
        alarmDescription: `A new version of ${name} fails: CodeDeploy leads back to the one before.`,
        threshold: FAILED_RUNS,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
      const group = new LambdaDeploymentGroup(this, `${name}-release`, {
        application,
        alias,
        deploymentConfig: SHARE_FIRST,
        alarms: [alarm],
        autoRollback: { deploymentInAlarm: true, failedDeployment: true, stoppedDeployment: true },
      });
      Validations.of(group).acknowledge({
        id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
        reason: 'The policy that AWS keeps for what CodeDeploy does with aliases and alarms, and no more.',
      });
      Validations.of(alarm).acknowledge({
        id: 'NIST.800.53.R5-CloudWatchAlarmAction',
        reason: 'CodeDeploy watches it and acts on it; the alarms beside it tell the operators.',
      });
      return [name, alias as IAlias] as const;
    });
    this.aliases = Object.fromEntries(made) as ByName<IAlias>;
  }
}
