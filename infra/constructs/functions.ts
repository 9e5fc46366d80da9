import { fileURLToPath } from 'node:url';
import { Duration, Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type IFunction, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { type Charset, NodejsFunction, type OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';
import { present } from '#domain/present.ts';
import { METRICS_NAMESPACE } from '#runtime/metric-names.ts';
import type { Kind } from '#storage/kinds.ts';
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
import { GradualRelease } from './gradual-release.ts';
import type { Logs } from './logs.ts';
import type { Notifications } from './notifications.ts';
import type { StaffSignIn } from './staff-sign-in.ts';
import type { Tables } from './tables.ts';
import type { TrailBucket } from './trail-bucket.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

interface FunctionsProps {
  readonly settings: Settings;
  readonly tables: Tables;
  readonly notifications: Notifications;
  readonly signIn: StaffSignIn;
  readonly trailBucket: TrailBucket;
  readonly logs: Logs;
}

/** What a rule book for any account asks of functions, and why it is otherwise here. */
const NOT_ASKED_OF_FUNCTIONS = {
  IAMNoInlinePolicy: 'A policy belongs to one role alone, says what this one function does, and goes with it.',
  LambdaConcurrency:
    'Set by reservedConcurrency: a new account has ten runs in all, and none could be set aside of them.',
  LambdaDLQ: 'What a stream or the clock starts has a failure queue there; whoever calls the API is answered at once.',
  LambdaInsideVPC: 'Functions talk to services of AWS by TLS and roles alone; there is nothing in a network to reach.',
} as const;

/** Every function of the table of definitions, each with a role, a log group and a bundle of its own. */
export class Functions extends Construct {
  readonly byName: Readonly<Record<FunctionName, NodejsFunction>>;
  /** What calls them goes to: an alias where releases are gradual. */
  readonly called: Readonly<Record<FunctionName, IFunction>>;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    for (const [rule, reason] of Object.entries(NOT_ASKED_OF_FUNCTIONS)) {
      Validations.of(this).acknowledge({ id: `NIST.800.53.R5-${rule}`, reason });
    }
    this.byName = Object.fromEntries(
      FUNCTION_NAMES.map((name) => [name, makeFunction(new Construct(this, name), name, props)]),
    ) as Record<FunctionName, NodejsFunction>;
    this.called = props.settings.gradualRelease
      ? new GradualRelease(this, 'Release', this.byName).aliases
      : this.byName;
  }
}

function makeFunction(scope: Construct, name: FunctionName, props: FunctionsProps): NodejsFunction {
  const { settings, tables, notifications, signIn, trailBucket, logs } = props;
  const definition = definitionOf(name);
  const reserved = settings.reservedConcurrency[name];
  const logGroup = logs.addGroup(scope, 'Log');
  // A role of its own instead of AWSLambdaBasicExecutionRole, which may write to every log group of the account.
  const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  for (const statement of dataStatements(definition, tables)) role.addToPrincipalPolicy(statement);
  if (definition.notifies) notifications.grantSending(role);
  if (definition.keepsAccounts) signIn.grantKeepingAccounts(role);
  const { keysSecret } = settings;
  if (definition.holdsKeys && keysSecret !== undefined) {
    const actions = ['secretsmanager:GetSecretValue'];
    role.addToPrincipalPolicy(new PolicyStatement({ actions, resources: [keysSecret] }));
  }
  if (definition.exportsTrail) trailBucket.grantAdding(role);

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
        KEYS_SECRET: definition.holdsKeys ? keysSecret : undefined,
        TRAIL_BUCKET: definition.exportsTrail ? trailBucket.bucket.bucketName : undefined,
        TRAIL_YEARS: 'trail' in definition.access ? String(settings.trailYears) : undefined,
        CLOSED_CONTACT_DAYS: definition.forgetsContacts ? String(settings.closedContactDays) : undefined,
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

/**
 * One statement for each table or index, with exactly the actions that the definition names. Of the registry a function
 * reaches the kinds of items that it works with, and no other: reading and writing are statements of their own.
 */
function dataStatements({ access, registryKinds }: FunctionDefinition, tables: Tables): PolicyStatement[] {
  return Object.entries(access).flatMap(([store, actions = []]) => {
    const allow = (some: readonly string[], kinds?: readonly Kind[]) =>
      new PolicyStatement(
        present({
          effect: Effect.ALLOW,
          actions: some.map((action) => `dynamodb:${action}`),
          resources: [tables.arnOf(store)],
          conditions: kinds && { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': kinds.flatMap(partitionsOf) } },
        }),
      );
    if (store !== 'registry') return [allow(actions)];
    const { read = [], written = [] } = registryKinds ?? {};
    const reads = actions.filter((action) => action !== 'PutItem');
    return [allow(reads, read), ...(actions.includes('PutItem') ? [allow(['PutItem'], written)] : [])];
  });
}

/** The partitions of the registry in which a kind stands: some stand in many. */
function partitionsOf(kind: Kind): string[] {
  return kind === 'balance' || kind === 'audit' ? [kind, `${kind}#*`] : [kind];
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
