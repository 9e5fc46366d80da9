import type { MetricName } from '#runtime/metric-names.ts';
import type { FunctionName } from './function-definitions.ts';

/** What is promised of something that happens often: such a share of it takes no longer. */
export interface SpeedLevel {
  readonly title: string;
  /** What the function records of each, in milliseconds. */
  readonly metric: MetricName;
  readonly by: FunctionName;
  readonly withinMs: number;
  /** Percent of a month's. */
  readonly objectivePct: number;
  /** Who suffers where it is missed. */
  readonly impact: string;
}

export const SPEED_LEVELS = {
  judged: {
    title: 'A report is judged within 45 s',
    metric: 'ReportToAssessment',
    by: 'assess-place',
    withinMs: 45_000,
    objectivePct: 95,
    impact: 'Reports wait too long to be judged: alerts come late, and the map shows what was.',
  },
  sent: {
    title: 'A message is sent within 60 s',
    metric: 'DueToSent',
    by: 'deliver-messages',
    withinMs: 60_000,
    objectivePct: 99,
    impact: 'Messages leave too long after they were due: people are told too late.',
  },
} as const satisfies Readonly<Record<string, SpeedLevel>>;

/** Of the shops that are open, those that have reported by the cut-off. */
export const COVERAGE_LEVEL = { objectivePct: 90, leastPct: 70 } as const;

/**
 * How fast what may be missed in a month is used up, and over which two windows: the long one says that it is no blink, the
 * short one that it is still so. (Google, The Site Reliability Workbook, chapter 5.) At 14.4 a month's lasts two days.
 */
export const BURN_RATES = [
  { name: 'fast', rate: 14.4, longMinutes: 60, shortMinutes: 5 },
  { name: 'slow', rate: 6, longMinutes: 360, shortMinutes: 30 },
] as const;

/** The share in time, in percent, below which the month's allowance is used up at such a rate. */
export function shareAtBurn({ objectivePct }: Pick<SpeedLevel, 'objectivePct'>, rate: number): number {
  return 100 - rate * (100 - objectivePct);
}
