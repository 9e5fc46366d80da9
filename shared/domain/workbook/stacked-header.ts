import { canonicalise } from '../reading/canonical.ts';
import { foldVietnamese } from '../report/nearest-product.ts';
import { columnOfHeader, type HeadedColumn, isPrice, isQuantity } from './column-of-header.ts';
import type { ColumnMeaning } from './header-words.ts';
import { namedDay } from './named-day.ts';
import type { MergedCells, Sheet, SheetRow } from './sheet.ts';
import type { TableColumn } from './table-header.ts';
import { looksLikePrice, saysNothing, saysSoldOut } from './written-price.ts';

const NAMING: ReadonlySet<ColumnMeaning | undefined> = new Set<ColumnMeaning>(['product', 'name', 'article', 'unit']);

/** The texts of a header's cells; a merged one stands over all of its columns. */
export function spreadOf({ row, cells }: SheetRow, merged: readonly MergedCells[]): ReadonlyMap<number, string> {
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

/**
 * The columns of a header with what a merged cell right above says of several of them: "Hôm qua" over one "Giá" and
 * "Hôm nay" over another. What stands over the whole table is its title.
 */
export function underGroups(sheet: Sheet, row: number, columns: readonly TableColumn[]): readonly TableColumn[] {
  const naming = columns.filter(({ meaning }) => NAMING.has(meaning)).map(({ column }) => column);
  const groups = sheet.merged.filter(
    ({ toRow, fromColumn, toColumn }) =>
      toRow === row - 1 && toColumn > fromColumn && !naming.some((at) => fromColumn <= at && at <= toColumn),
  );
  if (groups.length === 0 || naming.length === 0) return columns;
  return columns.map((column) => {
    const group = groups.find(({ fromColumn, toColumn }) => fromColumn <= column.column && column.column <= toColumn);
    const cell = group && sheet.rows.find((each) => each.row === group.fromRow)?.cells.get(group.fromColumn);
    const text = cell?.kind === 'text' ? cell.text : cell?.kind === 'date' ? cell.day : undefined;
    // "Điểm bán: Sen Vàng" above a table's right half speaks of no column.
    if (text === undefined || /[:：]/.test(text)) return column;
    const header = `${text} ${column.header}`;
    return { column: column.column, header, ...composed(text, column.header, isOnlyOne(column.meaning, columns)) };
  });
}

/** True for a meaning that no second column has: then no words above need tell them apart. */
function isOnlyOne(meaning: ColumnMeaning | undefined, columns: readonly HeadedColumn[]): boolean {
  return columns.filter((each) => each.meaning === meaning).length === 1;
}

/**
 * The columns of a header that goes on in the row below: "Giá" over "Bán lẻ" and "Khuyến mại", or over "(đ/kg)". A column
 * under which something stands that is not known is used for nothing: it may be yesterday's, or another store's.
 */
export function subHeader(
  upper: readonly TableColumn[],
  below: SheetRow,
  merged: readonly MergedCells[],
): readonly TableColumn[] | undefined {
  if (!mayGoOn(upper, below, merged)) return undefined;
  const columns: TableColumn[] = [];
  let isKnown = false;
  const lower = spreadOf(below, merged);
  const alone = [...lower.values()].map(columnOfHeader);
  for (const [column, words] of lower) {
    const over = upper.find((each) => each.column === column) ?? nearestToTheLeft(upper, column);
    if (over && NAMING.has(over.meaning)) continue;
    const read =
      over === undefined
        ? columnOfHeader(words)
        : composed(over.header, words, isOnlyOne(columnOfHeader(words).meaning, alone));
    columns.push({ column, header: over === undefined ? words : `${over.header} ${words}`, ...read });
    isKnown ||= read.meaning !== undefined || isPrice(over?.meaning) || isQuantity(over?.meaning);
  }
  if (!isKnown) return undefined;
  const under = new Set(columns.map(({ column }) => column));
  return [...upper.filter(({ column }) => !under.has(column)), ...columns].sort((a, b) => a.column - b.column);
}

/** True for a row of words that names no good and reports nothing: it can only go on with the header. */
function mayGoOn(upper: readonly TableColumn[], { row, cells }: SheetRow, merged: readonly MergedCells[]): boolean {
  const naming = upper.filter(({ meaning }) => NAMING.has(meaning)).map(({ column }) => column);
  if (naming.length === 0) return false;
  const texts: string[] = [];
  for (const cell of cells.values()) {
    if (cell.kind === 'text') texts.push(canonicalise(cell.text.slice(0, 200)));
    else if (cell.kind === 'date') texts.push('');
    else return false;
  }
  if (texts.some((text) => text !== '' && (saysNothing(text) || saysSoldOut(text)))) return false;
  // A day in a header ("30/11") reads like a price that somebody wrote.
  if (texts.some((text) => looksLikePrice(text) && namedDay(text) === undefined)) return false;
  const isAside = texts.every((text) => /^\(.*\)$/.test(text) && !/^\(\d{1,2}\)$/.test(text));
  if (!isAside && naming.some((column) => cells.has(column))) return false;
  return !merged.some(
    ({ fromRow, fromColumn, toColumn }) =>
      fromRow === row && toColumn > fromColumn && naming.some((at) => fromColumn <= at && at <= toColumn),
  );
}

/** What a word means under another: "Bán" under "Giá" is a price, under "Số lượng" it is what was sold. */
function composed(above: string, words: string, isOnly: boolean): HeadedColumn {
  const over = columnOfHeader(above);
  // Yesterday's prices stay yesterday's, retail and promotional ones alike.
  if (over.meaning === 'aside') return over;
  const both = columnOfHeader(`${above} ${words}`);
  if (both.meaning !== undefined) return both;
  const own = columnOfHeader(words);
  if (over.meaning === undefined && isOnly && !OF_ANOTHER_TIME.test(foldVietnamese(above))) return own;
  if (over.meaning === undefined || !isPrice(over.meaning)) return over.meaning === own.meaning ? own : {};
  return isPrice(own.meaning) ? { ...over, ...own } : own.meaning === 'aside' ? own : {};
}

/** Words of figures that are not today's, or are none of a day. */
const OF_ANOTHER_TIME =
  /\b(?:qua|truoc|cu|ke hoach|du kien|so sanh|chenh lech|tang|giam|tuan|thang|nam|ky|quy|dau|yesterday|previous|last|plan)\b/;

function nearestToTheLeft(upper: readonly TableColumn[], column: number): TableColumn | undefined {
  return upper.findLast((each) => each.column < column && each.column >= column - 10);
}
