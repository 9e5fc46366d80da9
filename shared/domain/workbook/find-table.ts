import { columnOfHeader, isPrice } from './column-of-header.ts';
import type { Sheet } from './sheet.ts';
import { spreadOf, subHeader, underGroups } from './stacked-header.ts';
import type { TableColumn, TableHeader } from './table-header.ts';

/** Rows within which a table's first header is looked for. */
const HEADER_WITHIN = 30;

/** The first header of a sheet within its first rows; nothing for a sheet without a table of prices. */
export function findHeader(sheet: Sheet): TableHeader | undefined {
  for (const [index, { row }] of sheet.rows.entries()) {
    if (row > HEADER_WITHIN) return undefined;
    const header = headerAt(sheet, index);
    if (header) return header;
  }
  return undefined;
}

/** Rows of words that a header may have below its first. */
const MOST_ROWS_BELOW = 2;

/** The header that a row is, with rows that go on with it: it has a column of codes or names, and one of prices. */
export function headerAt(sheet: Sheet, index: number): TableHeader | undefined {
  const row = sheet.rows[index];
  if (!row || row.cells.size < 2) return undefined;
  let columns = underGroups(sheet, row.row, columnsOf(spreadOf(row, sheet.merged)));
  let lastRow = row.row;
  for (let below = 1; below <= MOST_ROWS_BELOW; below++) {
    const next = sheet.rows[index + below];
    const more = next?.row === lastRow + 1 ? subHeader(columns, next, sheet.merged) : undefined;
    if (!more) break;
    columns = more;
    lastRow++;
  }
  return isHeader(columns) ? { firstRow: row.row, lastRow, columns } : undefined;
}

function isHeader(columns: readonly TableColumn[]): boolean {
  const named = columns.some(({ meaning }) => meaning === 'product' || meaning === 'name' || meaning === 'article');
  return named && columns.some(({ meaning }) => isPrice(meaning));
}

function columnsOf(texts: ReadonlyMap<number, string>): TableColumn[] {
  return [...texts]
    .sort(([a], [b]) => a - b)
    .map(([column, header]) => ({ column, header, ...columnOfHeader(header) }));
}
