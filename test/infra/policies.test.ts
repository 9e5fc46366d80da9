import { globSync, readFileSync } from 'node:fs';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { assemble } from '#infra/assemble.ts';
import { EVERY_SETTING } from './every-setting.ts';
import { allowedBy, anApp, type Resource } from './synthesized-stack.ts';

interface Policy {
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Action: readonly string[];
    readonly Resource: readonly string[];
    readonly Condition?: object;
  }[];
}

const policyOf = (name: string) => JSON.parse(readFileSync(`infra/policies/${name}.json`, 'utf8')) as Policy;
const actionsOf = ({ Statement }: Policy) => Statement.flatMap(({ Action }) => Action).sort();

/** Each kind of request of the commands by its client's package, where IAM calls it otherwise. */
const SERVICES: Readonly<Record<string, string>> = {
  'client-acm': 'acm',
  'client-cloudformation': 'cloudformation',
  'client-cognito-identity-provider': 'cognito-idp',
  'client-dynamodb-streams': 'dynamodb',
  'client-lambda': 'lambda',
  'client-s3': 's3',
  'client-secrets-manager': 'secretsmanager',
  'client-sesv2': 'ses',
  'client-sns': 'sns',
  'client-sqs': 'sqs',
  'client-sts': 'sts',
  'lib-dynamodb': 'dynamodb',
};
const RENAMED: Readonly<Record<string, string>> = {
  'lambda:Invoke': 'lambda:InvokeFunction',
  'dynamodb:Get': 'dynamodb:GetItem',
  'dynamodb:Put': 'dynamodb:PutItem',
  'dynamodb:Delete': 'dynamodb:DeleteItem',
  'dynamodb:BatchGet': 'dynamodb:BatchGetItem',
  'dynamodb:BatchWrite': 'dynamodb:BatchWriteItem',
};
/** Asked with a session or token of the person, or allowed to everybody. */
const NEEDS_NO_RIGHT = [
  'cognito-idp:AssociateSoftwareToken',
  'cognito-idp:VerifySoftwareToken',
  'sts:GetCallerIdentity',
];

/** What the source of the commands asks of AWS, and of what they share with the functions. */
function requested(): string[] {
  const files = globSync('{infra/operate,shared/storage,shared/sign-in}/**/*.ts');
  const found = files.flatMap((file) => {
    const imports = readFileSync(file, 'utf8').matchAll(/import \{([^}]+)\} from '@aws-sdk\/([^']+)'/g);
    return [...imports].flatMap(([, names = '', from = '']) =>
      names.split(',').flatMap((name) => {
        const [, list, command] = /^\s*(?:paginate(\w+)|(\w+)Command)\s*$/.exec(name) ?? [];
        const action = `${SERVICES[from]}:${list ?? command}`;
        return (list ?? command) === undefined ? [] : [RENAMED[action] ?? action];
      }),
    );
  });
  return [...new Set(found)].filter((action) => !NEEDS_NO_RIGHT.includes(action)).sort();
}

function resources(): Resource[] {
  const keysSecret = 'arn:aws:secretsmanager:ap-southeast-1:123456789012:secret:binh-on-keys-abcdef';
  const app = anApp({ ...EVERY_SETTING, keysSecret, gradualRelease: 'true' });
  assemble(app);
  return app.node.children
    .filter((child) => child instanceof Stack)
    .flatMap((stack) => Object.values(Template.fromStack(stack).toJSON()['Resources'] as Record<string, Resource>));
}

/** Where IAM names the service of a resource otherwise than its type does. */
const SERVICE_OF_TYPE: Readonly<Record<string, string>> = {
  ApiGatewayV2: 'apigateway',
  Cognito: 'cognito-idp',
};

