import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { type Charset, NodejsFunction, type OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { present } from '#domain/present.ts';
import { METRICS_NAMESPACE } from '#runtime/metric-names.ts';
import type { TableName } from '#storage/tables.ts';
import { BUNDLING } from '../bundling.ts';
import {
  definitionOf,
  entryOf,
  FUNCTION_NAMES,
  type FunctionDefinition,
  type FunctionName,
} from '../function-definitions.ts';
import { metricsNamespace, type Settings } from '../settings.ts';
import type { Notifications } from './notifications.ts';
import type { StaffSignIn } from './staff-sign-in.ts';
import type { Tables } from './tables.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

interface FunctionsProps {
  readonly settings: Settings;
  readonly tables: Tables;
  readonly notifications: Notifications;
  readonly signIn: StaffSignIn;
}

/** Every function of the table of definitions, each with a role, a log group and a bundle of its own. */
export class Functions extends Construct {
  readonly byName: Readonly<Record<FunctionName, NodejsFunction>>;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    this.byName = Object.fromEntries(
      FUNCTION_NAMES.map((name) => [name, makeFunction(new Construct(this, name), name, props)]),
    ) as Record<FunctionName, NodejsFunction>;
  }
}

function makeFunction(scope: Construct, name: FunctionName, props: FunctionsProps): NodejsFunction {
  const { settings, tables, notifications, signIn } = props;
  const definition = definitionOf(name);
  const reserved = settings.reservedConcurrency[name];
  const logGroup = new LogGroup(scope, 'Log', {
    retention: settings.logDays as RetentionDays,
    removalPolicy: settings.stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  // A role of its own instead of AWSLambdaBasicExecutionRole, which may write to every log group of the account.
  const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  for (const statement of dataStatements(definition, tables)) role.addToPrincipalPolicy(statement);
  if (definition.notifies) notifications.grantSending(role);
  if (definition.keepsAccounts) signIn.grantKeepingAccounts(role);

  const made = new NodejsFunction(
    scope,
    'Function',
    present({
      description: definition.purpose,
      projectRoot: PROJECT,
      depsLockFilePath: `${PROJECT}package-lock.json`,
      entry: `${PROJECT}${entryOf(name)}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: definition.memoryMb,
      timeout: Duration.seconds(definition.timeoutSeconds),
      reservedConcurrentExecutions: reserved,
      bundling: {
        format: BUNDLING.format as OutputFormat,
        target: BUNDLING.target,
        mainFields: [...BUNDLING.mainFields],
        charset: BUNDLING.charset as Charset,
        minify: BUNDLING.minify,
        externalModules: [...BUNDLING.external],
      },
      environment: present<Record<string, string>>({
        POWERTOOLS_SERVICE_NAME: name,
        [METRICS_NAMESPACE]: metricsNamespace(settings),
        ...environmentOf(definition, tables),
        CUT_OFF: definition.knowsCutOff ? settings.cutOff : undefined,
        USER_POOL_ID: definition.keepsAccounts ? signIn.userPool.userPoolId : undefined,
        TOPIC_ARN: definition.asksForDelivery ? notifications.topic.topicArn : undefined,
        TOLD_BY: definition.knowsChannels ? notifications.toldBy : undefined,
        ...(definition.notifies ? notifications.environment : {}),
      }),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
    }),
  );
  acknowledgeWildcards(role);
  return made;
}

/** One statement for each table or index, with exactly the actions that the definition names. */
function dataStatements({ access }: FunctionDefinition, tables: Tables): PolicyStatement[] {
  return Object.entries(access).map(
    ([store, actions = []]) =>
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: actions.map((action) => `dynamodb:${action}`),
        resources: [tables.arnOf(store)],
      }),
  );
}

/** The names of the tables that the function may touch, and of no other. */
function environmentOf({ access }: FunctionDefinition, tables: Tables): Record<string, string> {
  const names = new Set(Object.keys(access).map((store) => store.split('/')[0] as TableName));
  return Object.fromEntries([...names].map((name) => tables.environmentOf(name)));
}

function acknowledgeWildcards(role: Role): void {
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'X-Ray takes segments for no resource in particular; a test refuses any other action on "*".',
  });
}
