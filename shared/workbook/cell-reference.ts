import { columnLetters } from '#domain/workbook/sheet.ts';

/** A cell within its sheet: row 7, column 5 is "E7". */
export function cellReference(row: number, column: number): string {
  return `${columnLetters(column)}${row}`;
}
