import { type ScaleLinear, scaleLinear } from 'd3-scale';

/** Where the parts of a chart are, in pixels, and how prices and days become places. */
export interface ChartFrame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly stripTop: number;
  readonly stripBottom: number;
  /** Half of what a day takes. */
  readonly halfDay: number;
  readonly isNarrow: boolean;
  readonly x: (index: number) => number;
  readonly y: ScaleLinear<number, number>;
}

const NARROW = 560;
const STRIP = 38;
const BETWEEN = 40;
const AXIS = 22;

export function chartFrame(width: number, days: number, range: readonly [number, number]): ChartFrame {
  const isNarrow = width < NARROW;
  const left = isNarrow ? 50 : 56;
  // Before it is laid out a page has no width, and a chart must not be drawn backwards.
  const right = Math.max(left + 1, width - (isNarrow ? 74 : 136));
  const top = 24;
  const bottom = top + (isNarrow ? 190 : 270);
  const stripTop = bottom + BETWEEN;
  const stripBottom = stripTop + STRIP;
  // Before it is laid out an element may be narrower than its own labels.
  const halfDay = Math.max(0.5, (right - left) / Math.max(1, days) / 2);
  return {
    width,
    height: stripBottom + AXIS,
    left,
    right,
    top,
    bottom,
    stripTop,
    stripBottom,
    halfDay,
    isNarrow,
    x: (index) => left + halfDay * (2 * index + 1),
    y: scaleLinear([...range], [bottom, top]),
  };
}

/** Days that are named on the axis: the last one, and so many before it as there is room for. */
export function namedDays(count: number, { left, right }: ChartFrame, room: number): number[] {
  const step = Math.max(1, Math.ceil((count * room) / (right - left)));
  const named: number[] = [];
  for (let index = count - 1; index >= 0; index -= step) named.push(index);
  return named;
}
