import { useId } from 'preact/hooks';
import { type MapPlace, PLACE_STATES, toneOf } from './map-place.ts';
import { cornersOf } from './tile-geometry.ts';
import { TilePatterns } from './tile-patterns.tsx';

const SIZE = 20;

interface TileLegendProps {
  readonly places: readonly MapPlace[];
  readonly nameOf: (state: MapPlace['state'], direction: MapPlace['direction']) => string;
}

/** What each kind of tile means and how many there are of it; only those that are on the map. */
export function TileLegend({ places, nameOf }: TileLegendProps) {
  const patterns = useId();
  const byTone = Map.groupBy(places, toneOf);
  const order = PLACE_STATES.flatMap((state) => (['up', 'down'] as const).map((direction) => ({ state, direction })));
  const tones = [...new Set(order.map(toneOf))];
  return (
    <ul class="tile-legend note">
      {tones.map((tone) => {
        const [first, ...more] = byTone.get(tone) ?? [];
        if (!first) return null;
        const points = cornersOf({ q: 0, r: 0 }).map(({ x, y }) => `${x * SIZE},${y * SIZE}`);
        return (
          <li key={tone}>
            <svg viewBox="-12 -13 24 26" width={24} height={26} aria-hidden="true">
              <TilePatterns id={`${patterns}${tone}`} />
              <polygon class={`tile-face tile-${tone}`} points={points.join(' ')} stroke-width={1} />
              {/[12]$/.test(tone) && <polygon points={points.join(' ')} fill={`url(#${patterns}${tone}-${tone})`} />}
            </svg>
            {nameOf(first.state, first.direction)} ({more.length + 1})
          </li>
        );
      })}
    </ul>
  );
}
