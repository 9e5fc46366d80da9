import { useId, useRef } from 'preact/hooks';
import { useWidth } from '#web/measuring/use-width.ts';
import type { MapPlace } from './map-place.ts';
import { MapTile } from './map-tile.tsx';
import { banksOf, type MapKey, middleOf, type Tile, tileAfter, windowOf } from './tile-geometry.ts';
import './tile-map.css';
import { TilePatterns } from './tile-patterns.tsx';

/** Tiles are drawn so wide at most, in pixels. */
const WIDEST = 76;
const KEYS: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']);

/** A drawing has no elements for the rows and cells of a grid, only their roles. */
const GRID = { role: 'grid' } as const;
const ROW = { role: 'row' } as const;

interface TileMapProps {
  readonly label: string;
  readonly places: readonly MapPlace[];
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
  /** Enter, or a second tap. */
  readonly onOpen: (id: string) => void;
}

/** One hexagon a place, near where it is. Arrows move to the neighbour, Enter opens; a tap selects the nearest tile. */
export function TileMap({ label, places, selected, onSelect, onOpen }: TileMapProps) {
  const { setShown, width } = useWidth(640);
  const svg = useRef<SVGSVGElement>(null);
  const patterns = useId();
  if (places.length === 0) return null;
  const view = windowOf(places.map(({ tile }) => tile));
  const size = Math.min(WIDEST, width / view.width);
  const chosen = places.find(({ id }) => id === selected) ?? places[0];
  const rows = [...Map.groupBy(places, ({ tile }) => tile.r)].toSorted(([a], [b]) => a - b);
  const select = (id: string) => {
    onSelect(id);
    svg.current?.querySelector<SVGGElement>(`[data-place="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
  };
  const nearest = (event: MouseEvent) => {
    const box = svg.current?.getBoundingClientRect();
    if (!box) return undefined;
    const at = { x: (event.clientX - box.left) / size + view.left, y: (event.clientY - box.top) / size + view.top };
    return nearestTo(at, places);
  };
  return (
    <div class="tile-map" ref={setShown}>
      <svg
        ref={svg}
        width={view.width * size}
        height={view.height * size}
        viewBox={[view.left, view.top, view.width, view.height].map((part) => part * size).join(' ')}
        onClick={(event) => {
          const place = nearest(event);
          if (place) select(place.id);
        }}
        onKeyDown={(event) => {
          if (!chosen) return;
          if (event.key === 'Enter') onOpen(chosen.id);
          if (!KEYS.has(event.key)) return;
          event.preventDefault();
          const next = tileAfter(event.key as MapKey, chosen, places);
          if (next) select(next.id);
        }}
      >
        <title>{label}</title>
        <TilePatterns id={patterns} />
        <g {...GRID} aria-label={label}>
          {rows.map(([row, inside]) => (
            <g key={row} {...ROW}>
              {inside
                .toSorted((a, b) => a.tile.q - b.tile.q)
                .map((place) => (
                  <MapTile key={place.id} place={place} size={size} patterns={patterns} isChosen={place === chosen} />
                ))}
            </g>
          ))}
        </g>
        <g>
          {banksOf(places).map(([from, to]) => (
            <line
              key={`${from.x} ${from.y} ${to.x} ${to.y}`}
              class="tile-river"
              x1={from.x * size}
              y1={from.y * size}
              x2={to.x * size}
              y2={to.y * size}
              stroke-width={Math.max(2.4, size / 15)}
            />
          ))}
          {chosen && <MapTile place={chosen} size={size} patterns={patterns} isChosen isOutline />}
        </g>
      </svg>
    </div>
  );
}

function nearestTo({ x, y }: { readonly x: number; readonly y: number }, places: readonly MapPlace[]) {
  const apart = (tile: Tile) => Math.hypot(middleOf(tile).x - x, middleOf(tile).y - y);
  return places.toSorted((a, b) => apart(a.tile) - apart(b.tile))[0];
}
