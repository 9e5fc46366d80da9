import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ROUTES } from '#contract/routes.ts';
import { ACCOUNT_ACTIONS, definitionOf, FUNCTION_NAMES } from '#infra/function-definitions.ts';
import { TABLE_NAMES, TABLES } from '#storage/tables.ts';
import {
  environmentOf,
  functionOf,
  type Resource,
  resourcesOf,
  roleIdOf,
  statementsOf,
  tableOf,
  targetOf,
  templateOf,
} from './synthesized-stack.ts';

const template = templateOf({ sender: 'alerts@market.example.vn' });
const functions = resourcesOf(template, 'AWS::Lambda::Function');
const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping');
const ofQueues = mappings.filter(([, { Properties }]) => Properties['StartingPosition'] === undefined);
const [deliveries, { Properties: queue }] = resourcesOf(template, 'AWS::SQS::Queue').find(
  ([, { Properties }]) => Properties['RedrivePolicy'] !== undefined,
) as [string, Resource];
const deadLetters = targetOf((queue['RedrivePolicy'] as { deadLetterTargetArn: unknown }).deadLetterTargetArn);

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
        .filter(
          ([, { Properties }]) =>
            Properties['DestinationConfig'] !== undefined || targetOf(Properties['EventSourceArn']) === deliveries,
        )
        .map(([, { Properties }]) => targetOf(Properties['FunctionName'])),
    );
    // What only the clock starts has the queue of the clock (clock.test.ts).
    const byClock = resourcesOf(template, 'AWS::Lambda::EventInvokeConfig');
    for (const [, { Properties }] of byClock) withQueue.add(targetOf(Properties['FunctionName']));
    for (const name of FUNCTION_NAMES) {
      expect(waitedFor.has(name) !== withQueue.has(functionOf(template, name)[0]), name).toBe(true);
    }
  });

  test('a function called by the gateway ends before the gateway gives up after 30 seconds', () => {
    for (const name of new Set(ROUTES.map((route) => route.function))) {
      expect(definitionOf(name).timeoutSeconds).toBeLessThan(30);
    }
  });

  test('a function learns the names of the tables it may touch, and of no other', () => {
    for (const name of FUNCTION_NAMES) {
      const environment = environmentOf(functionOf(template, name)[1].Properties);
      const touched = new Set(Object.keys(definitionOf(name).access).map((store) => store.split('/')[0]));
      for (const table of TABLE_NAMES) {
        expect(targetOf(environment[TABLES[table].env]), `${name}, ${table}`).toBe(
          touched.has(table) ? tableOf(template, table)[0] : undefined,
        );
      }
    }
  });
});

