import { namesArticle } from '#domain/report/article-row.ts';
import type { OwnArticle, OwnArticles } from '#domain/report/own-article.ts';
import { type UnmappedArticles, unmappedIn } from '#domain/report/unmapped-articles.ts';
import { type StoreKey, storeKey } from '#domain/store.ts';
import { describeError, log } from '#runtime/log.ts';
import type { IngestOutcome, Submission } from './ingest-report.ts';

type Ingest = (submission: Submission) => Promise<IngestOutcome>;

export interface ArticlePorts {
  readonly readArticles: (retailer: string) => Promise<{ readonly articles: readonly OwnArticle[] }>;
  readonly readUnmapped: (
    store: StoreKey,
  ) => Promise<{ readonly value: UnmappedArticles; readonly hash: string } | undefined>;
  /** False when another change came between. */
  readonly putUnmapped: (unmapped: UnmappedArticles, expected?: string) => Promise<boolean>;
}

const MOST_TRIES = 3;

/**
 * Gives store-days whose rows name articles those of their retailer, and notes which of them are no product yet. Made anew
 * for each request: the articles of a retailer are read once for all of its store-days, and by no report without any.
 */
export function withArticles(ports: ArticlePorts, ingest: Ingest): () => Ingest {
  return () => {
    const known = new Map<string, Promise<OwnArticles>>();
    const articlesOf = (retailer: string) => {
      const articles = known.get(retailer) ?? ports.readArticles(retailer).then(byNumber);
      known.set(retailer, articles);
      return articles;
    };
    return async (submission) => {
      if (!submission.rows.some(isOfArticle)) return ingest(submission);
      const outcome = await ingest({
        ...submission,
        articles: submission.articles ?? (await articlesOf(submission.store.retailer)),
      });
      if (!submission.dryRun && submission.source === 'live') await noteUnmapped(ports, submission, outcome);
      return outcome;
    };
  };
}

/** A retailer's articles by their numbers, for whoever must know them before rows are read. */
export function articlesOf(ports: Pick<ArticlePorts, 'readArticles'>): (retailer: string) => Promise<OwnArticles> {
  return async (retailer) => byNumber(await ports.readArticles(retailer));
}

function byNumber({ articles }: { readonly articles: readonly OwnArticle[] }): OwnArticles {
  return new Map(articles.map((own) => [own.article, own]));
}

function isOfArticle(row: unknown): boolean {
  return typeof row === 'object' && row !== null && namesArticle(row);
}

/** The report is kept whatever becomes of this: the next one says it again. */
async function noteUnmapped(ports: ArticlePorts, { store, date, rows }: Submission, outcome: IngestOutcome) {
  const key = storeKey(store.retailer, store.id);
  const articles = unmappedIn(rows, outcome.kind === 'kept' ? outcome.receipt.refused : outcome.refused);
  try {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const kept = await ports.readUnmapped(key);
      if (articles.length === 0 && !kept?.value.articles.length) return;
      if (kept && (kept.value.day > date || isSame(kept.value, { store: key, day: date, articles }))) return;
      if (await ports.putUnmapped({ store: key, day: date, articles }, kept?.hash)) return;
    }
  } catch (error) {
    log.error('unmapped articles were not noted', { store: key, ...describeError(error) });
  }
}

function isSame(a: UnmappedArticles, b: UnmappedArticles): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
