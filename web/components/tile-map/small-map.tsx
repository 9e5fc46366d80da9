import { useId } from 'preact/hooks';
import { useWidth } from '#web/measuring/use-width.ts';
import { type MapPlace, toneOf } from './map-place.ts';
import { banksOf, cornersOf, windowOf } from './tile-geometry.ts';
import './tile-map.css';
import { TilePatterns } from './tile-patterns.tsx';

const WIDEST = 44;
const GAP = 0.02;

interface SmallMapProps {
  readonly places: readonly Pick<MapPlace, 'id' | 'tile' | 'state' | 'direction' | 'isBeyond'>[];
}

/** The tiles without names, as a picture beside words that say the same. */
export function SmallMap({ places }: SmallMapProps) {
  const { setShown, width } = useWidth(380);
  const patterns = useId();
  const view = windowOf(places.map(({ tile }) => tile));
  const size = Math.min(WIDEST, width / view.width);
  const pointsOf = (place: SmallMapProps['places'][number]) =>
    cornersOf(place.tile, GAP)
      .map(({ x, y }) => `${(x * size).toFixed(1)},${(y * size).toFixed(1)}`)
      .join(' ');
  return (
    <div class="tile-map small-map" ref={setShown}>
      <svg
        aria-hidden="true"
        width={view.width * size}
        height={view.height * size}
        viewBox={[view.left, view.top, view.width, view.height].map((part) => part * size).join(' ')}
      >
        <TilePatterns id={patterns} />
        {places.map((place) => {
          const tone = toneOf(place);
          const points = pointsOf(place);
          return (
            <g key={place.id}>
              <polygon class={`tile-face tile-${tone}`} points={points} stroke-width={1} />
              {/^[ud][12]$/.test(tone) && <polygon points={points} fill={`url(#${patterns}-${tone})`} />}
            </g>
          );
        })}
        {banksOf(places).map(([from, to]) => (
          <line
            key={`${from.x} ${from.y} ${to.x} ${to.y}`}
            class="tile-river"
            x1={from.x * size}
            y1={from.y * size}
            x2={to.x * size}
            y2={to.y * size}
            stroke-width={2.4}
          />
        ))}
      </svg>
    </div>
  );
}
