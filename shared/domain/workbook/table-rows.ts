import { canonicalise } from '../reading/canonical.ts';
import { foldVietnamese } from '../report/nearest-product.ts';
import { findHeader, headerAt, type TableHeader } from './find-table.ts';
import { MEANING_OF_WORDS } from './header-words.ts';
import { type LinesAbove, type NamedStore, readLinesAbove } from './lines-above.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/** A row below a header, and what holds for it. */
export interface TableRow extends SheetRow {
  readonly header: TableHeader;
  readonly lines: LinesAbove;
}

/**
 * The rows below a sheet's headers. A header that is repeated on each printed page is passed over; where another table
 * begins, its own header and the lines above it hold from there.
 */
export function* tableRows(sheet: Sheet, stores: readonly NamedStore[]): Generator<TableRow> {
  let header = findHeader(sheet);
  if (!header) return;
  let lines = readLinesAbove(rowsAbove(sheet, header), stores, 'top');
  let between: SheetRow[] = [];
  const isHeading = headingFinder();
  for (let index = 0; index < sheet.rows.length; index++) {
    const row = sheet.rows[index] as SheetRow;
    if (row.row <= header.lastRow) continue;
    const next = isHeading(row) ? headerAt(sheet, index) : undefined;
    if (next) {
      const own = readLinesAbove(between.slice(-MOST_LINES), stores, 'between');
      lines = { ...lines, ...own };
      header = next;
      between = [];
    } else if (!isNumbering(row)) {
      between.push(row);
      if (between.length > 2 * MOST_LINES) between = between.slice(-MOST_LINES);
      yield { ...row, header, lines };
    }
  }
}

/** Lines above a second table that may say whose it is. */
const MOST_LINES = 12;

function rowsAbove({ rows }: Sheet, { firstRow }: TableHeader): SheetRow[] {
  return rows.filter(({ row }) => row < firstRow);
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
