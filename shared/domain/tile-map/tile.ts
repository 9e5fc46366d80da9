import type { Tile } from '../place.ts';

/** How many steps from tile to tile lead from one to the other. */
export function stepsBetween(a: Tile, b: Tile): number {
  const [dq, dr] = [a.q - b.q, a.r - b.r];
  return Math.max(Math.abs(dq), Math.abs(dr), Math.abs(dq + dr));
}

/** One text for a tile, so that it can be looked up. */
export function tileKey({ q, r }: Tile): string {
  return `${q},${r}`;
}
