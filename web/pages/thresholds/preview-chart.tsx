import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { useRef } from 'preact/hooks';
import { eachDay, toDayNumber } from '#domain/business-day.ts';
import type { ThresholdPercents } from '#domain/product.ts';
import { TakeList } from '#web/components/take-list/take-list.tsx';
import { TakePicture } from '#web/components/take-picture/take-picture.tsx';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import type { ComparedEpisode } from './compared-episodes.ts';
import { labelsApart } from './labels-apart.ts';
import { previewDays } from './preview-days.ts';
import { STEPS, type Step } from './thresholds.ts';
import type { PreviewedGood } from './use-preview.ts';
import { useWidth } from './use-width.ts';
import { THRESHOLDS_WORDS } from './words.ts';

const HEIGHT = 300;
const TOP = 8;
const BOTTOM = 26;
const LEFT = 52;
const NARROW = 520;
const ROOM_ABOVE = 1.08;

interface PreviewChartProps {
  readonly good: PreviewedGood;
  readonly episodes: readonly ComparedEpisode[];
  readonly from: string;
  readonly to: string;
}

type Scale = (value: number) => number;

/** The good's change in the whole city, day by day, with both sets of thresholds laid over it. */
export function PreviewChart({ good, episodes, from, to }: PreviewChartProps) {
  const words = useWords(THRESHOLDS_WORDS);
  const told = useTold();
  const { day } = useMoments();
  const { headline } = useFigures();
  const [element, width] = useWidth();
  const picture = useRef<SVGSVGElement>(null);
  const changes = good.series.map(({ changePct }) => changePct);
  const [least, greatest] = [Math.min(0, ...changes), Math.max(0, ...changes)];
  const isNarrow = width < NARROW;
  const right = isNarrow ? 84 : 176;
  const crisis = Math.max(good.now.thresholds.crisis, good.proposed.thresholds.crisis);
  const y = scaleLinear([Math.min(least, -5), Math.max(greatest, crisis) * ROOM_ABOVE], [HEIGHT - BOTTOM, TOP]);
  const x = scaleLinear([toDayNumber(from), toDayNumber(to)], [LEFT, Math.max(LEFT + 1, width - right)]);
  const peak = good.series.reduce((most, point) =>
    Math.abs(point.changePct) > Math.abs(most.changePct) ? point : most,
  );
  const label = words.chartOf(told(good.productName), day(from), day(to), headline(peak.changePct), day(peak.date));
  const end = Math.max(LEFT + 1, width - right);
  return (
    <figure class="thresholds-chart">
      <div ref={element}>
        <svg
          ref={picture}
          width={width}
          height={HEIGHT}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          role="img"
          aria-label={label}
        >
          <Bands episodes={episodes} to={to} x={x} />
          <Axes from={from} to={to} x={x} y={y} ticks={y.ticks(5)} end={end} isNarrow={isNarrow} />
          <Lines
            good={good}
            y={y}
            end={end}
            isNarrow={isNarrow}
            reachesBelow={least < -good.now.thresholds.watch / 2}
          />
          <path class="thresholds-series" d={pathOf(good, { from, to, x, y })} />
        </svg>
      </div>
      <figcaption class="note">{words.chartLegend}</figcaption>
      <div class="thresholds-take">
        <TakePicture
          of={`${words.preview(previewDays(good, to))}: ${told(good.productName)}`}
          chart={picture}
          list={`nguong-thu-${good.product}`}
          from={from}
          day={to}
        />
      </div>
      <SeriesTable good={good} from={from} to={to} />
    </figure>
  );
}

/** What is shaded: moves of the whole city, the darker those that would not be opened any more. */
function Bands({
  episodes,
  to,
  x,
}: {
  readonly episodes: readonly ComparedEpisode[];
  readonly to: string;
  readonly x: Scale;
}) {
  return episodes.map(({ episode, proposed }) => {
    const [first, last] = [toDayNumber(episode.openedOn), toDayNumber(episode.endedOn ?? to)];
    const [left, right] = [x(first - 0.5), x(last + 0.5)];
    return (
      <rect
        key={`${episode.openedOn} ${episode.direction}`}
        class={proposed === undefined ? 'thresholds-band-gone' : 'thresholds-band'}
        x={left}
        y={TOP}
        width={Math.max(3, right - left)}
        height={HEIGHT - BOTTOM - TOP}
      />
    );
  });
}

interface AxesProps {
  readonly from: string;
  readonly to: string;
  readonly x: Scale;
  readonly y: Scale;
  readonly ticks: readonly number[];
  readonly end: number;
  readonly isNarrow: boolean;
}

