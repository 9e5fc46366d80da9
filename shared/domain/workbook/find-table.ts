import { columnOfHeader, type HeadedColumn, isPrice } from './column-of-header.ts';
import type { ColumnMeaning } from './header-words.ts';
import { namedDay } from './named-day.ts';
import type { MergedCells, Sheet, SheetRow } from './sheet.ts';

export interface TableColumn extends HeadedColumn {
  readonly column: number;
  readonly header: string;
}

/** A table's header: where it ends, and its columns from left to right. */
export interface TableHeader {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly columns: readonly TableColumn[];
}

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

/** The header that a row is: it has a column of codes or names, and one of prices. */
export function headerAt(sheet: Sheet, index: number): TableHeader | undefined {
  const row = sheet.rows[index];
  if (!row || row.cells.size < 2) return undefined;
  const below = sheet.rows[index + 1];
  const spread = spreadOf(row, sheet.merged);
  const columns = columnsOf(spread);
  const sub = below && below.row === row.row + 1 ? subHeader(columns, spread, below, sheet.merged) : undefined;
  const found = sub ?? columns;
  if (!isHeader(found)) return undefined;
  return { firstRow: row.row, lastRow: sub ? row.row + 1 : row.row, columns: found };
}

function isHeader(columns: readonly TableColumn[]): boolean {
  const named = columns.some(({ meaning }) => meaning === 'product' || meaning === 'name' || meaning === 'article');
  return named && columns.some(({ meaning }) => isPrice(meaning));
}

/** The texts of a header's cells; a merged one stands over all of its columns. */
function spreadOf({ row, cells }: SheetRow, merged: readonly MergedCells[]): ReadonlyMap<number, string> {
  const texts = new Map<number, string>();
  for (const [column, cell] of cells) {
    if (cell.kind === 'text') texts.set(column, cell.text);
    else if (cell.kind === 'date' && cell.day !== undefined) texts.set(column, cell.day);
  }
  for (const { fromRow, fromColumn, toColumn } of merged) {
    const text = fromRow === row ? texts.get(fromColumn) : undefined;
    if (text === undefined) continue;
    for (let column = fromColumn + 1; column <= Math.min(toColumn, fromColumn + 200); column++) texts.set(column, text);
  }
  return texts;
}

function columnsOf(texts: ReadonlyMap<number, string>): TableColumn[] {
  return [...texts]
    .sort(([a], [b]) => a - b)
    .map(([column, header]) => ({ column, header, ...columnOfHeader(header) }));
}

/**
 * The columns of a header of two rows: "Giá" over "Bán lẻ" and "Khuyến mại". The second row names no good, and each of
 * its words is one of a header by itself or with the word above it.
 */
function subHeader(
  upper: readonly TableColumn[],
  spread: ReadonlyMap<number, string>,
  below: SheetRow,
  merged: readonly MergedCells[],
): TableColumn[] | undefined {
  const texts = [...below.cells].sort(([a], [b]) => a - b);
  if (texts.length < 2 || texts.some(([, { kind }]) => kind !== 'text' && kind !== 'date')) return undefined;
  const naming = upper.filter(({ meaning }) => meaning !== undefined && NAMING.has(meaning));
  if (naming.length === 0 || naming.some(({ column }) => below.cells.has(column))) return undefined;
  const lower = spreadOf(below, merged);
  const columns: TableColumn[] = [];
  for (const [column, words] of lower) {
    const above = spread.get(column) ?? nearestToTheLeft(spread, column);
    const both = above === undefined ? words : `${above} ${words}`;
    const read = above === undefined ? columnOfHeader(words) : composed(above, words);
    if (read.meaning === undefined && columnOfHeader(words).meaning === undefined && !namedDay(words)) return undefined;
    columns.push({ column, header: both, ...read });
  }
  if (!columns.some(({ meaning }) => meaning !== undefined)) return undefined;
  const under = new Set(columns.map(({ column }) => column));
  return [...upper.filter(({ column }) => !under.has(column)), ...columns].sort((a, b) => a.column - b.column);
}

const NAMING: ReadonlySet<string> = new Set<ColumnMeaning>(['product', 'name', 'article', 'unit']);

/** What a word means under another: "Bán" under "Giá" is a price, under "Số lượng" it is what was sold. */
function composed(above: string, words: string): HeadedColumn {
  const over = columnOfHeader(above);
  // Yesterday's prices stay yesterday's, retail and promotional ones alike.
  if (over.meaning === 'aside') return over;
  const both = columnOfHeader(`${above} ${words}`);
  if (both.meaning !== undefined) return both;
  const own = columnOfHeader(words);
  if (over.meaning === undefined || !isPrice(over.meaning)) return over.meaning === own.meaning ? own : {};
  return isPrice(own.meaning) ? { ...over, ...own } : own.meaning === 'aside' ? own : {};
}

function nearestToTheLeft(spread: ReadonlyMap<number, string>, column: number): string | undefined {
  for (let left = column - 1; left >= Math.max(1, column - 10); left--) {
    const text = spread.get(left);
    if (text !== undefined) return text;
  }
  return undefined;
}
