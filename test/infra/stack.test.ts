import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, test } from 'vitest';
import { ANY_OTHER, ROUTES } from '#contract/routes.ts';
import { assemble } from '#infra/assemble.ts';
import { TABLE_NAMES } from '#storage/tables.ts';
import { anApp, functionOf, type Resource, resourcesOf, targetOf, templateOf } from './synthesized-stack.ts';

const template = templateOf({ sender: 'alerts@market.example.vn', webOrigins: ['https://market.example.vn'] });

describe('the stack', () => {
  test('the dev stage can be destroyed without a trace', () => {
    const dev = templateOf({ stage: 'dev' });
    for (const [, table] of resourcesOf(dev, 'AWS::DynamoDB::GlobalTable')) {
      expect(table.Properties).toMatchObject({ Replicas: [{ DeletionProtectionEnabled: false }] });
    }
    expect(keptAfter(dev)).toEqual([]);
  });

  test('production keeps the data, the exported trail, the accounts and the logs of a destroyed stack, and nothing else', () => {
    expect(new Set(keptAfter(template))).toEqual(
      // Of buckets the one that holds the exported trail; the key is that by which logs are read.
      new Set([
        'AWS::DynamoDB::GlobalTable',
        'AWS::Cognito::UserPool',
        'AWS::S3::Bucket',
        'AWS::Logs::LogGroup',
        'AWS::KMS::Key',
      ]),
    );
  });

  test('every log group of production is read by the one key of logs, which only logs of this account may use', () => {
    const logs = Object.values(template.findResources('AWS::Logs::LogGroup'));
    expect(logs.length).toBeGreaterThan(10);
    const [[id, key] = []] = Object.entries(
      template.findResources('AWS::KMS::Key', { Properties: { Description: 'Log groups of functions and gateway' } }),
    );
    expect(new Set(logs.map(({ Properties }) => JSON.stringify(Properties['KmsKeyId'])))).toEqual(
      new Set([JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] })]),
    );
    expect(key?.['Properties']).toMatchObject({ EnableKeyRotation: true });
    expect(JSON.stringify(key)).toContain('kms:EncryptionContext:aws:logs:arn');
    expect(JSON.stringify(templateOf({ stage: 'dev' }).findResources('AWS::Logs::LogGroup'))).not.toContain('KmsKeyId');
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

describe('the stack of the data', () => {
  const KEPT = ['AWS::DynamoDB::GlobalTable', 'AWS::Cognito::UserPool', 'AWS::S3::Bucket'];
  const typesOf = (stack: Stack) => Object.values(Template.fromStack(stack).toJSON()['Resources'] as object);
  const keeps = (stack: Stack) => typesOf(stack).filter(({ Type }) => KEPT.includes(Type)).length;

  test('holds every table and the accounts, so that what works on them can be made anew', () => {
    const { system, data } = assemble(anApp());
    expect(keeps(system)).toBe(0);
    expect(keeps(data)).toBe(TABLE_NAMES.length + 2);
    expect(typesOf(data).filter(({ Type }) => Type === 'AWS::Lambda::Function')).toEqual([]);
  });

  test.each([
    { stage: 'prod', isProtected: true },
    { stage: 'dev', isProtected: false },
  ])('neither stack can be destroyed by mistake in production ($stage)', ({ stage, isProtected }) => {
    const { system, data } = assemble(anApp({ stage }));
    expect([system, data].map(({ terminationProtection }) => terminationProtection)).toEqual([
      isProtected,
      isProtected,
    ]);
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
      functionOf(template, name)[0],
      access === 'public' ? 'NONE' : ['store', 'retailer'].includes(access) ? 'CUSTOM' : 'JWT',
    ]);
    // Whatever no route takes: 404 or 405 in words, which the gateway has not.
    const other = [ANY_OTHER, functionOf(template, 'describe-api')[0], 'NONE'];
    expect(built.sort()).toEqual([other, ...wanted].sort());
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
      RouteSettings: { 'POST /v1/enrolments': { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 40 } },
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
    expect(client?.Properties['ReadAttributes']).toEqual(expect.arrayContaining(['custom:places', 'custom:person']));
  });

  test('there is a group for each kind of access that staff have', () => {
    const groups = resourcesOf(template, 'AWS::Cognito::UserPoolGroup').map(
      ([, { Properties }]) => Properties['GroupName'],
    );
    const accesses = new Set<string>(
      ROUTES.map((route) => route.access).filter((access) => !/public|retailer|store/.test(access)),
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
    { smsForCrises: true, smsSenderId: 'BinhOn' },
    { sender: 'a@b.example.vn', operatorEmail: 'c@d.example.vn', webOrigins: 'https://e.vn' },
  ])('find nothing that lacks a reason with %j', (context) => {
    const app = anApp(context);
    assemble(app);
    expect(() => app.synth()).not.toThrow();
  });

  test('stop a queue that is not encrypted in transit', () => {
    const app = anApp();
    new Queue(assemble(app).system, 'Careless');
    expect(() => app.synth()).toThrow('AwsSolutions-SQS4');
  });

  test('stop a log group without a key in production: the rules of NIST 800-53 are asked, too', () => {
    const app = anApp();
    new LogGroup(assemble(app).system, 'Careless');
    expect(() => app.synth()).toThrow('NIST.800.53.R5-CloudWatchLogGroupEncrypted');
  });
});

test('the outputs are those that the deployment guide names', () => {
  // What other stacks import is none of a deployer's business.
  const outputs = Object.entries(template.toJSON()['Outputs'] as Record<string, { readonly Export?: object }>);
  expect(outputs.flatMap(([name, { Export }]) => (Export ? [] : [name])).sort()).toEqual([
    'ApiUrl',
    'TopicArn',
    'UserPoolClientId',
    'UserPoolId',
  ]);
});
