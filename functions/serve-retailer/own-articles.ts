import * as z from 'zod/mini';
import type { AnswerOf } from '#contract/operations.ts';
import { writeArticleTable } from '#domain/report/article-table.ts';
import { MOST_ARTICLES, type OwnArticle } from '#domain/report/own-article.ts';
import { describeChange, type KeepArticlesPorts, keepArticles } from '#own-articles/keep-articles.ts';
import {
  ARTICLE_FILES,
  type ArticleEntries,
  isArticleFile,
  listedEntries,
  readArticleFile,
  requireSmall,
} from '#own-articles/read-article-file.ts';
import { proposalsFor, readWaiting, suggestFor, type WaitingArticlesPorts } from '#own-articles/suggest-articles.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';
import { mediaTypeOf, parseWith, readJson, unsupportedType } from '#runtime/request-body.ts';
import { XLSX_TYPE } from '#workbook/xlsx-type.ts';

const MOST_SUGGESTED = 200;

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

/** The entries of a body: a list in JSON, or a file of them. */
async function readList(request: HttpRequest): Promise<ArticleEntries> {
  const type = mediaTypeOf(request);
  if (isArticleFile(type)) return await readArticleFile(type, request.body);
  if (type !== 'application/json') throw unsupportedType(['application/json', ...ARTICLE_FILES]);
  requireSmall(request.body);
  return listedEntries(parseWith(body, readJson(request)).items);
}
