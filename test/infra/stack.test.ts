import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { ROUTES } from '#contract/routes.ts';
import { BinhOnStack } from '#infra/binh-on-stack.ts';
import { readSettings } from '#infra/settings.ts';
import { TABLES } from '#storage/tables.ts';

/** The template without bundling the functions' code, which these policies do not look at. */
function synthesize(context: Readonly<Record<string, unknown>> = {}): Template {
  const app = new App({ context: { stage: 'prod', ...context, 'aws:cdk:bundling-stacks': [] } });
  return Template.fromStack(
    new BinhOnStack(
      app,
      'Test',
      readSettings((key) => app.node.tryGetContext(key)),
    ),
  );
}

const template = synthesize();

function resources(type: string): { Properties: Record<string, never> }[] {
  return Object.values(template.findResources(type)) as { Properties: Record<string, never> }[];
}

describe('the stack', () => {
  test('has every table protected, restorable and streaming keys only', () => {
    expect(resources('AWS::DynamoDB::GlobalTable')).toHaveLength(Object.keys(TABLES).length);
    template.allResourcesProperties('AWS::DynamoDB::GlobalTable', {
      StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
      Replicas: [
        Match.objectLike({
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        }),
      ],
    });
  });

  test('puts aside what a stream or the clock cannot hand over', () => {
    template.allResourcesProperties('AWS::Lambda::EventSourceMapping', {
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
    template.allResourcesProperties('AWS::Scheduler::Schedule', {
      ScheduleExpressionTimezone: 'Asia/Ho_Chi_Minh',
      Target: Match.objectLike({ DeadLetterConfig: Match.anyValue() }),
    });
  });

  test('answers exactly the published routes', () => {
    const routes = resources('AWS::ApiGatewayV2::Route').map(({ Properties }) => String(Properties['RouteKey']));
    expect(routes.sort()).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}`).sort());
  });

  test('links every alarm to a heading of the runbook', () => {
    const headings = readFileSync('infra/RUNBOOK.md', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('## '))
      .map((line) => line.slice(3).toLowerCase().replaceAll(' ', '-'));
    for (const { Properties } of resources('AWS::CloudWatch::Alarm')) {
      const anchor = JSON.stringify(Properties['AlarmDescription']).match(/#([a-z0-9-]+)/)?.[1];
      expect(headings).toContain(anchor);
    }
  });

  test('lets no function scan, nor do anything to all tables', () => {
    for (const { Properties } of resources('AWS::IAM::Policy')) {
      const text = JSON.stringify(Properties);
      expect(text).not.toContain('dynamodb:*');
      expect(text).not.toContain('dynamodb:Scan');
    }
  });
});
