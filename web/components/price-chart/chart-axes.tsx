import { useFigures, useMoments, useTold } from '#web/language/language.tsx';
import type { ChartDay } from './chart-days.ts';
import { type ChartFrame, namedDays } from './chart-frame.ts';
import type { ChartMark } from './chart-marks.ts';

/** Room for "30/11", in pixels. */
const DAY_ROOM = 74;
const LETTER = 6.4;
const LABEL_GAP = 10;

interface AxesProps {
  readonly days: readonly ChartDay[];
  readonly frame: ChartFrame;
  /** Before what the prices are: "đ/kg". */
  readonly unit: string;
}

/** The lines at round prices, and the days below. */
export function ChartAxes({ days, frame, unit }: AxesProps) {
  const figures = useFigures();
  const { shortDay } = useMoments();
  const { left, right, top, y, x, stripBottom, isNarrow } = frame;
  return (
    <g>
      <text class="price-axis" x={0} y={top - 12}>
        {unit}
      </text>
      {y.ticks(isNarrow ? 4 : 6).map((price) => (
        <g key={price}>
          <line class="price-grid" x1={left} x2={right} y1={y(price)} y2={y(price)} />
          <text class="price-axis" x={left - 6} y={y(price) + 4} text-anchor="end">
            {figures.number(price)}
          </text>
        </g>
      ))}
      {namedDays(days.length, frame, isNarrow ? 60 : DAY_ROOM).map((index) => (
        <g key={index}>
          <line class="price-grid" x1={x(index)} x2={x(index)} y1={stripBottom} y2={stripBottom + 4} />
          <text class="price-axis" x={x(index)} y={stripBottom + 18} text-anchor="middle">
            {shortDay(days[index]?.date ?? '')}
          </text>
        </g>
      ))}
    </g>
  );
}

interface MarksProps extends Pick<AxesProps, 'days' | 'frame'> {
  readonly marks: readonly ChartMark[];
}

/** Tết, storms, holidays, as grey spans with their names where there is room: those of the latest first. */
export function ChartMarks({ days, frame, marks }: MarksProps) {
  const told = useTold();
  const { x, halfDay, top, stripBottom, left, right } = frame;
  let free = Number.POSITIVE_INFINITY;
  const drawn = marks.toReversed().flatMap((mark) => {
    const inside = days.filter(({ date }) => mark.from <= date && date <= mark.to);
    const [first, last] = [inside[0], inside.at(-1)];
    if (!first || !last) return [];
    const [from, to] = [x(first.index) - halfDay, x(last.index) + halfDay];
    const name = told(mark.name);
    const wide = name.length * LETTER;
    // Beside its span at the right; before it where the chart ends.
    const start = from + wide > right ? to - wide : from;
    const hasRoom = start >= left && start + wide <= free;
    if (hasRoom) free = start - LABEL_GAP;
    return [{ mark, from, to, start, name: hasRoom ? name : undefined }];
  });
  return (
    <g>
      {drawn.toReversed().map(({ mark, from, to, start, name }) => (
        <g key={`${mark.from} ${mark.name.vi}`}>
          <rect class="price-mark" x={from} y={top} width={to - from} height={stripBottom - top} />
          {name !== undefined && (
            <text class="price-axis" x={start} y={top - 4}>
              {name}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}
