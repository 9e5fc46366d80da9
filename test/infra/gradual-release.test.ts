import { describe, expect, test } from 'vitest';
import { FUNCTION_NAMES } from '#infra/function-definitions.ts';
import { functionOf, resourcesOf, statementsOf, targetOf, templateOf } from './synthesized-stack.ts';

const template = templateOf({ gradualRelease: 'true', sender: 'alerts@market.example.vn' });
const aliases = resourcesOf(template, 'AWS::Lambda::Alias');
const aliasIds = aliases.map(([id]) => id).sort();
/** The aliases that a value points at, however deep. */
const aliasesIn = (value: unknown) => aliasIds.filter((id) => JSON.stringify(value).includes(`"${id}"`));

describe('a gradual release', () => {
  test('gives each function an alias on a version of its own', () => {
    const functions = FUNCTION_NAMES.map((name) => functionOf(template, name)[0]).sort();
    expect(aliases.map(([, { Properties }]) => targetOf(Properties['FunctionName'])).sort()).toEqual(functions);
    for (const [, { Properties }] of aliases) {
      const [version] = (Properties['FunctionVersion'] as { 'Fn::GetAtt': [string, string] })['Fn::GetAtt'];
      const [, made] = resourcesOf(template, 'AWS::Lambda::Version').find(([id]) => id === version) ?? [];
      expect(targetOf(made?.Properties['FunctionName'])).toBe(targetOf(Properties['FunctionName']));
    }
  });

  test('leads a tenth of the calls to a new version for five minutes, and back where its runs fail', () => {
    const groups = resourcesOf(template, 'AWS::CodeDeploy::DeploymentGroup');
    expect(groups).toHaveLength(FUNCTION_NAMES.length);
    for (const [, { Properties }] of groups) {
      const { DeploymentConfigName, AutoRollbackConfiguration, AlarmConfiguration } = Properties;
      expect(DeploymentConfigName).toBe('CodeDeployDefault.LambdaCanary10Percent5Minutes');
      expect(AutoRollbackConfiguration).toEqual({
        Enabled: true,
        Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST', 'DEPLOYMENT_STOP_ON_ALARM'],
      });
      const { Alarms: watched, Enabled } = AlarmConfiguration as { Alarms: { Name: unknown }[]; Enabled: boolean };
      expect([Enabled, watched.length]).toEqual([true, 1]);
      const [, alarm] =
        resourcesOf(template, 'AWS::CloudWatch::Alarm').find(([id]) => id === targetOf(watched[0]?.Name)) ?? [];
      expect(alarm?.Properties).toMatchObject({ MetricName: 'Errors', Period: 60, Threshold: 3 });
      // Of the alias alone: what other versions do is none of its business.
      expect(JSON.stringify(alarm?.Properties['Dimensions'])).toContain(':live');
    }
    for (const [id, { UpdatePolicy }] of aliases as [string, { UpdatePolicy?: object }][]) {
      expect(UpdatePolicy, id).toHaveProperty('CodeDeployLambdaAliasUpdate.DeploymentGroupName');
    }
  });

  test('is behind all that calls a function: gateway, authorizer, streams, queue and clocks', () => {
    const called = {
      'AWS::ApiGatewayV2::Integration': 'IntegrationUri',
      'AWS::ApiGatewayV2::Authorizer': 'AuthorizerUri',
      'AWS::Lambda::EventSourceMapping': 'FunctionName',
      'AWS::Scheduler::Schedule': 'Target',
    };
    for (const [type, member] of Object.entries(called)) {
      const found = resourcesOf(template, type).filter(([, { Properties }]) => Properties['AuthorizerType'] !== 'JWT');
      expect(found.length).toBeGreaterThan(0);
      for (const [id, { Properties }] of found) expect(aliasesIn(Properties[member]), id).toHaveLength(1);
    }
    const qualifiers = resourcesOf(template, 'AWS::Lambda::EventInvokeConfig').map(
      ([, { Properties }]) => Properties['Qualifier'],
    );
    expect(new Set(qualifiers.map((qualifier) => JSON.stringify(qualifier).includes('live')))).toEqual(new Set([true]));
  });

  test('may be called through the alias and no other way: by the gateway, and by the role of each clock', () => {
    for (const [id, { Properties }] of resourcesOf(template, 'AWS::Lambda::Permission')) {
      expect(aliasesIn(Properties['FunctionName']), id).toHaveLength(1);
    }
    const clocks = resourcesOf(template, 'AWS::Scheduler::Schedule');
    for (const [id, { Properties }] of clocks) {
      const role = targetOf((Properties['Target'] as { RoleArn: unknown }).RoleArn) ?? '';
      const invokes = statementsOf(template, role).filter(({ actions }) => actions.includes('lambda:InvokeFunction'));
      expect(aliasesIn(invokes.map(({ resources }) => resources)), id).toHaveLength(1);
    }
  });

  test('is off unless it is asked for', () => {
    const plain = templateOf({});
    for (const type of ['AWS::Lambda::Alias', 'AWS::CodeDeploy::DeploymentGroup']) {
      expect(resourcesOf(plain, type)).toEqual([]);
    }
  });
});
