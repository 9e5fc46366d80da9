/**
 * What the system counts about the market's business, once for the code that records and the alarms that watch:
 * each name with its unit. Beside their own dimension all have `service`, the function that recorded.
 */
export const METRICS = {
  /** Store-days taken, corrections included. */
  ReportsReceived: 'Count',
  RowsAccepted: 'Count',
  /** Rows kept but held back from the statistics. */
  RowsQuarantined: 'Count',
  DeliveriesFailed: 'Count',
  /** From the receipt of a place's last report to the episode that it opened or raised. */
  ReportToEpisode: 'Milliseconds',
  /** From the receipt of a report to the end of its place's assessment, for each report. */
  ReportToAssessment: 'Milliseconds',
  /** From the instant on which a message was due to the answer that it was taken. */
  DueToSent: 'Milliseconds',
  /** Of the shops that are open, those that have reported by the cut-off. */
  CoverageAtCutOff: 'Percent',
  /** Triggers whose writes or reads are refused for good: no try will ever mend them. */
  RefusedWrites: 'Count',
} as const satisfies Readonly<Record<string, 'Count' | 'Milliseconds' | 'Percent'>>;
export type MetricName = keyof typeof METRICS;

/** Counts with a dimension of their own, by its name. */
export const DIMENSIONED_METRICS = {
  RowsRejected: 'code',
  /** Alerts that opened or rose, by the level that they reached. */
  AlertsRaised: 'level',
} as const satisfies Readonly<Record<string, string>>;
export type DimensionedMetric = keyof typeof DIMENSIONED_METRICS;

/** Environment variable that keeps the deployments of one account apart; Powertools reads it. */
export const METRICS_NAMESPACE = 'POWERTOOLS_METRICS_NAMESPACE';
