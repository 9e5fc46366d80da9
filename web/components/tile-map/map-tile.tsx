import { isLevel, type MapPlace, toneOf } from './map-place.ts';
import { nameLines } from './name-lines.ts';
import { cornersOf, middleOf, type Point } from './tile-geometry.ts';

/** From so many pixels on a tile has room for its name. */
const NAMED = 44;
/** Letters of a line in such a tile. */
const LINE_LETTERS = 9;
const GAP = 0.02;

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
      tabIndex={isChosen ? 0 : -1}
      aria-label={place.label}
    >
      <polygon class={`tile-face tile-${tone}`} points={points} stroke-width={1} />
      {hasPattern && <polygon points={points} fill={`url(#${patterns}-${tone})`} />}
      <TileText place={place} size={size} tone={tone} />
      {place.figure === undefined && isLevel(place.state) && <TileChevrons place={place} size={size} tone={tone} />}
    </g>
  );
}

function TileText({ place, size, tone }: Pick<MapTileProps, 'place' | 'size'> & { readonly tone: string }) {
  const { x, y } = middleOf(place.tile);
  const isNamed = size >= NAMED;
  const figure = place.figure ?? (place.state === 'no-data' ? '–' : undefined);
  const lines = isNamed ? nameLines(place.shortName, LINE_LETTERS) : [];
  const nameSize = Math.min(11.5, Math.max(9.5, size / 5.4));
  const figureSize = isNamed ? nameSize + 1 : Math.min(10, Math.max(8.4, size / 2.5));
  const all = [
    ...lines.map((text) => ({ text, size: nameSize, isFigure: false })),
    ...(figure === undefined || (!isNamed && !isLevel(place.state) && place.state !== 'no-data')
      ? []
      : [{ text: figure, size: figureSize, isFigure: true }]),
  ];
  const height = all.reduce((sum, line) => sum + line.size * 1.08, 0);
  let top = -height / 2;
  return (
    <g {...UNHEARD} class={`tile-text tile-text-${tone}`}>
      {all.map((line) => {
        const baseline = top + line.size * 0.86;
        top += line.size * 1.08;
        return (
          <text
            key={line.text}
            class={line.isFigure ? 'tile-figure' : 'tile-name'}
            x={x * size}
            y={y * size + baseline}
            font-size={line.size}
            text-anchor="middle"
          >
            {line.text}
          </text>
        );
      })}
    </g>
  );
}

/** One to three chevrons, as in a level's tag, where no single change can be told. */
function TileChevrons({ place, size, tone }: Pick<MapTileProps, 'place' | 'size'> & { readonly tone: string }) {
  const { x, y } = middleOf(place.tile);
  const isNamed = size >= NAMED;
  const count = Number(tone.slice(1));
  const [half, rise] = isNamed ? [4, 3] : [size / 6, size / 9];
  const first = (isNamed ? size / 3.4 : 0) - ((count - 1) * rise) / 2;
  const tip = place.direction === 'up' ? -rise / 2 : rise / 2;
  const lines = Array.from({ length: count }, (_, step) => {
    const at = y * size + first + step * rise * 1.2;
    return `M${x * size - half} ${at - tip}L${x * size} ${at + tip}L${x * size + half} ${at - tip}`;
  });
  return <path class={`tile-chevrons tile-chevrons-${tone}`} d={lines.join('')} />;
}

function pointsOf(corners: readonly Point[], size: number): string {
  return corners.map(({ x, y }) => `${(x * size).toFixed(1)},${(y * size).toFixed(1)}`).join(' ');
}
