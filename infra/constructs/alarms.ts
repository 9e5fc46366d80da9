import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  Metric,
  TextWidget,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DIMENSIONED_METRICS, type DimensionedMetric, type MetricName } from '#runtime/metric-names.ts';
import { TABLE_NAMES } from '#storage/tables.ts';
import { definitionOf, FUNCTION_NAMES, type FunctionName } from '../function-definitions.ts';
import { metricsNamespace, type Settings } from '../settings.ts';
import type { Deliveries } from './deliveries.ts';
import type { FailureQueue } from './failure-queue.ts';
import type { Functions } from './functions.ts';
import type { HttpApi } from './http-api.ts';
import type { Notifications } from './notifications.ts';
import { operatorTopic } from './operator-topic.ts';
import type { Clock, Schedules } from './schedules.ts';
import type { Streams } from './streams.ts';
import type { Tables } from './tables.ts';

interface AlarmsProps {
  readonly settings: Settings;
  readonly api: HttpApi;
  readonly functions: Functions;
  readonly streams: Streams;
  readonly deliveries: Deliveries;
  readonly schedules: Schedules;
  readonly notifications: Notifications;
  readonly tables: Tables;
}

/** What is alarmed on, in words that say who suffers, and where the runbook goes on. */
interface Watch {
  readonly metric: Metric;
  /** Alarms at this value and above, unless `below`. */
  readonly at: number;
  readonly below?: true;
  /** How many periods in a row; 1 unless said. */
  readonly periods?: number;
  readonly impact: string;
  /** Heading in infra/RUNBOOK.md; a test proves that it is there. */
  readonly heading: string;
}

const FIVE_MINUTES = Duration.minutes(5);
const OVER_FIVE_MINUTES = { period: FIVE_MINUTES, statistic: 'Sum' };
/** Ten times the longest batching window of a stream: older records wait for a function that does not keep up. */
const LATE_STREAM = Duration.minutes(5);

/** A message is put off by 15 minutes at most, and comes back 11 minutes after a failure: an older one waits in vain. */
const LATE_MESSAGE = Duration.minutes(30);

/** Past this a morning's alert misses the people who could still act on it; a calm system needs about a minute. */
const LATE_EPISODE = Duration.minutes(10);

/** Alarms that reach the operators, and the dashboard on which they look next. */
export class Alarms extends Construct {
  readonly operators: ITopic;
  private readonly action: SnsAction;
  private readonly runbook: string;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.runbook = props.settings.runbook;
    this.operators = operatorTopic(this, props.settings.operatorEmail);
    this.action = new SnsAction(this.operators);

