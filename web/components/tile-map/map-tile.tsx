import { isLevel, type MapPlace, toneOf } from './map-place.ts';
import { nameLines } from './name-lines.ts';
import { cornersOf, middleOf, type Point } from './tile-geometry.ts';

/** From so many pixels on a tile has room for its name. */
const NAMED = 44;
/** Letters of a line in such a tile, and how much of its width they may take. */
const LINE_LETTERS = 7;
const NAME_WIDTH = 0.82;
const NAME_SIZES = { least: 8.2, most: 11 };
/** How wide a letter is, of its height, in the widest of the usual fonts. */
const LETTER = 0.6;
const LINE_HEIGHT = 1.08;
const GAP = 0.02;
/** What stands under a name in place of a change: chevrons, or a dash. */
const SIGN_ROOM = 11;

/** What is drawn has the roles of a grid's cells, and its text is heard as the cell's label. */
const UNHEARD = { 'aria-hidden': true } as const;
const cell = (isChosen: boolean) => ({ role: 'gridcell', 'aria-selected': isChosen }) as const;

interface MapTileProps {
  readonly place: MapPlace;
  /** How wide a tile is drawn, in pixels. */
  readonly size: number;
  readonly patterns: string;
  readonly isChosen: boolean;
  /** Draws the rim of the chosen tile alone, above all others. */
  readonly isOutline?: boolean;
}

/** A hexagon with what stands in it: name and change, or the change alone where there is little room. */
export function MapTile({ place, size, patterns, isChosen, isOutline = false }: MapTileProps) {
  const points = pointsOf(cornersOf(place.tile, GAP), size);
  if (isOutline) return <polygon class="tile-chosen" points={points} stroke-width={3} />;
  const tone = toneOf(place);
  const hasPattern = place.state === 'watch' || place.state === 'alert';
  return (
    <g
      {...cell(isChosen)}
      class="tile"
      data-place={place.id}
      data-state={tone}
      tabindex={isChosen ? 0 : -1}
      aria-label={place.label}
    >
      <polygon class={`tile-face tile-${tone}`} points={points} stroke-width={1} />
      {hasPattern && <polygon points={points} fill={`url(#${patterns}-${tone})`} />}
      <TileText place={place} size={size} tone={tone} />
      {place.state === 'no-data' && <NoDataDash place={place} size={size} />}
      {place.figure === undefined && isLevel(place.state) && <TileChevrons place={place} size={size} tone={tone} />}
    </g>
  );
}

/** What is written in a tile, line by line around its middle, and where the sign below it stands. */
function layOut({ place, size }: Pick<MapTileProps, 'place' | 'size'>) {
  const { x, y } = middleOf(place.tile);
  const isNamed = size >= NAMED;
  const figureSize = isNamed ? 11 : Math.min(10, Math.max(8.4, size / 2.5));
  const names = isNamed ? nameLines(place.shortName, LINE_LETTERS) : [];
  const longest = Math.max(1, ...names.map(({ length }) => length));
  const { least, most } = NAME_SIZES;
  const nameSize = Math.min(most, Math.max(least, (size * NAME_WIDTH) / (longest * LETTER)));
  const lines = [
    ...names.map((text) => ({ text, size: nameSize, kind: 'tile-name' })),
    ...(place.figure === undefined ? [] : [{ text: place.figure, size: figureSize, kind: 'tile-figure' }]),
  ];
  const height = lines.reduce((sum, line) => sum + line.size * LINE_HEIGHT, 0);
  const hasSign = place.state === 'no-data' || (place.figure === undefined && isLevel(place.state));
  const room = hasSign && isNamed ? SIGN_ROOM : 0;
  return {
    lines,
    x: x * size,
    top: y * size - (height + room) / 2,
    signAt: y * size + (height + room) / 2 - room / 2,
  };
}

function TileText({ place, size, tone }: Pick<MapTileProps, 'place' | 'size'> & { readonly tone: string }) {
  const { lines, x, top } = layOut({ place, size });
  let from = top;
  return (
    <text {...UNHEARD} class={`tile-text tile-text-${tone}`} text-anchor="middle">
      {lines.map((line) => {
        const baseline = from + line.size * 0.86;
        from += line.size * LINE_HEIGHT;
        return (
          <tspan key={line.kind + line.text} class={line.kind} x={x} y={baseline} font-size={line.size}>
            {`${line.text} `}
          </tspan>
        );
      })}
    </text>
  );
}

/** One to three chevrons, as in a level's tag, where no single change can be told. */
function TileChevrons({ place, size, tone }: Pick<MapTileProps, 'place' | 'size'> & { readonly tone: string }) {
  const { x, signAt } = layOut({ place, size });
  const isNamed = size >= NAMED;
  const count = Number(tone.slice(1));
  const [half, rise] = isNamed ? [4, 3] : [size / 6, size / 9];
  const first = signAt - ((count - 1) * rise * 1.2) / 2;
  const tip = place.direction === 'up' ? -rise / 2 : rise / 2;
  const lines = Array.from({ length: count }, (_, step) => {
    const at = first + step * rise * 1.2;
    return `M${x - half} ${at - tip}L${x} ${at + tip}L${x + half} ${at - tip}`;
  });
  return <path class={`tile-chevrons tile-chevrons-${tone}`} d={lines.join('')} />;
}

/** A dash for who has not reported, where a change would stand. */
function NoDataDash({ place, size }: Pick<MapTileProps, 'place' | 'size'>) {
  const { x, signAt } = layOut({ place, size });
  return <path class="tile-dash" d={`M${x - 4} ${signAt}h8`} />;
}

function pointsOf(corners: readonly Point[], size: number): string {
  return corners.map(({ x, y }) => `${(x * size).toFixed(1)},${(y * size).toFixed(1)}`).join(' ');
}
