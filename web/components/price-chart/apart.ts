/** Moves labels down until each has its room, in their order from above; the last ones are moved up again to stay inside. */
export function apart<Label extends { readonly y: number }>(
  labels: readonly Label[],
  room: number,
  bottom: number,
): Label[] {
  const sorted = labels.toSorted((a, b) => a.y - b.y);
  let free = Number.NEGATIVE_INFINITY;
  const down = sorted.map((label) => {
    const y = Math.max(label.y, free);
    free = y + room;
    return { ...label, y };
  });
  let limit = bottom;
  return down.toReversed().map((label) => {
    const y = Math.min(label.y, limit);
    limit = y - room;
    return { ...label, y };
  });
}
