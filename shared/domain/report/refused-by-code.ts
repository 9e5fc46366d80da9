import type { RowCode } from './judgement.ts';
import type { RefusedRow } from './row-set.ts';

/** How many rows of a report were refused, by reason. */
export type RefusedByCode = Readonly<Partial<Record<RowCode, number>>>;

/** Counts refused rows; undefined where none was. */
export function refusedByCode(refused: readonly RefusedRow[]): RefusedByCode | undefined {
  if (refused.length === 0) return undefined;
  const counts: Partial<Record<RowCode, number>> = {};
  for (const { refusal } of refused) counts[refusal.code] = (counts[refusal.code] ?? 0) + 1;
  // In one order, so that equal counts are kept as equal.
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
