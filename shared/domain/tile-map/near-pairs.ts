/** A position on a plane: x to the east, y to the south. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

/** As many neighbours as a tile has. */
const NEIGHBOURS = 6;

/** All pairs that are nearer to each other than so much, found from west to east. */
export function pairsWithin(at: readonly Position[], reach: number): [number, number][] {
  const order = at.map(({ x, y }, index) => ({ x, y, index })).sort((a, b) => a.x - b.x || a.index - b.index);
  const pairs: [number, number][] = [];
  for (const [rank, one] of order.entries()) {
    for (let next = rank + 1; next < order.length; next++) {
      const other = order[next];
      if (!other || other.x - one.x >= reach) break;
      if (Math.hypot(other.x - one.x, other.y - one.y) < reach) pairs.push([one.index, other.index]);
    }
  }
  return pairs;
}

/** Each place with those nearest to it. */
export function neighbourPairs(positions: readonly Position[], count = NEIGHBOURS): [number, number][] {
  const pairs = new Map<string, [number, number]>();
  for (const [index, { x, y }] of positions.entries()) {
    const nearest = positions
      .map((other, place) => ({ place, apart: Math.hypot(other.x - x, other.y - y) }))
      .filter(({ place }) => place !== index)
      .sort((a, b) => a.apart - b.apart || a.place - b.place)
      .slice(0, count);
    for (const { place } of nearest) {
      const pair: [number, number] = [Math.min(index, place), Math.max(index, place)];
      pairs.set(pair.join(), pair);
    }
  }
  return [...pairs.values()];
}
