import { createHash } from 'node:crypto';
import type { AnswerOf, RequestOf } from '#contract/operations.ts';
import type { AuditEntry } from '#domain/audit-entry.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { Language } from '#domain/language.ts';
import type { ArticleChange } from '#domain/report/article-list.ts';
import type { OwnArticle } from '#domain/report/own-article.ts';
import { placeOf, type Store } from '#domain/store.ts';
import { describeChange, type KeepArticlesPorts, keepArticles } from '#own-articles/keep-articles.ts';
import {
  ARTICLE_FILES,
  type ArticleEntries,
  isArticleFile,
  listedEntries,
  readArticleFile,
} from '#own-articles/read-article-file.ts';
import { Problem } from '#runtime/problem.ts';
import { unsupportedType } from '#runtime/request-body.ts';
import { seesEverywhere } from '#runtime/route-access.ts';
import { lineOf } from '../http/audit.ts';
import type { ReceivedFile } from '../http/by-contract.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';
import { type RetailerPorts, requireRetailer } from './retailer-ports.ts';

export interface RetailerArticlesPorts extends RetailerPorts, Omit<KeepArticlesPorts, 'products'> {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly storesOf: (retailer: string) => Promise<readonly Store[]>;
}

interface ArticlesQuestion {
  readonly staff: StaffMember;
  readonly params: { readonly id: string };
}

interface ArticlesOrder extends ArticlesQuestion {
  readonly query: RequestOf<'PUT /v1/retailers/{id}/articles', 'query'>;
  readonly body: { readonly items: readonly unknown[] } | undefined;
  readonly file?: ReceivedFile;
  readonly language: Language;
}

/** `GET /v1/retailers/{id}/articles`: for whoever is in charge of a place where one of its stores lies. */
export function listRetailerArticles(ports: RetailerArticlesPorts) {
  return async ({ staff, params: { id } }: ArticlesQuestion) => {
    const { own } = await storesFor(ports, staff, id);
    if (!seesEverywhere(staff) && own.length === 0) throw notTheirs();
    await requireRetailer(ports, id);
    const { articles } = await ports.readArticles(id);
    return { status: 200 as const, body: { items: articles } };
  };
}

/** `PUT /v1/retailers/{id}/articles`: what an article is counts at all stores of its retailer, so that all must be the asker's. */
export function putRetailerArticles(ports: RetailerArticlesPorts) {
  return async ({ staff, params: { id: retailer }, query, body, file, language }: ArticlesOrder) => {
    const { own, all } = await storesFor(ports, staff, retailer);
    if (!seesEverywhere(staff) && (own.length === 0 || own.length < all.length)) throw notTheirs();
    await requireRetailer(ports, retailer);
    const dryRun = query.dryRun === 'true';
    const order = {
      retailer,
      ...(await entriesOf(body, file)),
      isPatch: query.mode === 'patch',
      dryRun,
      confirmDrop: query.confirmDrop === 'true',
      linesOf: (change: ArticleChange, before: readonly OwnArticle[]): readonly AuditEntry[] => [
        lineOf(ports, staff, {
          action: 'put-articles',
          subject: `retailer/${retailer}`,
          before: described(before, [...change.changed, ...change.removed]),
          after: described(change.articles, [...change.changed, ...change.added]),
        }),
      ],
    };
    const change = await keepArticles({ ...ports, products: ports.catalogue.products }, order, language);
    const answer: AnswerOf<'PUT /v1/retailers/{id}/articles'> = describeChange(change, dryRun);
    return { status: 200 as const, body: answer };
  };
}

/** A file is read only for who may put it. */
async function entriesOf(body: ArticlesOrder['body'], file: ArticlesOrder['file']): Promise<ArticleEntries> {
  if (!file) return listedEntries(body?.items ?? []);
  if (isArticleFile(file.type)) return await readArticleFile(file.type, file.bytes);
  throw unsupportedType(['application/json', ...ARTICLE_FILES]);
}

/** The stores of a retailer, and those of them at the asker's places. */
export async function storesFor(
  ports: Pick<RetailerArticlesPorts, 'storesOf' | 'catalogue' | 'today'>,
  staff: StaffMember,
  retailer: string,
): Promise<{ readonly all: readonly Store[]; readonly own: readonly Store[] }> {
  const [all, today] = [await ports.storesOf(retailer), ports.today()];
  return { all, own: all.filter((store) => maySee(staff, ports.catalogue, placeOf(store, today))) };
}

function notTheirs(): Problem {
  return new Problem(403, 'not-your-place', {
    vi: 'Mã riêng có hiệu lực ở mọi điểm bán của đơn vị, mà tài khoản này không phụ trách hết các điểm bán đó.',
    en: 'Articles count at all stores of the retailer, and this account is not in charge of all of them.',
  });
}

/** Articles that one line of the trail names; of more it has the count and a hash. */
const MOST_NAMED = 50;

function described(articles: readonly OwnArticle[], numbers: ArticleChange['added']) {
  const named = new Set(numbers.slice(0, MOST_NAMED));
  const all = JSON.stringify(articles);
  return {
    articles: articles.length,
    hash: createHash('sha256').update(all).digest('hex').slice(0, 16),
    items: articles.filter(({ article }) => named.has(article)),
  };
}
