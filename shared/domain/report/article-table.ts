import { canonicaliseReadable } from '../reading/canonical.ts';
import { csvReader } from '../reading/csv-records.ts';
import { recordFit } from '../reading/record-width.ts';
import { readQuantity } from '../reading/written-quantity.ts';
import { foldVietnamese } from './nearest-product.ts';
import { MOST_ARTICLES, type OwnArticle } from './own-article.ts';

const COLUMNS = {
  article: [
    'article',
    'mahangrieng',
    'marieng',
    'manoibo',
    'mahangnoibo',
    'masieuthi',
    'sku',
    'plu',
    'itemcode',
    'articlecode',
  ],
  product: ['product', 'mahang', 'mahanghoa', 'mamathang', 'masanpham', 'mahh', 'masp'],
  gtin: ['gtin', 'mavach', 'barcode', 'ean'],
  factor: ['factor', 'heso', 'hesoquydoi', 'quydoi'],
  withdraw: ['withdraw', 'rut', 'rutlai', 'rutdong'],
} as const;
export type ArticleColumn = keyof typeof COLUMNS;
export const NEEDED_COLUMNS: readonly ArticleColumn[] = ['article', 'product'];

const COLUMN_OF: ReadonlyMap<string, ArticleColumn> = new Map(
  Object.entries(COLUMNS).flatMap(([column, names]) => names.map((name) => [name, column as ArticleColumn] as const)),
);

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ...['true', '1', 'yes', 'x', 'co'].map((word) => [word, true] as const),
  ...['false', '0', 'no', 'khong'].map((word) => [word, false] as const),
]);

/** The entries of a table of articles, with the line of each. */
export interface ArticleTable {
  readonly entries: readonly unknown[];
  readonly lines: readonly number[];
}

export type ArticleTableReading =
  | ArticleTable
  | { readonly error: 'missing-columns' | 'repeated-columns'; readonly columns: readonly ArticleColumn[] }
  | { readonly error: 'too-many-rows' };

/** Reads a CSV table of articles: `article,product`, and `gtin`, `factor`, `withdraw` where there are any. */
export function readArticleTable(text: string): ArticleTableReading {
  const entries: unknown[] = [];
  const lines: number[] = [];
  let columns: readonly (ArticleColumn | undefined)[] = [];
  let fitOf = recordFit([]);
  let isTooLong = false;
  const reader = csvReader({
    header: (cells) => {
      columns = cells.map(articleColumn);
      fitOf = recordFit(cells);
    },
    record: (cells, line) => {
      isTooLong = entries.length >= MOST_ARTICLES;
      if (isTooLong) return false;
      // Cells that have shifted are no entry: it is refused as one.
      entries.push(fitOf(cells) === 'too-many' ? undefined : entryOf(cells, columns));
      lines.push(line);
      return true;
    },
  });
  reader.read(text, true);
  if (isTooLong) return { error: 'too-many-rows' };
  const missing = NEEDED_COLUMNS.filter((column) => !columns.includes(column));
  if (missing.length > 0) return { error: 'missing-columns', columns: missing };
  const repeated = [...COLUMN_OF.values()].filter((column) => columns.indexOf(column) !== columns.lastIndexOf(column));
  return repeated.length > 0 ? { error: 'repeated-columns', columns: [...new Set(repeated)] } : { entries, lines };
}

/** The column that a header names, in English or Vietnamese. */
export function articleColumn(header: string): ArticleColumn | undefined {
  return COLUMN_OF.get(foldVietnamese(canonicaliseReadable(header.slice(0, 200))).replace(/[\s_.-]/g, ''));
}

function entryOf(cells: readonly string[], columns: readonly (ArticleColumn | undefined)[]): unknown {
  const entry: { [Name in ArticleColumn]?: unknown } = {};
  for (const [position, column] of columns.entries()) {
    const cell = canonicaliseReadable(cells[position] ?? '');
    if (column === undefined || cell === '') continue;
    entry[column] = articleMember(column, cell);
  }
  return entry;
}

/** What a cell of a column says; what it cannot say stays as it is written, and is refused. */
export function articleMember(column: ArticleColumn, cell: string): unknown {
  if (column === 'factor') return readQuantity(cell) ?? cell;
  return column === 'withdraw' ? (FLAGS.get(foldVietnamese(cell)) ?? cell) : cell;
}

/** The articles as such a table, which can be read again as it is. */
export function writeArticleTable(articles: readonly OwnArticle[]): string {
  const lines = articles.map(({ article, product, gtin, factor }) =>
    [article, product, gtin ?? '', factor ?? ''].map(cellOf).join(),
  );
  return ['article,product,gtin,factor', ...lines, ''].join('\r\n');
}

function cellOf(value: string | number): string {
  const text = String(value);
  return /[",;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
