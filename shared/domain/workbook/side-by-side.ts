import { isPrice } from './column-of-header.ts';
import type { TableColumn, TableHeader } from './table-header.ts';

const BLOCKS = new WeakMap<TableHeader, readonly TableHeader[]>();

/**
 * The tables that stand beside each other under one header row: each has its own column of codes or names, and its own
 * prices. What is said of stores and days in the first holds for those that do not say it.
 */
export function sideBySide(header: TableHeader): readonly TableHeader[] {
  const known = BLOCKS.get(header);
  if (known) return known;
  const blocks = splitBlocks(header.columns);
  const isSplit = blocks.length > 1 && blocks.every(hasPrice);
  const tables = isSplit ? blocks.map((columns) => ({ ...header, columns: withShared(columns, blocks[0]) })) : [header];
  BLOCKS.set(header, tables);
  return tables;
}

function splitBlocks(columns: readonly TableColumn[]): TableColumn[][] {
  const blocks: TableColumn[][] = [[]];
  for (const column of columns) {
    const current = blocks.at(-1) ?? [];
    const isNaming = column.meaning === 'product' || column.meaning === 'name' || column.meaning === 'article';
    const isRepeated = isNaming && current.some(({ meaning }) => meaning === column.meaning) && hasPrice(current);
    if (isRepeated) blocks.push([column]);
    else current.push(column);
  }
  return blocks;
}

function hasPrice(columns: readonly TableColumn[]): boolean {
  return columns.some(({ meaning }) => isPrice(meaning));
}

function withShared(columns: readonly TableColumn[], first: readonly TableColumn[] = []): readonly TableColumn[] {
  const shared = first.filter(
    ({ meaning }) => (meaning === 'store' || meaning === 'date') && !columns.some((own) => own.meaning === meaning),
  );
  return [...shared, ...columns];
}
