import { columnsOf } from './columns-of-day.ts';
import type { ColumnMeaning } from './header-words.ts';
import type { Cell } from './sheet.ts';
import type { TableColumn } from './table-header.ts';
import type { TableRow } from './table-rows.ts';
import type { CellFault } from './workbook-row.ts';

export interface Located {
  readonly column: TableColumn;
  readonly cell: Cell;
}

/** The first cell of a meaning that holds something. */
export function firstCell({ header, cells }: TableRow, meaning: ColumnMeaning): Located | undefined {
  for (const column of columnsOf(header, meaning)) {
    const cell = cells.get(column.column);
    if (cell) return { column, cell };
  }
  return undefined;
}

/** What is wrong in a row, and the column of it. */
export interface Fault {
  readonly column: number;
  readonly fault: CellFault;
}

export function differing(column: TableColumn, first: TableColumn): Fault {
  return { column: column.column, fault: { fault: 'columns-differ', headers: [first.header, column.header] } };
}

/** A text in quotes, as it is written. */
export function shownText(written: string | number): string {
  return typeof written === 'number' ? String(written) : JSON.stringify(written.slice(0, 40));
}

export function shownCell(cell: Cell): string {
  switch (cell.kind) {
    case 'error':
      return cell.error;
    case 'date':
      return cell.day ?? '';
    case 'boolean':
      return cell.is ? 'TRUE' : 'FALSE';
    case 'number':
      return `${Number((cell.number * 100).toFixed(6))}%`;
    default:
      return '';
  }
}
