import { canonicaliseReadable } from '../reading/canonical.ts';
import {
  type ArticleColumn,
  type ArticleTableReading,
  articleColumn,
  articleMember,
  NEEDED_COLUMNS,
} from '../report/article-table.ts';
import { MOST_ARTICLES } from '../report/own-article.ts';
import { type Cell, cellName, type Sheet, type SheetRow, type Workbook } from './sheet.ts';

/** The entries of a list of articles in a workbook, and the cell of each member. */
interface ArticleSheet {
  readonly entries: readonly unknown[];
  readonly lines: readonly number[];
  readonly cellOf: (position: number, member: string) => string;
}

/** Rows within which the header of a list is looked for. */
const HEADER_WITHIN = 30;

/** Reads the lists of own articles of a workbook's sheets; sheets without their columns are of other matters. */
export function readArticleSheets({
  sheets,
}: Workbook): ArticleSheet | Exclude<ArticleTableReading, { entries: unknown }> {
  const entries: unknown[] = [];
  const places: { readonly sheet: string; readonly row: number; readonly columns: Columns }[] = [];
  let found = false;
  for (const sheet of sheets) {
    const header = headerOf(sheet);
    if (!header) continue;
    found = true;
    const repeated = repeatedIn(header.all);
    if (repeated.length > 0) return { error: 'repeated-columns', columns: repeated };
    for (const row of sheet.rows) {
      if (row.row <= header.row) continue;
      const entry = entryOf(row, header.columns);
      if (Object.keys(entry).length === 0) continue;
      if (entries.length >= MOST_ARTICLES) return { error: 'too-many-rows' };
      entries.push(entry);
      places.push({ sheet: sheet.name, row: row.row, columns: header.columns });
    }
  }
  if (!found) return { error: 'missing-columns', columns: NEEDED_COLUMNS };
  return {
    entries,
    lines: places.map(({ row }) => row),
    cellOf: (position, member) => {
      const place = places[position] as (typeof places)[number];
      const column = [...place.columns].find(([, name]) => name === member) ?? [...place.columns][0];
      return cellName(place.sheet, place.row, column?.[0] ?? 1);
    },
  };
}

type Columns = ReadonlyMap<number, ArticleColumn>;

function headerOf({ rows }: Sheet) {
  for (const { row, cells } of rows) {
    if (row > HEADER_WITHIN) return undefined;
    const all = [...cells].flatMap(([at, cell]): [number, ArticleColumn][] => {
      const column = cell.kind === 'text' ? articleColumn(cell.text) : undefined;
      return column ? [[at, column]] : [];
    });
    if (NEEDED_COLUMNS.every((needed) => all.some(([, column]) => column === needed))) {
      return { row, all, columns: new Map(all) };
    }
  }
  return undefined;
}

function repeatedIn(all: readonly (readonly [number, ArticleColumn])[]): ArticleColumn[] {
  const names = all.map(([, column]) => column);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

function entryOf({ cells }: SheetRow, columns: Columns): Readonly<Record<string, unknown>> {
  const entry: Record<string, unknown> = {};
  for (const [at, column] of columns) {
    const value = memberOf(cells.get(at), column);
    if (value !== undefined) entry[column] = value;
  }
  return entry;
}

/** What a cell says; an error, a date or a formula without its value says nothing that could be taken. */
function memberOf(cell: Cell | undefined, column: ArticleColumn): unknown {
  if (cell === undefined) return undefined;
  if (cell.kind === 'text') {
    const text = canonicaliseReadable(cell.text.slice(0, 300)).replace(/^'/, '');
    return text === '' ? undefined : articleMember(column, text);
  }
  if (cell.kind === 'number' && !cell.isPercentage) {
    return column === 'factor' ? cell.number : articleMember(column, String(cell.number));
  }
  return cell.kind === 'boolean' ? cell.is : [cell.kind];
}
