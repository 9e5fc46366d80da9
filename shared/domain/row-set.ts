import { type ReportRow, rowKey } from './report.ts';
import { DUPLICATE_ROW, type JudgeContext, judgeRow, type RowRefusal, type Withdrawal } from './report-judgement.ts';

/** The rows of one store-day after judgement: each stands on its own. */
export interface JudgedRows {
  readonly rows: readonly ReportRow[];
  /** Index of each kept row in what was sent. */
  readonly positions: readonly number[];
  readonly withdrawals: readonly Withdrawal[];
  readonly refused: readonly { readonly position: number; readonly refusal: RowRefusal }[];
}

/** Judges all rows of a store-day. Of two good rows with one key the first stands; a refused row never counts as one. */
export function judgeRows(raws: readonly unknown[], context: JudgeContext): JudgedRows {
  const rows: ReportRow[] = [];
  const positions: number[] = [];
  const withdrawals: Withdrawal[] = [];
  const refused: { position: number; refusal: RowRefusal }[] = [];
  const seen = new Set<string>();
  for (const [position, raw] of raws.entries()) {
    const verdict = judgeRow(raw, context);
    if (verdict.kind === 'refused') refused.push({ position, refusal: verdict.refusal });
    else if (verdict.kind === 'withdrawal') withdrawals.push(verdict.withdrawal);
    else {
      const key = rowKey(verdict.row);
      if (seen.has(key)) refused.push({ position, refusal: DUPLICATE_ROW });
      else {
        seen.add(key);
        rows.push(verdict.row);
        positions.push(position);
      }
    }
  }
  return { rows, positions, withdrawals, refused };
}

/** A kept report with some rows changed and some taken out. */
export function patchRows(
  kept: readonly ReportRow[],
  changed: readonly ReportRow[],
  withdrawals: readonly Withdrawal[],
): ReportRow[] {
  const isWithdrawn = (row: ReportRow) =>
    withdrawals.some(
      (withdrawal) =>
        withdrawal.product === row.product &&
        (withdrawal.gtin === undefined || withdrawal.gtin === row.gtin) &&
        (withdrawal.priceType === undefined || withdrawal.priceType === row.priceType),
    );
  const byKey = new Map(kept.filter((row) => !isWithdrawn(row)).map((row) => [rowKey(row), row]));
  for (const row of changed) byKey.set(rowKey(row), row);
  return [...byKey.values()];
}
