/** Where a tile is: row `r` from the north, each row half a tile farther east than the one above. */
export interface Tile {
  readonly q: number;
  readonly r: number;
}

/** A point of the picture, in widths of a tile. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Rows are so much apart, in widths of a tile. */
export const ROW = Math.sqrt(3) / 2;
/** From the middle of a tile to its corners. */
export const RADIUS = 1 / Math.sqrt(3);

export function middleOf({ q, r }: Tile): Point {
  return { x: q + r / 2, y: r * ROW };
}

/** The corners of a tile, from the top one clockwise; smaller by a gap between tiles. */
export function cornersOf(tile: Tile, gap = 0): Point[] {
  const { x, y } = middleOf(tile);
  return Array.from({ length: 6 }, (_, corner) => {
    const angle = (Math.PI / 3) * corner - Math.PI / 2;
    return { x: x + (RADIUS - gap) * Math.cos(angle), y: y + (RADIUS - gap) * Math.sin(angle) };
  });
}

/** The tiles around a tile: that to the east first, then clockwise; each beyond the edge from the corner after the top one. */
const AROUND: readonly Tile[] = [
  { q: 1, r: 0 },
  { q: 0, r: 1 },
  { q: -1, r: 1 },
  { q: -1, r: 0 },
  { q: 0, r: -1 },
  { q: 1, r: -1 },
];

export function tileKey({ q, r }: Tile): string {
  return `${q},${r}`;
}

/** The edges at which tiles on one side of a river touch those on the other. */
export function banksOf(tiles: readonly { readonly tile: Tile; readonly isBeyond: boolean }[]): [Point, Point][] {
  const sides = new Map(tiles.map(({ tile, isBeyond }) => [tileKey(tile), isBeyond]));
  return tiles
    .filter(({ isBeyond }) => isBeyond)
    .flatMap(({ tile }) => {
      const corners = cornersOf(tile);
      return AROUND.flatMap(({ q, r }, side): [Point, Point][] => {
        if (sides.get(tileKey({ q: tile.q + q, r: tile.r + r })) !== false) return [];
        const [from, to] = [corners[(side + 1) % 6], corners[(side + 2) % 6]];
        return from && to ? [[from, to]] : [];
      });
    });
}

/** What part of the plane tiles take, with a rim. */
export interface Window {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const RIM = 0.06;

export function windowOf(tiles: readonly Tile[]): Window {
  const middles = tiles.map(middleOf);
  const [xs, ys] = [middles.map(({ x }) => x), middles.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs) - 0.5 - RIM, Math.min(...ys) - RADIUS - RIM];
  return {
    left,
    top,
    width: Math.max(...xs) + 0.5 + RIM - left,
    height: Math.max(...ys) + RADIUS + RIM - top,
  };
}

type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';
export type MapKey = Arrow | 'Home' | 'End';

/** Where a key leads from a tile: to the next one in its row, to the nearest in the next row that has any, to a row's end. */
export function tileAfter<Placed extends { readonly tile: Tile }>(
  key: MapKey,
  from: Placed,
  tiles: readonly Placed[],
): Placed | undefined {
  const x = (placed: Placed) => middleOf(placed.tile).x;
  const row = tiles.filter(({ tile }) => tile.r === from.tile.r).toSorted((a, b) => x(a) - x(b));
  const place = row.indexOf(from);
  if (key === 'Home') return row[0];
  if (key === 'End') return row.at(-1);
  if (key === 'ArrowLeft') return row[place - 1];
  if (key === 'ArrowRight') return row[place + 1];
  const down = key === 'ArrowDown';
  const beyond = tiles.filter(({ tile }) => (down ? tile.r > from.tile.r : tile.r < from.tile.r));
  const next = down ? Math.min(...beyond.map(({ tile }) => tile.r)) : Math.max(...beyond.map(({ tile }) => tile.r));
  return beyond
    .filter(({ tile }) => tile.r === next)
    .toSorted((a, b) => Math.abs(x(a) - x(from)) - Math.abs(x(b) - x(from)))[0];
}
