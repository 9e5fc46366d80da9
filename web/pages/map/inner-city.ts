import { middleOf } from '#web/components/tile-map/tile-geometry.ts';
import type { PlacedOnEarth } from '#web/components/ward-facts/ward-facts.ts';

/** Tiles of the inner city: as many side by side as a phone has room for with their names, and so many rows. */
const ACROSS = 6;
const ROWS = 9;
/** The part of all places that counts as crowded. */
const CROWDED = 1 / 4;
const NEIGHBOURS = 3;

/** The part of the map where places are closest together in the city: what a phone shows larger. */
export function innerCity<Place extends PlacedOnEarth>(places: readonly Place[]): Place[] {
  const crowded = places
    .map((place) => ({ place, room: roomOf(place, places) }))
    .toSorted((a, b) => a.room - b.room)
    .slice(0, Math.max(1, Math.ceil(places.length * CROWDED)))
    .map(({ place }) => place);
  const x = middleOfAll(crowded.map(({ tile }) => middleOf(tile).x));
  const r = middleOfAll(crowded.map(({ tile }) => tile.r));
  return places.filter(
    ({ tile }) => Math.abs(middleOf(tile).x - x) <= (ACROSS - 0.5) / 2 && Math.abs(tile.r - r) <= (ROWS - 1) / 2,
  );
}

/** How far the third nearest place is, in degrees. */
function roomOf(place: PlacedOnEarth, places: readonly PlacedOnEarth[]): number {
  const narrowing = Math.cos((place.lat * Math.PI) / 180);
  const distances = places.map(({ lat, lon }) => Math.hypot(lat - place.lat, (lon - place.lon) * narrowing));
  return distances.toSorted((a, b) => a - b)[NEIGHBOURS] ?? 0;
}

function middleOfAll(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
