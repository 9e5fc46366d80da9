import { useFigures, useWords } from '#web/language/language.tsx';
import { apart } from './apart.ts';
import { type ChartDay, THRESHOLD_LEVELS } from './chart-days.ts';
import type { ChartFrame } from './chart-frame.ts';
import { PRICE_CHART_WORDS } from './words.ts';

const LINE = 15;

interface SideLabelsProps {
  readonly days: readonly ChartDay[];
  readonly frame: ChartFrame;
}

/** What each line is, at its end: the last price, the usual one, the thresholds and the ceiling. */
export function SideLabels({ days, frame }: SideLabelsProps) {
  const words = useWords(PRICE_CHART_WORDS);
  const figures = useFigures();
  const { y, right, top, bottom, isNarrow } = frame;
  const [least = 0, most = 0] = y.domain();
  const last = days.findLast(({ median }) => median !== undefined);
  const lastThresholds = days.findLast(({ thresholds }) => thresholds)?.thresholds;
  const rounded = (price: number) => figures.number(Number(price.toPrecision(4)));
  const named = (name: string, price: number) => (isNarrow ? name : `${name} ${rounded(price)}`);
  const labels = [
    ...(last?.median === undefined ? [] : [{ at: last.median, text: rounded(last.median), isStrong: true }]),
    ...(last?.usual === undefined ? [] : [{ at: last.usual, text: named(words.usual, last.usual), isStrong: false }]),
    ...THRESHOLD_LEVELS.flatMap((level) => {
      const at = lastThresholds?.[level];
      return at === undefined ? [] : [{ at, text: named(words[level], at), isStrong: false }];
    }),
    ...(days.at(-1)?.ceiling === undefined
      ? []
      : [{ at: days.at(-1)?.ceiling ?? 0, text: named(words.ceiling, days.at(-1)?.ceiling ?? 0), isStrong: true }]),
  ];
  const placed = apart(
    labels.filter(({ at }) => at > least && at < most).map((label) => ({ ...label, y: y(label.at) })),
    LINE,
    bottom,
  );
  return (
    <g>
      {placed.map(({ text, y: at, isStrong }) => (
        <text
          key={text}
          class={`price-axis price-side ${isStrong ? 'price-strong' : ''}`}
          x={right + 6}
          y={Math.max(top, at) + 4}
        >
          {text}
        </text>
      ))}
    </g>
  );
}
