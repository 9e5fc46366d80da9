import type { RowCode } from './judgement.ts';
import type { RefusedRow } from './row-set.ts';

/** How many rows of a report were refused, by reason. */
export type RefusedByCode = Readonly<Partial<Record<RowCode, number>>>;

/** Counts refused rows, with those that were refused before they were judged; undefined where none was. */
export function refusedByCode(
  refused: readonly RefusedRow[],
  before: readonly RowCode[] = [],
): RefusedByCode | undefined {
  const codes = [...refused.map(({ refusal }) => refusal.code), ...before];
  if (codes.length === 0) return undefined;
  const counts: Partial<Record<RowCode, number>> = {};
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  // In one order, so that equal counts are kept as equal.
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
