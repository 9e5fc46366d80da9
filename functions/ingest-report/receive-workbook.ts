import { present } from '#domain/present.ts';
import type { Store } from '#domain/store.ts';
import { columnsOfMarks } from '#domain/wording/workbooks.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';
import type { RowMark } from '#workbook/mark-workbook.ts';
import { XLSX_TYPE } from '#workbook/xlsx-type.ts';
import type { RejectedRow, Rejection, ShownReceipt } from './describe-receipt.ts';
import { notYourStore } from './not-your-store.ts';
import type { FileOutcome } from './receive-file.ts';
import { type How, manyReceived, type ReceivePorts, receiveMany } from './receive-many.ts';
import { readWorkbookFile, type WorkbookContext, type WorkbookFile } from './workbook-file.ts';

/** Whose request it is, and what it says of its workbook. */
interface WorkbookRequest {
  readonly retailer: string;
  /** The stores that the caller may report for. */
  readonly stores: readonly Store[];
  readonly how: How;
  readonly asked: WorkbookContext['asked'];
}

/**
 * A workbook at `POST /v1/reports`: taken as any other file, and told of by its cells. Who accepts a workbook gets the
 * same one back with what is wrong in each row, also where nothing of it was kept.
 */
export async function receiveWorkbook(
  ports: ReceivePorts,
  { body, language, headers }: HttpRequest,
  { retailer, stores, how, asked }: WorkbookRequest,
): Promise<HttpAnswer> {
  if (asked.store !== undefined && !stores.some(({ id }) => id === asked.store)) throw notYourStore();
  const readArticles = () => ports.articlesOf(retailer);
  const file = await readWorkbookFile(body, { products: ports.products, stores, asked, readArticles });
  let told: FileOutcome | undefined;
  const answer = await outcomeOf(async () => {
    const done = await receiveMany(ports, {
      file,
      retailer,
      stores,
      how,
      language,
      rows: present({ isTable: true, repeats: 'count-once' as const, articles: file.articles }),
      tell: (outcome) => {
        told = byCell(outcome, file);
        return told;
      },
    });
    return manyReceived(done, how.dryRun);
  });
  if (!told || !acceptsWorkbook(headers['accept'])) {
    if (answer instanceof Problem) throw answer;
    return answer;
  }
  const { markWorkbook } = await import('#workbook/mark-workbook.ts');
  const marked = await markWorkbook(body, {
    columns: columnsOfMarks(language),
    headerRows: file.headerRows,
    rows: marksOf(told),
  });
  return workbookAnswer(answer.status, marked, answer instanceof Problem ? {} : answer);
}

/** The answer, or the refusal: a workbook goes back with either. */
async function outcomeOf(receive: () => Promise<HttpAnswer>): Promise<HttpAnswer | Problem> {
  try {
    return await receive();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

function acceptsWorkbook(accept = ''): boolean {
  return accept.toLowerCase().includes(XLSX_TYPE);
}

function workbookAnswer(status: number, body: Uint8Array, { logged }: Pick<HttpAnswer, 'logged'>): HttpAnswer {
  return present({
    status,
    body,
    headers: { 'content-type': XLSX_TYPE, 'content-disposition': 'attachment; filename="ket-qua.xlsx"' },
    logged,
  });
}

/** What is said of each row that has something wrong, or to look at: all of it in two cells. */
function marksOf({ rejections, receipts }: FileOutcome): RowMark[] {
  const marks = new Map<string, RowMark>();
  const add = (sheet: string, row: number, error: string, hint: string) => {
    const before = marks.get(`${sheet}!${row}`);
    const join = (a: string | undefined, b: string) => [...new Set([a, b])].filter(Boolean).join('\n');
    marks.set(`${sheet}!${row}`, { sheet, row, error: join(before?.error, error), hint: join(before?.hint, hint) });
  };
  for (const { describe } of rejections) {
    const { row, cell, detail, hint } = describe();
    add(sheetOf(cell), row, detail, hint === detail ? '' : hint);
  }
  for (const { row, cell, detail } of receipts.flatMap(({ warnings }) => warnings)) {
    if (row !== undefined) add(sheetOf(cell), row, '', detail);
  }
  return [...marks.values()];
}

function sheetOf(cell = ''): string {
  return cell.slice(0, cell.lastIndexOf('!'));
}

/** What became of a workbook, told by its sheets' own rows and cells. */
function byCell(outcome: FileOutcome, { placeOf }: WorkbookFile): FileOutcome {
  return {
    ...outcome,
    rejections: outcome.rejections.map(
      (rejection): Rejection => ({
        ...rejection,
        describe: () => rejectedCell(rejection.describe(), placeOf),
      }),
    ),
    receipts: outcome.receipts.map(
      (receipt): ShownReceipt => ({
        ...receipt,
        warnings: receipt.warnings.map(({ row: line, ...warning }) => {
          if (line === undefined) return warning;
          const { row, cellOf } = placeOf(line);
          return { ...warning, row, cell: cellOf(MEMBER_OF_WARNING[warning.code] ?? 'price') };
        }),
      }),
    ),
  };
}

const MEMBER_OF_WARNING: Readonly<Record<string, string>> = {
  'name-differs': 'product',
  'converted-quantity': 'stock',
  'gtin-check-digit': 'gtin',
  'article-rounded': 'article',
};

function rejectedCell(rejected: RejectedRow, placeOf: WorkbookFile['placeOf']): RejectedRow {
  const { row, cellOf } = placeOf(rejected.row);
  return present({ ...rejected, row, cell: cellOf(rejected.pointer.slice(1)) });
}
