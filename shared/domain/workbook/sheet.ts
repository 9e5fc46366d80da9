import type { BusinessDay } from '../business-day.ts';

/** What a cell holds, as far as it can be known without a spreadsheet program. Empty cells are not there at all. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'number';
      readonly number: number;
      readonly isPercentage?: true;
      /** Words that its format shows beside it: "5 thùng" may be the number 5. */
      readonly beside?: string;
    }
  /** A number that is shown as a date; without a day where it lies outside of those that there are. */
  | { readonly kind: 'date'; readonly day?: BusinessDay; readonly hasTime?: true }
  /** A number that is shown as a time or a duration. */
  | { readonly kind: 'time' }
  | { readonly kind: 'boolean'; readonly is: boolean }
  | { readonly kind: 'error'; readonly error: string }
  /** A formula whose result was not kept: whoever wrote the file did not compute it. */
  | { readonly kind: 'uncomputed' };

export interface SheetRow {
  /** Counted from 1, as spreadsheets show it. */
  readonly row: number;
  /** By column, counted from 1. */
  readonly cells: ReadonlyMap<number, Cell>;
}

/** Cells that are shown as one: what the first holds stands for all. */
export interface MergedCells {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

/** A sheet that people see; rows without a cell are not there. */
export interface Sheet {
  readonly name: string;
  /** Ascending. */
  readonly rows: readonly SheetRow[];
  readonly merged: readonly MergedCells[];
}

/** A workbook's visible sheets, in their order. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
}

/** A column's letters: 1 is A, 27 is AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** A cell as people name it: "Báo cáo!E7". */
export function cellName(sheet: string, row: number, column: number): string {
  return `${sheet}!${columnLetters(column)}${row}`;
}
