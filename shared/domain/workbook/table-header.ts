import type { HeadedColumn } from './column-of-header.ts';

/** A column of a table, and how it is headed. */
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
