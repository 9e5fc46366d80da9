import type { BusinessDay } from '#domain/business-day.ts';
import { present } from '#domain/present.ts';
import type { Product } from '#domain/product.ts';
import type { OwnArticles } from '#domain/report/own-article.ts';
import { explainCell, explainWorkbook } from '#domain/wording/workbooks.ts';
import { findHeader } from '#domain/workbook/find-table.ts';
import { hasArticleColumn, readReports } from '#domain/workbook/read-reports.ts';
import { cellName } from '#domain/workbook/sheet.ts';
import { codeOfFault, type RefusedCell, type WorkbookRow } from '#domain/workbook/workbook-row.ts';
import { Problem } from '#runtime/problem.ts';
import { unreadableWorkbook } from '#runtime/unreadable-workbook.ts';
import { UnreadableWorkbook } from '#workbook/unreadable-workbook.ts';
import type { FileRow, ReadFile, RefusedLine } from './report-file.ts';

/** Most rows of a workbook: more than any office fills in by hand. */
export const MOST_WORKBOOK_ROWS = 20_000;

/** Where a line of a workbook stands: its lines are counted over all sheets, since rows are not. */
export interface LinePlace {
  readonly sheet: string;
  readonly row: number;
  /** The cell of a member, or that of the price. */
  readonly cellOf: (member: string) => string;
}

export interface WorkbookFile extends ReadFile {
  readonly placeOf: (line: number) => LinePlace;
  /** The row of each table's header, by its sheet. */
  readonly headerRows: ReadonlyMap<string, number>;
  /** The own articles that it was read with; nothing where it has no column of them. */
  readonly articles?: OwnArticles;
}

export interface WorkbookContext {
  readonly products: ReadonlyMap<string, Product>;
  readonly stores: readonly { readonly id: string; readonly name: string }[];
  readonly asked: { readonly store?: string; readonly date?: BusinessDay };
  /** Asked only where a sheet has a column of own numbers. */
  readonly readArticles: () => Promise<OwnArticles>;
}

/**
 * The rows of a workbook as those of any other file. Raises 415 for what is no workbook, 413 for one that asks for too
 * much, and 422 for one without a table that can be read, or whose store or day cannot be known.
 */
export async function readWorkbookFile(bytes: Uint8Array, context: WorkbookContext): Promise<WorkbookFile> {
  // Loaded when the first workbook comes: whoever sends JSON does not wait for it.
  const { readWorkbook } = await import('#workbook/read-workbook.ts');
  const workbook = await readWorkbook(bytes, MOST_WORKBOOK_ROWS).catch((error: unknown) => {
    throw error instanceof UnreadableWorkbook ? unreadableWorkbook(error.reason) : error;
  });
  const articles = hasArticleColumn(workbook, context.stores) ? await context.readArticles() : undefined;
  const reading = readReports(workbook, present({ ...context, articles }));
  if ('problem' in reading) throw new Problem(422, reading.problem, explainWorkbook(reading));
  const order = new Map(workbook.sheets.map(({ name }, index) => [name, index]));
  const compare = (a: Located, b: Located) => (order.get(a.sheet) ?? 0) - (order.get(b.sheet) ?? 0) || a.row - b.row;
  const all = [...reading.rows, ...reading.refused].sort(compare);
  const rows: FileRow[] = [];
  const refused: RefusedLine[] = [];
  for (const [index, each] of all.entries()) {
    if ('fault' in each) refused.push(refusedLine(each, index + 1));
    else rows.push(fileRow(each, index + 1));
  }
  const headerRows = new Map(
    workbook.sheets.flatMap((sheet): [string, number][] => {
      const header = findHeader(sheet);
      return header ? [[sheet.name, header.lastRow]] : [];
    }),
  );
  return present<WorkbookFile>({
    rows,
    refused,
    unreadable: [],
    placeOf: (line) => placeOf(all[line - 1] as WorkbookRow | RefusedCell),
    headerRows,
    articles,
  });
}

type Located = Pick<WorkbookRow, 'sheet' | 'row'>;

function fileRow({ store, date, raw, warnings }: WorkbookRow, line: number): FileRow {
  return present({ line, store, date, raw, warnings: warnings.length > 0 ? warnings : undefined });
}

function refusedLine(refused: RefusedCell, line: number): RefusedLine {
  const { store, date, member } = refused;
  return { line, store, date, reason: { code: codeOfFault(refused), member, ...explainCell(refused) } };
}

function placeOf(each: WorkbookRow | RefusedCell): LinePlace {
  const { sheet, row } = each;
  if ('fault' in each) return { sheet, row, cellOf: () => cellName(sheet, row, each.column) };
  const { columns } = each;
  const usual = columns.get('price') ?? columns.get('product') ?? 1;
  return { sheet, row, cellOf: (member) => cellName(sheet, row, columns.get(member) ?? usual) };
}