    for (const name of FUNCTION_NAMES) this.watchFunction(name, props);
    for (const [name, queue] of Object.entries(props.streams.failures)) {
      this.watchStream(name as FunctionName, queue, props);
    }
    this.watchClock(props.schedules.openDay, 'The day was not opened');
    this.watchClock(props.schedules.closeDay, 'The day was not closed');
    this.watchClock(props.schedules.exportTrail, 'The trail was not exported');
    this.watchClock(props.schedules.lookAgain, 'Supply is not searched again', {
      hours: 3,
      impact: 'Suggestions of live alerts stay as they were found first; messages go out.',
    });
    this.watchClock(props.schedules.deliverDue, 'Messages are not looked after', {
      hours: 2,
      impact: 'Messages go out, but one that the queue loses stays unsent.',
    });
    this.watch('Api5xx', {
      metric: props.api.gateway.metricServerError(OVER_FIVE_MINUTES),
      // Handlers answer an unexpected error with 500 and so never count as failed: this alarm is the one that sees them.
      at: 1,
      impact: 'Callers of the API, retailers or staff, get errors that are not theirs.',
      heading: 'The API answers 5xx',
    });
    this.watch('TopicFailures', {
      metric: props.notifications.topic.metricNumberOfNotificationsFailed(OVER_FIVE_MINUTES),
      at: 1,
      impact: 'A subscriber of the topic did not get an alert.',
      heading: 'A subscriber was not reached',
    });
    this.watchDelivery(props);
    this.drawDashboard(props);
  }

  private watchDelivery({ settings, deliveries }: AlarmsProps): void {
    this.watch('deliveries-failed', {
      metric: ownMetric(settings, 'DeliveriesFailed', 'deliver-messages').with(OVER_FIVE_MINUTES),
      at: 1,
      impact: 'A message was refused for hours and is given up: somebody is not told of an event.',
      heading: 'A message was not delivered',
    });
    this.watch('deliveries-given-up', {
      metric: deliveries.deadLetters.metricApproximateNumberOfMessagesVisible({
        period: FIVE_MINUTES,
        statistic: 'Maximum',
      }),
      at: 1,
      impact: 'deliver-messages gave up on messages of its queue: somebody may not be told, or a bounce was not noted.',
      heading: 'Messages were given up',
    });
    this.watch('deliveries-late', {
      metric: deliveries.queue.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES, statistic: 'Maximum' }),
      at: LATE_MESSAGE.toSeconds(),
      periods: 2,
      impact: `A message has waited in the queue of deliveries for ${LATE_MESSAGE.toMinutes()} minutes: people are told too late.`,
      heading: 'Messages wait too long',
    });
    this.watch('alerts-late', {
      metric: ownMetric(settings, 'ReportToEpisode', 'assess-place').with({ period: FIVE_MINUTES, statistic: 'p90' }),
      at: LATE_EPISODE.toMilliseconds(),
      periods: 2,
      impact: `Reports take more than ${LATE_EPISODE.toMinutes()} minutes to become alerts: people are told too late.`,
      heading: 'Alerts come late',
    });
  }

  private watchFunction(name: FunctionName, { functions }: AlarmsProps): void {
    const { errorImpact } = definitionOf(name);
    this.watch(`${name}-errors`, {
      metric: functions.byName[name].metricErrors(OVER_FIVE_MINUTES),
      at: 1,
      impact: errorImpact,
      heading: `${name} fails`,
    });
    this.watch(`${name}-throttles`, {
      metric: functions.byName[name].metricThrottles(OVER_FIVE_MINUTES),
      at: 1,
      periods: 3,
      impact: `${name} is refused by Lambda for 15 minutes. ${errorImpact}`,
      heading: 'A function is throttled',
    });
  }

  private watchStream(name: FunctionName, queue: FailureQueue, { settings, functions }: AlarmsProps): void {
    const { errorImpact } = definitionOf(name);
    this.watch(`${name}-refused`, {
      metric: ownMetric(settings, 'RefusedWrites', name).with(OVER_FIVE_MINUTES),
      at: 1,
      impact: `${errorImpact} What ${name} writes there is refused for good, so it is not tried again; all else goes on.`,
      heading: 'A write was refused for good',
    });
    this.watch(`${name}-given-up`, {
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: FIVE_MINUTES, statistic: 'Maximum' }),
      at: 1,
      impact: `${name} gave up on some triggers, which stay undone until they are handed over again. ${errorImpact}`,
      heading: 'Triggers were given up',
    });
    this.watch(`${name}-late`, {
      metric: functions.byName[name].metric('IteratorAge', { period: FIVE_MINUTES, statistic: 'Maximum' }),
      at: LATE_STREAM.toMilliseconds(),
      periods: 2,
      impact: `${name} is more than ${LATE_STREAM.toMinutes()} minutes behind what was written. ${errorImpact}`,
      heading: 'A stream is read late',
    });
  }

  /** One hour more than a day holds: CloudWatch may see the 24th hour before the scheduler has told of it. */
  private watchClock(
    { starts, failures, group }: Clock,
    heading: string,
    { hours = 25, impact = definitionOf(starts).errorImpact } = {},
  ): void {
    this.watch(`${starts}-not-started`, {
      metric: failures.metricApproximateNumberOfMessagesVisible({
        period: FIVE_MINUTES,
        statistic: 'Maximum',
      }),
      at: 1,
      impact: `A run of ${starts} by the clock failed after all its retries. ${impact}`,
      heading,
    });
    this.watch(`${starts}-clock-stopped`, {
      metric: group.metricAttempts({ period: Duration.hours(1), statistic: 'Sum' }),
      at: 1,
      below: true,
      periods: hours,
      impact: `The scheduler has not started ${starts} for ${hours} hours. ${impact}`,
      heading,
    });
  }

  private watch(id: string, { metric, at, below, periods = 1, impact, heading }: Watch): void {
    const alarm = new Alarm(this, id, {
      metric,
      threshold: at,
      evaluationPeriods: periods,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: below ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: `${impact} What to do: ${this.runbook}#${anchorOf(heading)}`,
    });
    alarm.addAlarmAction(this.action);
    alarm.addOkAction(this.action);
  }

  private drawDashboard({ settings, api, functions, streams, deliveries, schedules, tables }: AlarmsProps): void {
    const over = { period: FIVE_MINUTES };
    const counted = (name: MetricName, by: FunctionName) =>
      ownMetric(settings, name, by).with({ ...OVER_FIVE_MINUTES, label: name });
    const each = (pick: (name: FunctionName) => Metric) =>
      FUNCTION_NAMES.map((name) => pick(name).with({ label: name }));
    const woken = Object.entries(streams.failures) as [FunctionName, FailureQueue][];
    const capacity = (metricName: string) =>
      TABLE_NAMES.map((name) =>
        tables.byName[name].metric(metricName, { ...over, statistic: 'Sum', label: `${name}, ${metricName}` }),
      );
    new Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.days(1),
      widgets: [
        [new TextWidget({ markdown: `What each alarm means and what to do: ${this.runbook}`, width: 24, height: 1 })],
        [
          graph('Taken', [
            counted('ReportsReceived', 'ingest-report'),
            counted('RowsAccepted', 'ingest-report'),
            counted('RowsQuarantined', 'ingest-report'),
          ]),
          graph('Rows refused, by code', [eachValue(settings, 'RowsRejected')]),
          graph('Alerts raised, by level', [eachValue(settings, 'AlertsRaised')]),
        ],
        [
          graph('From report to episode (ms)', [
            ownMetric(settings, 'ReportToEpisode', 'assess-place').with({ ...over, statistic: 'p50', label: 'p50' }),
            ownMetric(settings, 'ReportToEpisode', 'assess-place').with({ ...over, statistic: 'p90', label: 'p90' }),
          ]),
          graph('Messages given up', [counted('DeliveriesFailed', 'deliver-messages')]),
          graph('Oldest message of the queue (s)', [
            deliveries.queue.metricApproximateAgeOfOldestMessage({ ...over, statistic: 'Maximum' }),
          ]),
        ],
        [
          graph('Requests', [api.gateway.metricCount({ ...over, statistic: 'Sum' })]),
          graph('Refused (4xx) and failed (5xx)', [
            api.gateway.metricClientError(OVER_FIVE_MINUTES),
            api.gateway.metricServerError(OVER_FIVE_MINUTES),
          ]),
          graph('Answered within (ms)', [
            api.gateway.metricLatency({ ...over, statistic: 'p50' }),
            api.gateway.metricLatency({ ...over, statistic: 'p99' }),
          ]),
        ],
        [
          graph(
            'Errors',
            each((name) => functions.byName[name].metricErrors(OVER_FIVE_MINUTES)),
          ),
          graph(
            'Throttles',
            each((name) => functions.byName[name].metricThrottles(OVER_FIVE_MINUTES)),
          ),
          graph(
            'Duration, p99 (ms)',
            each((name) => functions.byName[name].metricDuration({ ...over, statistic: 'p99' })),
          ),
        ],
        [
          graph(
            'Behind the stream by (ms)',
            woken.map(([name]) =>
              functions.byName[name].metric('IteratorAge', { ...over, statistic: 'Maximum', label: name }),
            ),
          ),
          graph('Refused for good, given up', [
            ...woken.map(([name]) => counted('RefusedWrites', name).with({ label: `${name}, refused` })),
            ...woken.map(([name, queue]) => queue.metricApproximateNumberOfMessagesVisible({ ...over, label: name })),
            deliveries.deadLetters.metricApproximateNumberOfMessagesVisible({ ...over, label: 'deliver-messages' }),
            ...[
              schedules.openDay,
              schedules.closeDay,
              schedules.lookAgain,
              schedules.deliverDue,
              schedules.exportTrail,
            ].map(({ starts, failures }) =>
              failures.metricApproximateNumberOfMessagesVisible({ ...over, label: `${starts}, by the clock` }),
            ),
          ]),
          graph('Table units', [...capacity('ConsumedReadCapacityUnits'), ...capacity('ConsumedWriteCapacityUnits')]),
        ],
      ],
    });
  }
}

/** The anchor that a Markdown reader makes of a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number} -]/gu, '')
    .replaceAll(' ', '-');
}

/** A metric that a function records about its own work. */
function ownMetric(settings: Settings, metricName: MetricName, service: FunctionName): Metric {
  return new Metric({ namespace: metricsNamespace(settings), metricName, dimensionsMap: { service } });
}

/** A line for each value that the metric's dimension has taken. */
function eachValue(settings: Settings, name: DimensionedMetric): IMetric {
  const schema = `{"${metricsNamespace(settings)}",${DIMENSIONED_METRICS[name]},service}`;
  return new MathExpression({
    expression: `SEARCH('${schema} MetricName="${name}"', 'Sum', ${FIVE_MINUTES.toSeconds()})`,
    label: '',
    period: FIVE_MINUTES,
  });
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 8, height: 6 });
}
