import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { assemble } from '#infra/assemble.ts';
import { BURN_RATES, COVERAGE_LEVEL, SPEED_LEVELS, shareAtBurn } from '#infra/service-levels.ts';
import { anApp, resourcesOf } from './synthesized-stack.ts';

const { system, levels } = assemble(anApp({ operatorEmail: 'ops@market.example.vn' }));
const template = Template.fromStack(levels as Stack);
const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');
const composites = resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm');

describe('what people may rely on', () => {
  test('is a report judged within 45 seconds, 95 of 100, and a message sent within 60', () => {
    expect(SPEED_LEVELS.judged).toMatchObject({ withinMs: 45_000, objectivePct: 95, metric: 'ReportToAssessment' });
    expect(SPEED_LEVELS.sent).toMatchObject({ withinMs: 60_000, metric: 'DueToSent' });
  });

  test.each(Object.entries(SPEED_LEVELS))(
    'alarms on %s where a long and a short window burn at once',
    (name, level) => {
      for (const { name: burn, rate, longMinutes, shortMinutes } of BURN_RATES) {
        const [, both] = composites.find(([id]) => id.startsWith(`${name}${burn}`)) ?? [];
        const rule = JSON.stringify(both?.Properties['AlarmRule']);
        expect(rule).toContain(' AND ');
        for (const minutes of [longMinutes, shortMinutes]) {
          const [id, alarm] = alarms.find(([own]) => own.startsWith(`${name}${burn}${minutes}m`)) ?? [];
          expect(rule).toContain(`"${id}"`);
          expect(alarm?.Properties).toMatchObject({
            Namespace: 'binh-on-prod',
            MetricName: level.metric,
            Dimensions: [{ Name: 'service', Value: level.by }],
            ExtendedStatistic: `PR(:${level.withinMs})`,
            Period: minutes * 60,
            EvaluationPeriods: 1,
            Threshold: shareAtBurn(level, rate),
            ComparisonOperator: 'LessThanThreshold',
            TreatMissingData: 'notBreaching',
          });
        }
        // A threshold at which nothing could alarm would promise nothing.
        expect(shareAtBurn(level, rate)).toBeGreaterThan(0);
      }
    },
  );

  test('is used up at the rate that its window stands for', () => {
    expect(shareAtBurn({ objectivePct: 95 }, 1)).toBe(95);
    expect(shareAtBurn({ objectivePct: 99 }, 14.4)).toBeCloseTo(85.6);
  });

  test('is the coverage at the cut-off: one very thin day, or three thin ones of five', () => {
    const coverage = alarms.filter(([, { Properties }]) => Properties['MetricName'] === 'CoverageAtCutOff');
    const limits = coverage.map(([, { Properties }]) => [
      Properties['Threshold'],
      Properties['EvaluationPeriods'],
      Properties['DatapointsToAlarm'],
      Properties['Period'],
    ]);
    expect(limits).toEqual([
      [COVERAGE_LEVEL.leastPct, 1, 1, 86_400],
      [COVERAGE_LEVEL.objectivePct, 5, 3, 86_400],
    ]);
  });

  test('reaches the operators by the topic of the system, with one window alone reaching nobody', () => {
    const telling = [...alarms, ...composites].filter(([, { Properties }]) => Properties['AlarmActions']);
    const [topic] = Object.values(
      Template.fromStack(system).toJSON()['Outputs'] as Record<string, ExportedOutput>,
    ).filter(({ Value, Export }) => Export && /Operators/.test(JSON.stringify(Value)));
    for (const [, { Properties }] of telling) {
      expect(Properties['AlarmActions']).toEqual([{ 'Fn::ImportValue': topic?.Export?.Name }]);
      expect(Properties['OKActions']).toEqual(Properties['AlarmActions']);
      expect(Properties['AlarmDescription']).toMatch(/ What to do: infra\/RUNBOOK\.md#a-service-level-is-missed$/);
    }
    expect(telling.length).toBe(composites.length + 2);
  });

  test('is drawn on a dashboard, each level with its objective', () => {
    const [[, dashboard] = []] = resourcesOf(template, 'AWS::CloudWatch::Dashboard');
    const body = JSON.stringify(dashboard?.Properties);
    for (const { title } of Object.values(SPEED_LEVELS)) expect(body).toContain(title);
    for (const drawn of ['PR(:45000)', 'PR(:60000)', 'CoverageAtCutOff', 'objective']) expect(body).toContain(drawn);
  });

  test('is left out where it is asked', () => {
    expect(assemble(anApp({ serviceLevels: 'false' })).levels).toBeUndefined();
  });
});

interface ExportedOutput {
  readonly Value: unknown;
  readonly Export?: { readonly Name: string };
}
