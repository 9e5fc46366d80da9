import { neighbourPairs, type Position, pairsWithin } from './near-pairs.ts';

/** How often all are moved; after that a city of some hundred places hardly changes. */
const ROUNDS = 120;
/** What two places have between their middles at least, so that each has room for a tile. */
const ROOM = 1;
/** Neighbours that are farther apart than this draw each other near. */
const REACH = 1.1;
const PULL = 0.12;

/**
 * Spreads positions so that crowded and empty parts of a city get the same room for each place.
 *
 * 1. Order the places by their distance from the middle one, and give the k-th the radius of a disc of k tiles.
 * 2. Let places that are too near push each other away, and neighbours that were torn apart draw each other near.
 */
export function layOutEvenly(positions: readonly Position[]): Position[] {
  const neighbours = neighbourPairs(positions);
  const at = onEvenRings(positions);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [one, other] of neighbours) moveTo(at, one, other, REACH, PULL, (apart) => apart > REACH);
    for (const [one, other] of pairsWithin(at, ROOM)) moveTo(at, one, other, ROOM, 0.5, (apart) => apart < ROOM);
  }
  return at;
}

/** Moves two places along their line by a part of what they have too much or too little between them. */
function moveTo(
  at: Position[],
  one: number,
  other: number,
  wanted: number,
  part: number,
  applies: (apart: number) => boolean,
): void {
  const [a, b] = [at[one], at[other]];
  if (!a || !b) return;
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const apart = Math.hypot(dx, dy);
  if (!applies(apart)) return;
  // Two at the very same spot part to the east and the west, in their order.
  const [ux, uy] = apart === 0 ? [1, 0] : [dx / apart, dy / apart];
  const step = (part * (apart - wanted)) / 2;
  at[one] = { x: a.x + ux * step, y: a.y + uy * step };
  at[other] = { x: b.x - ux * step, y: b.y - uy * step };
}

function onEvenRings(positions: readonly Position[]): Position[] {
  const middle = { x: median(positions.map(({ x }) => x)), y: median(positions.map(({ y }) => y)) };
  const distances = positions.map(({ x, y }) => Math.hypot(x - middle.x, y - middle.y));
  const order = positions.map((_, index) => index).sort((a, b) => (distances[a] ?? 0) - (distances[b] ?? 0) || a - b);
  const even: Position[] = positions.map(() => ({ x: 0, y: 0 }));
  for (const [rank, index] of order.entries()) {
    const position = positions[index];
    const distance = distances[index] ?? 0;
    // A tile one wide has an area of √3/2.
    const radius = Math.sqrt(((rank + 0.5) * Math.sqrt(3)) / 2 / Math.PI);
    if (!position || distance === 0) continue;
    even[index] = {
      x: ((position.x - middle.x) / distance) * radius,
      y: ((position.y - middle.y) / distance) * radius,
    };
  }
  return even;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
