import type { Ref } from 'preact';
import { useMemo } from 'preact/hooks';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { useWidth } from '#web/measuring/use-width.ts';
import { ChartAxes, ChartMarks } from './chart-axes.tsx';
import { chartDays, priceRange, type Series } from './chart-days.ts';
import { chartFrame } from './chart-frame.ts';
import { ChartLegend } from './chart-legend.tsx';
import type { ChartMark } from './chart-marks.ts';
import { CoverStrip } from './cover-strip.tsx';
import './price-chart.css';
import { PriceLines, ThresholdBands } from './price-lines.tsx';
import { SideLabels } from './side-labels.tsx';
import { PRICE_CHART_WORDS } from './words.ts';

interface PriceChartProps {
  readonly series: Series;
  readonly marks: readonly ChartMark[];
  /** True where the last day's figures may still change. */
  readonly isProvisional: boolean;
  /** The picture itself, for who saves it. */
  readonly picture?: Ref<SVGSVGElement>;
}

/** Prices of one good day by day: median, middle half of the shops, usual price, thresholds, ceiling; stock below. */
export function PriceChart({ series, marks, isProvisional, picture }: PriceChartProps) {
  const words = useWords(PRICE_CHART_WORDS);
  const figures = useFigures();
  const told = useTold();
  const { day } = useMoments();
  const { setShown, width } = useWidth(640);
  const { days, direction } = useMemo(() => chartDays(series), [series]);
  const medians = days.flatMap(({ median }) => (median === undefined ? [] : [median]));
  if (medians.length === 0) return <p>{words.nothing}</p>;
  const frame = chartFrame(width, days.length, priceRange(days, direction));
  const unit = told(series.unitName);
  const price = (dong: number) => figures.workedOutPrice(dong, unit);
  const summary = words.span(price(Math.min(...medians)), price(Math.max(...medians)), price(medians.at(-1) ?? 0));
  return (
    <div class="price-chart" ref={setShown}>
      <svg
        ref={picture ?? null}
        width={frame.width}
        height={frame.height}
        viewBox={`0 0 ${frame.width} ${frame.height}`}
        role="img"
        aria-label={`${words.label(words.perUnit(unit), day(series.from), day(series.to))} ${summary}`}
      >
        <ThresholdBands days={days} frame={frame} direction={direction} />
        <ChartMarks days={days} frame={frame} marks={marks} />
        <ChartAxes days={days} frame={frame} unit={words.perUnit(unit)} />
        <PriceLines days={days} frame={frame} isProvisional={isProvisional} />
        <SideLabels days={days} frame={frame} />
        <CoverStrip days={days} frame={frame} />
      </svg>
      <ChartLegend days={days} hasMarks={marks.length > 0} isProvisional={isProvisional} />
    </div>
  );
}
