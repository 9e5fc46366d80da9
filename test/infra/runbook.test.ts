import { readFileSync } from 'node:fs';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { assemble } from '#infra/assemble.ts';
import { anchorOf } from '#infra/constructs/alarms.ts';
import { definitionOf, FUNCTION_NAMES, knownFunction } from '#infra/function-definitions.ts';
import { SUBSCRIPTIONS } from '#storage/tables.ts';
import { anApp, type Resource, resourcesOf, targetOf, templateOf } from './synthesized-stack.ts';

const runbook = readFileSync('infra/RUNBOOK.md', 'utf8');
const sections = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [heading = ''] = section.split('\n');
      return [anchorOf(heading), section] as const;
    }),
);

const template = templateOf({ operatorEmail: 'ops@market.example.vn' });
const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');
/** Those of the service levels tell the operators, too: their own test says how. */
const { levels } = assemble(anApp());
const ofLevels = ['Alarm', 'CompositeAlarm'].flatMap((type) =>
  resourcesOf(Template.fromStack(levels as Stack), `AWS::CloudWatch::${type}`),
);
const linkOf = (description: unknown) => /infra\/RUNBOOK\.md#(\S+)$/.exec(String(description))?.[1] ?? '';

describe('alarms and the runbook', () => {
  test('every alarm says what people notice and links to a heading that exists', () => {
    for (const [id, { Properties }] of alarms) {
      expect(Properties['AlarmDescription'], id).toMatch(/^\S.+ .+\. What to do: /);
      expect([...sections.keys()], id).toContain(linkOf(Properties['AlarmDescription']));
    }
  });

  test('every alarm reaches the operators, when it begins and when it is over', () => {
    const topics = resourcesOf(template, 'AWS::SNS::Topic').map(([id]) => id);
    for (const [, { Properties }] of alarms) {
      for (const actions of [Properties['AlarmActions'], Properties['OKActions']]) {
        expect(actions).toEqual([{ Ref: expect.toSatisfy((ref: string) => topics.includes(ref)) }]);
      }
    }
  });

  test('every heading but the first belongs to an alarm, and has description, investigation and resolution', () => {
    const [, ...answers] = sections;
    const linked = new Set(
      [...alarms, ...ofLevels].map(([, { Properties }]) => linkOf(Properties['AlarmDescription'])),
    );
    linked.delete('');
    expect(answers.map(([anchor]) => anchor).sort()).toEqual([...linked].sort());
    for (const [anchor, section] of answers) {
      for (const part of ['Description', 'Investigation', 'Resolution']) {
        expect(section, anchor).toContain(`**${part}.**`);
      }
    }
  });

  test("the runbook describes a function's failure in the words of its alarm", () => {
    for (const name of FUNCTION_NAMES) {
      const section = sections.get(anchorOf(`${name} fails`))?.replaceAll('\n', ' ');
      expect(section).toContain(definitionOf(name).errorImpact);
    }
  });

  test('what is refused for good alarms at once, for each function that a stream wakes, with who suffers first', () => {
    const woken = [...new Set(SUBSCRIPTIONS.map((subscription) => knownFunction(subscription.function, 'A test')))];
    const refused = alarms.filter(([, { Properties }]) => Properties['MetricName'] === 'RefusedWrites');
    const serviceOf = ({ Properties }: Resource) => (Properties['Dimensions'] as { Value: string }[])[0]?.Value;
    expect(refused.map(([, alarm]) => serviceOf(alarm)).sort()).toEqual(woken.toSorted());
    for (const name of woken) {
      const properties = refused.find(([, alarm]) => serviceOf(alarm) === name)?.[1].Properties;
      expect(properties).toMatchObject({ Threshold: 1, EvaluationPeriods: 1, Statistic: 'Sum', Period: 300 });
      expect(String(properties?.['AlarmDescription']).startsWith(definitionOf(name).errorImpact)).toBe(true);
    }
  });

  test('every function, every queue and every subscriber of a stream is watched', () => {
    const watched = JSON.stringify(alarms);
    for (const type of ['AWS::Lambda::Function', 'AWS::SQS::Queue']) {
      for (const [id] of resourcesOf(template, type)) expect(watched, id).toContain(`"${id}"`);
    }
    const late = alarms.filter(([, { Properties }]) => Properties['MetricName'] === 'IteratorAge');
    // Lambda tells one age for all streams of a function.
    const subscribers = resourcesOf(template, 'AWS::Lambda::EventSourceMapping')
      .filter(([, { Properties }]) => Properties['StartingPosition'] !== undefined)
      .map(([, { Properties }]) => targetOf(Properties['FunctionName']));
    expect(late).toHaveLength(new Set(subscribers).size);
  });
});