function Axes({ from, to, x, y, ticks, end, isNarrow }: AxesProps) {
  const { headline } = useFigures();
  const { shortDay } = useMoments();
  const days = eachDay(from, to);
  const shares = isNarrow ? [0, 1 / 2] : [0, 1 / 3, 2 / 3];
  const marked = shares.flatMap((share) => days[Math.floor(share * days.length)] ?? []);
  return (
    <g class="thresholds-axes">
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={end} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 6} y={y(tick)} dy="0.35em" text-anchor="end">
            {headline(tick)}
          </text>
        </g>
      ))}
      {[...marked, to].map((day, index) => (
        <text key={day} x={x(toDayNumber(day))} y={HEIGHT - 6} text-anchor={index === 0 ? 'start' : 'middle'}>
          {shortDay(day)}
        </text>
      ))}
    </g>
  );
}

interface LinesProps {
  readonly good: PreviewedGood;
  readonly y: Scale;
  readonly end: number;
  readonly isNarrow: boolean;
  /** True where the good also fell far enough for the thresholds of a fall to be seen. */
  readonly reachesBelow: boolean;
}

function Lines({ good, y, end, isNarrow, reachesBelow }: LinesProps) {
  const words = useWords(THRESHOLDS_WORDS);
  const { exact } = useFigures();
  const { now, proposed } = good;
  const lines = STEPS.flatMap((step) => {
    const isChanged = now.thresholds[step] !== proposed.thresholds[step];
    return [
      { step, value: now.thresholds[step], isNew: false, suffix: isChanged && !isNarrow ? words.isNow : '' },
      ...(isChanged
        ? [{ step, value: proposed.thresholds[step], isNew: true, suffix: isNarrow ? '' : words.isNew }]
        : []),
    ];
  });
  const places = labelsApart(lines.map(({ value }) => y(value)));
  const below = reachesBelow ? lowerLines(proposed.thresholds) : [];
  return (
    <g class="thresholds-lines">
      {lines.map(({ step, value, isNew, suffix }, index) => (
        <g key={`${step} ${isNew}`} class={isNew ? 'thresholds-line-new' : `thresholds-line-${step}`}>
          <line x1={LEFT} x2={end} y1={y(value)} y2={y(value)} />
          <text x={end + 6} y={places[index]} dy="0.35em">
            {`${words.steps[step]} ${exact(value)} ${suffix}`}
          </text>
        </g>
      ))}
      {below.map(({ step, value }) => (
        <line key={step} class={`thresholds-line-${step}`} x1={LEFT} x2={end} y1={y(value)} y2={y(value)} />
      ))}
    </g>
  );
}

function lowerLines(thresholds: ThresholdPercents): readonly { readonly step: Step; readonly value: number }[] {
  return STEPS.slice(0, 2).map((step) => ({ step, value: -thresholds[step] }));
}

interface Drawn {
  readonly from: string;
  readonly to: string;
  readonly x: Scale;
  readonly y: Scale;
}

/** The line, broken where a day has no figure. */
function pathOf({ series }: PreviewedGood, { from, to, x, y }: Drawn): string {
  const byDay = new Map(series.map(({ date, changePct }) => [date, changePct]));
  const points = eachDay(from, to).map((day) => ({ day, change: byDay.get(day) }));
  const draw = line<(typeof points)[number]>()
    .defined(({ change }) => change !== undefined)
    .x(({ day }) => x(toDayNumber(day)))
    .y(({ change }) => y(change ?? 0));
  return draw(points) ?? '';
}

/** The same as numbers. */
function SeriesTable({ good: { product, series }, from, to }: Pick<PreviewChartProps, 'good' | 'from' | 'to'>) {
  const words = useWords(THRESHOLDS_WORDS);
  const { day } = useMoments();
  const { change, number } = useFigures();
  return (
    <details>
      <summary class="note">{words.asTable}</summary>
      <TakeList
        of={words.asTable}
        list={`muc-doi-${product}`}
        from={from}
        day={to}
        rows={series}
        columns={[
          { heading: words.day, cell: ({ date }) => date, as: 'day' },
          { heading: `${words.change} (%)`, cell: ({ changePct }) => changePct },
          { heading: words.median, cell: ({ median }) => median },
        ]}
      />
      <table class="thresholds-table">
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col" class="number">
              {words.change}
            </th>
            <th scope="col" class="number">
              {words.median}
            </th>
          </tr>
        </thead>
        <tbody>
          {series.toReversed().map(({ date, changePct, median }) => (
            <tr key={date}>
              <td>{day(date)}</td>
              <td class="number">{change(changePct)}</td>
              <td class="number">{median === undefined ? '–' : number(Math.round(median))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
