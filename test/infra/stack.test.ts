import { readdirSync } from 'node:fs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, test } from 'vitest';
import { ROUTES } from '#contract/routes.ts';
import { assemble } from '#infra/assemble.ts';
import { definitionOf, FUNCTION_NAMES, type FunctionName } from '#infra/function-definitions.ts';
import { SUBSCRIPTIONS, TABLE_NAMES, TABLES, type TableName } from '#storage/tables.ts';
import { anApp, type Resource, resourcesOf, statementsOf, targetOf, templateOf } from './synthesized-stack.ts';

const template = templateOf({ sender: 'alerts@market.example.vn', webOrigins: ['https://market.example.vn'] });

const functions = resourcesOf(template, 'AWS::Lambda::Function');
const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping');
const tables = resourcesOf(template, 'AWS::DynamoDB::GlobalTable');

function functionIdOf(name: FunctionName): string {
  const [id] =
    functions.find(([, { Properties }]) => environmentOf(Properties)['POWERTOOLS_SERVICE_NAME'] === name) ?? [];
  return id ?? `no function ${name}`;
}

function roleIdOf(name: FunctionName): string {
  const [, made] = functions.find(([id]) => id === functionIdOf(name)) ?? [];
  return targetOf(made?.Properties['Role']) ?? '';
}

function environmentOf(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return (properties['Environment'] as { Variables: Record<string, unknown> }).Variables;
}

function tableIdOf(name: TableName): string {
  return tables.find(([id]) => id.startsWith(`Tables${name}`))?.[0] ?? `no table ${name}`;
}

describe('functions', () => {
  test('every folder of functions is a function of the stack, and no other', () => {
    expect([...FUNCTION_NAMES].sort()).toEqual(readdirSync('functions').sort());
    expect(functions).toHaveLength(FUNCTION_NAMES.length);
  });

  test('every function runs on arm64 and Node 24, is traced, and writes to a log group that forgets', () => {
    for (const [, { Properties }] of functions) {
      expect(Properties).toMatchObject({
        Architectures: ['arm64'],
        Runtime: 'nodejs24.x',
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: expect.any(String) } },
      });
    }
    for (const [, { Properties }] of resourcesOf(template, 'AWS::Logs::LogGroup')) {
      expect(Properties).toMatchObject({ RetentionInDays: 90 });
    }
  });

  test('every function is either called and waited for, or has a queue for what it gave up', () => {
    const waitedFor = new Set<string>([...ROUTES.map((route) => route.function), 'authorize-retailer']);
    const withQueue = new Set(
      mappings
        .filter(([, { Properties }]) => Properties['DestinationConfig'] !== undefined)
        .map(([, { Properties }]) => targetOf(Properties['FunctionName'])),
    );
    for (const name of FUNCTION_NAMES) {
      expect(waitedFor.has(name) !== withQueue.has(functionIdOf(name)), name).toBe(true);
    }
  });

  test('a function called by the gateway ends before the gateway gives up after 30 seconds', () => {
    for (const name of new Set(ROUTES.map((route) => route.function))) {
      expect(definitionOf(name).timeoutSeconds).toBeLessThan(30);
    }
  });

  test('a function learns the names of the tables it may touch, and of no other', () => {
    for (const name of FUNCTION_NAMES) {
      const [, made] = functions.find(([id]) => id === functionIdOf(name)) ?? [];
      const environment = environmentOf(made?.Properties ?? {});
      const touched = new Set(Object.keys(definitionOf(name).access).map((store) => store.split('/')[0]));
      for (const table of TABLE_NAMES) {
        expect(targetOf(environment[TABLES[table].env]), `${name}, ${table}`).toBe(
          touched.has(table) ? tableIdOf(table) : undefined,
        );
      }
    }
  });
});

