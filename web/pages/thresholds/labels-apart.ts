const LINE = 16;

/** Where labels stand so that none lies over another: as near to their own height as there is room, the order kept. */
export function labelsApart(heights: readonly number[]): number[] {
  const order = heights.map((_, index) => index).toSorted((a, b) => (heights[b] ?? 0) - (heights[a] ?? 0));
  const placed = [...heights];
  let lowest = Number.POSITIVE_INFINITY;
  for (const index of order) {
    const own = Math.min(heights[index] ?? 0, lowest - LINE);
    placed[index] = own;
    lowest = own;
  }
  return placed;
}