describe('rights', () => {
  test('a role may do to each table what the table of functions names, and nothing else', () => {
    for (const name of FUNCTION_NAMES) {
      const granted = statementsOf(template, roleIdOf(template, name)).flatMap(({ actions, resources }) =>
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
      /sns:Publish|ses:Send/.test(JSON.stringify(statementsOf(template, roleIdOf(template, name)))),
    );
    expect(senders).toEqual(['deliver-messages']);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { SENDER: 'alerts@market.example.vn' } },
    });
    expect(JSON.stringify(templateOf())).not.toMatch(/ses:|"SENDER"/);
  });

  test('text messages are off, and where they are set the function that tells people may publish to telephones only', () => {
    const publishing = (made: typeof template) =>
      resourcesOf(made, 'AWS::IAM::Policy').flatMap(([, { Properties }]) => {
        const { Statement } = Properties['PolicyDocument'] as { Statement: Record<string, unknown>[] };
        return Statement.filter(({ NotResource, Action }) => NotResource !== undefined || /sns/.test(String(Action)));
      });
    const toTopic = { Action: 'sns:Publish', Effect: 'Allow', Resource: { Ref: expect.any(String) } };
    expect(publishing(template)).toEqual([toTopic]);
    expect(JSON.stringify(template)).not.toMatch(/NotResource|SMS_SENDER_ID/);
    const withSms = templateOf({ smsForCrises: 'true', smsSenderId: 'BinhOn' });
    const toTelephones = {
      Action: 'sns:Publish',
      Effect: 'Allow',
      // Whatever has an ARN in SNS is left out: a telephone has none.
      NotResource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sns:*:*:*']] },
      Condition: { StringEquals: { 'aws:RequestedRegion': { Ref: 'AWS::Region' } } },
    };
    expect(publishing(withSms)).toEqual([toTopic, toTelephones]);
    const [, { Properties }] = functionOf(withSms, 'deliver-messages');
    expect(environmentOf(Properties)).toMatchObject({ SMS_SENDER_ID: 'BinhOn', TOLD_BY: 'webhook,sms' });
  });

  test('who decides or shows who can be told knows the channels that there are', () => {
    for (const name of FUNCTION_NAMES) {
      const { TOLD_BY: toldBy } = environmentOf(functionOf(template, name)[1].Properties);
      expect(toldBy, name).toBe(definitionOf(name).knowsChannels ? 'mail,webhook' : undefined);
      const source = readFileSync(`functions/${name}/handler.ts`, 'utf8');
      expect(source.includes('readDesk('), name).toBe(definitionOf(name).knowsChannels ?? false);
    }
  });

  test('only the function that keeps accounts may change them, in the one pool, by the actions that are named', () => {
    const [[pool] = []] = resourcesOf(template, 'AWS::Cognito::UserPool');
    for (const name of FUNCTION_NAMES) {
      const { keepsAccounts } = definitionOf(name);
      const granted = statementsOf(template, roleIdOf(template, name))
        .filter(({ actions }) => actions.some((action) => action.startsWith('cognito')))
        .map(({ actions, resources }) => ({ actions, pools: resources.map(targetOf) }));
      const actions = ACCOUNT_ACTIONS.map((action) => `cognito-idp:${action}`);
      expect(granted, name).toEqual(keepsAccounts ? [{ actions, pools: [pool] }] : []);
      const { USER_POOL_ID: named } = environmentOf(functionOf(template, name)[1].Properties);
      expect(targetOf(named), name).toBe(keepsAccounts ? pool : undefined);
    }
    expect(FUNCTION_NAMES.filter((name) => definitionOf(name).keepsAccounts)).toEqual(['serve-staff']);
  });

  test('a function may send to the queues of what it gave up itself, and those that have messages sent to theirs', () => {
    const byClock = resourcesOf(template, 'AWS::Lambda::EventInvokeConfig');
    for (const name of FUNCTION_NAMES) {
      const [id, { Properties }] = functionOf(template, name);
      const [ofStream, ofClock] = [mappings, byClock].map((configured) => failureQueuesOf(configured, id));
      const ofQueue = ofQueues.some(([, mapping]) => targetOf(mapping.Properties['FunctionName']) === id)
        ? [deadLetters]
        : [];
      const toTell = definitionOf(name).asksForDelivery ? [deliveries] : [];
      const sends = statementsOf(template, roleIdOf(template, name)).filter(({ actions }) =>
        actions.includes('sqs:SendMessage'),
      );
      const mayReach = sends.flatMap(({ resources }) => resources.map(targetOf));
      expect(new Set(mayReach), name).toEqual(
        new Set([...(ofStream ?? []), ...(ofClock ?? []), ...ofQueue, ...toTell]),
      );
      // What is refused for good is set aside by the function itself, in the queue of its streams.
      expect(targetOf(environmentOf(Properties)['FAILURE_QUEUE_URL']), name).toBe(ofStream?.[0] ?? ofQueue[0]);
      expect(targetOf(environmentOf(Properties)['DELIVERY_QUEUE_URL']), name).toBe(toTell[0]);
    }
  });

  function failureQueuesOf(configured: typeof mappings, functionId: string): (string | undefined)[] {
    const own = configured.filter(
      ([, { Properties }]) =>
        targetOf(Properties['FunctionName']) === functionId && Properties['DestinationConfig'] !== undefined,
    );
    return own.map(([, { Properties }]) => {
      const { OnFailure } = Properties['DestinationConfig'] as { OnFailure: { Destination: unknown } };
      return targetOf(OnFailure.Destination);
    });
  }

  function storeOf(resource: unknown): string | undefined {
    const { 'Fn::Join': join } = resource as { 'Fn::Join'?: [string, unknown[]] };
    const [table, suffix] = join ? join[1] : [resource, ''];
    const name = TABLE_NAMES.find((candidate) => targetOf(table) === tableOf(template, candidate)[0]);
    if (name === undefined || JSON.stringify(resource).includes('StreamArn')) return undefined;
    return `${name}${String(suffix ?? '').replace('/index/', '/')}`;
  }
});