describe('rights', () => {
  test('a role may do to each table what the table of functions names, and nothing else', () => {
    for (const name of FUNCTION_NAMES) {
      const granted = statementsOf(template, roleIdOf(name)).flatMap(({ actions, resources }) =>
        resources.flatMap((resource) =>
          actions.flatMap((action) => {
            const store = storeOf(resource);
            return store ? [`${store} ${action.replace('dynamodb:', '')}`] : [];
          }),
        ),
      );
      const { access } = definitionOf(name);
      const defined = Object.entries(access).flatMap(([store, actions = []]) =>
        actions.map((action) => `${store} ${action}`),
      );
      expect(granted.sort(), name).toEqual(defined.sort());
    }
  });

  test('no role may scan, delete or administer a table, or do anything whose name is not written out', () => {
    for (const [, policy] of resourcesOf(template, 'AWS::IAM::Policy')) {
      const text = JSON.stringify(policy);
      expect(text).not.toMatch(/dynamodb:(Scan|Delete|Create|Update|Restore|Batch(?!GetItem)|PartiQL)/);
      expect(text).not.toMatch(/"[a-z0-9-]+:[A-Za-z]*\*"/);
    }
  });

  test('nothing but tracing is allowed on every resource', () => {
    for (const [, role] of resourcesOf(template, 'AWS::IAM::Role').map(([id]) => [id, id] as const)) {
      for (const { actions, resources } of statementsOf(template, role)) {
        if (!resources.includes('*')) continue;
        expect(actions.filter((action) => !action.startsWith('xray:Put'))).toEqual([]);
      }
    }
  });

  test('no role has a managed policy, which AWS may widen', () => {
    for (const [, { Properties }] of resourcesOf(template, 'AWS::IAM::Role')) {
      expect(Properties['ManagedPolicyArns']).toBeUndefined();
    }
  });

  test('only the function that tells people may publish and send mail, from the configured sender', () => {
    const senders = FUNCTION_NAMES.filter((name) =>
      /sns:Publish|ses:Send/.test(JSON.stringify(statementsOf(template, roleIdOf(name)))),
    );
    expect(senders).toEqual(['respond-to-alert']);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { SENDER: 'alerts@market.example.vn' } },
    });
    expect(JSON.stringify(templateOf())).not.toMatch(/ses:|"SENDER"/);
  });

  function storeOf(resource: unknown): string | undefined {
    const { 'Fn::Join': join } = resource as { 'Fn::Join'?: [string, unknown[]] };
    const [table, suffix] = join ? join[1] : [resource, ''];
    const name = TABLE_NAMES.find((candidate) => targetOf(table) === tableIdOf(candidate));
    if (name === undefined || JSON.stringify(resource).includes('StreamArn')) return undefined;
    return `${name}${String(suffix ?? '').replace('/index/', '/')}`;
  }
});

describe('tables', () => {
  test('every table is restorable, protected, encrypted, paid by use, and has a stream of keys only', () => {
    expect(tables).toHaveLength(TABLE_NAMES.length);
    for (const [, table] of tables) {
      expect(table).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      expect(table.Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true },
        StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
        Replicas: [
          {
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          },
        ],
      });
    }
  });

  test('a table whose items expire has a time to live, and no other has', () => {
    for (const name of TABLE_NAMES) {
      const [, table] = tables.find(([id]) => id === tableIdOf(name)) ?? [];
      expect(table?.Properties['TimeToLiveSpecification'], name).toEqual(
        TABLES[name].expires ? { AttributeName: 'expiresAt', Enabled: true } : undefined,
      );
    }
  });

  test('the dev stage can be destroyed without a trace', () => {
    const dev = templateOf({ stage: 'dev' });
    for (const [, table] of resourcesOf(dev, 'AWS::DynamoDB::GlobalTable')) {
      expect(table.Properties).toMatchObject({ Replicas: [{ DeletionProtectionEnabled: false }] });
    }
    expect(keptAfter(dev)).toEqual([]);
  });

  test('production keeps the data, the accounts and the logs of a destroyed stack, and nothing else', () => {
    expect(new Set(keptAfter(template))).toEqual(
      new Set(['AWS::DynamoDB::GlobalTable', 'AWS::Cognito::UserPool', 'AWS::Logs::LogGroup']),
    );
  });

  /** The types of what outlives its stack. */
  function keptAfter(deployed: ReturnType<typeof templateOf>): string[] {
    return Object.values(deployed.toJSON()['Resources'] as Record<string, Resource>)
      .filter(({ DeletionPolicy }) => DeletionPolicy?.startsWith('Retain'))
      .map(({ Type }) => Type);
  }

  test('no resource is named by hand, so that two deployments fit into one account', () => {
    const named = /^(Function|Table|Queue|Topic|Role|UserPool|LogGroup|Alarm|Dashboard)Name$/;
    for (const [id, { Properties }] of Object.entries(template.toJSON()['Resources'] as Record<string, Named>)) {
      expect(
        Object.keys(Properties ?? {})
          .filter((key) => named.test(key))
          .filter((key) => typeof Properties?.[key] === 'string'),
        id,
      ).toEqual([]);
    }
  });

  interface Named {
    readonly Properties?: Readonly<Record<string, unknown>>;
  }
});

