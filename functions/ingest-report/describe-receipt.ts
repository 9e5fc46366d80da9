import type { Bilingual, Language } from '#domain/language.ts';
import { present } from '#domain/present.ts';
import type { Product } from '#domain/product.ts';
import type { RefusedRow } from '#domain/report/row-set.ts';
import { explainRefusal } from '#domain/wording/refusals.ts';
import { explainWarning } from '#domain/wording/warnings.ts';
import type { Receipt } from './ingest-report.ts';
import type { Warning } from './row-warnings.ts';

/** Most refusals, and most single warnings, of one answer. */
export const MOST_SHOWN = 100;

/** A refused row as the caller sees it. */
export interface RejectedRow {
  /** Index of the row, or line of the file. */
  readonly row: number;
  /** The cell of a workbook: "Báo cáo!E7". */
  readonly cell?: string;
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
  readonly hint: string;
}

/** A refusal that is put into words only when it is shown: of ten thousand, a hundred are. */
export interface Rejection {
  readonly row: number;
  readonly code: string;
  readonly describe: () => RejectedRow;
}

/** The refusal of a judged row; `base` is the row's own pointer. */
export function rejection(
  { refusal }: RefusedRow,
  row: number,
  base: string,
  language: Language,
  products: ReadonlyMap<string, Product>,
): Rejection {
  return {
    row,
    code: refusal.code,
    describe: () => {
      const { detail, hint } = explainRefusal(refusal, products);
      const pointer =
        refusal.member === '' ? base : `${base}/${refusal.member.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      return { row, pointer, code: refusal.code, detail: detail[language], hint: hint[language] };
    },
  };
}

/** The refusal of a line for a reason that lies outside its row: its store, its date, its whole store-day. */
export function lineRejection(
  line: number,
  reason: { readonly code: string; readonly member?: string; readonly detail: Bilingual; readonly hint?: Bilingual },
  language: Language,
): Rejection {
  const { code, member, detail, hint = detail } = reason;
  const pointer = member === undefined ? '' : `/${member}`;
  return {
    row: line,
    code,
    describe: () => ({ row: line, pointer, code, detail: detail[language], hint: hint[language] }),
  };
}

/** The first refusals in words, and the count of all. */
export function shownRejections(rejections: readonly Rejection[]): { rejected: RejectedRow[]; rejectedCount: number } {
  const first = rejections.toSorted((a, b) => a.row - b.row).slice(0, MOST_SHOWN);
  return { rejected: first.map(({ describe }) => describe()), rejectedCount: rejections.length };
}

export interface ShownReceipt {
  readonly receipt: string;
  readonly store: string;
  readonly date: string;
  readonly revision: number;
  readonly accepted: number;
  readonly warnings: readonly { code: string; row?: number; cell?: string; count?: number; detail: string }[];
}

/**
 * A receipt as the caller sees it; `rowOf` turns the index of a row into what the caller counts by.
 * Beyond `room` single warnings each code is told once with its count.
 */
export function describeReceipt(
  receipt: Receipt,
  language: Language,
  rowOf: (position: number) => number,
  room: number,
): ShownReceipt {
  const { warnings } = receipt;
  return {
    receipt: receipt.receipt,
    store: receipt.store,
    date: receipt.date,
    revision: receipt.revision,
    accepted: receipt.accepted,
    warnings: (warnings.length <= room ? warnings : counted(warnings)).map((warning) => {
      const { code, position, count } = warning;
      const row = position === undefined ? undefined : rowOf(position);
      return present({ code, row, count, detail: explainWarning(warning)[language] });
    }),
  };
}

function counted(warnings: readonly Warning[]): Warning[] {
  const single = warnings.filter(({ position }) => position === undefined);
  const byCode = Map.groupBy(
    warnings.filter(({ position }) => position !== undefined),
    ({ code }) => code,
  );
  return [
    ...single,
    ...[...byCode.values()].map((all): Warning => {
      const { position: _, ...first } = all[0] as Warning;
      return { ...first, count: all.length };
    }),
  ];
}
