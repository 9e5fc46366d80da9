import { present } from '../present.ts';
import { canonicalise } from '../reading/canonical.ts';
import { foldVietnamese } from '../report/nearest-product.ts';
import { findHeader, headerAt } from './find-table.ts';
import { MEANING_OF_WORDS } from './header-words.ts';
import { type LinesAbove, type NamedStore, readLinesAbove } from './lines-above.ts';
import { unmergerOf } from './merged-cells.ts';
import { pricesSaid } from './other-prices.ts';
import { sectionOf } from './section-of-row.ts';
import type { Cell, Sheet, SheetRow } from './sheet.ts';
import { sideBySide } from './side-by-side.ts';
import type { TableHeader } from './table-header.ts';

/** A row below a header, and what holds for it. */
export interface TableRow extends SheetRow {
  readonly header: TableHeader;
  readonly lines: LinesAbove;
  /** The columns of figures that it shares with another good's row, by merged cells. */
  readonly shared: ReadonlySet<number>;
  /** True for a column that holds something in some row of the table. */
  readonly isUsed: (column: number) => boolean;
}

/**
 * The rows below a sheet's headers. A header that is repeated on each printed page is passed over; where another table
 * begins, its own header and the lines above it hold from there, and so does what heads a section within it. Tables beside
 * each other are told row by row, from left to right.
 */
export function* tableRows(sheet: Sheet, stores: readonly NamedStore[]): Generator<TableRow> {
  let header = findHeader(sheet);
  if (!header) return;
  let lines = linesOfSheet(sheet, header, stores);
  let between: SheetRow[] = [];
  const isHeading = headingFinder();
  const unmerged = unmergerOf(sheet);
  const isUsed = usedColumns(sheet, header.lastRow);
  for (let index = 0; index < sheet.rows.length; index++) {
    const row = sheet.rows[index] as SheetRow;
    if (row.row <= header.lastRow) continue;
    const next = isHeading(row) ? headerAt(sheet, index) : undefined;
    if (next) {
      const own = readLinesAbove(between, stores, 'between');
      lines = { ...lines, ...own };
      header = next;
      between = [];
    } else if (!isNumbering(row)) {
      const section = sectionOf(row, stores);
      lines = { ...lines, ...section };
      // What stands above the rows of goods is not above the next table.
      between = hasNumber(row) ? [] : [...between.slice(1 - MOST_LINES), row];
      for (const table of sideBySide(header)) yield { ...row, ...unmerged(row, table), header: table, lines, isUsed };
    }
  }
}

/** What the lines above the first table say; where they do not say which prices these are, the sheet's name may. */
function linesOfSheet(sheet: Sheet, header: TableHeader, stores: readonly NamedStore[]): LinesAbove {
  const lines = readLinesAbove(rowsAbove(sheet, header), stores, 'top');
  return present({ ...lines, prices: lines.prices ?? pricesSaid(sheet.name) });
}

function hasNumber({ cells }: SheetRow): boolean {
  for (const { kind } of cells.values()) if (kind === 'number') return true;
  return false;
}

/** Tells columns that hold something below a row; they are looked up once, and only where it is asked. */
function usedColumns({ rows }: Sheet, lastRow: number): TableRow['isUsed'] {
  let used: Set<number> | undefined;
  return (column) => {
    used ??= new Set(rows.flatMap(({ row, cells }) => (row > lastRow ? [...cells.keys()] : [])));
    return used.has(column);
  };
}

/** Lines above a second table that may say whose it is. */
const MOST_LINES = 12;

/** The rows above a table, without the days that stand over some of its columns. */
function rowsAbove({ rows }: Sheet, { firstRow, columns }: TableHeader): SheetRow[] {
  const dated = columns.filter(({ day }) => day !== undefined).map(({ header }) => header);
  return rows
    .filter(({ row }) => row < firstRow)
    .map(({ row, cells }) => {
      if (row < firstRow - 1 || dated.length === 0) return { row, cells };
      const isOfColumns = (cell: Cell) => cell.kind === 'text' && dated.some((header) => header.startsWith(cell.text));
      return { row, cells: new Map([...cells].filter(([, cell]) => !isOfColumns(cell))) };
    });
}

/** Tells rows that may be a header, at little cost: one of their cells names a column of codes or names. */
function headingFinder(): (row: SheetRow) => boolean {
  const known = new Map<string, boolean>();
  const isNaming = (text: string) => {
    const seen = known.get(text);
    if (seen !== undefined) return seen;
    const plain = foldVietnamese(canonicalise(text.replace(/\s+/g, ' '))).replace(/\(.*\)|[\s_.\-*:]/g, '');
    const meaning = MEANING_OF_WORDS.get(plain);
    const is = meaning === 'product' || meaning === 'name' || meaning === 'article';
    known.set(text, is);
    return is;
  };
  return ({ cells }) => {
    for (const cell of cells.values())
      if (cell.kind === 'text' && mayHead(cell.text) && isNaming(cell.text)) return true;
    return false;
  };
}

/** Headers are short, and no codes: most cells are passed over by this alone. */
function mayHead(text: string): boolean {
  return text.length <= 60 && !/\d{2}/.test(text);
}

/** True for a row that numbers the columns below a header: "A B 1 2 3" or "(1) (2) (3)". */
function isNumbering({ cells }: SheetRow): boolean {
  if (cells.size < 3) return false;
  for (const cell of cells.values()) {
    if (cell.kind === 'number' ? !(Number.isInteger(cell.number) && cell.number < 100) : cell.kind !== 'text')
      return false;
    if (cell.kind === 'text' && !/^\s*[([]?\s*(?:[A-Za-z]|\d{1,2})(?:\s*=.*)?\s*[)\]]?\s*$/.test(cell.text))
      return false;
  }
  return true;
}
