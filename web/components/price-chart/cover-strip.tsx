import { scaleLinear } from 'd3-scale';
import { useFigures, useWords } from '#web/language/language.tsx';
import type { ChartDay } from './chart-days.ts';
import type { ChartFrame } from './chart-frame.ts';
import { PRICE_CHART_WORDS } from './words.ts';

/** Under so many days of cover a bar is red. */
export const SHORT_DAYS = 2;

/** How many days the stock lasts, day by day, under the prices. */
export function CoverStrip({ days, frame }: { readonly days: readonly ChartDay[]; readonly frame: ChartFrame }) {
  const words = useWords(PRICE_CHART_WORDS);
  const figures = useFigures();
  const known = days.filter((day) => day.coverDays !== undefined);
  const last = known.at(-1);
  const { left, right, stripTop, stripBottom, x, halfDay } = frame;
  if (!last) return null;
  const most = Math.max(SHORT_DAYS, ...known.map(({ coverDays = 0 }) => coverDays));
  const y = scaleLinear([0, most], [stripBottom, stripTop]);
  const ticks = [0, Math.floor(most)];
  const bar = Math.max(1, 2 * halfDay - (halfDay > 2 ? 1.2 : 0));
  return (
    <g>
      <text class="price-axis" x={left} y={stripTop - 12}>
        {words.cover}
      </text>
      {ticks.map((tick) => (
        <g key={tick}>
          <line class="price-grid" x1={left} x2={right} y1={y(tick)} y2={y(tick)} />
          <text class="price-axis" x={left - 6} y={y(tick) + 4} text-anchor="end">
            {figures.number(tick)}
          </text>
        </g>
      ))}
      {known.map(({ index, coverDays = 0 }) => (
        <rect
          key={index}
          class={coverDays < SHORT_DAYS ? 'price-cover-short' : 'price-cover'}
          x={x(index) - bar / 2}
          y={y(coverDays)}
          width={bar}
          height={Math.max(1, stripBottom - y(coverDays))}
        />
      ))}
      <text class="price-axis price-strong" x={right + 6} y={y(last.coverDays ?? 0) + 4}>
        {figures.days(last.coverDays ?? 0)}
      </text>
    </g>
  );
}
