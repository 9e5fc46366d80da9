import type { BusinessDay } from '#domain/business-day.ts';

/** One column of a list as it is taken away. */
export interface ListColumn<Row> {
  /** In the reader's language. */
  readonly heading: string;
  readonly cell: (row: Row) => string | number | undefined;
  /** What its texts are: a business day ("2026-11-29"), an instant of the API; else they are texts, codes among them. */
  readonly as?: 'day' | 'instant';
}

/** A cell that knows what it is: a code of digits is a text, and a day is a date. */
export type ListCell =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'day'; readonly value: BusinessDay }
  | { readonly kind: 'instant'; readonly value: string }
  | { readonly kind: 'empty' };

export function cellsOf<Row>(columns: readonly ListColumn<Row>[], row: Row): ListCell[] {
  return columns.map(({ cell, as }): ListCell => {
    const value = cell(row);
    if (value === undefined || value === '') return { kind: 'empty' };
    return typeof value === 'number' ? { kind: 'number', value } : { kind: as ?? 'text', value };
  });
}
