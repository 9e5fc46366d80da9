import { isPrice, isQuantity } from './column-of-header.ts';
import type { Cell, Sheet, SheetRow } from './sheet.ts';
import type { TableHeader } from './table-header.ts';

/** A row with what merged cells say in it, and the columns of figures that it shares with another good's row. */
export interface UnmergedRow {
  readonly cells: ReadonlyMap<number, Cell>;
  readonly shared: ReadonlySet<number>;
}

const NOTHING_SHARED: ReadonlySet<number> = new Set();

/**
 * Finds what cells that are merged over several rows say below their first row: a store, a unit or a type of price holds
 * for all of them. A figure that stands over several goods may be each one's or all of theirs, and is told as shared.
 */
export function unmergerOf({ rows, merged }: Sheet): (row: SheetRow, header: TableHeader) => UnmergedRow {
  const upright = merged.filter(({ fromRow, toRow }) => toRow > fromRow);
  if (upright.length === 0) return ({ cells }) => ({ cells, shared: NOTHING_SHARED });
  const byRow = new Map(rows.map((row) => [row.row, row]));
  const starts = Int32Array.from(
    upright.sort((a, b) => a.fromRow - b.fromRow),
    ({ fromRow }) => fromRow,
  );
  const longest = upright.reduce((most, { fromRow, toRow }) => Math.max(most, toRow - fromRow), 0);
  return ({ row, cells }, header) => {
    const filled = new Map(cells);
    const shared = new Set<number>();
    for (let at = lastAtMost(starts, row); at >= 0 && (starts[at] ?? 0) >= row - longest; at--) {
      const range = upright[at];
      const cell = range && range.toRow >= row ? byRow.get(range.fromRow)?.cells.get(range.fromColumn) : undefined;
      if (!range || !cell || range.fromRow <= header.lastRow) continue;
      for (const { column, meaning } of header.columns) {
        if (column < range.fromColumn || column > range.toColumn) continue;
        const isFigure = isPrice(meaning) || isQuantity(meaning);
        if (isFigure && isOverGoods(range, header, byRow)) shared.add(column);
        if (range.fromRow < row && (CARRIED.has(meaning ?? '') || shared.has(column))) filled.set(column, cell);
      }
    }
    return { cells: filled, shared };
  };
}

/** What holds for all rows that it stands over. */
const CARRIED: ReadonlySet<string> = new Set(['store', 'date', 'unit', 'priceType']);
/** Rows of a range that are looked at: one that goes on for ever is no good's. */
const MOST_ROWS = 200;

function isOverGoods(
  { fromRow, toRow }: { readonly fromRow: number; readonly toRow: number },
  { columns }: TableHeader,
  byRow: ReadonlyMap<number, SheetRow>,
): boolean {
  const naming = columns.filter(({ meaning }) => meaning === 'product' || meaning === 'name' || meaning === 'article');
  for (let row = fromRow + 1; row <= Math.min(toRow, fromRow + MOST_ROWS); row++) {
    if (naming.some(({ column }) => byRow.get(row)?.cells.has(column))) return true;
  }
  return false;
}

/** The index of the last start that is not beyond a row. */
function lastAtMost(starts: Int32Array, row: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= row) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