describe("the deployer's policy", () => {
  test('allows what the commands ask of AWS, and the roles of the bootstrap, and nothing else', () => {
    expect(requested().length).toBeGreaterThan(30);
    const allowed = [...new Set(actionsOf(policyOf('deployer')))].filter((action) => action !== 'sts:AssumeRole');
    expect(allowed).toEqual(requested());
  });

  test('reaches things of a deployment by their names or their tag; what has neither can only be asked', () => {
    for (const { Sid, Resource, Action, Condition } of policyOf('deployer').Statement) {
      const isNamed = Resource.every((one) => /binh-on|restored-|cdk-hnb659fds|CDKToolkit/.test(one));
      const onlyAsks = Action.every((action) => /:(Get|Describe)|DeleteSuppressedDestination/.test(action));
      expect(isNamed || Condition !== undefined || onlyAsks, Sid).toBe(true);
    }
  });
});

describe('the policy by which CloudFormation works', () => {
  test('covers each type of resource in the templates', () => {
    const services = new Set(actionsOf(policyOf('cloudformation-execution')).map((action) => action.split(':')[0]));
    const types = [...new Set(resources().map(({ Type }) => Type))].filter((type) => type !== 'AWS::CDK::Metadata');
    expect(types.length).toBeGreaterThan(30);
    const missing = types.filter((type) => {
      const service = type.split('::')[1] ?? '';
      return !services.has(SERVICE_OF_TYPE[service] ?? service.toLowerCase());
    });
    expect(missing).toEqual([]);
  });

  test('makes roles and gives them rights only within the boundary', () => {
    const { Statement } = policyOf('cloudformation-execution');
    const granting = ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy', 'iam:PutRolePermissionsBoundary'];
    for (const action of granting) {
      const allowing = Statement.filter(({ Action }) => Action.includes(action));
      expect(allowing.map(({ Condition }) => JSON.stringify(Condition))).toEqual([
        expect.stringContaining('policy/binh-on-boundary'),
      ]);
    }
    expect(actionsOf({ Statement })).not.toContain('iam:DeleteRolePermissionsBoundary');
    expect(actionsOf({ Statement }).filter((action) => action === '*' || action === 'iam:*')).toEqual([]);
  });
});

/** What AWSCodeDeployRoleForLambdaLimited grants and a release without hooks uses; the template names the policy alone. */
const OF_CODE_DEPLOY = [
  'cloudwatch:DescribeAlarms',
  'lambda:GetAlias',
  'lambda:GetProvisionedConcurrencyConfig',
  'lambda:UpdateAlias',
];

test('the boundary leaves the roles of the templates what they are granted, and nothing else', () => {
  const granted = resources().flatMap(({ Type, Properties }) => {
    if (Type === 'AWS::IAM::Policy') return allowedBy(Properties['PolicyDocument']);
    const inline =
      Type === 'AWS::IAM::Role' ? (Properties['Policies'] as { PolicyDocument: unknown }[] | undefined) : [];
    return (inline ?? []).flatMap(({ PolicyDocument }) => allowedBy(PolicyDocument));
  });
  const actions = new Set(granted.flatMap((statement) => statement.actions));
  expect(actionsOf(policyOf('boundary'))).toEqual([...actions, ...OF_CODE_DEPLOY].sort());
});

test('each policy fits into what IAM takes', () => {
  for (const name of ['deployer', 'cloudformation-execution', 'boundary']) {
    const text = JSON.stringify(policyOf(name));
    // IAM counts no blanks; a managed policy takes 6,144 signs.
    expect(text.length, name).toBeLessThanOrEqual(6144);
  }
});

test('with the setting of docs/deploy.md each role of the templates stands within the boundary', () => {
  const app = anApp({ gradualRelease: 'true', '@aws-cdk/core:permissionsBoundary': { name: 'binh-on-boundary' } });
  assemble(app);
  const stacks = app.node.children.filter((child) => child instanceof Stack);
  const roles = stacks.flatMap((stack) => Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role')));
  expect(roles.length).toBeGreaterThan(10);
  for (const { Properties } of roles as Resource[]) {
    expect(JSON.stringify(Properties['PermissionsBoundary'])).toContain('policy/binh-on-boundary');
  }
  expect(readFileSync('docs/deploy.md', 'utf8')).toContain('"@aws-cdk/core:permissionsBoundary": { "name"');
});