describe('streams', () => {
  const mappingOf = (name: string) => {
    const id = functionIdOf(name as FunctionName);
    return mappings.find(([, { Properties }]) => targetOf(Properties['FunctionName']) === id)?.[1].Properties ?? {};
  };

  test('every subscription is a mapping that isolates, retries, gives up into a queue and reports single failures', () => {
    expect(mappings).toHaveLength(SUBSCRIPTIONS.length);
    for (const subscription of SUBSCRIPTIONS) {
      const mapping = mappingOf(subscription.function);
      expect(targetOf(mapping['EventSourceArn'])).toBe(tableIdOf(subscription.table));
      expect(mapping).toMatchObject({
        BatchSize: subscription.batchSize,
        MaximumBatchingWindowInSeconds: subscription.cloudWindowSeconds,
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [expect.any(String), 'Arn'] } } },
        StartingPosition: 'TRIM_HORIZON',
      });
      expect(mapping['MaximumRetryAttempts']).toBeGreaterThan(0);
      expect(mapping['MaximumRecordAgeInSeconds']).toBeLessThan(24 * 3600);
    }
  });

  test('a filter lets pass the written keys that wake the subscriber, and no removal', () => {
    for (const { function: name, sortKeyPrefixes, partitionKeys } of SUBSCRIPTIONS) {
      const { Filters: filters } = mappingOf(name)['FilterCriteria'] as { Filters: { Pattern: string }[] };
      expect(filters.map((filter) => JSON.parse(filter.Pattern) as unknown)).toEqual([
        {
          eventName: ['INSERT', 'MODIFY'],
          dynamodb: {
            Keys: {
              ...(sortKeyPrefixes && { sk: { S: sortKeyPrefixes.map((prefix) => ({ prefix })) } }),
              ...(partitionKeys && { pk: { S: partitionKeys } }),
            },
          },
        },
      ]);
    }
  });

  test('every queue is encrypted, asks for TLS and keeps what was given up for 14 days', () => {
    const queues = resourcesOf(template, 'AWS::SQS::Queue');
    const refusing = resourcesOf(template, 'AWS::SQS::QueuePolicy').flatMap(([, { Properties }]) =>
      JSON.stringify(Properties).includes('"aws:SecureTransport":"false"')
        ? (Properties['Queues'] as unknown[]).map(targetOf)
        : [],
    );
    for (const [id, { Properties }] of queues) {
      expect(Properties).toMatchObject({ MessageRetentionPeriod: 14 * 24 * 3600, SqsManagedSseEnabled: true });
      expect(refusing).toContain(id);
    }
  });
});

