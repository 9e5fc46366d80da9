import type { GeoPoint } from '../matching/transport/great-circle.ts';
import { matchTransport } from '../matching/transport/match-transport.ts';
import type { Arc } from '../matching/transport/transport-problem.ts';
import type { Tile } from '../place.ts';
import { layOutEvenly } from './lay-out-evenly.ts';
import type { Position } from './near-pairs.ts';
import { tileKey } from './tile.ts';

/** A place that gets a tile. */
export interface PlaceOnEarth extends GeoPoint {
  readonly id: string;
}

/** Rows of a tile map are so much apart, in widths of a tile. */
const ROW = Math.sqrt(3) / 2;
/** Tiles so near to a place, in widths of a tile, may become its own; twice as many where that does not suffice. */
const REACH = 3;
/** Costs are whole numbers: squares of hundredths of a tile. */
const PARTS = 100;

/**
 * Gives every place a hexagon of its own, so that what is near in the city is near on the map, and north is above.
 *
 * 1. Put the places on a plane, and spread them so that each has room for a tile (`lay-out-evenly.ts`).
 * 2. Match places and tiles so that the squares of all ways are least, by the solver that matches supply and need.
 *
 * Tiles that are given stay, and nobody else gets them. The result does not depend on the order of the places.
 */
export function placeOnTiles(
  places: readonly PlaceOnEarth[],
  given: ReadonlyMap<string, Tile> = new Map(),
): ReadonlyMap<string, Tile> {
  const ordered = places.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const laidOut = layOutEvenly(onPlane(ordered));
  const offset = offsetOf(ordered, laidOut, given);
  const wanting = ordered.flatMap(({ id }, index) => {
    const { x, y } = laidOut[index] ?? { x: 0, y: 0 };
    return given.has(id) ? [] : [{ id, x: x + offset.x, y: y + offset.y }];
  });
  const taken = new Set([...given.values()].map(tileKey));
  const found = new Map(given);
  for (const [id, tile] of matched(wanting, taken)) found.set(id, tile);
  return found;
}

/** On a map with given tiles the others begin from where these are. */
function offsetOf(
  places: readonly PlaceOnEarth[],
  laidOut: readonly Position[],
  given: ReadonlyMap<string, Tile>,
): Position {
  const gaps = places.flatMap(({ id }, index) => {
    const [tile, at] = [given.get(id), laidOut[index]];
    if (!tile || !at) return [];
    const middle = middleOf(tile);
    return [{ x: middle.x - at.x, y: middle.y - at.y }];
  });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
  return { x: mean(gaps.map(({ x }) => x)), y: mean(gaps.map(({ y }) => y)) };
}

function onPlane(places: readonly GeoPoint[]): Position[] {
  const latitude = places.reduce((sum, { lat }) => sum + lat, 0) / (places.length || 1);
  const narrowing = Math.cos((latitude * Math.PI) / 180);
  return places.map(({ lat, lon }) => ({ x: lon * narrowing, y: -lat }));
}

function middleOf({ q, r }: Tile): Position {
  return { x: q + r / 2, y: r * ROW };
}

interface Wanting extends Position {
  readonly id: string;
}

function matched(wanting: readonly Wanting[], taken: ReadonlySet<string>, reach = REACH): Map<string, Tile> {
  const tiles = new Map<string, Tile>();
  const arcs: Arc[] = [];
  for (const place of wanting) {
    for (const { tile, apart } of tilesAround(place, reach)) {
      const to = tileKey(tile);
      if (taken.has(to)) continue;
      tiles.set(to, tile);
      arcs.push({ from: place.id, to, unitCost: Math.round((apart * PARTS) ** 2) });
    }
  }
  const { flows } = matchTransport(
    {
      sources: wanting.map(({ id }) => ({ id, quantity: 1 })),
      sinks: [...tiles.keys()].map((id) => ({ id, quantity: 1 })),
      arcs,
      // More than any chain of exchanges saves: who can have a tile gets one.
      unmetCost: (wanting.length + 1) * (reach * PARTS) ** 2,
      fair: false,
    },
    () => false,
  );
  if (flows.length < wanting.length) return matched(wanting, taken, 2 * reach);
  return new Map(
    flows.flatMap(({ from, to }) => {
      const tile = tiles.get(to);
      return tile ? [[from, tile] as const] : [];
    }),
  );
}

/** The tiles whose middles are within reach, with how far away they are. */
function tilesAround({ x, y }: Position, reach: number): { readonly tile: Tile; readonly apart: number }[] {
  const around: { readonly tile: Tile; readonly apart: number }[] = [];
  for (let r = Math.ceil((y - reach) / ROW); r * ROW <= y + reach; r++) {
    for (let q = Math.ceil(x - reach - r / 2); q + r / 2 <= x + reach; q++) {
      const middle = middleOf({ q, r });
      const apart = Math.hypot(middle.x - x, middle.y - y);
      if (apart <= reach) around.push({ tile: { q, r }, apart });
    }
  }
  return around;
}
