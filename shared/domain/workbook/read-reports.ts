import type { Product } from '../product.ts';
import { NO_ARTICLES, type OwnArticles } from '../report/own-article.ts';
import { chosenSheets, requireOneTelling, type SheetReading } from './agreeing-sheets.ts';
import { isPrice } from './column-of-header.ts';
import { findHeader } from './find-table.ts';
import type { NamedStore } from './lines-above.ts';
import { typeFollower } from './missing-type.ts';
import { productFinder } from './product-of-row.ts';
import { readRow } from './read-row.ts';
import { exactStore } from './section-of-row.ts';
import type { Sheet, Workbook } from './sheet.ts';
import type { TableHeader } from './table-header.ts';
import { type TableRow, tableRows } from './table-rows.ts';
import { type Asked, whoseAndWhen } from './whose-and-when.ts';
import { ProblemOfWorkbook, type RefusedCell, type WorkbookProblem, type WorkbookRow } from './workbook-row.ts';

/** What the reading of a workbook needs to know. */
export interface ReadingContext {
  readonly products: ReadonlyMap<string, Product>;
  /** The sender's own articles; none where no sheet has a column of them. */
  readonly articles?: OwnArticles;
  /** The stores of the sender. */
  readonly stores: readonly NamedStore[];
  readonly asked: Asked;
}

export interface WorkbookReading {
  /** In the order of sheets and rows. */
  readonly rows: readonly WorkbookRow[];
  readonly refused: readonly RefusedCell[];
}

/**
 * Reads the reports that a workbook holds. It never guesses: a cell is read where it can mean one thing, and named
 * where it cannot; a workbook of which nothing can be taken is answered with its problem.
 */
export function readReports(workbook: Workbook, context: ReadingContext): WorkbookReading | WorkbookProblem {
  try {
    return readTables(workbook, context);
  } catch (error) {
    if (error instanceof ProblemOfWorkbook) return error.problem;
    throw error;
  }
}

/** True for a workbook with a column of own numbers: what these are must be known before it is read. */
export function hasArticleColumn({ sheets }: Workbook, stores: readonly NamedStore[]): boolean {
  return sheets.some((sheet) => {
    let seen: TableHeader | undefined;
    for (const { header } of tableRows(sheet, stores)) {
      if (header === seen) continue;
      seen = header;
      if (header.columns.some(({ meaning }) => meaning === 'article')) return true;
    }
    return false;
  });
}

function readTables({ sheets }: Workbook, context: ReadingContext): WorkbookReading {
  const tables = sheets.filter(findHeader);
  if (tables.length === 0) throw new ProblemOfWorkbook(noTable(sheets));
  const find = productFinder(context.products, context.articles ?? NO_ARTICLES);
  const read = chosenSheets(tables, context.asked, context.stores).map((sheet): SheetReading => {
    const rows: SheetReading['rows'][number][] = [];
    const refused: RefusedCell[] = [];
    const sheetStore = exactStore(sheet.name, context.stores);
    const isTypeMissing = typeFollower();
    for (const row of tableRows(sheet, context.stores)) {
      if (!hasPriceCell(row)) continue;
      const [store, date] = [cellOf(row, 'store'), cellOf(row, 'date')];
      const own = { sheet: sheet.name, sheetStore, row: row.row, lines: row.lines, store, date };
      const said = whoseAndWhenOf(row, own, context, find);
      if (!said) continue;
      const missing = isTypeMissing(row);
      const reading = readRow(row, {
        sheet: sheet.name,
        store: said.store,
        date: said.date,
        find,
        isTypeMissing: missing,
      });
      rows.push(...reading.rows.map((each) => ({ ...each, isOwnDay: said.isOwnDay })));
      refused.push(...reading.refused);
    }
    return { sheet, rows, refused };
  });
  const telling = requireOneTelling(read);
  return { rows: telling.flatMap(({ rows }) => rows), refused: telling.flatMap(({ refused }) => refused) };
}

/** Whose a row is; nothing for what is no row of a good, such as a signature that has no store either. */
function whoseAndWhenOf(
  row: TableRow,
  saying: Parameters<typeof whoseAndWhen>[0],
  { asked, stores }: ReadingContext,
  find: ReturnType<typeof productFinder>,
) {
  try {
    return whoseAndWhen(saying, asked, stores);
  } catch (error) {
    if (!(error instanceof ProblemOfWorkbook) || hasDatedPrices(row)) throw error;
    const trial = readRow(row, { sheet: saying.sheet, store: '', date: '', find, isTypeMissing: false });
    if (trial.rows.length + trial.refused.length > 0) throw error;
    return undefined;
  }
}

function hasDatedPrices({ header }: TableRow): boolean {
  return header.columns.some(({ meaning, day }) => isPrice(meaning) && day !== undefined);
}

function hasPriceCell({ header, cells }: TableRow): boolean {
  return header.columns.some(({ meaning, column }) => isPrice(meaning) && cells.has(column));
}

function cellOf({ header, cells }: TableRow, meaning: 'store' | 'date') {
  for (const { column, meaning: own } of header.columns) {
    const cell = own === meaning ? cells.get(column) : undefined;
    if (cell) return { column, cell };
  }
  return undefined;
}

function noTable(sheets: readonly Sheet[]): WorkbookProblem {
  const headers = sheets.flatMap(({ rows }) => {
    const widest = rows.slice(0, 30).reduce<string[]>((best, { cells }) => {
      const texts = [...cells.values()].flatMap((cell) => (cell.kind === 'text' ? [cell.text] : []));
      return texts.length > best.length ? texts : best;
    }, []);
    return widest.length > 1 ? widest : [];
  });
  return { problem: 'no-table', sheets: sheets.map(({ name }) => name), unknown: headers.slice(0, 20) };
}
