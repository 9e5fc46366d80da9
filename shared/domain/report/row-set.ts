import type { Rounding } from './article-row.ts';
import { type JudgeContext, judgeRow, type RowRefusal, type Withdrawal } from './judgement.ts';
import { type ReportRow, rowKey } from './report.ts';
import { strangersOf } from './row-members.ts';
import { compareRows, orderOfRows, orderRows } from './row-order.ts';

/** A refused row and its index in what was sent. */
export interface RefusedRow {
  readonly position: number;
  readonly refusal: RowRefusal;
}

/** The rows of one store-day after judgement: each stands on its own. */
export interface JudgedRows {
  /** In the order of their keys. */
  readonly rows: readonly ReportRow[];
  /** Index of each kept row in what was sent. */
  readonly positions: readonly number[];
  readonly withdrawals: readonly { readonly position: number; readonly withdrawal: Withdrawal }[];
  /** In the order in which they were sent. */
  readonly refused: readonly RefusedRow[];
  /** Index of each row whose gtin has a wrong check digit; such rows are kept. */
  readonly wrongCheckDigits: readonly number[];
  /** What was rounded when articles were turned into units, and in which rows. */
  readonly roundings: readonly { readonly position: number; readonly rounding: Rounding }[];
  /** Columns of a table that no row has, as they were written; at most a handful. */
  readonly unknownMembers: readonly string[];
}

const MOST_UNKNOWN_MEMBERS = 5;

/** Judges all rows of a store-day. Of two good rows with one key the first stands; a refused row never counts as one. */
export function judgeRows(raws: readonly unknown[], context: JudgeContext): JudgedRows {
  const good: ReportRow[] = [];
  const goodAt: number[] = [];
  const withdrawals: { position: number; withdrawal: Withdrawal }[] = [];
  const refused: RefusedRow[] = [];
  const wrongCheckDigits: number[] = [];
  const roundings: { position: number; rounding: Rounding }[] = [];
  const unknownMembers = new Set<string>();
  for (let position = 0; position < raws.length; position++) {
    const raw = raws[position];
    const verdict = judgeRow(raw, context);
    if (verdict.kind === 'refused') {
      refused.push({ position, refusal: verdict.refusal });
      continue;
    }
    if (context.isTable) noteUnknownMembers(raw as object, unknownMembers);
    if (verdict.kind === 'withdrawal') withdrawals.push({ position, withdrawal: verdict.withdrawal });
    else {
      good.push(verdict.row);
      goodAt.push(position);
      if (verdict.wrongCheckDigit) wrongCheckDigits.push(position);
      for (const rounding of verdict.roundings ?? []) roundings.push({ position, rounding });
    }
  }
  const { rows, positions, duplicates } = withoutDuplicates(good, goodAt, context.repeats === 'count-once');
  if (duplicates.length > 0) {
    for (const position of duplicates)
      refused.push({ position, refusal: { code: 'duplicate-row', member: 'product' } });
    refused.sort((a, b) => a.position - b.position);
  }
  return { rows, positions, withdrawals, refused, wrongCheckDigits, roundings, unknownMembers: [...unknownMembers] };
}

function withoutDuplicates(good: readonly ReportRow[], goodAt: readonly number[], countsOnce: boolean) {
  const rows: ReportRow[] = [];
  const positions: number[] = [];
  const duplicates: number[] = [];
  let previous: ReportRow | undefined;
  for (const index of orderOfRows(good)) {
    const row = good[index] as ReportRow;
    if (previous && compareRows(previous, row) === 0) {
      if (!countsOnce || !saysTheSame(previous, row)) duplicates.push(goodAt[index] as number);
    } else {
      rows.push(row);
      positions.push(goodAt[index] as number);
      previous = row;
    }
  }
  return { rows, positions, duplicates };
}

/** True for two rows of one key that say nothing different. */
function saysTheSame(a: ReportRow, b: ReportRow): boolean {
  return (
    a.price === b.price &&
    a.stockMilli === b.stockMilli &&
    a.soldMilli === b.soldMilli &&
    a.incomingMilli === b.incomingMilli &&
    a.confirmed === b.confirmed
  );
}

function noteUnknownMembers(raw: object, noted: Set<string>): void {
  for (const member of strangersOf(raw)) {
    if (noted.size >= MOST_UNKNOWN_MEMBERS) return;
    noted.add(member.slice(0, 40));
  }
}

/** A kept report with some rows taken out and then some changed or added, in the order of their keys. */
export function patchRows(
  kept: readonly ReportRow[],
  changed: readonly ReportRow[],
  withdrawals: readonly Withdrawal[],
): readonly ReportRow[] {
  const changedKeys = new Set(changed.map(rowKey));
  const withdrawn = new Set(withdrawals.map(withdrawalKey));
  const staying = kept.filter(
    (row) => !changedKeys.has(rowKey(row)) && !keysOfWithdrawals(row).some((key) => withdrawn.has(key)),
  );
  return orderRows([...staying, ...changed]);
}

/** The withdrawals that take no row out. */
export function idleWithdrawals(
  withdrawals: JudgedRows['withdrawals'],
  before: readonly ReportRow[],
): JudgedRows['withdrawals'] {
  if (withdrawals.length === 0) return withdrawals;
  const taken = new Set(before.flatMap(keysOfWithdrawals));
  return withdrawals.filter(({ withdrawal }) => !taken.has(withdrawalKey(withdrawal)));
}

function withdrawalKey({ product, gtin, priceType }: Withdrawal): string {
  return `${product}|${priceType ?? '*'}|${gtin ?? '*'}`;
}

/** The keys of all withdrawals that take a row out: looked up, since each of many could meet each of many rows. */
function keysOfWithdrawals({ product, gtin, priceType }: ReportRow): string[] {
  const gtins = gtin === undefined ? ['*'] : ['*', gtin];
  return gtins.flatMap((code) => [`${product}|*|${code}`, `${product}|${priceType}|${code}`]);
}

/** The rows of a report that have no row of the same key in another. */
export function droppedRows(before: readonly ReportRow[], after: readonly ReportRow[]): readonly ReportRow[] {
  const keys = new Set(after.map(rowKey));
  return before.filter((row) => !keys.has(rowKey(row)));
}

/** True when a report that replaces another would take more than half of its rows out: more often a slip than meant. */
export function dropsMost(dropped: readonly ReportRow[], before: readonly ReportRow[]): boolean {
  return dropped.length * 2 > before.length;
}
