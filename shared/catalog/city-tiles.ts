import type { Place } from '#domain/place.ts';
import { placeOnTiles } from '#domain/tile-map/place-on-tiles.ts';
import { tileKey } from '#domain/tile-map/tile.ts';
import type { CatalogueFiles, TilesFile } from './catalogue-of.ts';
import { repeated } from './repeated.ts';

type AreaSet = CatalogueFiles['areas']['sets'][number];

/** The tiles of a city: those that its folder gives stay, and every other innermost place gets one. */
export function cityTiles({ areas: { sets }, tiles }: CatalogueFiles): TilesFile {
  const given = tiles?.tiles ?? {};
  const all = sets.map((set) => {
    const places = innermostOf(set);
    if (places.every(({ id }) => given[id])) return [];
    const fixed = places.flatMap(({ id }) => {
      const tile = given[id];
      return tile ? [[id, tile] as const] : [];
    });
    return [...placeOnTiles(places, new Map(fixed))];
  });
  return { ...tiles, tiles: { ...given, ...Object.fromEntries(all.flat()) } };
}

/** What is wrong with the tiles that a folder gives. */
export function tileProblems({ areas: { sets }, tiles }: CatalogueFiles): string[] {
  if (!tiles) return [];
  const known = new Set(sets.flatMap(({ places }) => places.map(({ id }) => id)));
  const innermost = new Set(sets.flatMap((set) => innermostOf(set).map(({ id }) => id)));
  return [
    ...Object.keys(tiles.tiles)
      .filter((id) => !innermost.has(id))
      .map((id) => `${id}: is no ward, commune or district without places inside; take its tile out`),
    ...sets.flatMap((set) => shared(set, tiles)),
    ...(tiles.rivers ?? []).flatMap(({ name, beyond }) =>
      beyond.filter((id) => !known.has(id)).map((id) => `${name.vi}: there is no place ${id}`),
    ),
  ].map((problem) => `tiles.json, ${problem}`);
}

function shared(set: AreaSet, { tiles }: TilesFile): string[] {
  const keyed = innermostOf(set).flatMap(({ id }) => {
    const tile = tiles[id];
    return tile ? [{ id, key: tileKey(tile) }] : [];
  });
  return repeated(keyed.map(({ key }) => key)).map((twice) => {
    const ids = keyed.filter(({ key }) => key === twice).map(({ id }) => id);
    return `${ids.join(' and ')}: share the tile ${twice}; give each its own`;
  });
}

/** What is shown on the map of a set: places in which no other lies. */
function innermostOf({ places }: AreaSet): Place[] {
  const parents = new Set(places.map(({ parent }) => parent));
  return places.filter(({ id, kind }) => kind !== 'outside' && kind !== 'city' && !parents.has(id));
}
