import type { ReceivedFrom } from '#contract/client.ts';
import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import type { Direction } from '#domain/level.ts';

export type Series = ReceivedFrom<'GET /v1/market/{place}/{product}'>;

/** The levels that begin at a threshold, and by which token each is coloured. */
export const THRESHOLD_LEVELS = ['watch', 'alert', 'crisis'] as const;
export type ThresholdLevel = (typeof THRESHOLD_LEVELS)[number];

/** One day of a chart: what is not known is not there, and the line breaks. */
export interface ChartDay {
  readonly date: BusinessDay;
  readonly index: number;
  readonly median: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** What the shops' own usual prices come to. */
  readonly usual: number | undefined;
  /** Where levels begin that day, in VND. */
  readonly thresholds: Readonly<Record<ThresholdLevel, number>> | undefined;
  readonly ceiling: number | undefined;
  readonly coverDays: number | undefined;
  readonly stock: number | undefined;
}

/** The days of a series as they are drawn; thresholds stand on the side to which the price moves. */
export function chartDays({ items, ceilings }: Series): {
  readonly days: readonly ChartDay[];
  readonly direction: Direction;
} {
  const direction = items.findLast((item) => item.direction)?.direction ?? 'up';
  const sign = direction === 'up' ? 1 : -1;
  const days = items.map((item, index): ChartDay => {
    const { date, retail, effectiveThresholds, coverDays, supply } = item;
    const usual = usualOf(item);
    const at = (percent: number) => (usual ?? 0) * (1 + (sign * percent) / 100);
    return {
      date,
      index,
      median: retail?.median,
      low: retail?.q1,
      high: retail?.q3,
      usual,
      thresholds:
        usual !== undefined && effectiveThresholds
          ? {
              watch: at(effectiveThresholds.watch),
              alert: at(effectiveThresholds.alert),
              crisis: at(effectiveThresholds.crisis),
            }
          : undefined,
      ceiling: ceilings.findLast(({ effectiveFrom }) => businessDayOf(Date.parse(effectiveFrom)) <= date)?.price,
      coverDays,
      stock: supply?.stock,
    };
  });
  return { days, direction };
}

/** What the day is compared with, as the evidence of a rise or fall says; on calm days what the change leaves of the price. */
function usualOf({ retail, changePct, evidence }: Series['items'][number]): number | undefined {
  if (!retail) return undefined;
  if (evidence?.rung === 'trailing') return evidence.reference;
  return changePct === undefined ? undefined : retail.median / (1 + changePct / 100);
}

/** From which to which price the chart goes: all prices, and the first threshold beyond them. */
export function priceRange(days: readonly ChartDay[], direction: Direction): readonly [number, number] {
  const prices = days.flatMap(({ median, low, high, usual, ceiling }) =>
    [median, low, high, usual, ceiling].filter((price) => price !== undefined),
  );
  if (prices.length === 0) return [0, 1];
  const [least, most] = [Math.min(...prices), Math.max(...prices)];
  const last = days.findLast(({ thresholds }) => thresholds)?.thresholds;
  const levels = last ? THRESHOLD_LEVELS.map((level) => last[level]) : [];
  const next = direction === 'up' ? levels.find((price) => price > most) : levels.find((price) => price < least);
  const room = Math.max((most - least) * 0.06, most * 0.01);
  return [Math.min(least, next ?? least) - room, Math.max(most, next ?? most) + room];
}
