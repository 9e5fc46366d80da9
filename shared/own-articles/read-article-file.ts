import { type ArticleTableReading, readArticleTable } from '#domain/report/article-table.ts';
import { MOST_ARTICLES } from '#domain/report/own-article.ts';
import { readArticleSheets } from '#domain/workbook/article-sheet.ts';
import { Problem } from '#runtime/problem.ts';
import { readText } from '#runtime/request-body.ts';
import { unreadableWorkbook } from '#runtime/unreadable-workbook.ts';
import { UnreadableWorkbook } from '#workbook/unreadable-workbook.ts';
import { XLSX_TYPE } from '#workbook/xlsx-type.ts';
import type { ArticleOrder } from './keep-articles.ts';

/** A list of articles as it came, and what its entries are counted by: their index, their line, or their cell. */
export type ArticleEntries = Pick<ArticleOrder, 'entries' | 'rowOf' | 'cellOf' | 'isTable'>;

/** The types of files that a list may come as, beside JSON. */
export const ARTICLE_FILES = ['text/csv', XLSX_TYPE] as const;
type ArticleFileType = (typeof ARTICLE_FILES)[number];

/** A Lambda request holds 6 MB with its escaping. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;
/** Those of a full list, with what may stand above it. */
const MOST_SHEET_ROWS = MOST_ARTICLES + 100;

/** True for a type of file that a list may come as. */
export function isArticleFile(type: string): type is ArticleFileType {
  return ARTICLE_FILES.some((taken) => taken === type);
}

/** The entries of a list in JSON, counted from 0. */
export function listedEntries(items: readonly unknown[]): ArticleEntries {
  return { entries: items, rowOf: (position) => position, isTable: false };
}

/** The entries of a file. Raises 413 for one that is too large, 415 for no workbook, 422 for one without its columns. */
export async function readArticleFile(type: ArticleFileType, body: Uint8Array): Promise<ArticleEntries> {
  requireSmall(body);
  if (type === XLSX_TYPE) return await readSheets(body);
  const table = readArticleTable(readText({ body }));
  if ('error' in table) throw unusable(table);
  return { entries: table.entries, rowOf: (position) => table.lines[position] ?? 0, isTable: true };
}

/** Refuses a list that is over 4 MB. */
export function requireSmall(body: Uint8Array): void {
  if (body.length <= MAX_BODY_BYTES) return;
  throw new Problem(413, 'body-too-large', { vi: 'Nội dung vượt quá 4 MB.', en: 'The body is over 4 MB.' });
}

async function readSheets(bytes: Uint8Array): Promise<ArticleEntries> {
  // Loaded when the first workbook comes: the other answers of a function do not wait for it.
  const { readWorkbook } = await import('#workbook/read-workbook.ts');
  const workbook = await readWorkbook(bytes, MOST_SHEET_ROWS).catch((error: unknown) => {
    throw error instanceof UnreadableWorkbook ? unreadableWorkbook(error.reason) : error;
  });
  const table = readArticleSheets(workbook);
  if ('error' in table) throw unusable(table);
  const { entries, lines, cellOf } = table;
  return { entries, rowOf: (position) => lines[position] ?? 0, cellOf, isTable: true };
}

function unusable(table: Extract<ArticleTableReading, { error: string }>): Problem {
  if (table.error === 'too-many-rows') {
    return new Problem(422, 'too-many-articles', {
      vi: 'Tệp có hơn 20.000 dòng. Chỉ gắn mã của những mặt hàng trong danh mục theo dõi.',
      en: 'The file has over 20,000 rows. Map those articles alone that are goods of the catalogue.',
    });
  }
  const named = table.columns.join(', ');
  const isMissing = table.error === 'missing-columns';
  return new Problem(
    422,
    table.error,
    {
      vi: isMissing ? `Dòng đầu thiếu cột: ${named}.` : `Dòng đầu có cột lặp lại: ${named}.`,
      en: isMissing ? `The first line lacks the columns: ${named}.` : `The first line repeats columns: ${named}.`,
    },
    { columns: table.columns },
  );
}
