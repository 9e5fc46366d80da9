import { area, curveStepAfter, line } from 'd3-shape';
import type { Direction } from '#domain/level.ts';
import { type ChartDay, THRESHOLD_LEVELS, type ThresholdLevel } from './chart-days.ts';
import type { ChartFrame } from './chart-frame.ts';

interface DrawnProps {
  readonly days: readonly ChartDay[];
  readonly frame: ChartFrame;
}

/** From each threshold to the next, tinted as its level; and the thresholds themselves. */
export function ThresholdBands({ days, frame, direction }: DrawnProps & { readonly direction: Direction }) {
  const known = days.filter((day) => day.thresholds);
  if (known.length === 0) return null;
  const [least = 0, most = 0] = frame.y.domain();
  const within = (price: number) => frame.y(Math.min(most, Math.max(least, price)));
  const end = direction === 'up' ? most : least;
  const priceOf = (day: ChartDay, level: ThresholdLevel | undefined) => (level && day.thresholds?.[level]) ?? end;
  const side = direction === 'up' ? 'u' : 'd';
  return (
    <g>
      {THRESHOLD_LEVELS.map((level, step) => {
        const next = THRESHOLD_LEVELS[step + 1];
        const band = area<ChartDay>()
          .defined((day) => day.thresholds !== undefined)
          .x((day) => frame.x(day.index))
          .y0((day) => within(priceOf(day, level)))
          .y1((day) => within(priceOf(day, next)));
        return <path key={level} class={`price-band price-band-${side}${step + 1}`} d={band(days) ?? ''} />;
      })}
      {THRESHOLD_LEVELS.map((level, step) => {
        const inside = (price: number) => price > least && price < most;
        const edge = line<ChartDay>()
          .defined((day) => day.thresholds !== undefined && inside(day.thresholds[level]))
          .x((day) => frame.x(day.index))
          .y((day) => frame.y(priceOf(day, level)));
        return <path key={level} class={`price-edge price-edge-${side}${step + 1}`} d={edge(days) ?? ''} />;
      })}
    </g>
  );
}

/** The middle half of the shops, the usual price, the ceiling, and the median price; the last point hollow while it may change. */
export function PriceLines({ days, frame, isProvisional }: DrawnProps & { readonly isProvisional: boolean }) {
  const lineOf = (priceOf: (day: ChartDay) => number | undefined) =>
    line<ChartDay>()
      .defined((day) => priceOf(day) !== undefined)
      .x((day) => frame.x(day.index))
      .y((day) => frame.y(priceOf(day) ?? 0));
  const ribbon = area<ChartDay>()
    .defined(({ low, high }) => low !== undefined && high !== undefined)
    .x((day) => frame.x(day.index))
    .y0(({ low = 0 }) => frame.y(low))
    .y1(({ high = 0 }) => frame.y(high));
  const last = days.findLast(({ median }) => median !== undefined);
  return (
    <g>
      <path class="price-ribbon" d={ribbon(days) ?? ''} />
      <path class="price-usual" d={lineOf(({ usual }) => usual)(days) ?? ''} />
      <path class="price-ceiling" d={ceilingSteps(days, frame)} />
      <path class="price-median" d={lineOf(({ median }) => median)(days) ?? ''} />
      {alone(days).map(({ index, median = 0 }) => (
        <circle key={index} class="price-point" cx={frame.x(index)} cy={frame.y(median)} r={2} />
      ))}
      {last?.median !== undefined && (
        <circle
          class={isProvisional ? 'price-point-open' : 'price-point'}
          cx={frame.x(last.index)}
          cy={frame.y(last.median)}
          r={4}
        />
      )}
    </g>
  );
}

/** A ceiling holds from day to day, and changes at once. */
function ceilingSteps(days: readonly ChartDay[], { x, y, halfDay }: ChartFrame): string {
  const last = days.at(-1);
  const steps = line<{ readonly at: number; readonly ceiling: number | undefined }>()
    .defined(({ ceiling }) => ceiling !== undefined)
    .x(({ at }) => at)
    .y(({ ceiling = 0 }) => y(ceiling))
    .curve(curveStepAfter);
  const points = days.map(({ index, ceiling }) => ({ at: x(index) - halfDay, ceiling }));
  return steps(last ? [...points, { at: x(last.index) + halfDay, ceiling: last.ceiling }] : points) ?? '';
}

/** Days with a price between days without: a line of one point is not seen. */
function alone(days: readonly ChartDay[]): ChartDay[] {
  const has = (index: number) => days[index]?.median !== undefined;
  return days.filter(({ index }) => has(index) && !has(index - 1) && !has(index + 1));
}