describe('the gateway', () => {
  const routes = resourcesOf(template, 'AWS::ApiGatewayV2::Route');
  const integrations = new Map(resourcesOf(template, 'AWS::ApiGatewayV2::Integration'));

  test('its routes are those of the contract, each with its function and its kind of proof', () => {
    const built = routes.map(([, { Properties }]) => {
      const target = JSON.stringify(Properties['Target']);
      const integration = [...integrations].find(([id]) => target.includes(`"${id}"`))?.[1].Properties;
      return [Properties['RouteKey'], targetOf(integration?.['IntegrationUri']), Properties['AuthorizationType']];
    });
    const wanted = ROUTES.map(({ method, path, function: name, access }) => [
      `${method} ${path}`,
      functionIdOf(name),
      access === 'public' ? 'NONE' : access === 'retailer' ? 'CUSTOM' : 'JWT',
    ]);
    expect(built.sort()).toEqual(wanted.sort());
  });

  test('a retailer key is proved by our function, and the proof is remembered for five minutes', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'REQUEST',
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
      AuthorizerResultTtlInSeconds: 300,
      IdentitySource: ['$request.header.Authorization'],
    });
  });

  test('requests are limited, and each leaves a line in the access log', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
      AccessLogSettings: { DestinationArn: {} },
    });
  });

  test('browsers may call it from the configured origins, and from none when none is configured', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: { AllowOrigins: ['https://market.example.vn'] },
    });
    const [[, api] = []] = resourcesOf(templateOf(), 'AWS::ApiGatewayV2::Api');
    expect(api?.Properties['CorsConfiguration']).toBeUndefined();
  });
});

describe('staff', () => {
  test('nobody signs up, production asks for a second factor, and nobody widens their own places', () => {
    template.hasResourceProperties('AWS::Cognito::UserPool', {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      DeletionProtection: 'ACTIVE',
    });
    const [[, client] = []] = resourcesOf(template, 'AWS::Cognito::UserPoolClient');
    expect(client?.Properties['WriteAttributes']).toEqual(['locale', 'name']);
    expect(client?.Properties['ReadAttributes']).toContain('custom:places');
  });

  test('there is a group for each kind of access that staff have', () => {
    const groups = resourcesOf(template, 'AWS::Cognito::UserPoolGroup').map(
      ([, { Properties }]) => Properties['GroupName'],
    );
    const accesses = new Set<string>(
      ROUTES.map((route) => route.access).filter((access) => !/public|retailer/.test(access)),
    );
    expect(groups.sort()).toEqual([...accesses].sort());
  });
});

describe('topics', () => {
  test('every topic is encrypted and asks for TLS', () => {
    const topics = resourcesOf(template, 'AWS::SNS::Topic');
    const policies = JSON.stringify(resourcesOf(template, 'AWS::SNS::TopicPolicy'));
    for (const [id, { Properties }] of topics) {
      expect(Properties['KmsMasterKeyId']).toBeDefined();
      expect(policies).toMatch(new RegExp(`"aws:SecureTransport":"false".*"Ref":"${id}"`));
    }
  });

  test('operators are subscribed where an address is given', () => {
    expect(resourcesOf(template, 'AWS::SNS::Subscription')).toEqual([]);
    templateOf({ operatorEmail: 'ops@market.example.vn' }).hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'ops@market.example.vn',
    });
  });
});

describe('the checks of cdk-nag', () => {
  test.each([
    {},
    { stage: 'dev' },
    { sender: 'a@b.example.vn', operatorEmail: 'c@d.example.vn', webOrigins: 'https://e.vn' },
  ])('find nothing that lacks a reason with %j', (context) => {
    const app = anApp(context);
    assemble(app);
    expect(() => app.synth()).not.toThrow();
  });

  test('stop a queue that is not encrypted in transit', () => {
    const app = anApp();
    new Queue(assemble(app), 'Careless');
    expect(() => app.synth()).toThrow('AwsSolutions-SQS4');
  });
});

test('the outputs are those that the deployment guide names', () => {
  expect(Object.keys(template.toJSON()['Outputs'] as object).sort()).toEqual([
    'ApiUrl',
    'TopicArn',
    'UserPoolClientId',
    'UserPoolId',
  ]);
});
