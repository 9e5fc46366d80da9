/**
 * Rows of choices, one choice a factor, in which any two choices of any two factors stand together at least once. Factors
 * are given by how many choices they have; a row names choices by their place. The same factors always make the same rows.
 *
 * Each row is the one that brings the most pairs that are still to come, the first of several.
 */
export function allPairs(factors: readonly number[]): readonly (readonly number[])[] {
  const possible = factors.reduce<number[][]>(
    (rows, choices) => rows.flatMap((row) => Array.from({ length: choices }, (_, choice) => [...row, choice])),
    [[]],
  );
  const missing = new Set(possible.flatMap(pairsOf));
  const rows: number[][] = [];
  while (missing.size > 0) {
    let best: { readonly row: number[]; readonly brings: number } | undefined;
    for (const row of possible) {
      const brings = pairsOf(row).filter((pair) => missing.has(pair)).length;
      if (brings > (best?.brings ?? 0)) best = { row, brings };
    }
    if (!best) break;
    rows.push(best.row);
    for (const pair of pairsOf(best.row)) missing.delete(pair);
  }
  return rows;
}

/** What stands together in a row, factor by factor. */
export function pairsOf(row: readonly number[]): string[] {
  return row.flatMap((one, first) =>
    row.slice(first + 1).map((other, index) => `${first}=${one} ${first + 1 + index}=${other}`),
  );
}
