import type { Metrics } from '@aws-lambda-powertools/metrics';
import { DIMENSIONED_METRICS, type DimensionedMetric, METRICS, type MetricName } from './metric-names.ts';

/** Where handlers record what the market's business did. */
export interface Meter {
  readonly record: (values: Readonly<Partial<Record<MetricName, number>>>) => void;
  /** One value for each value of the metric's dimension. */
  readonly recordBy: (name: DimensionedMetric, values: ReadonlyMap<string, number>) => void;
}

/** Records into the log in CloudWatch's Embedded Metric Format: no call and no wait, a line for each set of dimensions. */
export function embeddedMeter(metrics: Pick<Metrics, 'addDimension' | 'addMetric' | 'publishStoredMetrics'>): Meter {
  return {
    record: (values) => {
      for (const [name, value] of Object.entries(values)) metrics.addMetric(name, METRICS[name as MetricName], value);
      metrics.publishStoredMetrics();
    },
    recordBy: (name, values) => {
      for (const [dimension, value] of values) {
        metrics.addDimension(DIMENSIONED_METRICS[name], dimension);
        metrics.addMetric(name, 'Count', value);
        metrics.publishStoredMetrics();
      }
    },
  };
}

/** One machine has no CloudWatch; its log tells of each request and each failed trigger. */
export const NO_METER: Meter = { record: () => undefined, recordBy: () => undefined };
