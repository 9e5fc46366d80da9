import * as z from 'zod/mini';
import type { AnswerOf } from '#contract/operations.ts';
import { type ArticleTableReading, readArticleTable, writeArticleTable } from '#domain/report/article-table.ts';
import { MOST_ARTICLES, type OwnArticle } from '#domain/report/own-article.ts';
import { readArticleSheets } from '#domain/workbook/article-sheet.ts';
import { describeChange, type KeepArticlesPorts, keepArticles } from '#own-articles/keep-articles.ts';
import { proposalsFor, readWaiting, suggestFor, type WaitingArticlesPorts } from '#own-articles/suggest-articles.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';
import { mediaTypeOf, parseWith, readJson, readText, unsupportedType } from '#runtime/request-body.ts';
import { unreadableWorkbook } from '#runtime/unreadable-workbook.ts';
import { UnreadableWorkbook } from '#workbook/unreadable-workbook.ts';
import { XLSX_TYPE } from '#workbook/xlsx-type.ts';

/** A Lambda request holds 6 MB with its escaping. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;
const MOST_SUGGESTED = 200;
/** Those of a full list, with what may stand above it. */
const MOST_SHEET_ROWS = MOST_ARTICLES + 100;

const flag = z._default(z.enum(['true', 'false']), 'false');
const listQuery = z.strictObject({ format: z._default(z.enum(['json', 'csv', 'xlsx']), 'json') });
const putQuery = z.strictObject({
  mode: z._default(z.enum(['full', 'patch']), 'full'),
  dryRun: flag,
  confirmDrop: flag,
});
const suggestionsQuery = z.strictObject({
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  unit: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
});
const body = z.strictObject({ items: z.array(z.unknown()).check(z.maxLength(MOST_ARTICLES)) });

export type OwnArticlesPorts = KeepArticlesPorts & WaitingArticlesPorts;

/** `GET /v1/me/articles`: which product each of a retailer's articles is, as JSON, CSV or a workbook. */
export function listOwnArticles(ports: OwnArticlesPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const { format } = parseWith(listQuery, request.query, 'query');
    const { articles } = await ports.readArticles(retailerAsking(request));
    if (format === 'json') {
      const items: AnswerOf<'GET /v1/me/articles'>['items'] = articles;
      return { status: 200, body: { items } };
    }
    if (format === 'xlsx') return await asWorkbook(articles);
    return { status: 200, body: writeArticleTable(articles), headers: { 'content-type': 'text/csv; charset=utf-8' } };
  };
}

/** `PUT /v1/me/articles`: a list as JSON, CSV or a workbook. */
export function putOwnArticles(ports: OwnArticlesPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const retailer = retailerAsking(request);
    const { mode, dryRun, confirmDrop } = parseWith(putQuery, request.query, 'query');
    const change = await keepArticles(
      ports,
      {
        retailer,
        ...(await readList(request)),
        isPatch: mode === 'patch',
        dryRun: dryRun === 'true',
        confirmDrop: confirmDrop === 'true',
      },
      request.language,
    );
    const answer: AnswerOf<'PUT /v1/me/articles'> = describeChange(change, dryRun === 'true');
    return { status: 200, body: answer };
  };
}

/** `GET /v1/me/articles/suggestions`: what articles that are no product yet may be. */
export function suggestOwnArticles(ports: OwnArticlesPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const retailer = retailerAsking(request);
    const { name, unit } = parseWith(suggestionsQuery, request.query, 'query');
    if (name !== undefined) {
      return { status: 200, body: { total: 0, items: [], proposals: proposalsFor({ name, unit }, ports.products) } };
    }
    const waiting = await readWaiting(ports, retailer);
    const items: AnswerOf<'GET /v1/me/articles/suggestions'>['items'] = waiting
      .slice(0, MOST_SUGGESTED)
      .map((article) => suggestFor(article, ports.products));
    return { status: 200, body: { total: waiting.length, items } };
  };
}

function retailerAsking({ caller }: HttpRequest): string {
  if (caller.kind === 'retailer') return caller.retailer;
  throw new Problem(403, 'unknown-retailer', { vi: 'Chỉ dành cho đơn vị báo cáo.', en: 'For retailers only.' });
}

/** The list as a workbook that can be sent again: numbers and codes are texts. */
async function asWorkbook(articles: readonly OwnArticle[]): Promise<HttpAnswer> {
  const { writeWorkbook } = await import('#workbook/write-workbook.ts');
  const rows = articles.map(({ article, product, gtin, factor }) => [article, product, gtin, factor]);
  const header = ['Mã riêng', 'Mã hàng', 'Mã vạch', 'Hệ số'];
  return {
    status: 200,
    body: writeWorkbook([{ name: 'Mã riêng', rows: [header, ...rows], widths: [24, 12, 18, 10], frozenRows: 1 }]),
    headers: { 'content-type': XLSX_TYPE, 'content-disposition': 'attachment; filename="ma-rieng.xlsx"' },
  };
}

/** The entries of a body, and what they are counted by: their index, their line, or their cell. */
async function readList(request: HttpRequest) {
  if (request.body.length > MAX_BODY_BYTES) {
    throw new Problem(413, 'body-too-large', { vi: 'Nội dung vượt quá 4 MB.', en: 'The body is over 4 MB.' });
  }
  const type = mediaTypeOf(request);
  if (type === 'application/json') {
    const { items } = parseWith(body, readJson(request));
    return { entries: items, rowOf: (position: number) => position, isTable: false };
  }
  if (type === XLSX_TYPE) return await readSheets(request.body);
  if (type !== 'text/csv') throw unsupportedType(['application/json', 'text/csv', XLSX_TYPE]);
  const table = readArticleTable(readText(request));
  if ('error' in table) throw unusable(table);
  return { entries: table.entries, rowOf: (position: number) => table.lines[position] ?? 0, isTable: true };
}

async function readSheets(bytes: Uint8Array) {
  // Loaded when the first workbook comes: the other answers of this function do not wait for it.
  const { readWorkbook } = await import('#workbook/read-workbook.ts');
  const workbook = await readWorkbook(bytes, MOST_SHEET_ROWS).catch((error: unknown) => {
    throw error instanceof UnreadableWorkbook ? unreadableWorkbook(error.reason) : error;
  });
  const table = readArticleSheets(workbook);
  if ('error' in table) throw unusable(table);
  const { entries, lines, cellOf } = table;
  return { entries, rowOf: (position: number) => lines[position] ?? 0, cellOf, isTable: true };
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
