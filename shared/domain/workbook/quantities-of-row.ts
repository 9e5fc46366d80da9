import type { BusinessDay } from '../business-day.ts';
import type { Product } from '../product.ts';
import { columnsOfDay } from './columns-of-day.ts';
import { differing, type Fault, shownCell, shownText } from './row-cells.ts';
import type { TableColumn } from './table-header.ts';
import type { TableRow } from './table-rows.ts';
import { type ArticleOfUnits, faultOfUnit } from './unit-of-article.ts';
import type { CellFault, RowWarning } from './workbook-row.ts';
import { readStock, readStockOfArticle, type WrittenQuantity } from './written-stock.ts';

const QUANTITIES = ['stock', 'sold', 'incoming'] as const;

export interface ToldQuantity {
  readonly member: (typeof QUANTITIES)[number];
  readonly value: number;
  readonly at: number;
}

export interface Quantities {
  readonly told: readonly ToldQuantity[];
  readonly warnings: readonly RowWarning[];
}

/** The quantities of a row, or the first of its cells that cannot be read. */
export function quantitiesOf(
  row: TableRow,
  product: Product,
  article: ArticleOfUnits | undefined,
  day: BusinessDay | undefined,
): Quantities | (Fault & { readonly member: (typeof QUANTITIES)[number] }) {
  const told: ToldQuantity[] = [];
  const warnings: RowWarning[] = [];
  for (const member of QUANTITIES) {
    let first: { column: TableColumn; read: WrittenQuantity } | undefined;
    const columns = columnsOfDay(row.header, member, day);
    if (columns === 'of-other-days') continue;
    let silent: TableColumn | undefined;
    for (const column of columns) {
      const at = column.column;
      const cell = row.cells.get(at);
      const read = article
        ? readStockOfArticle(cell, member, column.unit, article)
        : readStock(cell, member, column.unit, product);
      if (read.kind === 'none') {
        if (row.isUsed(at)) silent ??= column;
        continue;
      }
      if (row.shared.has(at)) return { member, column: at, fault: { fault: 'merged' } };
      if (read.kind !== 'quantity') return { member, column: at, fault: faultOf(read, product, article) };
      if (first && JSON.stringify(first.read) !== JSON.stringify(read)) {
        return { member, ...differing(column, first.column) };
      }
      if (first) continue;
      first = { column, read };
      told.push({ member, value: read.quantity, at });
      if (read.isConverted) {
        warnings.push({ code: 'converted-quantity', unit: column.unit ?? '', quantity: read.units ?? read.quantity });
      }
    }
    if (first && silent) return { member, ...differing(silent, first.column) };
  }
  return { told, warnings };
}

function faultOf(
  read: Exclude<WrittenQuantity, { kind: 'none' | 'quantity' }>,
  product: Product,
  article: ArticleOfUnits | undefined,
): CellFault {
  switch (read.kind) {
    case 'other-unit':
      return article ? faultOfUnit(read.unit, article) : { fault: 'other-unit', unit: read.unit, product };
    case 'no-number':
      return { fault: 'no-number', is: read.cell.kind, written: shownCell(read.cell) };
    case 'no-quantity':
      return { fault: 'no-quantity', written: shownText(read.written) };
  }
}
