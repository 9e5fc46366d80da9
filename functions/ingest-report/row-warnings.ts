import type { Doubt } from '#domain/history/doubt.ts';
import { type SeriesKey, seriesKey } from '#domain/history/series-key.ts';
import type { ReportRow } from '#domain/report/report.ts';
import { droppedRows, idleWithdrawals, type JudgedRows } from '#domain/report/row-set.ts';
import type { WarningFacts } from '#domain/wording/warnings.ts';

/** Something to look at in a report that was kept. */
export type Warning = WarningFacts & {
  /** Index of the row in what was sent, if it concerns one. */
  readonly position?: number;
  readonly count?: number;
};

/** Warnings of the rows as they were sent, and of what replacing the kept ones takes away; in the order of the rows. */
export function warningsOf(
  judged: JudgedRows,
  before: readonly ReportRow[],
  after: readonly ReportRow[],
  doubts: ReadonlyMap<SeriesKey, Doubt>,
): Warning[] {
  const ofRows: (Warning & { readonly position: number })[] = [
    ...doubtful(judged, doubts),
    ...judged.wrongCheckDigits.map((position) => ({ code: 'gtin-check-digit', position }) as const),
    ...judged.roundings.map(({ position, rounding }) => ({ code: 'article-rounded', position, rounding }) as const),
    ...idleWithdrawals(judged.withdrawals, before).map(
      ({ position }) => ({ code: 'nothing-withdrawn', position }) as const,
    ),
  ];
  const dropped = judged.withdrawals.length > 0 ? 0 : droppedRows(before, after).length;
  return [
    ...(dropped > 0 ? [{ code: 'rows-dropped', count: dropped } as const] : []),
    ...judged.unknownMembers.map((member) => ({ code: 'unknown-member', member }) as const),
    ...ofRows.sort((a, b) => a.position - b.position),
  ];
}

function doubtful({ rows, positions }: JudgedRows, doubts: ReadonlyMap<SeriesKey, Doubt>) {
  if (doubts.size === 0) return [];
  return rows.flatMap((row, index) => {
    const doubt = doubts.get(seriesKey(row.product, row.priceType));
    if (doubt === undefined) return [];
    return [{ code: 'quarantined', position: positions[index] as number, doubt } as const];
  });
}
