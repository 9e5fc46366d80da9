import { Duration, Stack, Validations } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  CompositeAlarm,
  Dashboard,
  GraphWidget,
  Metric,
  TextWidget,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { anchorOf } from './constructs/alarms.ts';
import { BURN_RATES, COVERAGE_LEVEL, SPEED_LEVELS, type SpeedLevel, shareAtBurn } from './service-levels.ts';
import { metricsNamespace, type Settings } from './settings.ts';

const DAY = Duration.days(1);

/**
 * What people may rely on, and alarms where it is used up. A stack of its own: the system works without it, and it can be
 * left out where composite alarms are not known.
 */
export class ServiceLevelStack extends Stack {
  private readonly settings: Settings;
  private readonly action: SnsAction;

  constructor(scope: Construct, id: string, settings: Settings, operators: ITopic) {
    super(scope, id, { description: 'Says whether people are told in time, and whether shops report.' });
    this.settings = settings;
    this.action = new SnsAction(operators);
    const levels = Object.entries(SPEED_LEVELS) as [string, SpeedLevel][];
    for (const [name, level] of levels) this.watchSpeed(name, level);
    this.watchCoverage();
    this.draw(levels.map(([, level]) => level));
  }

  /** Alarms where both windows of a rate have used up more than it allows. */
  private watchSpeed(name: string, level: SpeedLevel): void {
    for (const { name: burn, rate, longMinutes, shortMinutes } of BURN_RATES) {
      const share = shareAtBurn(level, rate);
      const windows = [longMinutes, shortMinutes].map((minutes) => {
        const alarm = new Alarm(this, `${name}-${burn}-${minutes}m`, {
          metric: this.shareInTime(level, Duration.minutes(minutes)),
          threshold: share,
          evaluationPeriods: 1,
          comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
          treatMissingData: TreatMissingData.NOT_BREACHING,
          alarmDescription: `One of two windows of "${level.title}": ${minutes} minutes.`,
        });
        Validations.of(alarm).acknowledge({
          id: 'NIST.800.53.R5-CloudWatchAlarmAction',
          reason: 'One window alone alarms nobody: the composite alarm of both tells the operators.',
        });
        return AlarmRule.fromAlarm(alarm, AlarmState.ALARM);
      });
      const composite = new CompositeAlarm(this, `${name}-${burn}`, {
        alarmRule: AlarmRule.allOf(...windows),
        alarmDescription: this.described(
          `${level.impact} "${level.title}" is missed ${rate} times as often as allowed.`,
        ),
      });
      composite.addAlarmAction(this.action);
      composite.addOkAction(this.action);
    }
  }

  /** One figure a day: a day that is very thin, and three thin days of five. */
  private watchCoverage(): void {
    const metric = this.coverage();
    const { objectivePct, leastPct } = COVERAGE_LEVEL;
    const thin = [
      { id: 'coverage-fast', threshold: leastPct, evaluationPeriods: 1, datapointsToAlarm: 1, when: 'today' },
      {
        id: 'coverage-slow',
        threshold: objectivePct,
        evaluationPeriods: 5,
        datapointsToAlarm: 3,
        when: 'on three days of five',
      },
    ];
    for (const { id, when, ...limits } of thin) {
      const alarm = new Alarm(this, id, {
        ...limits,
        metric,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        alarmDescription: this.described(
          `Fewer than ${limits.threshold} % of the open shops had reported by the cut-off ${when}: what is shown rests on few.`,
        ),
      });
      alarm.addAlarmAction(this.action);
      alarm.addOkAction(this.action);
    }
  }

  private draw(levels: readonly SpeedLevel[]): void {
    const widgets = levels.map(
      (level) =>
        new GraphWidget({
          title: `${level.title} (%), objective ${level.objectivePct} %`,
          left: BURN_RATES.map(({ longMinutes }) =>
            this.shareInTime(level, Duration.minutes(longMinutes)).with({ label: `over ${longMinutes / 60} h` }),
          ),
          leftAnnotations: [
            { value: level.objectivePct, label: 'objective' },
            ...BURN_RATES.map(({ name, rate }) => ({ value: shareAtBurn(level, rate), label: `${name} burn` })),
          ],
          leftYAxis: { min: 0, max: 100 },
          width: 8,
          height: 6,
        }),
    );
    const coverage = new GraphWidget({
      title: `Shops that reported by the cut-off (%), objective ${COVERAGE_LEVEL.objectivePct} %`,
      left: [this.coverage()],
      leftAnnotations: [{ value: COVERAGE_LEVEL.objectivePct, label: 'objective' }],
      leftYAxis: { min: 0, max: 100 },
      width: 8,
      height: 6,
    });
    const heading = `What to do: ${this.settings.runbook}#${anchorOf(HEADING)}`;
    new Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.days(30),
      widgets: [[new TextWidget({ markdown: heading, width: 24, height: 1 })], [...widgets, coverage]],
    });
  }

  /** Percent of what was recorded in a window that took no longer than the level says. */
  private shareInTime({ metric, by, withinMs }: SpeedLevel, period: Duration): Metric {
    return this.own(metric, by).with({ statistic: `PR(:${withinMs})`, period });
  }

  private coverage(): Metric {
    return this.own('CoverageAtCutOff', 'close-day').with({ statistic: 'Minimum', period: DAY });
  }

  private own(metricName: SpeedLevel['metric'], service: SpeedLevel['by']): Metric {
    return new Metric({ namespace: metricsNamespace(this.settings), metricName, dimensionsMap: { service } });
  }

  private described(impact: string): string {
    return `${impact} What to do: ${this.settings.runbook}#${anchorOf(HEADING)}`;
  }
}

const HEADING = 'A service level is missed';
